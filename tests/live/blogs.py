"""Blogs of one program each: BlazeBlogger, Blosxom, blag (Debian), Lektor (pip)."""
import os
import shutil
import time

from generators import Static
from more_generators import FromPip, local
from papers import need


class Blaze(Static):
    """BlazeBlogger (Debian): lists of ten with a pager, archives by month and tag, an RSS feed of ten, days only, no map."""

    step, first = 86400, 70

    def prepare(self):
        need(["blazeblogger"])
        self.folder = self.home / "blaze"
        self.public = self.folder / "out"
        self.public.mkdir(parents=True)
        self.run(["blaze", "init", "-q", "-b", str(self.folder)], self.home)
        for option, value in {"blog.title": "Báo Thợ Làng Tĩnh", "feed.baseurl": self.base, "feed.posts": "10"}.items():
            self.run(["blaze", "config", "-q", "-b", str(self.folder), option, value], self.home)
        for part in ("head", "body"):
            (self.folder / ".blaze" / "posts" / part).mkdir(parents=True, exist_ok=True)

    def file(self, story):
        return self.folder / ".blaze" / "posts" / "head" / str(story.number)

    def write(self, story):
        published, _ = self.dates(story)
        self.file(story).write_text(
            f"[header]\n  author = Trần Thị Mận\n  date = {local(published, '%Y-%m-%d')}\n  tags = Việc làm\n  title = {story.title}\n"
            f"  url = {story.reference['slug']}\n", encoding="utf-8")
        teaser, rest = story.paragraphs[0], story.paragraphs[1:]
        body = f"<p>{teaser}</p>\n<!-- break -->\n" + "".join(f"<p>{paragraph}</p>\n" for paragraph in rest)
        (self.folder / ".blaze" / "posts" / "body" / str(story.number)).write_text(body, encoding="utf-8")

    def flush(self):
        for part in self.public.iterdir():
            shutil.rmtree(part) if part.is_dir() else part.unlink()
        self.run(["blaze", "make", "-q", "-b", str(self.folder), "-d", str(self.public)], self.folder, LANG="C.UTF-8")

    def change_theme(self):
        pass


class Blosxom(Static):
    """Blosxom (Debian), rendered once: whole texts on a front page of forty, days of pages, RSS of the same, no map."""

    def prepare(self):
        need(["blosxom"])
        self.folder = self.home / "blosxom"
        self.public = self.folder / "out"
        (self.folder / "data").mkdir(parents=True)
        (self.folder / "blosxom.conf").write_text(
            f'$blog_title="Bao Tho Lang Tinh"; $blog_language="vi"; $datadir="{self.folder}/data"; $url="{self.base}"; $num_entries=20;\n'
            f'$plugin_dir=""; $static_dir="{self.public}"; $static_password="x"; $static_entries=1;\n1;\n', encoding="utf-8")

    def file(self, story):
        return self.folder / "data" / f"{story.reference['slug']}.txt"

    def write(self, story):
        before = self.file(story) if story.reference else None
        published, _ = self.dates(story)
        if before and before != self.file(story):
            before.unlink()
        self.file(story).write_text(f"{story.title}\n" + "".join(f"<p>{paragraph}</p>\n" for paragraph in story.paragraphs), encoding="utf-8")
        os.utime(self.file(story), (published, published))

    def flush(self):
        shutil.rmtree(self.public, ignore_errors=True)
        self.public.mkdir()
        self.run(["/usr/lib/cgi-bin/blosxom", "-password=x"], self.folder, BLOSXOM_CONFIG_DIR=str(self.folder), TZ="Asia/Ho_Chi_Minh")

    def change_theme(self):
        pass


class Blag(Static):
    """blag (Debian): one list of everything, an Atom feed of everything with the texts, no map."""

    def prepare(self):
        need(["blag"])
        self.folder = self.home / "blag"
        self.public = self.folder / "build"
        (self.folder / "content").mkdir(parents=True)
        for part in ("static", "templates"):
            (self.folder / part).mkdir()
        (self.folder / "config.ini").write_text(
            f"[main]\nbase_url = {self.base}/\ntitle = Báo Thợ Làng Tĩnh\ndescription = Tin việc làm\nauthor = Trần Thị Mận\n", encoding="utf-8")

    def file(self, story):
        return self.folder / "content" / f"{story.reference['slug']}.md"

    def write(self, story):
        before = self.file(story) if story.reference else None
        published, _ = self.dates(story)
        if before and before != self.file(story):
            before.unlink()
        self.file(story).write_text(
            f"title: {story.title}\ndate: {local(published)}\ntags: viec-lam\n\n" + "\n\n".join(story.paragraphs) + "\n", encoding="utf-8")

    def flush(self):
        shutil.rmtree(self.public, ignore_errors=True)
        self.run(["blag", "build"], self.folder, LANG="C.UTF-8", LC_ALL="C.UTF-8")

    def change_theme(self):
        pass


class Lektor(FromPip):
    """Lektor with the site that it begins with: lists of ten whole texts with a pager, days only, no feed, no map."""

    list_path = "/blog/"
    step, first = 86400, 70

    def prepare(self):
        self.folder = self.home / "lektor"
        self.public = self.folder / "out"
        import subprocess
        answers = f"Báo Thợ\nTrần Thị Mận\n{self.folder}\ny\ny\n"
        done = subprocess.run([self.program("lektor"), "quickstart"], input=answers, capture_output=True, text=True, cwd=self.home,
                              env=dict(os.environ, LC_ALL="C.UTF-8", LANG="C.UTF-8"))
        if not self.folder.exists():
            raise SystemExit(done.stdout + done.stderr)
        shutil.rmtree(self.folder / "content" / "blog" / "first-post")

    def file(self, story):
        return self.folder / "content" / "blog" / story.reference["slug"] / "contents.lr"

    def write(self, story):
        before = self.file(story) if story.reference else None
        published, _ = self.dates(story)
        if before and before != self.file(story):
            shutil.rmtree(before.parent)
        self.file(story).parent.mkdir(exist_ok=True)
        self.file(story).write_text(f"title: {story.title}\n---\npub_date: {local(published, '%Y-%m-%d')}\n---\nauthor: Trần Thị Mận\n---\nbody:\n\n"
                                    + "\n\n".join(story.paragraphs) + "\n", encoding="utf-8")

    def remove(self, story):
        shutil.rmtree(self.file(story).parent)

    def flush(self):
        shutil.rmtree(self.public, ignore_errors=True)
        self.run([self.program("lektor"), "build", "-O", str(self.public)], self.folder, LC_ALL="C.UTF-8", LANG="C.UTF-8")


SYSTEMS = {"blaze": Blaze, "blosxom": Blosxom, "blag": Blag, "lektor": Lektor}
