"""Runs readers of feeds on the same work in turn and prints what each took."""

import argparse
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import statistics
import struct
import subprocess
import tempfile
import termios
import time
from pathlib import Path

from invented import SECTIONS, Server, feeds, feeds_of_sources, records
from readers import found

QUIET = 0.025
PATIENCE = 60.0
KEYS = 100
ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)|\x1b[P_][^\x1b]*\x1b\\|\x1b.")


def run(command, home):
    """Seconds, processor seconds and MiB of a command; memory is the largest single process, looked at every 5 ms."""
    began = time.monotonic()
    child = subprocess.Popen(command, cwd=home, env=environment(home), stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    largest = 0.0
    while True:
        # What the kernel tells of an ended child counts the memory of its parent before it became the command.
        largest = max([largest, *(of_status(each, "VmHWM") for each in family(child.pid))])
        ended, _, used = os.wait4(child.pid, os.WNOHANG)
        if ended:
            break
        time.sleep(0.005)
    child.returncode = 0
    return time.monotonic() - began, used.ru_utime + used.ru_stime, largest


def family(process):
    """A process and those that it started."""
    found = [process]
    for each in found:
        try:
            for thread in os.listdir(f"/proc/{each}/task"):
                found += [int(child) for child in Path(f"/proc/{each}/task/{thread}/children").read_text().split()]
        except OSError:
            pass
    return found


def of_status(process, field):
    """A field of a process's status, in MiB; 0 for one that has ended or is not yet the command."""
    try:
        if Path(f"/proc/{process}/exe").resolve() == Path("/proc/self/exe").resolve():
            return 0.0
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(field)), 0.0)


def environment(home):
    return {"HOME": str(home), "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


class Terminal:
    """A program in a pseudo-terminal of 120×40, its output stamped as it comes."""

    def __init__(self, command, home):
        self.began = time.monotonic()
        self.child, self.file = pty.fork()
        if self.child == 0:
            os.chdir(home)
            os.execvpe(command[0], command, environment(home))
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self.seen = b""

    def burst(self, quiet=QUIET, patience=PATIENCE, until=None):
        """What comes until there is silence; the moment of its last byte, or of the first that shows `until`."""
        last, found, end, fresh = None, None, time.monotonic() + patience, b""
        while time.monotonic() < end:
            wait = quiet if last is not None and (until is None or found) else 0.5
            if not select.select([self.file], [], [], wait)[0]:
                if last is not None and (until is None or found):
                    break
                continue
            try:
                part = os.read(self.file, 65536)
            except OSError:
                break
            last = time.monotonic()
            fresh += part
            for asked, answer in ((b"\x1b[c", b"\x1b[?62;c"), (b"\x1b[6n", b"\x1b[1;1R")):
                if asked in part:
                    os.write(self.file, answer)
            if until and not found and re.search(until, ESCAPES.sub(b"", self.seen + fresh)):
                found = last
        self.seen += fresh
        return found if until else last

    def key(self, stroke):
        """Milliseconds from a stroke to the end of what it caused; None where nothing came."""
        began = time.monotonic()
        os.write(self.file, stroke)
        last = self.burst(patience=1.0)
        return None if last is None else (last - began) * 1000

    def resident(self):
        return of_status(self.child, "VmRSS")

    def close(self):
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.file)


class Table:
    def __init__(self):
        self.rows = {}

    def note(self, row, reader, values):
        values = [value for value in values if value is not None]
        if values:
            self.rows.setdefault(row, {})[reader] = values

    def markdown(self, readers):
        lines = ["| min – median – max | " + " | ".join(readers) + " |", "|---|" + "---|" * len(readers)]
        for row, by_reader in self.rows.items():
            cells = [" – ".join(f"{value:.3g}" for value in spread(by_reader[name])) if name in by_reader else "–" for name in readers]
            lines.append(f"| {row} | " + " | ".join(cells) + " |")
        return "\n".join(lines)


def spread(values):
    return min(values), statistics.median(values), max(values)


def centile(values, part):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def label(size):
    return f"{size // 1000}k" if size >= 1000 else str(size)


