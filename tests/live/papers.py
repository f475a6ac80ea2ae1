"""Real publishing systems, each run on 127.0.0.1 from Debian's packages and filled with invented news."""
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field

HERE = pathlib.Path(__file__).resolve().parent
PLACES = ["Hoà Lâm", "Tân Phú Đông", "Bến Gỗ", "Suối Cát", "Mỹ Xuyên", "Đồng Sậy", "Vĩnh Trạch", "An Lộc Thượng"]
SUBJECTS = ["công nhân may", "thợ hàn", "lao động nữ", "người giữ trẻ", "tài xế giao hàng", "thợ mỏ", "công nhân da giày"]
EVENTS = ["được nâng lương tối thiểu", "ký thỏa ước lao động", "đòi nợ bảo hiểm", "nhận quà Tết sớm", "học nghề ban đêm",
          "khám sức khỏe định kỳ", "vào nhà ở xã hội", "thắng kiện tiền làm thêm giờ"]
CLAUSES = ["Công đoàn cơ sở cho biết việc này đã được bàn với từng tổ sản xuất trong ba buổi họp",
           "mỗi người được hưởng thêm từ ba trăm đến năm trăm nghìn đồng tùy theo thâm niên",
           "ban giám đốc hứa trả lời bằng văn bản trước ngày mười lăm của tháng sau",
           "nhiều người trong xưởng nói họ đã chờ điều này hơn bốn năm",
           "cơ quan bảo hiểm xã hội của huyện đã cử hai cán bộ xuống tận nơi để hướng dẫn thủ tục"]


@dataclass
class Story:
    """One invented article as the site shows it now."""

    number: int
    title: str
    paragraphs: list
    slug: str
    split: bool = False
    edits: int = 0
    reference: object = field(default=None)


def invent(number, seed=20261128):
    """The article of that number: always the same words for the same number."""
    chance = random.Random(seed * 1000 + number)
    title = f"{chance.choice(SUBJECTS).capitalize()} ở {chance.choice(PLACES)} {chance.choice(EVENTS)} lần thứ {number}"
    paragraphs = []
    for part in range(6):
        sentences = ". ".join(clause[0].upper() + clause[1:] for clause in chance.sample(CLAUSES, 3))
        paragraphs.append(f"Đoạn {part + 1} của bài {number}: {sentences}.")
    return Story(number, title, paragraphs, f"bai-so-{number}")


def need(packages):
    """Installs Debian packages that are missing."""
    missing = [name for name in packages if subprocess.run(["dpkg", "-s", name], capture_output=True).returncode]
    if not missing:
        return
    root = [] if os.geteuid() == 0 else ["sudo"]
    subprocess.run([*root, "apt-get", "update", "-qq"], check=False)
    subprocess.run([*root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], check=True)


def free_port():
    """A port of the loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address, seconds=60):
    """Until the address answers anything at all."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=5).read()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    sys.exit(f"{address} does not answer")


class Paper:
    """A site: what it has published, and the plan of its days."""

    def __init__(self, home):
        self.home = home
        self.stories = {}
        self.deleted = []
        self.next_number = 1
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        home.mkdir(parents=True)

    def publish(self, count):
        """So many new articles."""
        for _ in range(count):
            story = invent(self.next_number)
            story.split = self.next_number % 9 == 0 and self.can_split
            self.next_number += 1
            self.stories[story.number] = story
            self.write(story)
        self.flush()

    def day(self, day):
        """One day of the site's life; says what happened."""
        newest = sorted(self.stories, reverse=True)
        if day == 1:
            self.publish(30)
            return "published 30 between two visits"
        if day == 2:
            for number in newest[:3]:
                story = self.stories[number]
                story.title = f"Sửa lại: {story.title}"
                story.paragraphs[0] = f"Tòa soạn đã sửa đoạn đầu của bài {number}. {story.paragraphs[0]}"
                story.edits += 1
                self.write(story)
            self.flush()
            return "edited the headline and text of 3"
        if day == 3:
            for number in newest[:3]:
                self.stories[number].slug += "-duong-dan-moi"
                self.write(self.stories[number])
            self.publish(1)
            return "moved 3 to other addresses, published 1"
        if day == 4:
            for number in newest[3:5]:
                story = self.stories.pop(number)
                self.deleted.append(story)
                self.remove(story)
            self.publish(2)
            return "deleted 2, published 2"
        if day == 5:
            self.change_theme()
            self.publish(5)
            return "changed its theme, published 5"
        if day == 6:
            return "did nothing"
        self.publish(20)
        return "published 20"


