"""Systems that are frameworks: Mezzanine on Django (pip), Docusaurus's blog (npm)."""
import json
import os
import shutil
import subprocess

from generators import Node, iso
from more_generators import FromPip
from papers import wait_for

MEZZANINE = """
import json, sys, datetime
from django.contrib.auth import get_user_model
from django.contrib.redirects.models import Redirect
from django.utils.timezone import make_aware
from mezzanine.blog.models import BlogPost, BlogCategory
people = get_user_model().objects
user = people.first() or people.create_user("man")
user.first_name, user.last_name = "Mận", "Trần Thị"
user.save()
kind, _ = BlogCategory.objects.get_or_create(title="Việc làm")
for order in json.load(open("orders.json")):
    if order["do"] == "remove":
        BlogPost.objects.filter(pk=order["id"]).delete()
        continue
    post = BlogPost.objects.filter(pk=order["id"]).first() or BlogPost(pk=order["id"], user=user, site_id=1)
    post.title, post.slug, post.content = order["title"], order["slug"], order["content"]
    post.description, post.gen_description = order["teaser"], False
    post.publish_date = make_aware(datetime.datetime.utcfromtimestamp(order["published"]), datetime.timezone.utc)
    post.status, post.allow_comments = 2, False
    post.save()
    post.categories.set([kind])
"""


class Mezzanine(FromPip):
    """Mezzanine on Django's own server: lists of five with a pager, RSS and Atom with the whole texts, archives by month, a site map."""

    list_path = "/blog/"

    def start(self):
        self.orders = []
        self.run([self.program("mezzanine-project"), "paper"], self.home)
        self.folder = self.home / "paper"
        local = self.folder / "paper" / "local_settings.py"
        local.write_text(local.read_text(encoding="utf-8") +
                         '\nTIME_ZONE = "Asia/Ho_Chi_Minh"\nLANGUAGE_CODE = "vi"\nSITE_TITLE = "Báo Thợ Làng Tĩnh"\nALLOWED_HOSTS = ["*"]\nDEBUG = False\n', encoding="utf-8")
        self.manage("createdb", "--noinput")
        self.manage("shell", "-c", f"from django.contrib.sites.models import Site; Site.objects.update(domain='127.0.0.1:{self.port}')")
        self.manage("shell", "-c", "from mezzanine.blog.models import BlogPost; BlogPost.objects.all().delete()")
        self.log = open(self.home / "server.log", "w+", encoding="utf-8")
        self.server = subprocess.Popen([self.program("python"), "manage.py", "runserver", "--noreload", "--insecure", f"127.0.0.1:{self.port}"],
                                       cwd=self.folder, stdout=self.log, stderr=self.log, start_new_session=True)
        wait_for(self.base)
        self.forget_requests()

    def manage(self, *words):
        self.run([self.program("python"), "manage.py", *words], self.folder, PYTHONWARNINGS="ignore")

    def write(self, story):
        published, _ = self.dates(story)
        self.orders.append({"do": "write", "id": story.number, "title": story.title, "slug": story.slug, "published": published,
                            "teaser": story.paragraphs[0], "content": "".join(f"<p>{paragraph}</p>" for paragraph in story.paragraphs)})

    def remove(self, story):
        self.orders.append({"do": "remove", "id": story.number})
        self.flush()

    def flush(self):
        (self.folder / "orders.json").write_text(json.dumps(self.orders), encoding="utf-8")
        self.orders = []
        self.manage("shell", "-c", MEZZANINE)

    @property
    def asked_for(self):
        with open(self.log.name, encoding="utf-8", errors="replace") as log:
            lines = [line.split('"') for line in log if '"GET ' in line]
        return [f"{parts[2].split()[0]} {parts[1].split()[1]}" for parts in lines][self.seen:]

    def forget_requests(self):
        self.seen = 0
        self.seen = len(self.asked_for)

    def requests(self):
        return len(self.asked_for)

    def stop(self):
        if getattr(self, "server", None):
            self.server.terminate()
            self.server.wait(timeout=30)


class Docusaurus(Node):
    """Docusaurus's blog with its classic theme: lists of ten with a pager, RSS and Atom, an archive, a site map."""

    def prepare(self):
        self.folder = self.home / "docusaurus"
        self.public = self.folder / "build"
        (self.folder / "blog").mkdir(parents=True)
        os.symlink(self.modules(), self.folder / "node_modules")
        (self.folder / "package.json").write_text(json.dumps({"name": "bao", "version": "1.0.0", "private": True}))
        (self.folder / "docusaurus.config.js").write_text(
            "module.exports = {title: 'Báo Thợ Làng Tĩnh', url: '%s', baseUrl: '/', onBrokenLinks: 'ignore', trailingSlash: true,\n"
            "  i18n: {defaultLocale: 'vi', locales: ['vi']},\n"
            "  presets: [['classic', {docs: false, blog: {routeBasePath: '/', postsPerPage: 10, blogSidebarCount: 5, onInlineAuthors: 'ignore',\n"
            "    onUntruncatedBlogPosts: 'ignore'}}]]};\n" % self.base, encoding="utf-8")

    def file(self, story):
        return self.folder / "blog" / f"bai-{story.number}.md"

    def write(self, story):
        published, updated = self.dates(story)
        front = {"title": story.title, "slug": story.reference["slug"], "authors": {"name": "Trần Thị Mận"}}
        lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items()) + f"date: {iso(published)}\n"
        if updated != published:
            lines += f"last_update:\n  date: {iso(updated)}\n"
        teaser, rest = story.paragraphs[0], story.paragraphs[1:]
        self.file(story).write_text(f"---\n{lines}---\n\n{teaser}\n\n<!-- truncate -->\n\n" + "\n\n".join(rest) + "\n", encoding="utf-8")

    def flush(self):
        # It builds no blog without articles.
        self.public.mkdir(exist_ok=True)
        if not any((self.folder / "blog").iterdir()):
            return
        for kept in (self.folder / ".docusaurus", self.folder / "node_modules" / ".cache"):
            shutil.rmtree(kept, ignore_errors=True)
        self.run([f"{self.modules()}/.bin/docusaurus", "build"], self.folder, LANG="C.UTF-8", CI="true")

    def change_theme(self):
        pass


SYSTEMS = {"mezzanine": Mezzanine, "docusaurus": Docusaurus}
