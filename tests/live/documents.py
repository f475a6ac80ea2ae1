"""Generators whose main work is documents and small sites: Sphinx with ABlog (pip), staticsite and Chronicle (Debian)."""
import time

from generators import Static, iso
from more_generators import FromPip, local
from papers import need


class ABlog(FromPip):
    """Sphinx with ABlog and the theme alabaster: one list of everything, dated by day, an Atom feed, no site map."""

    list_path = "/tin.html"

    def prepare(self):
        self.folder = self.home / "sphinx"
        self.public = self.folder / "_website"
        (self.folder / "tin").mkdir(parents=True)
        (self.folder / "conf.py").write_text(
            "extensions = ['ablog']\nproject = 'Báo Thợ Làng Tĩnh'\nlanguage = 'vi'\nhtml_theme = 'alabaster'\n"
            f"blog_baseurl = '{self.base}/'\nblog_title = 'Báo Thợ Làng Tĩnh'\nblog_path = 'tin'\nblog_feed_fulltext = False\n"
            "post_date_format = '%d/%m/%Y'\nfontawesome_included = True\nsuppress_warnings = ['*']\n", encoding="utf-8")
        (self.folder / "index.rst").write_text("Báo Thợ Làng Tĩnh\n=================\n\n.. postlist:: 10\n   :excerpts:\n", encoding="utf-8")

    def file(self, story):
        return self.folder / "tin" / f"{story.reference['slug']}.rst"

    def write(self, story):
        before = self.file(story) if story.reference else None
        published, updated = self.dates(story)
        if before and before != self.file(story):
            before.unlink()
        changed = f".. update:: {local(updated, '%d %b, %Y')}\n\n   Sửa bài.\n\n" if updated != published else ""
        self.file(story).write_text(
            f".. post:: {local(published, '%d %b, %Y')}\n   :author: Trần Thị Mận\n   :category: Việc làm\n\n{story.title}\n"
            + "=" * 2 * len(story.title) + "\n\n" + "\n\n".join(story.paragraphs) + "\n\n" + changed, encoding="utf-8")

    def flush(self):
        self.run([self.program("sphinx-build"), "-q", "-E", "-b", "html", ".", "_website"], self.folder, LANG="C.UTF-8", LC_ALL="C.UTF-8")


class StaticSite(Static):
    """staticsite (Debian) with its default theme: a blog page, RSS and Atom, no pager, no site map."""

    list_path = "/tin/"

    def prepare(self):
        need(["staticsite"])
        self.folder = self.home / "staticsite"
        self.public = self.folder / "web"
        (self.folder / "content" / "tin").mkdir(parents=True)
        (self.folder / "content" / "index.md").write_text(
            f"---\nsite_url: {self.base}\nsite_name: Báo Thợ Làng Tĩnh\nauthor: Trần Thị Mận\n---\n\n# Báo Thợ Làng Tĩnh\n", encoding="utf-8")
        (self.folder / "content" / "tin" / "index.md").write_text(
            "---\npages: {path: '*', sort: '-date'}\nsyndication: yes\ntemplate: blog.html\n---\n\n# Tin việc làm\n", encoding="utf-8")

    def file(self, story):
        return self.folder / "content" / "tin" / f"{story.reference['slug']}.md"

    def write(self, story):
        before = self.file(story) if story.reference else None
        published, _ = self.dates(story)
        if before and before != self.file(story):
            before.unlink()
        self.file(story).write_text(f"---\ndate: {iso(published)}\n---\n\n# {story.title}\n\n" + "\n\n".join(story.paragraphs) + "\n",
                                    encoding="utf-8")

    def flush(self):
        self.run(["ssite", "build", str(self.folder / "content"), "-o", str(self.public)], self.folder, LANG="C.UTF-8", LC_ALL="C.UTF-8")

    def change_theme(self):
        pass


class Chronicle(Static):
    """Chronicle (Debian) with its theme blocky: a front page of twenty, RSS, no pager, no site map."""

    themes = ["blocky", "leftbar"]

    def prepare(self):
        need(["chronicle"])
        self.folder = self.home / "chronicle"
        self.public = self.folder / "output"
        self.theme = self.themes[0]
        (self.folder / "data").mkdir(parents=True)

    def file(self, story):
        return self.folder / "data" / f"bai-{story.number}.txt"

    def write(self, story):
        published, _ = self.dates(story)
        self.file(story).write_text(
            f"Title: {story.title}\nDate: {time.strftime('%d %B %Y %H:%M:%S', time.gmtime(published + 7 * 3600))}\nTags: viec lam\n\n"
            + "".join(f"<p>{paragraph}</p>\n" for paragraph in story.paragraphs), encoding="utf-8")

    def flush(self):
        self.run(["chronicle", "--input", str(self.folder / "data"), "--output", str(self.public), "--theme-dir=/usr/share/chronicle/themes",
                  f"--theme={self.theme}", f"--url-prefix={self.base}/", "--no-comments", "--force", "--entry-count=20", "--rss-count=20", "--pattern=*.txt", "--no-cache"], self.folder, LANG="C.UTF-8", LC_ALL="C.UTF-8", LC_TIME="C")

    def change_theme(self):
        self.theme = self.themes[1]


SYSTEMS = {"ablog": ABlog, "staticsite": StaticSite, "chronicle": Chronicle}
