"""Further generators and themes: Nikola, Lektor, MkDocs with Material's blog (pip), Ikiwiki (Debian), four themes of Hexo (npm)."""
import json
import os
import shutil
import sys
import time

from generators import Hexo, Static, iso
from papers import need


class FromPip(Static):
    """A generator from pip; PYTHON_TOOLS names the folder of its programs, if they are not on the path."""

    def program(self, name):
        folder = os.environ.get("PYTHON_TOOLS", "")
        return shutil.which(name, path=f"{folder}:{os.environ['PATH']}") or sys.exit(f"{name} is not installed; PYTHON_TOOLS names its folder")

    def change_theme(self):
        pass


def local(seconds, form="%Y-%m-%d %H:%M:%S"):
    """An instant on a clock in Viet Nam."""
    return time.strftime(form, time.gmtime(seconds + 7 * 3600))


class Nikola(FromPip):
    """Nikola with its theme bootblog4: lists of ten, an RSS feed of ten, a site map."""

    themes = ["bootblog4", "bootstrap4"]

    def prepare(self):
        self.folder = self.home / "nikola"
        self.public = self.folder / "output"
        self.run([self.program("nikola"), "init", "--quiet", str(self.folder)], self.home)
        conf = self.folder / "conf.py"
        conf.write_text(conf.read_text(encoding="utf-8") + f"""
BLOG_AUTHOR = "Trần Thị Mận"
BLOG_TITLE = "Báo Thợ Làng Tĩnh"
SITE_URL = "{self.base}/"
BASE_URL = "{self.base}/"
DEFAULT_LANG = "en"
TRANSLATIONS = {{"en": ""}}
TIMEZONE = "Asia/Ho_Chi_Minh"
THEME = "{self.themes[0]}"
INDEX_DISPLAY_POST_COUNT = 10
FEED_LENGTH = 10
POSTS = (("posts/*.html", "tin", "post.tmpl"), ("posts/*.md", "tin", "post.tmpl"))
PAGES = ()
INDEX_TEASERS = True
FUTURE_IS_NOW = True
COMMENT_SYSTEM = ""
REDIRECTIONS = []
import json, os
if os.path.exists("moved.json"):
    REDIRECTIONS = [tuple(pair) for pair in json.load(open("moved.json"))]
""", encoding="utf-8")
        (self.folder / "posts").mkdir(exist_ok=True)
        self.moved = []

    def file(self, story):
        return self.folder / "posts" / f"bai-{story.number}.html"

    def write(self, story):
        published, updated = self.dates(story)
        for old in story.reference["old"]:
            pair = [f"tin/{old}/index.html", f"/tin/{story.slug}/"]
            self.moved = [known for known in self.moved if known[0] != pair[0]] + [pair]
        (self.folder / "moved.json").write_text(json.dumps(self.moved))
        teaser, rest = story.paragraphs[0], story.paragraphs[1:]
        text = f"<p>{teaser}</p>\n<!-- TEASER_END -->\n" + "".join(f"<p>{paragraph}</p>\n" for paragraph in rest)
        self.file(story).write_text(
            f"<!--\n.. title: {story.title}\n.. slug: {story.slug}\n.. date: {local(published)} UTC+07:00\n.. updated: {local(updated)} UTC+07:00\n"
            f".. category: Việc làm\n.. type: text\n-->\n{text}", encoding="utf-8")

    def flush(self):
        self.run([self.program("nikola"), "build", "-v", "0"], self.folder, LANG="C.UTF-8", LC_ALL="C.UTF-8")

    def change_theme(self):
        conf = self.folder / "conf.py"
        conf.write_text(conf.read_text(encoding="utf-8") + f'\nTHEME = "{self.themes[1]}"\n', encoding="utf-8")


class MkDocs(FromPip):
    """MkDocs with Material and its blog: lists of ten beginnings, no feed, a site map."""

    list_path = "/blog/"

    def prepare(self):
        self.folder = self.home / "mkdocs"
        self.public = self.folder / "site"
        (self.folder / "docs" / "blog" / "posts").mkdir(parents=True)
        (self.folder / "docs" / "index.md").write_text("# Báo Thợ Làng Tĩnh\n\n[Tin](blog/index.md)\n", encoding="utf-8")
        (self.folder / "docs" / "blog" / "index.md").write_text("# Tin việc làm\n", encoding="utf-8")
        (self.folder / "mkdocs.yml").write_text(
            f"site_name: Báo Thợ Làng Tĩnh\nsite_url: {self.base}/\ntheme: {{name: material, language: vi, font: false}}\n"
            "plugins:\n  - blog: {pagination_per_page: 10, post_date_format: 'dd/MM/yyyy', post_url_format: '{slug}', post_excerpt: required}\n",
            encoding="utf-8")

    def file(self, story):
        return self.folder / "docs" / "blog" / "posts" / f"bai-{story.number}.md"

    def write(self, story):
        published, updated = self.dates(story)
        dates = f"date:\n  created: {iso(published)}\n" + (f"  updated: {iso(updated)}\n" if updated != published else "")
        teaser, rest = story.paragraphs[0], story.paragraphs[1:]
        self.file(story).write_text(f"---\n{dates}slug: {story.slug}\n---\n\n# {story.title}\n\n{teaser}\n\n<!-- more -->\n\n" +
                                    "\n\n".join(rest) + "\n", encoding="utf-8")

    def flush(self):
        self.run([self.program("mkdocs"), "build", "--quiet"], self.folder, LANG="C.UTF-8", NO_MKDOCS_2_WARNING="1")