def measure_size(size, readers, rounds, table):
    site = [("bench.test", [f"/muc-{section:02d}.rss" for section in range(SECTIONS)])]
    measure(label(size) + " articles", feeds(size), site, (0.0, 0.05, 0.2) if size <= 1000 else (0.0,), readers, rounds, table)
    with tempfile.TemporaryDirectory() as folder:
        fill(size, readers, Path(folder), table)


def measure_sources(count, readers, rounds, table):
    """As many newspapers with a feed of ten articles each."""
    hosts = [f"b{number:03d}.test" for number in range(count)]
    site = [(host, [f"/{host[:4]}.rss"]) for host in hosts]
    measure(f"{count} sources", feeds_of_sources(hosts), site, (0.0,), readers, rounds, table)


def refreshes(of, server, latency, readers, homes, site, rounds, table):
    server.latency = latency
    fresh = {reader.name: [] for reader in readers}
    again = {reader.name: [] for reader in readers}
    for _ in range(min(5, rounds)):
        for reader in readers:
            home = homes[reader.name]
            shutil.rmtree(home)
            home.mkdir()
            reader.set_up(home, server.base, site)
            fresh[reader.name].append(run(reader.refresh(), home))
            again[reader.name].append(run(reader.refresh(), home))
    for what, by_reader in (("fresh", fresh), ("unchanged", again)):
        for name, runs in by_reader.items():
            where = f"{of}: {what} refresh at {latency * 1000:.0f} ms"
            table.note(f"{where}, s", name, [wall for wall, _, _ in runs])
            if latency == 0:
                table.note(f"{where}, processor s", name, [cpu for _, cpu, _ in runs])
                table.note(f"{where}, MiB", name, [memory for _, _, memory in runs])


def floor(program, rounds, table):
    """The start of a program that only draws one frame."""
    taken = []
    for _ in range(rounds):
        terminal = Terminal([program], Path("/"))
        moment = terminal.burst(until=rb"\[000000\]")
        taken.append(None if moment is None else (moment - terminal.began) * 1000)
        terminal.close()
    table.note("a program that draws one frame: start, ms", "loa", taken)


def screens(of, readers, homes, rounds, table):
    starts = {reader.name: [] for reader in readers}
    for _ in range(rounds):
        for reader in readers:
            terminal = Terminal(reader.screen(), homes[reader.name])
            moment = terminal.burst(until=reader.ready)
            starts[reader.name].append(None if moment is None else (moment - terminal.began) * 1000)
            terminal.close()
    for reader in readers:
        table.note(f"{of}: start to the first whole list, ms", reader.name, starts[reader.name])
        terminal = Terminal(reader.screen(), homes[reader.name])
        terminal.burst(until=reader.ready)
        terminal.burst(quiet=0.3, patience=3)
        table.note(f"{of}: memory idle, MiB", reader.name, [terminal.resident()])
        if reader.to_list:
            terminal.key(reader.to_list)
        taken = [value for value in (terminal.key(reader.down) for _ in range(KEYS)) if value is not None]
        if taken:
            table.note(f"{of}: key in the list, p50, ms", reader.name, [centile(taken, 0.5)])
            table.note(f"{of}: key in the list, p99, ms", reader.name, [centile(taken, 0.99)])
        if reader.opens:
            table.note(f"{of}: open an article, ms", reader.name, [terminal.key(reader.opens)])
        terminal.close()


def measure(of, made, site, latencies, readers, rounds, table):
    server = Server(made)
    with tempfile.TemporaryDirectory() as folder:
        homes = {reader.name: Path(folder) / reader.name for reader in readers}
        for home in homes.values():
            home.mkdir()
        for latency in latencies:
            refreshes(of, server, latency, readers, homes, site, rounds, table)
        screens(of, readers, homes, rounds, table)
    server.close()


