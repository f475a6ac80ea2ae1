//! The real program in a terminal: when its first frame is whole, and what it holds in memory when nothing happens.
//!
//! The first frame is measured from the fork, which takes a process that has filled an archive some milliseconds more than a
//! fresh one: for that figure, run this part alone on archives that are kept.

use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::table::Table;

/// The screen is idle when it has written nothing and worked nothing for so long.
const QUIET: Duration = Duration::from_secs(1);
/// How long it may take until it is.
const PATIENCE: Duration = Duration::from_mins(1);
const TIMES: usize = 15;

pub(crate) fn measure(home: &Path, table: &mut Table) {
    // The first start learns words from the archive, once until it has grown by half.
    let first = one(home, true);
    table.note("idle screen after learning words, resident KiB (of it not files)", first.memory());
    table.note("idle screen, resident KiB (of it not files)", one(home, true).memory());
    let frames = (0..TIMES).map(|_| one(home, false).frame).collect();
    table.times("from exec to the whole first frame, ms", frames);
}

struct Seen {
    frame: Duration,
    resident: u64,
    anonymous: u64,
}

impl Seen {
    fn memory(&self) -> String {
        format!("{} ({})", self.resident, self.anonymous)
    }
}

/// Processor time of a process so far, in ticks.
fn ticks(process: u32) -> u64 {
    let line = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields: Vec<&str> = line.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    [11, 12].iter().filter_map(|at| fields.get(*at)?.parse::<u64>().ok()).sum()
}

fn one(data: &Path, rest: bool) -> Seen {
    let home = tempfile::tempdir().unwrap();
    let pair = native_pty_system().openpty(PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 }).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_loa"));
    command.args(["--offline", "--data-dir"]);
    command.arg(data);
    command.env("HOME", home.path());
    command.env("XDG_CONFIG_HOME", home.path());
    command.env("TERM", "xterm-256color");
    command.env("LANG", "vi_VN.UTF-8");
    let mut reader = pair.master.try_clone_reader().unwrap();
    let (say, bytes) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut buffer = vec![0; 65_536];
        while let Ok(read @ 1..) = reader.read(&mut buffer) {
            if say.send((Instant::now(), buffer[..read].to_vec())).is_err() {
                return;
            }
        }
    });
    let start = Instant::now();
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    // The terminal answers what a real one is asked: where the cursor stands, and what it is.
    let mut keys = pair.master.take_writer().unwrap();
    let mut seen = Vec::new();
    let mut frame = start;
    let mut answered = false;
    let pause = if rest { QUIET } else { Duration::from_millis(250) };
    while let Ok((at, more)) = bytes.recv_timeout(pause) {
        seen.extend(more);
        let text = String::from_utf8_lossy(&seen);
        if !answered && text.contains("\u{1b}[6n") {
            answered = true;
            std::io::Write::write_all(&mut keys, b"\x1b[1;2R").unwrap();
        }
        // A row of the list names its newspaper: the burst that brings the first of them is the frame, for a frame is
        // written at once.
        if frame == start && text.contains("bao-") {
            frame = at;
        }
    }
    let process = child.process_id().unwrap();
    let mut before = u64::MAX;
    while rest && ticks(process) != before && start.elapsed() < PATIENCE {
        before = ticks(process);
        std::thread::sleep(QUIET);
    }
    assert!(frame > start, "no frame: {}", String::from_utf8_lossy(&seen));
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let figure = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
    };
    let (resident, anonymous) = (figure("VmRSS:"), figure("RssAnon:"));
    child.kill().unwrap();
    let _ = child.wait();
    Seen { frame: frame - start, resident, anonymous }
}
