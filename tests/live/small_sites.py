"""Generators in which each site writes its own list: nanoc (Debian), VitePress and Metalsmith (npm; SITE_MODULES names the folder)."""
import json
import os
import shutil
import sys

from generators import Static, iso
from papers import need


class Nanoc(Static):
    """nanoc with its blogging helper: a list of everything with whole texts, an Atom feed of five, no pager, no site map."""

    def prepare(self):
        need(["nanoc", "ruby-kramdown", "ruby-builder"])
        self.folder = self.home / "nanoc"
        self.public = self.folder / "output"
        for part in ("content/tin", "layouts", "lib"):
            (self.folder / part).mkdir(parents=True)
        (self.folder / "nanoc.yaml").write_text(
            f"base_url: {self.base}\nstring_pattern_type: glob\ntext_extensions: [md, erb, html, xml]\nprune: {{auto_prune: true}}\n"
            "data_sources:\n  - {type: filesystem, encoding: utf-8}\n", encoding="utf-8")
        (self.folder / "lib" / "default.rb").write_text("use_helper Nanoc::Helpers::Blogging\nuse_helper Nanoc::Helpers::Rendering\n")
        (self.folder / "Rules").write_text(
            "compile '/tin/*.md' do\n  filter :kramdown\n  layout '/bai.*'\n  layout '/default.*'\n  write '/tin/' + item[:slug] + '/index.html'\nend\n"
            "compile '/index.*' do\n  filter :erb\n  layout '/default.*'\n  write '/index.html'\nend\n"
            "compile '/feed.*' do\n  filter :erb\n  write '/feed.xml'\nend\nlayout '/*', :erb\n", encoding="utf-8")
        (self.folder / "content" / "index.erb").write_text(
            "---\ntitle: Báo Thợ Làng Tĩnh\n---\n<h1>Tin mới</h1>\n<% sorted_articles.each do |post| %>\n<div class=\"post\"><h2><a href=\"<%= post.path %>\">"
            "<%= post[:title] %></a></h2>\n<p class=\"meta\"><%= attribute_to_time(post[:created_at]).strftime('%d/%m/%Y') %></p></div>\n<% end %>\n", encoding="utf-8")
        (self.folder / "content" / "feed.erb").write_text(
            "---\ntitle: Báo Thợ Làng Tĩnh\nauthor_name: Trần Thị Mận\nauthor_uri: https://tho.example/\n---\n"
            "<%= atom_feed(limit: 5, content_proc: ->(post) { post.compiled_content(snapshot: :pre) }) %>", encoding="utf-8")
        (self.folder / "layouts" / "bai.erb").write_text(
            "<div class=\"post\"><h1><%= item[:title] %></h1><p class=\"meta\"><%= attribute_to_time(item[:created_at]).strftime('%d/%m/%Y %H:%M') %></p>\n<%= yield %></div>\n", encoding="utf-8")
        (self.folder / "layouts" / "default.erb").write_text(
            "<!DOCTYPE HTML>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><title><%= item[:title] %></title>"
            "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"/feed.xml\"></head>\n<body><div id=\"main\"><%= yield %></div>"
            "<div id=\"sidebar\"><h2>Chuyên mục</h2><ul><li><a href=\"/\">Tin mới</a></li></ul></div></body></html>\n", encoding="utf-8")

    def file(self, story):
        return self.folder / "content" / "tin" / f"bai-{story.number}.md"

    def write(self, story):
        published, updated = self.dates(story)
        front = {"title": story.title, "kind": "article", "slug": story.slug, "created_at": iso(published), "updated_at": iso(updated)}
        lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
        self.file(story).write_text(f"---\n{lines}---\n\n" + "\n\n".join(story.paragraphs) + "\n", encoding="utf-8")

    def flush(self):
        self.public.mkdir(exist_ok=True)
        # Its feed cannot be empty.
        if self.stories:
            self.run(["nanoc", "compile"], self.folder, LANG="C.UTF-8", TZ="Asia/Ho_Chi_Minh")

    def change_theme(self):
        layout = self.folder / "layouts" / "bai.erb"
        layout.write_text(layout.read_text(encoding="utf-8").replace('class="post"', 'class="entry"').replace("<p class=\"meta\">", "<p class=\"byline\">Trần Thị Mận · "), encoding="utf-8")


class FromSiteModules(Static):
    """A generator from npm in a folder of its own."""

    def modules(self):
        return os.environ.get("SITE_MODULES") or sys.exit("SITE_MODULES must name the node_modules with vitepress and metalsmith")

    def change_theme(self):
        pass