class Ikiwiki(Static):
    """Ikiwiki (Debian) with its blog: a list of ten whole articles, RSS and Atom with the whole texts, archives, no pager, no map."""

    list_path = "/tin/"

    def prepare(self):
        need(["ikiwiki"])
        self.folder = self.home / "wiki"
        self.public = self.home / "www"
        (self.folder / "tin").mkdir(parents=True)
        self.setup = self.home / "wiki.setup"
        self.setup.write_text(
            f"# IkiWiki::Setup::Yaml - YAML formatted setup file\nwikiname: Báo Thợ Làng Tĩnh\nsrcdir: {self.folder}\ndestdir: {self.public}\nurl: {self.base}\nadd_plugins:\n- goodstuff\n- meta\n"
            "- html\nrss: 1\natom: 1\nusedirs: 1\nlocale: C.UTF-8\ntimezone: Asia/Ho_Chi_Minh\nrcs: ''\nlibdir: ''\n", encoding="utf-8")
        (self.folder / "index.mdwn").write_text("[[Tin|tin]]\n", encoding="utf-8")
        (self.folder / "tin.mdwn").write_text('[[!meta title="Tin việc làm"]]\n[[!inline pages="page(tin/*) and author(*)" show="10" archive="no"]]\n\n[[Archives|tin/archives]]\n',
                                             encoding="utf-8")
        # Its setup of a blog makes such a page.
        (self.folder / "tin" / "archives.mdwn").write_text('[[!inline pages="page(tin/*) and author(*)" archive="yes" show="0" feeds="no"]]\n',
                                                          encoding="utf-8")

    def file(self, story):
        return self.folder / "tin" / f"{story.reference['slug']}.mdwn"

    def write(self, story):
        before = self.file(story) if story.reference else None
        published, updated = self.dates(story)
        if before and before != self.file(story):
            before.unlink()
            before.write_text(f'[[!meta redir="tin/{story.slug}"]]\n', encoding="utf-8")
        self.file(story).write_text(
            f'[[!meta title="{story.title}"]]\n[[!meta date="{local(published)} +0700"]]\n[[!meta updated="{local(updated)} +0700"]]\n'
            '[[!meta author="Trần Thị Mận"]]\n\n' + "\n\n".join(story.paragraphs) + "\n", encoding="utf-8")

    def flush(self):
        self.run(["ikiwiki", "--setup", str(self.setup), "--rebuild"], self.home, LC_ALL="C.UTF-8", HOME=str(self.home))

    def change_theme(self):
        text = self.setup.read_text(encoding="utf-8")
        self.setup.write_text(text.replace("- html\n", "- html\n- theme\n") + "theme: actiontabs\n", encoding="utf-8")


def hexo_theme(name, after=None, config=""):
    """Hexo with another theme; `after` is the theme that it changes to."""

    class Themed(Hexo):
        def prepare(self):
            super().prepare()
            self.use(name)

        def use(self, theme):
            path = self.folder / "_config.yml"
            text = path.read_text(encoding="utf-8")
            current = text.split("\ntheme: ")[1].split("\n")[0]
            path.write_text(text.replace(f"\ntheme: {current}", f"\ntheme: {theme}") + config, encoding="utf-8")
            package = self.folder / "package.json"
            known = json.loads(package.read_text())
            known["dependencies"][f"hexo-theme-{theme}"] = "*"
            # A theme needs a renderer of its own.
            known["dependencies"].update({found: "*" for found in os.listdir(self.modules()) if found.startswith("hexo-renderer-")})
            package.write_text(json.dumps(known))

        def change_theme(self):
            if after:
                self.use(after)

    Themed.__doc__ = f"Hexo with the theme {name}."
    return Themed


SYSTEMS = {"nikola": Nikola, "mkdocs": MkDocs, "ikiwiki": Ikiwiki, "hexo-next": hexo_theme("next", "fluid"),
           "hexo-butterfly": hexo_theme("butterfly", "next"), "hexo-fluid": hexo_theme("fluid", "landscape"),
           **{f"hexo-{name}": hexo_theme(name) for name in ("keep", "redefine", "stellar", "icarus", "volantis", "a4", "solitude")}}
