"""An invented site of feeds, the same bytes for the same size, and a server of it on 127.0.0.1."""

import hashlib
import http.server
import random
import socketserver
import threading
import time
from email.utils import formatdate

SECTIONS = 20
NEWEST = 1_795_000_000

WHO = ["Công đoàn cơ sở", "Liên đoàn Lao động tỉnh", "Ban giám đốc nhà máy", "Tổ hòa giải", "Chị em chuyền may", "Sở chủ quản",
       "Đoàn kiểm tra", "Người lao động khu trọ", "Nghiệp đoàn bốc xếp", "Đại diện tập thể công nhân"]
DOES = ["đề nghị nâng", "ký thỏa thuận về", "kiểm tra", "giải thích cách tính", "lùi ngày trả", "công bố", "góp ý về", "trả đủ"]
WHAT = ["tiền lương tháng mười ba", "bữa ăn ca", "phụ cấp độc hại", "giờ làm thêm", "nhà trẻ trong khu công nghiệp",
        "bảo hiểm xã hội", "an toàn máy dập", "trợ cấp thôi việc", "nhà ở cho thuê", "lịch nghỉ Tết"]
WHERE = ["ở khu công nghiệp ven sông", "tại xưởng gỗ phía bắc", "trong cụm làng nghề", "ở nhà máy linh kiện", "tại cảng cá",
         "trên công trường cầu mới", "ở nông trường chè", "trong xưởng da giày"]
WHEN = ["sáng nay", "từ quý sau", "sau ba vòng thương lượng", "trước ngày 15", "theo nội quy mới", "khi đơn hàng tăng"]


def sentence(random_):
    parts = [random_.choice(words) for words in (WHO, DOES, WHAT, WHERE, WHEN)]
    return " ".join(parts) + f", với {random_.randrange(20, 9000)} người."


def paragraph(random_):
    return " ".join(sentence(random_) for _ in range(6))


def item(host, section, number):
    random_ = random.Random(number)
    title = sentence(random_)[:70] + f" [{number:06d}]"
    body = "".join(f"<p>{paragraph(random_)}</p>" for _ in range(6))
    return (f"<item><title>{title}</title><link>http://{host}/{section}/tin-{number:06d}.html</link>"
            f"<guid>http://{host}/{section}/tin-{number:06d}.html</guid>"
            f"<pubDate>{formatdate(NEWEST - number * 400)}</pubDate><description>{sentence(random_)}</description>"
            f"<content:encoded><![CDATA[{body}]]></content:encoded></item>")


def feed(name, host, items):
    return ('<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
            f"<channel><title>Chuyen muc {name}</title><link>http://{host}/</link><description>d</description>"
            + "".join(items) + "</channel></rss>").encode()


def feeds(size):
    """Each section's feed by its path; every title ends with the article's number in brackets."""
    made = {}
    for section in range(SECTIONS):
        numbers = range(section, size // SECTIONS * SECTIONS, SECTIONS)
        items = [item("bench.test", f"muc-{section:02d}", number) for number in numbers]
        made[f"/muc-{section:02d}.rss"] = feed(f"{section:02d}", "bench.test", items)
    return made


def feeds_of_sources(hosts):
    """A feed of ten articles for each host."""
    made = {}
    for place, host in enumerate(hosts):
        items = [item(host, "tin", place * 10 + number) for number in range(10)]
        made[f"/{host[:4]}.rss"] = feed(f"{place:03d}", host, items)
    return made


def records(size):
    """The same articles as lines for `loa import`."""
    import json
    for number in range(size):
        random_ = random.Random(number)
        title = sentence(random_)[:70] + f" [{number:06d}]"
        body = [paragraph(random_) for _ in range(6)]
        yield json.dumps({"url": f"http://bench.test/muc-{number % SECTIONS:02d}/tin-{number:06d}.html", "title": title,
                          "published": formatdate(NEWEST - number * 400), "source": "bench.test",
                          "section": f"muc-{number % SECTIONS:02d}", "body": body}, ensure_ascii=False)


class Server:
    """Serves feeds on a free port, each answer so many seconds late."""

    def __init__(self, made, latency=0.0):
        self.latency = latency
        tags = {path: '"' + hashlib.sha1(body).hexdigest() + '"' for path, body in made.items()}
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                time.sleep(outer.latency)
                body = made.get(self.path)
                if body is None:
                    self.send_response(404)
                    self.send_header("Content-Length", "0")
                elif self.headers.get("If-None-Match") == tags[self.path]:
                    self.send_response(304)
                    self.send_header("ETag", tags[self.path])
                else:
                    self.send_response(200)
                    self.send_header("Content-Type", "application/rss+xml; charset=utf-8")
                    self.send_header("Content-Length", str(len(body)))
                    self.send_header("ETag", tags[self.path])
                self.end_headers()
                if body is not None and self.headers.get("If-None-Match") != tags[self.path]:
                    self.wfile.write(body)

        class Threads(socketserver.ThreadingMixIn, http.server.HTTPServer):
            daemon_threads = True
            request_queue_size = 64

        self.http = Threads(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.http.server_address[1]}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def close(self):
        self.http.shutdown()
