"""Traps for the forms of export, and reading the forms back. See .ci/exports."""

import csv
import importlib
import io
import json
import re
import sys
import unicodedata

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
TITLES = [
    f"Chữ {LETTERS}",
    f"HOA {LETTERS.upper()}",
    f"Tổ hợp {unicodedata.normalize('NFD', LETTERS)}",
    "Ngoặc {nhọn}, }lẻ{ và \\textbf{x}",
    "A & B &amp; C",
    "Lương a<b\" và <script>alert(1)</script>",
    "Dấu, phẩy; chấm. phẩy",
    "Hai\ndòng\r\nba\tô",
    "gạch_dưới % thăng # đô $5 ngã ~ \\ chéo",
    "Gạch -- đôi, ``nháy'' <<kép>> ,, ?`",
    "👩‍👩‍👧 🇻🇳 ☂️",
    "ngược \u202eabc\u202c شكرا",
    "]]> CDATA <!-- lời bàn",
    "  - TY  - BOOK",
    "ER  - ",
    "@article{x,",
    "\"kép\" 'đơn' “cong” «x»",
    "=cmd|' /C calc'!A0",
    "x\u0000\u001b[31mđỏ\u0007",
    "2.000.000 đồng * sao _gạch_ `mã` [x](y) # a",
    "1. mục",
    "- mục",
    "nguyễn and trần",
]
AUTHORS = ["Nguyễn Văn A", "Trần Thị B - Lê C", "A and B", "{ABC}", "Báo & Đài", "X, Y", "Z; T"]
# What no form may hold: controls, and signs that turn the direction of what follows.
UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def traps(one):
    record = json.loads(open(one, encoding="utf-8").readline())
    for number, title in enumerate(TITLES):
        url = f"https://bay.example/bai-{number}.htm?a=1&b={{x}}_%20|[y]#%%\\z"
        told = {"title": title, "url": url, "author": AUTHORS[number % len(AUTHORS)], "sapo": f"Sapo: {title}"}
        # A text of its own: else they would be one story.
        body = [{"type": "paragraph", "text": f"{title} {number} " * 9}, *record["body"][number % 5 :]]
        print(json.dumps({**record, "id": None, "aliases": [], **told, "body": body}, ensure_ascii=False))


def words(text):
    return " ".join(text.split())


def uri(url):
    """What an address becomes that a validator takes."""
    head, rest = re.match(r"([a-z]+://[^/?#]*)(.*)", url).groups()
    rest = re.sub(r'["<>\[\]\\^`{|}]|%(?![0-9A-Fa-f]{2})', lambda m: f"%{ord(m[0]):02X}", rest)
    before, hash_sign, fragment = rest.partition("#")
    return head + before + hash_sign + fragment.replace("#", "%23")


def compare(form, wanted, found):
    wrong = [(url, title, wanted.get(url)) for url, title in found if wanted.get(url) != words(title)]
    if wrong or len(found) != len(wanted):
        sys.exit(f"{form}: {len(found)} of {len(wanted)} articles, not as they were: {wrong[:5]}")
    print(f"== exports: {form}: {len(found)} titles and addresses return")


def library(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"== exports: passed over: {name}")
        return None


def read(folder):
    def text(form):
        return open(f"{folder}/a.{form}", encoding="utf-8", newline="").read()

    records = [json.loads(line) for line in text("jsonl").splitlines()]
    wanted = {record["url"]: words(record["title"]) for record in records}
    as_uri = {uri(url): title for url, title in wanted.items()}
    for form in ["jsonl", "markdown", "text", "html", "atom", "csv", "ris", "bibtex", "csl-json"]:
        if unsafe := UNSAFE.search(text(form)):
            sys.exit(f"{form}: {unsafe[0]!r}")
    # A cell that a spreadsheet would reckon with begins with an apostrophe.
    rows = list(csv.DictReader(io.StringIO(text("csv").removeprefix("\ufeff"), newline="")))
    plain = [(row["url"], row["title"].removeprefix("'") if row["title"][:2] in ("'=", "'-", "'@", "'+") else row["title"]) for row in rows]
    compare("csv", wanted, plain)
    entries = json.loads(text("csl-json"))
    compare("csl-json", wanted, [(entry["URL"], entry["title"]) for entry in entries])
    if citeproc := library("citeproc.source.json"):
        citeproc.CiteProcJSON(entries)
    if rispy := library("rispy"):
        found = rispy.loads(text("ris"))
        compare("ris", wanted, [(entry["urls"][0], entry.get("primary_title") or entry["title"]) for entry in found])
    bibtexparser, latex = library("bibtexparser"), library("pylatexenc.latex2text")
    if bibtexparser and latex:
        found = bibtexparser.parse_string(text("bibtex"))
        if found.failed_blocks or len({entry.key for entry in found.entries}) != len(found.entries):
            sys.exit(f"bibtex: {found.failed_blocks[:1]}")
        plain = latex.LatexNodes2Text(keep_comments=True).latex_to_text
        fields = [{name: field.value for name, field in entry.fields_dict.items()} for entry in found.entries]
        compare("bibtex", as_uri, [(field["url"], plain(field["title"])) for field in fields])
    if feedparser := library("feedparser"):
        feed = feedparser.parse(text("atom").encode())
        if feed.bozo:
            sys.exit(f"atom: {feed.bozo_exception}")
        import xml.etree.ElementTree as tree

        atom = "{http://www.w3.org/2005/Atom}"
        entries = tree.fromstring(text("atom").encode()).iter(f"{atom}entry")
        compare("atom", as_uri, [(e.find(f"{atom}link").get("href"), e.find(f"{atom}title").text) for e in entries])


if __name__ == "__main__":
    {"traps": traps, "read": read}[sys.argv[1]](sys.argv[2])
