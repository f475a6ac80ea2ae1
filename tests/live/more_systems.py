"""Three more systems: Jekyll's theme Chirpy (npm), Astro (npm), Puput on Wagtail (pip)."""
import json
import os
import pathlib
import shutil
import subprocess

from frameworks import Mezzanine
from generators import Jekyll, Node, iso
from papers import need, wait_for


class Chirpy(Jekyll):
    """Jekyll with the theme Chirpy, from npm: lists of ten with a pager, an Atom feed of five, archives, a site map."""

    def prepare(self):
        super().prepare()
        need(["ruby-jekyll-archives", "ruby-jekyll-include-cache", "ruby-jekyll-paginate"])
        theme = pathlib.Path(os.environ["CHIRPY"])
        (self.folder / "index.md").unlink()
        for part in ("_layouts", "_includes", "_data", "_tabs", "assets", "index.html"):
            (shutil.copytree if (theme / part).is_dir() else shutil.copy)(theme / part, self.folder / part)
        shutil.rmtree(self.folder / "assets" / "css")
        for data in (self.folder / "_data" / "locales").iterdir():
            # A date's form there is a symbol, which Debian's Jekyll refuses.
            data.write_text(data.read_text(encoding="utf-8").replace(": :", ": "), encoding="utf-8")
        text = (theme / "_config.yml").read_text(encoding="utf-8")
        text = text.replace("theme: jekyll-theme-chirpy", "").replace("lang: en", "lang: vi-VN")
        (self.folder / "_config.yml").write_text(
            text + f"\ntitle: Báo Thợ Làng Tĩnh\nurl: {self.base}\ntimezone: Asia/Ho_Chi_Minh\nfuture: true\nsocial: {{name: Trần Thị Mận, links: [x]}}\n"
            "plugins: [jekyll-paginate, jekyll-redirect-from, jekyll-seo-tag, jekyll-archives, jekyll-sitemap, jekyll-include-cache]\n",
            encoding="utf-8")

    def write(self, story):
        super().write(story)
        path = self.file(story)
        text = path.read_text(encoding="utf-8").replace('layout: "post"\n', 'layout: "post"\ncategories: [Việc làm]\ntags: [lương, công nhân]\n')
        path.write_text(text, encoding="utf-8")


class Astro(Node):
    """Astro in the shape of its blog example: a list of everything, an RSS feed of everything without texts, a site map."""

    list_path = "/blog/"

    def prepare(self):
        self.folder = self.home / "astro"
        self.public = self.folder / "dist"
        pages = self.folder / "src" / "pages"
        (pages / "blog").mkdir(parents=True)
        (self.folder / "src" / "content" / "blog").mkdir(parents=True)
        os.symlink(os.environ["ASTRO_MODULES"], self.folder / "node_modules")
        (self.folder / "package.json").write_text('{"name":"bao","type":"module"}')
        (self.folder / "astro.config.mjs").write_text(
            "import { defineConfig } from 'astro/config';\nimport sitemap from '@astrojs/sitemap';\n"
            f"export default defineConfig({{ site: '{self.base}', integrations: [sitemap()] }});\n")
        (self.folder / "src" / "content.config.ts").write_text(
            "import { defineCollection, z } from 'astro:content';\nimport { glob } from 'astro/loaders';\n"
            "const blog = defineCollection({ loader: glob({ base: './src/content/blog', pattern: '**/*.md' }),\n"
            "  schema: z.object({ title: z.string(), description: z.string(), pubDate: z.coerce.date(), updatedDate: z.coerce.date().optional() }) });\n"
            "export const collections = { blog };\n")
        head = ("<head><meta charset='utf-8'><title>{title}</title><link rel='sitemap' href='/sitemap-index.xml' />"
                "<link rel='alternate' type='application/rss+xml' title='Báo Thợ' href={new URL('rss.xml', Astro.site)} />"
                "<link rel='canonical' href={new URL(Astro.url.pathname, Astro.site)} /></head>")
        top = "<header><nav><h2><a href='/'>Báo Thợ Làng Tĩnh</a></h2><div class='internal-links'><a href='/'>Home</a><a href='/blog'>Blog</a></div></nav></header>"
        date = "<time datetime={D.toISOString()}>{D.toLocaleDateString('en-us', { year: 'numeric', month: 'short', day: 'numeric' })}</time>"
        posts = "const posts = (await getCollection('blog')).sort((a, b) => b.data.pubDate.valueOf() - a.data.pubDate.valueOf());\n"
        (pages / "blog" / "index.astro").write_text(
            f"---\nimport {{ getCollection }} from 'astro:content';\n{posts}const title = 'Báo Thợ Làng Tĩnh';\n---\n<html lang='vi'>{head}<body>{top}<main><section><ul>"
            "{posts.map((post) => (<li><a href={`/blog/${post.id}/`}><h4 class='title'>{post.data.title}</h4><p class='date'>"
            + date.replace("D.", "post.data.pubDate.") + "</p></a></li>))}</ul></section></main><footer>&copy; 2026 Báo Thợ</footer></body></html>\n")
        (pages / "blog" / "[...slug].astro").write_text(
            "---\nimport { getCollection, render } from 'astro:content';\nexport async function getStaticPaths() {\n"
            "  return (await getCollection('blog')).map((post) => ({ params: { slug: post.id }, props: post }));\n}\n"
            "const post = Astro.props;\nconst { Content } = await render(post);\nconst { title, pubDate, updatedDate } = post.data;\n---\n"
            f"<html lang='vi'>{head}<body>{top}<main><article><div class='prose'><div class='title'><div class='date'>" + date.replace("D.", "pubDate.")
            + "{updatedDate && (<div class='last-updated-on'>Last updated on " + date.replace("D.", "updatedDate.") + "</div>)}</div>"
            "<h1>{title}</h1><hr /></div><Content /></div></article></main><footer>&copy; 2026 Báo Thợ</footer></body></html>\n")
        (pages / "index.astro").write_text(f"---\nconst title = 'Báo Thợ';\n---\n<html lang='vi'>{head}<body>{top}<main><h1>Báo Thợ</h1></main></body></html>\n")
        (pages / "rss.xml.js").write_text(
            "import rss from '@astrojs/rss';\nimport { getCollection } from 'astro:content';\nexport async function GET(context) {\n"
            "  const posts = await getCollection('blog');\n  return rss({ title: 'Báo Thợ Làng Tĩnh', description: 'Tin việc làm', site: context.site,\n"
            "    items: posts.map((post) => ({ ...post.data, link: `/blog/${post.id}/` })) });\n}\n")

    def file(self, story):
        return self.folder / "src" / "content" / "blog" / f"{story.reference['slug']}.md"

    def write(self, story):
        before = self.file(story) if story.reference else None
        published, updated = self.dates(story)
        if before and before != self.file(story):
            before.unlink()
        front = {"title": story.title, "description": story.paragraphs[0][:120]}
        lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items()) + f"pubDate: {iso(published)}\n"
        if updated != published:
            lines += f"updatedDate: {iso(updated)}\n"
        self.file(story).write_text(f"---\n{lines}---\n\n" + "\n\n".join(story.paragraphs) + "\n", encoding="utf-8")

    def flush(self):
        self.public.mkdir(exist_ok=True)
        if self.stories:
            self.run(["node", os.environ["ASTRO_MODULES"] + "/astro/astro.js", "build", "--silent"], self.folder, ASTRO_TELEMETRY_DISABLED="1")

    def change_theme(self):
        pass


