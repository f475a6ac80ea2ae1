"""Generators of static pages, each behind a plain file server, with the theme that it comes with (Hugo: with one of ours)."""
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from papers import HERE, Paper, need, wait_for


class Static(Paper):
    """A generator writes `self.public`; a file server gives it, with a date of change and conditional answers."""

    can_split = False
    list_path = "/"
    # Seconds between two articles, and how many days ago the first one came.
    step, first = 600, 8

    def start(self):
        self.asked_for = []
        self.public = self.home / "site" / "public"
        self.prepare()
        self.flush()
        paper = self

        class Handler(SimpleHTTPRequestHandler):
            def __init__(self, *arguments):
                super().__init__(*arguments, directory=str(paper.public))

            def log_request(self, code="-", size="-"):
                paper.asked_for.append(f"{int(code)} {self.path}")

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        wait_for(self.base)

    def addresses(self):
        return [f"{self.base}{self.list_path}"]

    def dates(self, story):
        """When it was published and last changed, seconds since 1970."""
        start = int(time.time()) // 86400 * 86400 - self.first * 86400 + story.number * self.step
        if story.reference is None:
            story.reference = {"start": start, "old": [], "slug": story.slug}
        elif story.reference["slug"] != story.slug:
            story.reference["old"].append(story.reference["slug"])
            story.reference["slug"] = story.slug
        return story.reference["start"], int(time.time()) if story.edits else story.reference["start"]

    def run(self, command, folder, **more):
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=dict(os.environ, **more))
        if done.returncode:
            sys.exit(f"{command[0]}: {done.stdout[-2000:]} {done.stderr[-2000:]}")

    def remove(self, story):
        self.file(story).unlink()

    def forget_requests(self):
        self.asked_for.clear()

    def requests(self):
        return len(self.asked_for)

    def stop(self):
        if getattr(self, "server", None):
            self.server.shutdown()


def iso(seconds):
    """An instant in Viet Nam's time."""
    return time.strftime("%Y-%m-%dT%H:%M:%S+07:00", time.gmtime(seconds + 7 * 3600))


class Hugo(Static):
    """Hugo. Lists of ten, a pager, a feed and a site map."""

    list_path = "/tin/"

    def prepare(self):
        need(["hugo"])
        self.folder = self.home / "hugo"
        self.public = self.folder / "public"
        shutil.copytree(HERE / "hugo", self.folder)
        (self.folder / "config.toml").write_text(
            f'baseURL = "{self.base}/"\nlanguageCode = "vi"\ntitle = "Báo Thợ Làng Tĩnh"\npaginate = 10\nenableRobotsTXT = true\nrssLimit = 10\n'
            '[params]\ntheme = "old"\n', encoding="utf-8")
        (self.folder / "content" / "tin").mkdir(parents=True)

    def file(self, story):
        return self.folder / "content" / "tin" / f"bai-{story.number}.md"

    def write(self, story):
        published, updated = self.dates(story)
        front = {"title": story.title, "date": iso(published), "slug": story.slug, "lastmod": iso(updated),
                 "aliases": [f"/tin/{slug}/" for slug in story.reference["old"]]}
        self.file(story).write_text(json.dumps(front, ensure_ascii=False) + "\n\n" + "\n\n".join(story.paragraphs) + "\n",
                                    encoding="utf-8")

    def flush(self):
        self.run(["hugo", "--quiet", "--cleanDestinationDir"], self.folder)

    def change_theme(self):
        path = self.folder / "config.toml"
        path.write_text(path.read_text(encoding="utf-8").replace('"old"', '"new"'), encoding="utf-8")


class Jekyll(Static):
    """Jekyll with its theme minima: one list of everything, an Atom feed of ten whole texts, a site map."""

    def prepare(self):
        need(["jekyll", "jekyll-theme-minima", "ruby-jekyll-feed", "ruby-jekyll-sitemap", "ruby-jekyll-redirect-from",
              "ruby-jekyll-seo-tag"])
        self.folder = self.home / "jekyll"
        self.public = self.folder / "_site"
        (self.folder / "_posts").mkdir(parents=True)
        (self.folder / "index.md").write_text("---\nlayout: home\n---\n", encoding="utf-8")
        (self.folder / "_config.yml").write_text(
            f"title: Báo Thợ Làng Tĩnh\nurl: {self.base}\nlang: vi\ntimezone: Asia/Ho_Chi_Minh\ntheme: minima\n"
            "permalink: /:categories/:title/\nfuture: true\n"
            "plugins: [jekyll-feed, jekyll-sitemap, jekyll-redirect-from, jekyll-seo-tag]\n", encoding="utf-8")

    def file(self, story):
        day = time.strftime("%Y-%m-%d", time.gmtime(story.reference["start"]))
        return self.folder / "_posts" / f"{day}-bai-{story.number}.md"

    def write(self, story):
        published, updated = self.dates(story)
        front = {"layout": "post", "title": story.title, "date": iso(published), "slug": story.slug,
                 "redirect_from": [f"/{slug}/" for slug in story.reference["old"]]}
        if updated != published:
            front["last_modified_at"] = iso(updated)
        lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
        self.file(story).write_text(f"---\n{lines}---\n\n" + "\n\n".join(story.paragraphs) + "\n", encoding="utf-8")

    def flush(self):
        self.run(["jekyll", "build", "--quiet"], self.folder, LANG="C.UTF-8")

    def change_theme(self):
        pass


