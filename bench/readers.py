"""The readers of feeds that are measured: how each is set up, refreshed and opened."""

import shutil
from pathlib import Path


class Reader:
    """A reader of feeds: how it is set up, refreshed and opened. Commands run in its own folder, which is its HOME."""

    ready = rb"\[\d{6}\]"
    to_list = b""
    down = b"j"
    opens = b"\r"

    def __init__(self, binary):
        self.binary = binary

    def refresh(self):
        raise NotImplementedError

    def screen(self):
        raise NotImplementedError


class Loa(Reader):
    name = "loa"

    def set_up(self, home, base, site):
        lines = ['[sources]', 'builtin = false', '[network]', 'connections_per_host = 20', 'connections = 20', 'gap_ms = 0', '[ui]',
                 'refresh_on_start = false', '[network.mirrors]']
        lines += [f'"http://{host}" = "{base}"' for host, _ in site]
        for host, paths in site:
            lines += ['[[source]]', f'id = "{host}"', f'name = "{host}"', '[source.pace]', 'visit_minutes = 0', 'gap_ms = 0',
                      'connections = 20']
            for path in paths:
                lines += ['[[source.section]]', f'id = "{Path(path).stem}"', f'name = "{Path(path).stem}"', 'kind = "feed"',
                          f'url = "http://{host}{path}"']
        (home / "config.toml").write_text("\n".join(lines) + "\n")

    def refresh(self):
        return [self.binary, "--config", "config.toml", "--data-dir", "d", "--quiet", "sync", "--no-bodies"]

    def screen(self):
        return [self.binary, "--config", "config.toml", "--data-dir", "d", "--offline"]


class Newsboat(Reader):
    name = "newsboat"
    ready = rb"Chuyen muc"
    to_list = b"\r"

    def set_up(self, home, base, site):
        (home / "urls").write_text("".join(f"{base}{path}\n" for _, paths in site for path in paths))
        (home / "config").write_text("reload-threads 20\nmax-items 0\nauto-reload no\nshow-read-feeds yes\n")

    def refresh(self):
        return [self.binary, "-C", "config", "-u", "urls", "-c", "cache.db", "-x", "reload"]

    def screen(self):
        return [self.binary, "-C", "config", "-u", "urls", "-c", "cache.db"]


class Sfeed(Reader):
    name = "sfeed"
    down = b"j"
    opens = b""

    def set_up(self, home, base, site):
        lines = ['sfeedpath="$HOME/feeds"', "maxjobs=20", "feeds() {"]
        lines += [f'\tfeed "{Path(path).stem}" "{base}{path}"' for _, paths in site for path in paths]
        (home / "sfeedrc").write_text("\n".join([*lines, "}"]) + "\n")

    def refresh(self):
        return [shutil.which("sfeed_update"), "sfeedrc"]

    def screen(self):
        return ["sh", "-c", "exec sfeed_curses feeds/*"]


class Newsraft(Reader):
    name = "newsraft"
    ready = rb"Chuyen muc"
    to_list = b"\r"

    def set_up(self, home, base, site):
        (home / "feeds").write_text("".join(f"{base}{path}\n" for _, paths in site for path in paths))
        (home / "config").write_text("set reload-period 0\nset item-limit 0\n")

    def refresh(self):
        return [self.binary, "-f", "feeds", "-c", "config", "-d", "cache.sqlite3", "-e", "reload-all"]

    def screen(self):
        return [self.binary, "-f", "feeds", "-c", "config", "-d", "cache.sqlite3"]


def found(loa, only):
    """The readers that this machine has, loa first; `only` names some of them, parted by commas."""
    others = [(Newsraft, "newsraft"), (Newsboat, "newsboat"), (Sfeed, "sfeed_curses")]
    readers = [Loa(loa)] + [kind(shutil.which(program)) for kind, program in others if shutil.which(program)]
    return [reader for reader in readers if not only or reader.name in only.split(",")]