PUPUT = """
import json, sys, datetime
from django.contrib.auth import get_user_model
from django.utils.timezone import make_aware
from puput.models import BlogPage, EntryPage
from wagtail.models import Page, Site
people = get_user_model().objects
user = people.filter(username="man").first() or people.create_superuser("man", "man@example.com", "x", first_name="Mận", last_name="Trần Thị")
blog = BlogPage.objects.first()
if not blog:
    root = Page.get_first_root_node()
    blog = root.add_child(instance=BlogPage(title="Báo Thợ Làng Tĩnh", slug="blog", num_entries_page=10, num_last_entries=3))
    Site.objects.update(root_page=blog, hostname="127.0.0.1", port=int(sys.argv[-1]) if sys.argv[-1].isdigit() else 80)
for order in json.load(open("orders.json")):
    post = EntryPage.objects.filter(search_description=f"n{order['id']}").first()
    if order["do"] == "remove":
        post.delete()
        continue
    date = make_aware(datetime.datetime.utcfromtimestamp(order["published"]), datetime.timezone.utc)
    if not post:
        post = EntryPage(owner=user, search_description=f"n{order['id']}")
    post.title, post.slug, post.body, post.excerpt, post.date = order["title"], order["slug"], order["content"], "<p>" + order["teaser"] + "</p>", date
    if post.pk:
        post.save()
    else:
        blog.add_child(instance=post)
"""


class Puput(Mezzanine):
    """Puput on Wagtail, on Django's own server: lists of ten with a pager, an RSS feed, no site map."""

    list_path = "/"

    def start(self):
        self.orders = []
        tools = os.environ["WAGTAIL_TOOLS"]
        self.program = lambda name: f"{tools}/{name}"
        self.run([self.program("wagtail"), "start", "paper"], self.home)
        self.folder = self.home / "paper"
        base = self.folder / "paper" / "settings" / "base.py"
        base.write_text(base.read_text(encoding="utf-8") + '\nINSTALLED_APPS += ["wagtail.contrib.sitemaps", "wagtail.contrib.search_promotions", "wagtail.contrib.routable_page", "django_social_share", "puput", "colorful"]\n'
                        'PUPUT_AS_PLUGIN = True\nUSE_TZ = True\nTIME_ZONE = "Asia/Ho_Chi_Minh"\nLANGUAGE_CODE = "vi"\nALLOWED_HOSTS = ["*"]\nDEBUG = False\nDEFAULT_AUTO_FIELD = "django.db.models.AutoField"\n'
                        'STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"\n', encoding="utf-8")
        dev = self.folder / "paper" / "settings" / "dev.py"
        dev.write_text(dev.read_text(encoding="utf-8").replace("DEBUG = True", "DEBUG = False"), encoding="utf-8")
        urls = self.folder / "paper" / "urls.py"
        urls.write_text(urls.read_text(encoding="utf-8").replace('path("", include(wagtail_urls))', 'path("", include("puput.urls")), path("", include(wagtail_urls))'), encoding="utf-8")
        self.manage("migrate", "--noinput", "-v", "0")
        self.flush()
        self.log = open(self.home / "server.log", "w+", encoding="utf-8")
        self.server = subprocess.Popen([self.program("python"), "manage.py", "runserver", "--noreload", "--insecure", f"127.0.0.1:{self.port}"],
                                       cwd=self.folder, stdout=self.log, stderr=self.log, start_new_session=True)
        wait_for(self.base)
        self.forget_requests()

    def flush(self):
        (self.folder / "orders.json").write_text(json.dumps(self.orders), encoding="utf-8")
        self.orders = []
        script = PUPUT.replace("int(sys.argv[-1]) if sys.argv[-1].isdigit() else 80", str(self.port))
        self.manage("shell", "-c", script)

    def change_theme(self):
        pass


SYSTEMS = {"jekyll-chirpy": Chirpy, "astro": Astro, "puput": Puput}
