"""Wikis that tell news: DokuWiki and MediaWiki (Debian), each on PHP's own server."""
import os
import pathlib
import shutil
import signal
import subprocess
import sys

from papers import HERE, Paper, need, wait_for


class Wiki(Paper):
    """A wiki in a folder of its own; `papers.router` notes what is asked for."""

    can_split = False

    def serve(self):
        self.asked_file = self.home / "asked.txt"
        self.asked_file.touch()
        self.log = open(self.home / "server.log", "w+", encoding="utf-8")
        self.server = subprocess.Popen(
            ["php", "-S", f"127.0.0.1:{self.port}", "-t", str(self.site), str(HERE / "wiki.php")], stdout=self.log, stderr=self.log,
            env=dict(os.environ, PHP_CLI_SERVER_WORKERS="4", ASKED_FOR=str(self.asked_file), WIKI=self.script), start_new_session=True)
        wait_for(self.base)
        self.forget_requests()

    def order(self, command, **more):
        done = subprocess.run(command, cwd=self.site, capture_output=True, text=True, **more)
        if done.returncode:
            sys.exit(f"{command}: {done.stdout[-2000:]} {done.stderr[-2000:]}")
        return done.stdout

    def change_theme(self):
        pass

    @property
    def asked_for(self):
        """Status and path of each answer."""
        return self.asked_file.read_text(encoding="utf-8").splitlines()[self.seen:]

    def forget_requests(self):
        self.seen = 0
        self.seen = len(self.asked_for)

    def requests(self):
        return len(self.asked_for)

    def stop(self):
        if getattr(self, "server", None):
            os.killpg(self.server.pid, signal.SIGTERM)
            self.server.wait(timeout=30)


class DokuWiki(Wiki):
    """DokuWiki: a page that lists all by hand, a feed of changes, articles that say when they were changed last."""

    script = "doku.php"

    def start(self):
        need(["dokuwiki", "php-cli", "php-xml"])
        self.site = self.home / "htdocs"
        shutil.copytree("/usr/share/dokuwiki", self.site, ignore_dangling_symlinks=True)
        conf = self.home / "conf"
        shutil.copytree("/etc/dokuwiki", conf, ignore_dangling_symlinks=True)
        shutil.copytree("/var/lib/dokuwiki/data", self.home / "data", ignore_dangling_symlinks=True)
        preload = self.site / "inc" / "preload.php"
        preload.write_text(preload.read_text(encoding="utf-8").replace("/etc/dokuwiki/", f"{conf}/"), encoding="utf-8")
        (conf / "local.php").write_text(
            f"<?php $conf['savedir'] = '{self.home}/data'; $conf['title'] = 'Báo Thợ Làng Tĩnh'; $conf['lang'] = 'vi'; $conf['useacl'] = 0;\n"
            "$conf['userewrite'] = 0; $conf['rss_content'] = 'abstract'; $conf['recent_days'] = 30;\n", encoding="utf-8")
        self.slugs = {}
        self.serve()

    def addresses(self):
        return [f"{self.base}/doku.php?id=tin"]

    def page(self, name, text):
        source = self.home / "page.txt"
        source.write_text(text, encoding="utf-8")
        self.order(["php", "-d", "error_reporting=0", "bin/dwpage.php", "commit", "-m", "tin", str(source), name])

    def write(self, story):
        before = self.slugs.get(story.number)
        if before and before != story.slug:
            self.page(f"tin:{before}", "")
        self.slugs[story.number] = story.slug
        self.page(f"tin:{story.slug}", f"====== {story.title} ======\n\n" + "\n\n".join(story.paragraphs) + "\n")

    def remove(self, story):
        self.page(f"tin:{story.slug}", "")
        self.flush()

    def flush(self):
        newest = sorted(self.stories.values(), key=lambda story: -story.number)
        links = "".join(f"  * [[tin:{story.slug}|{story.title}]]\n" for story in newest)
        self.page("tin", f"====== Tin việc làm ======\n\n{links}")


class MediaWiki(Wiki):
    """MediaWiki: its list of new pages with its feed, articles without any date."""

    script = "index.php"

    def start(self):
        need(["mediawiki", "php-cli", "php-xml", "php-mbstring", "php-intl", "php-sqlite3"])
        self.site = self.home / "htdocs"
        shutil.copytree("/usr/share/mediawiki", self.site, ignore_dangling_symlinks=True)
        (self.site / "LocalSettings.php").unlink(missing_ok=True)
        (self.home / "db").mkdir()
        self.order(["php", "maintenance/install.php", "--dbtype=sqlite", f"--dbpath={self.home}/db", f"--server={self.base}", "--scriptpath=",
                    "--lang=vi", "--pass=mat-khau-thu-2026", "Báo Thợ Làng Tĩnh", "Toasoan"])
        settings = self.site / "LocalSettings.php"
        settings.write_text(settings.read_text(encoding="utf-8") + "\n$wgArticlePath = '/index.php/$1'; $wgJobRunRate = 0; $wgUseInstantCommons = false;\n"
                            "wfLoadSkin('Vector'); $wgDefaultSkin = 'vector';\n", encoding="utf-8")
        self.names = {}
        self.serve()

    def addresses(self):
        return [f"{self.base}/index.php/{'Đặc_biệt:Trang_mới'}"]

    def write(self, story):
        before = self.names.get(story.number)
        if before and before != story.title:
            pair = self.home / "pair.txt"
            pair.write_text(f"{before}|{story.title}\n", encoding="utf-8")
            self.order(["php", "maintenance/moveBatch.php", "--u=Toasoan", str(pair)])
        self.names[story.number] = story.title
        self.order(["php", "maintenance/edit.php", "-u", "Toasoan", "-s", "tin", story.title], input="\n\n".join(story.paragraphs) + "\n")

    def remove(self, story):
        names = self.home / "names.txt"
        names.write_text(f"{story.title}\n", encoding="utf-8")
        self.order(["php", "maintenance/deleteBatch.php", "-u", "Toasoan", str(names)])

    def flush(self):
        pass


SYSTEMS = {"dokuwiki": DokuWiki, "mediawiki": MediaWiki}
