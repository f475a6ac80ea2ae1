#!/usr/bin/env python3
"""Lets a real publishing system live on 127.0.0.1 and refreshes loa between its days. See README.md beside this file."""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import blogs
import documents
import frameworks
import generators
import more_generators
import more_systems
import papers
import small_sites
import themes
import wikis

HERE = pathlib.Path(__file__).resolve().parent
SYSTEMS = {"wordpress": papers.WordPress, "wordpress-plain": papers.WordPressPlain, "wordpress-feed": papers.WordPressFeed,
           "hugo": generators.Hugo, "jekyll": generators.Jekyll, "pelican": generators.Pelican,
           "hexo": generators.Hexo, "eleventy": generators.Eleventy, **more_generators.SYSTEMS, **documents.SYSTEMS, **blogs.SYSTEMS, **frameworks.SYSTEMS, **themes.SYSTEMS,
           **more_systems.SYSTEMS, **small_sites.SYSTEMS, **wikis.SYSTEMS}


class Loa:
    """The program under test, with an archive and a configuration of its own."""

    def __init__(self, binary, home):
        self.binary = str(pathlib.Path(binary).resolve())
        self.home = home
        self.config = home / "config.toml"
        self.config.write_text("[network]\ngap_ms = 0\n", encoding="utf-8")

    def run(self, *arguments, check=False):
        """One call; returns exit code, standard output, standard error."""
        environment = dict(os.environ, LOA_CONFIG=str(self.config), LOA_DATA_DIR=str(self.home / "data"))
        done = subprocess.run([self.binary, *arguments], capture_output=True, text=True, env=environment, timeout=600)
        if check and done.returncode:
            sys.exit(f"loa {' '.join(arguments)}: {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.returncode, done.stdout, done.stderr

    def articles(self):
        """Every stored article of the site, as `loa export` gives it."""
        _, out, _ = self.run("export", check=True)
        return [json.loads(line) for line in out.splitlines()]


def text_of(article):
    """All words of a stored article in one line."""
    return " ".join(json.dumps([article.get("sapo"), *article.get("body", [])], ensure_ascii=False).split())


def compare(paper, stored):
    """What is missing, twice, old or unreadable, as lists of headlines."""
    by_title = {}
    for article in stored:
        by_title.setdefault(article.get("title"), []).append(article)
    faults = {"missing": [], "twice": [], "unreadable": [], "edit unseen": [], "part lost": []}
    for story in paper.stories.values():
        found = by_title.get(story.title, [])
        if not found:
            faults["edit unseen" if story.edits else "missing"].append(story.title)
            continue
        if len(found) > 1:
            faults["twice"].append(story.title)
        words = text_of(found[0])
        if story.paragraphs[0][:60] not in words:
            faults["edit unseen" if story.edits else "unreadable"].append(story.title)
        elif any(paragraph[:60] not in words for paragraph in story.paragraphs):
            faults["part lost"].append(story.title)
    known = {story.title for story in [*paper.stories.values(), *paper.deleted]}
    faults["not the site's"] = [article.get("title") or "?" for article in stored if article.get("title") not in known]
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("system", choices=SYSTEMS)
    parser.add_argument("--loa", default="target/release/loa", help="the binary to try")
    parser.add_argument("--days", type=int, default=8, help="days that the site lives")
    parser.add_argument("--keep", action="store_true", help="leave the temporary folder, and say where it is")
    parser.add_argument("--requests", action="store_true", help="print what each refresh asked for, where the server tells")
    options = parser.parse_args()

    home = pathlib.Path(tempfile.mkdtemp(prefix="loa-live-"))
    paper = SYSTEMS[options.system](home / "site")
    try:
        paper.start()
        loa = Loa(options.loa, home)
        paper.publish(10)
        for page in paper.addresses():
            loa.run("sources", "add", page, check=True)
        _, listed, _ = loa.run("sources", "--json", check=True)
        ours = [source["id"] for source in map(json.loads, listed.splitlines())
                if any(section["url"].startswith(paper.base) for section in source["sections"])]
        print(f"{'day':>3}  {'what the site did':<44} {'stored':>6} {'asked':>6}  rc")
        total = 0
        for day in range(options.days):
            # A date of change is exact to the second only.
            time.sleep(1.1)
            did = paper.day(day) if day else "opened with 10 articles"
            paper.forget_requests()
            code, _, told = loa.run("sync", *ours)
            print(f"{day:>3}  {did:<44} {len(loa.articles()):>6} {paper.requests():>6}  {code}")
            if code:
                print("     " + " / ".join(told.strip().splitlines()[-3:]))
            if options.requests:
                print("     " + "\n     ".join(getattr(paper, "asked_for", [])))
            total += paper.requests()
        stored = loa.articles()
        faults = compare(paper, stored)
        print(f"\npublished {len(paper.stories) + len(paper.deleted)}, deleted {len(paper.deleted)}, stored {len(stored)}; "
              f"{total} requests, {total / (len(paper.stories) + len(paper.deleted)):.2f} for each article published")
        for kind, titles in faults.items():
            print(f"{kind:<12} {len(titles):>3}  {'; '.join(titles[:3])}")
        return 1 if any(faults.values()) else 0
    finally:
        paper.stop()
        if options.keep:
            print(f"kept in {home}")
        else:
            shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