class VitePress(FromSiteModules):
    """VitePress as a blog: one list of everything by its data loader, its default theme, a site map, no feed."""

    list_path = "/tin/"

    def prepare(self):
        self.folder = self.home / "vitepress"
        self.public = self.folder / ".vitepress" / "dist"
        (self.folder / "tin").mkdir(parents=True)
        (self.folder / ".vitepress").mkdir()
        os.symlink(self.modules(), self.folder / "node_modules")
        (self.folder / "package.json").write_text('{"name":"bao","type":"module"}')
        (self.folder / ".vitepress" / "config.mjs").write_text(
            f"export default {{ title: 'Báo Thợ Làng Tĩnh', lang: 'vi', cleanUrls: false, lastUpdated: false, sitemap: {{ hostname: '{self.base}' }},\n"
            "  themeConfig: { nav: [{ text: 'Tin', link: '/tin/' }] } };\n", encoding="utf-8")
        (self.folder / "tin" / "bai.data.mjs").write_text(
            "import { createContentLoader } from 'vitepress';\nexport default createContentLoader('tin/bai-*.md', { transform: (all) =>\n"
            "  all.sort((a, b) => (a.frontmatter.date < b.frontmatter.date ? 1 : -1)) });\n")
        (self.folder / "index.md").write_text("# Báo Thợ Làng Tĩnh\n\n[Tin](/tin/)\n", encoding="utf-8")
        (self.folder / "tin" / "index.md").write_text(
            "---\naside: false\n---\n<script setup>\nimport { data } from './bai.data.mjs';\n</script>\n\n# Tin việc làm\n\n"
            "<article v-for=\"post of data\"><h2><a :href=\"post.url\">{{ post.frontmatter.title }}</a></h2>"
            "<time :datetime=\"post.frontmatter.date\">{{ post.frontmatter.date.slice(0, 10) }}</time><p>{{ post.frontmatter.description }}</p></article>\n", encoding="utf-8")

    def file(self, story):
        return self.folder / "tin" / f"{story.reference['slug']}.md"

    def write(self, story):
        before = self.file(story) if story.reference else None
        published, _ = self.dates(story)
        if before and before != self.file(story):
            before.unlink()
        front = {"title": story.title, "description": story.paragraphs[0][:120], "date": iso(published)}
        lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
        self.file(story).write_text(f"---\n{lines}---\n\n# {{{{ $frontmatter.title }}}}\n\n<time datetime=\"{iso(published)}\">{iso(published)[:10]}</time>\n\n"
                                    + "\n\n".join(story.paragraphs) + "\n", encoding="utf-8")

    def flush(self):
        for kept in (self.folder / ".vitepress" / "cache", self.public):
            shutil.rmtree(kept, ignore_errors=True)
        self.run(["node", f"{self.modules()}/vitepress/bin/vitepress.js", "build"], self.folder, CI="true")


METALSMITH = """
import Metalsmith from 'metalsmith';
import collections from '@metalsmith/collections';
import markdown from '@metalsmith/markdown';
const [base] = process.argv.slice(2);
const page = (title, more, inside) => `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${title}</title>${more}
</head><body><header><a href="/">Báo Thợ Làng Tĩnh</a></header><main>${inside}</main></body></html>`;
const link = (name, path) => path ? `<a rel="${name}" href="${path}">${name === 'prev' ? 'Bài trước' : 'Bài sau'}</a>` : '';
const shown = (date) => date.slice(8, 10) + '/' + date.slice(5, 7) + '/' + date.slice(0, 4) + ' ' + date.slice(11, 16);
Metalsmith(process.cwd()).source('src').destination('build').clean(true)
  .use(collections({ tin: { pattern: 'bai-*.md' } })).use(markdown())
  .use((files, metalsmith) => {
    const all = [...(metalsmith.metadata().collections?.tin ?? [])].sort((a, b) => (a.date < b.date ? 1 : -1));
    const path = (post) => post && `/${post.slug}.html`;
    for (const name of Object.keys(files)) delete files[name];
    all.forEach((post, at) => {
      const words = page(post.title, '', `<article><h1>${post.title}</h1><p class="ngay">${shown(post.date)}</p>${post.contents}</article>
<nav>${link('prev', path(all[at + 1]))}${link('next', path(all[at - 1]))}</nav>`);
      files[`${post.slug}.html`] = { contents: Buffer.from(words) };
    });
    const list = all.slice(0, 10).map((post) => `<li><a href="${path(post)}">${post.title}</a> <span>${shown(post.date)}</span></li>`);
    files['index.html'] = { contents: Buffer.from(page('Báo Thợ Làng Tĩnh', '', `<h1>Tin mới</h1><ul>${list.join('')}</ul>`)) };
  }).build((error) => { if (error) throw error; });
"""


class Metalsmith(FromSiteModules):
    """Metalsmith with a list of the youngest ten: no pager, no feed, no map; articles name the one before and the one after."""

    def prepare(self):
        self.folder = self.home / "metalsmith"
        self.public = self.folder / "build"
        (self.folder / "src").mkdir(parents=True)
        os.symlink(self.modules(), self.folder / "node_modules")
        (self.folder / "package.json").write_text('{"name":"bao","type":"module"}')
        (self.folder / "build.mjs").write_text(METALSMITH, encoding="utf-8")

    def file(self, story):
        return self.folder / "src" / f"bai-{story.number}.md"

    def write(self, story):
        published, _ = self.dates(story)
        front = {"title": story.title, "slug": story.slug, "date": iso(published)}
        lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
        self.file(story).write_text(f"---\n{lines}---\n\n" + "\n\n".join(story.paragraphs) + "\n", encoding="utf-8")

    def flush(self):
        self.run(["node", "build.mjs", self.base], self.folder)


SYSTEMS = {"nanoc": Nanoc, "vitepress": VitePress, "metalsmith": Metalsmith}