def fill(size, readers, folder, table):
    """Fills an archive from a file: loa's own road only."""
    for reader in readers:
        if reader.name != "loa":
            continue
        lines = folder / "lines.jsonl"
        with lines.open("w") as out:
            out.writelines(line + "\n" for line in records(size))
        home = folder / "filled"
        home.mkdir()
        wall, cpu, memory = run([reader.binary, "--data-dir", "d", "import", str(lines)], home)
        table.note(f"{label(size)} articles: filling from a file, s", "loa", [wall])
        table.note(f"{label(size)} articles: filling from a file, processor s", "loa", [cpu])
        table.note(f"{label(size)} articles: filling from a file, MiB", "loa", [memory])
        disk = sum(file.stat().st_size for file in home.rglob("*") if file.is_file())
        table.note(f"{label(size)} articles: on disk, MiB", "loa", [disk / 2**20])


def draw(table, names, numbers, file):
    """Growth of loa's rows as lines, both scales logarithmic."""
    import math
    wanted = ["start to the first whole list, ms", "key in the list, p50, ms", "key in the list, p99, ms", "open an article, ms",
              "memory idle, MiB", "filling from a file, s", "fresh refresh at 0 ms, s", "unchanged refresh at 0 ms, s"]
    colours = ["#1b6", "#16b", "#b61", "#b16", "#61b", "#666", "#094", "#a80"]
    width, height, edge = 640, 360, 60
    points = {}
    for row in wanted:
        for name, number in zip(names, numbers):
            values = table.rows.get(f"{name}: {row}", {}).get("loa")
            if values:
                points.setdefault(row, []).append((number, max(statistics.median(values), 0.01)))
    if not points:
        return
    highs = [value for line in points.values() for _, value in line]
    low, high = math.floor(math.log10(min(highs))), math.ceil(math.log10(max(highs)))
    first, last = math.log10(numbers[0]), max(math.log10(numbers[-1]), math.log10(numbers[0]) + 0.1)

    def at(size, value):
        x = edge + (math.log10(size) - first) / (last - first) * (width - 2 * edge)
        return x, height - edge - (math.log10(value) - low) / (high - low) * (height - 2 * edge)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width + 260} {height}" font-family="sans-serif" font-size="12">',
           '<rect width="100%" height="100%" fill="#fff"/>']
    for power in range(low, high + 1):
        y = at(numbers[0], 10**power)[1]
        out.append(f'<path d="M{edge} {y:.1f}H{width - edge}" stroke="#ddd"/><text x="8" y="{y + 4:.1f}">{10.0**power:g}</text>')
    for name, number in zip(names, numbers):
        x = at(number, 10**low)[0]
        out.append(f'<text x="{x:.1f}" y="{height - edge + 18}" text-anchor="middle">{name}</text>')
    for place, (row, line) in enumerate(points.items()):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(size, value) for size, value in line))
        colour = colours[place % len(colours)]
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out.append(f'<text x="{width - edge + 12}" y="{edge + place * 20}" fill="{colour}">{row}</text>')
    Path(file).write_text("\n".join([*out, "</svg>"]) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", default="target/release/loa")
    parser.add_argument("--sizes", default="1000")
    parser.add_argument("--sources", default="", help="numbers of newspapers, as 1,20,100,500")
    parser.add_argument("--starts", type=int, default=21)
    parser.add_argument("--only", default="")
    parser.add_argument("--floor", help="the program of examples/floor.rs, to be timed beside the readers")
    parser.add_argument("--svg")
    given = parser.parse_args()
    readers = found(os.path.abspath(given.binary), given.only)
    sizes = [int(size) for size in given.sizes.split(",") if size]
    counts = [int(count) for count in given.sources.split(",") if count]
    table = Table()
    if given.floor:
        floor(os.path.abspath(given.floor), given.starts, table)
    for size in sizes:
        measure_size(size, readers, given.starts, table)
    for count in counts:
        measure_sources(count, readers, given.starts, table)
    print(f"load of the machine {os.getloadavg()[0]:.1f}; {given.starts} starts, {min(5, given.starts)} refreshes\n")
    print(table.markdown([reader.name for reader in readers]))
    if given.svg:
        names, numbers = ([label(size) + " articles" for size in sizes], sizes) if sizes else ([f"{n} sources" for n in counts], counts)
        draw(table, names, numbers, given.svg)


if __name__ == "__main__":
    main()
