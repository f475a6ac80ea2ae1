//! Arbitrary bytes for every parser of outside data: no panic, no endless work, nothing that controls a terminal.
//!
//! Replays `fuzz/seeds/TARGET` and a fixed number of mutations of each seed. `LOA_FUZZ=SECONDS cargo test --release
//! --test fuzz` mutates each target for that long, `LOA_FUZZ_INPUTS` for that many inputs; both print the number of
//! inputs and the slowest one. `fuzz/` runs the same checks under libFuzzer.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "fuzz/check.rs"]
#[expect(unreachable_pub, reason = "the fuzzer's own package uses the same file")]
mod check;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use check::TARGETS;

/// Mutations of each seed in the light form.
const MUTATIONS: usize = 12;
/// Longest input, in bytes.
const MAX_INPUT: usize = 16 << 10;

fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(&folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} holds the seeds of {target}", folder.display());
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

/// A typical corruption: flipped bits, cuts, repetitions, pieces of another seed, bytes with a special meaning.
fn mutate(input: &[u8], other: &[u8], random: &mut fastrand::Rng) -> Vec<u8> {
    const MEANT: &[&[u8]] = &[
        b"<",
        b">",
        b"\"",
        b"'",
        b"&",
        b"]]>",
        b"<![CDATA[",
        b"<!--",
        b"\0",
        b"\xff",
        b"{",
        b"}",
        b"[",
        b"\\",
        b"\x1b[",
        b"<p>",
        b"</p>",
        b"<item>",
        b"<?xml",
        b"\xe2\x80\xae",
        b"\n",
        b"-1",
        b"99999999999999999999",
        b"1e999",
        b";",
        b"=",
    ];
    let mut bytes = input.to_vec();
    for _ in 0..random.usize(1..6) {
        let at = random.usize(0..=bytes.len());
        let end = (at + random.usize(0..64)).min(bytes.len());
        match random.u8(0..7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << random.u8(0..8),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let piece = bytes[at..end].repeat(random.usize(1..40));
                bytes.splice(at..at, piece);
            }
            3 => drop(bytes.splice(at..at, random.choice(MEANT).unwrap().iter().copied())),
            4 => bytes.truncate(at),
            5 if !other.is_empty() => {
                let from = random.usize(0..other.len());
                let until = (from + random.usize(0..256)).min(other.len());
                drop(bytes.splice(at..at, other[from..until].iter().copied()));
            }
            _ => drop(bytes.splice(at..end, std::iter::repeat_n(random.u8(..), end - at))),
        }
        bytes.truncate(MAX_INPUT);
    }
    bytes
}

/// How long the seeds of a target are mutated.
#[derive(Clone, Copy)]
enum Until {
    OneRound,
    Time(Duration),
    Inputs(usize),
}

/// Replays and mutates the seeds of a target; returns the number of inputs and the time of the slowest.
fn run(name: &str, check: fn(&[u8]), until: Until) -> (usize, Duration) {
    let seeds = seeds(name);
    let mut random = fastrand::Rng::with_seed(seeds.len() as u64);
    let (mut count, mut slowest) = (0, Duration::ZERO);
    for seed in &seeds {
        check(seed);
        count += 1;
    }
    let begun = Instant::now();
    loop {
        for seed in &seeds {
            for _ in 0..MUTATIONS {
                let other = random.choice(&seeds).unwrap();
                let input = mutate(seed, other, &mut random);
                let kept = Finding { name, input: &input };
                let asked = Instant::now();
                check(&input);
                assert!(asked.elapsed() < Duration::from_mins(1), "an input keeps {name} busy");
                std::mem::forget(kept);
                slowest = slowest.max(asked.elapsed());
                count += 1;
            }
        }
        let done = match until {
            Until::OneRound => true,
            Until::Time(time) => begun.elapsed() >= time,
            Until::Inputs(enough) => count >= enough,
        };
        if done {
            return (count, slowest);
        }
    }
}

/// Writes an input that fails the test to the temporary folder.
struct Finding<'a> {
    name: &'a str,
    input: &'a [u8],
}

impl Drop for Finding<'_> {
    fn drop(&mut self) {
        let path = std::env::temp_dir().join(format!("loa-fuzz-{}-{}", self.name, std::process::id()));
        let _ = std::fs::write(&path, self.input);
        let _ = writeln!(std::io::stderr(), "the input is kept as {}", path.display());
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test is steered by the environment")]
fn no_input_breaks_a_door() {
    let told = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u32>().ok());
    let until = match (told("LOA_FUZZ"), told("LOA_FUZZ_INPUTS")) {
        (Some(seconds), _) => Until::Time(Duration::from_secs(seconds.into())),
        (None, Some(inputs)) => Until::Inputs(inputs as usize),
        (None, None) => Until::OneRound,
    };
    let only = std::env::var("LOA_FUZZ_TARGET").ok();
    for (name, check) in TARGETS.iter().filter(|(name, _)| only.as_deref().is_none_or(|only| only == *name)) {
        let (count, slowest) = run(name, *check, until);
        eprintln!("{name}: {count} inputs, the slowest took {slowest:.1?}");
    }
}