class WordPress(Paper):
    """WordPress on PHP's own server, with a MariaDB of its own."""

    can_split = True
    themes = ["twentytwentyone", "twentytwentythree"]
    permalinks = "/%postname%/"

    def start(self):
        need(["wordpress", "php-cli", "php-mysql", "php-xml", "php-mbstring", "mariadb-server",
              *(f"wordpress-theme-{theme}" for theme in self.themes)])
        site = self.home / "htdocs"
        shutil.copytree("/usr/share/wordpress", site, symlinks=False)
        self.site = site
        data, self.socket = self.home / "db", self.home / "db.sock"
        subprocess.run(["mariadb-install-db", "--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal",
                        "--skip-test-db", *self.as_user()], check=True, capture_output=True)
        self.database = subprocess.Popen(
            ["mariadbd", "--no-defaults", f"--datadir={data}", f"--socket={self.socket}", "--skip-networking",
             f"--pid-file={self.home / 'db.pid'}", *self.as_user()], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 60
        while subprocess.run(["mariadb", "--no-defaults", f"--socket={self.socket}", "-uroot", "-e",
                              "CREATE DATABASE IF NOT EXISTS site CHARACTER SET utf8mb4"], capture_output=True).returncode:
            if time.monotonic() > end:
                sys.exit("the database does not start")
            time.sleep(0.3)
        (site / "wp-config.php").write_text(
            "<?php\n"
            "define('DB_NAME','site'); define('DB_USER','root'); define('DB_PASSWORD','');\n"
            f"define('DB_HOST','localhost:{self.socket}'); define('DB_CHARSET','utf8mb4'); define('DB_COLLATE','');\n"
            f"define('WP_HOME','{self.base}'); define('WP_SITEURL','{self.base}'); define('DISABLE_WP_CRON',true);\n"
            "define('AUTOMATIC_UPDATER_DISABLED',true); define('WP_HTTP_BLOCK_EXTERNAL',true);\n"
            "$table_prefix='wp_'; if(!defined('ABSPATH')) define('ABSPATH',__DIR__.'/');\n"
            "require_once ABSPATH.'wp-settings.php';\n", encoding="utf-8")
        self.php({"do": "install", "theme": self.themes[0], "permalinks": self.permalinks})
        self.log = open(self.home / "server.log", "w+", encoding="utf-8")
        self.asked_file = self.home / "asked.txt"
        self.asked_file.touch()
        self.server = subprocess.Popen(["php", "-S", f"127.0.0.1:{self.port}", "-t", str(site), str(HERE / "router.php")],
                                       stdout=self.log, stderr=self.log, env=dict(os.environ, PHP_CLI_SERVER_WORKERS="4", ASKED_FOR=str(self.asked_file)),
                                       start_new_session=True)
        wait_for(self.base)

    @staticmethod
    def as_user():
        return ["--user=root"] if os.geteuid() == 0 else []

    def php(self, order):
        done = subprocess.run(["php", str(HERE / "wordpress.php"), str(self.site)], input=json.dumps(order), text=True,
                              capture_output=True)
        if done.returncode:
            sys.exit(f"WordPress refused {order['do']}: {done.stdout} {done.stderr}")
        return json.loads(done.stdout.strip().splitlines()[-1])

    def addresses(self):
        return [f"{self.base}/"]

    def write(self, story):
        parts = [f"<p>{paragraph}</p>" for paragraph in story.paragraphs]
        if story.split:
            parts.insert(3, "<!-- wp:nextpage -->\n<!--nextpage-->\n<!-- /wp:nextpage -->")
        order = {"do": "write", "id": story.reference, "title": story.title, "slug": story.slug,
                 "content": "\n".join(parts), "minutes": story.number}
        story.reference = self.php(order)["id"]

    def flush(self):
        pass

    def remove(self, story):
        self.php({"do": "remove", "id": story.reference})

    def change_theme(self):
        self.php({"do": "theme", "theme": self.themes[1]})

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
        server, database = getattr(self, "server", None), getattr(self, "database", None)
        if server:
            # Its workers outlive it otherwise.
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=30)
        if database:
            database.terminate()
            database.wait(timeout=30)


class WordPressPlain(WordPress):
    """WordPress that names its articles by number, and has the blocks of another theme."""

    themes = ["twentytwentytwo", "twentytwentyone"]
    permalinks = ""


class WordPressFeed(WordPress):
    """WordPress that gives nobody its posts as JSON."""

    themes = ["twentytwentythree", "twentytwentytwo"]

    def start(self):
        super().start()
        plugins = self.site / "wp-content" / "mu-plugins"
        plugins.mkdir(parents=True, exist_ok=True)
        (plugins / "no-json.php").write_text(
            "<?php add_filter('rest_authentication_errors', fn() => new WP_Error('no', 'no', ['status' => 401]));\n", encoding="utf-8")