class Pelican(Static):
    """Pelican (`pip install pelican`) with its theme notmyidea: lists of ten, an Atom feed, no site map."""

    def prepare(self):
        self.program = os.environ.get("PELICAN") or shutil.which("pelican") or sys.exit("pelican is not installed; PELICAN names it")
        self.folder = self.home / "pelican"
        self.public = self.folder / "output"
        (self.folder / "content").mkdir(parents=True)
        (self.folder / "conf.py").write_text(
            f"SITENAME = 'Báo Thợ Làng Tĩnh'\nSITEURL = '{self.base}'\nPATH = 'content'\nTIMEZONE = 'Asia/Ho_Chi_Minh'\n"
            "DEFAULT_LANG = 'vi'\nAUTHOR = 'Trần Thị Mận'\nDEFAULT_PAGINATION = 10\nFEED_ALL_ATOM = 'feeds/all.atom.xml'\n"
            "CATEGORY_FEED_ATOM = None\nTRANSLATION_FEED_ATOM = None\nDELETE_OUTPUT_DIRECTORY = True\nWITH_FUTURE_DATES = True\n",
            encoding="utf-8")

    def file(self, story):
        return self.folder / "content" / f"bai-{story.number}.html"

    def write(self, story):
        published, updated = self.dates(story)
        changed = f'<meta name="modified" content="{iso(updated)}">' if updated != published else ""
        body = "".join(f"<p>{paragraph}</p>\n" for paragraph in story.paragraphs)
        self.file(story).write_text(
            f'<html><head><title>{story.title}</title><meta name="date" content="{iso(published)}">{changed}'
            f'<meta name="slug" content="{story.slug}"><meta name="category" content="Tin"></head><body>{body}</body></html>',
            encoding="utf-8")

    def flush(self):
        self.run([self.program, "-q", "-s", "conf.py", "-o", "output"], self.folder)

    def change_theme(self):
        path = self.folder / "conf.py"
        path.write_text(path.read_text(encoding="utf-8") + "THEME = 'simple'\n", encoding="utf-8")


class Node(Static):
    """A generator from npm; NODE_MODULES names the folder where it is installed."""

    def modules(self):
        found = os.environ.get("NODE_MODULES")
        return found or sys.exit("NODE_MODULES must name the node_modules with hexo and @11ty/eleventy")


class Hexo(Node):
    """Hexo with its theme landscape: lists of ten with excerpts, an Atom feed of twenty, a site map."""

    def prepare(self):
        self.folder = self.home / "hexo"
        self.public = self.folder / "public"
        (self.folder / "source" / "_posts").mkdir(parents=True)
        os.symlink(self.modules(), self.folder / "node_modules")
        (self.folder / "package.json").write_text(json.dumps({
            "name": "bao", "version": "1.0.0", "hexo": {"version": "7.0.0"}, "dependencies": {name: "*" for name in (
                "hexo hexo-generator-archive hexo-generator-category hexo-generator-feed hexo-generator-index hexo-generator-sitemap "
                "hexo-generator-tag hexo-renderer-ejs hexo-renderer-marked hexo-renderer-stylus hexo-theme-landscape").split()}}))
        (self.folder / "_config.yml").write_text(
            f"title: Báo Thợ Làng Tĩnh\nurl: {self.base}\nlanguage: vi\ntimezone: Asia/Ho_Chi_Minh\npermalink: :title/\n"
            "theme: landscape\nindex_generator: {per_page: 10, order_by: -date}\nfeed: {type: atom, path: atom.xml, limit: 20}\n"
            "sitemap: {path: sitemap.xml}\nnew_post_name: :title.md\nupdated_option: date\nfuture: true\n", encoding="utf-8")

    def file(self, story):
        return self.folder / "source" / "_posts" / f"bai-{story.number}.md"

    def write(self, story):
        published, updated = self.dates(story)
        date = lambda seconds: time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(seconds + 7 * 3600))
        lines = (f"title: {json.dumps(story.title, ensure_ascii=False)}\ndate: {date(published)}\nupdated: {date(updated)}\n"
                 f"permalink: {story.slug}/\ncategories: [Việc làm]\ntags: [lương, công nhân]\n")
        self.file(story).write_text(f"---\n{lines}---\n\n" + "\n\n".join(story.paragraphs) + "\n", encoding="utf-8")

    def flush(self):
        shutil.rmtree(self.public, ignore_errors=True)
        (self.folder / "db.json").unlink(missing_ok=True)
        self.run([f"{self.modules()}/.bin/hexo", "generate", "--silent"], self.folder)

    def change_theme(self):
        pass


class Eleventy(Node):
    """Eleventy with a small theme in the shape of its base blog: a list of everything, an Atom feed of ten whole texts."""

    def prepare(self):
        self.folder = self.home / "eleventy"
        self.public = self.folder / "_site"
        shutil.copytree(HERE / "eleventy", self.folder)
        (self.folder / "tin").mkdir()
        os.symlink(self.modules(), self.folder / "node_modules")
        (self.folder / "_data" / "site.json").write_text(json.dumps({"url": self.base}))

    def file(self, story):
        return self.folder / "tin" / f"bai-{story.number}.md"

    def write(self, story):
        published, _ = self.dates(story)
        front = {"title": story.title, "date": iso(published), "permalink": f"/tin/{story.slug}/", "layout": "bai.njk", "tags": "posts"}
        lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
        self.file(story).write_text(f"---\n{lines}---\n\n" + "\n\n".join(story.paragraphs) + "\n", encoding="utf-8")

    def flush(self):
        shutil.rmtree(self.public, ignore_errors=True)
        self.run([f"{self.modules()}/.bin/eleventy", "--quiet"], self.folder)

    def change_theme(self):
        pass
