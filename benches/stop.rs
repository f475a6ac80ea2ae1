//! How soon a refresh ends when it is stopped, whatever it waits for, and how soon a voice is quiet; 200 ms are promised.
//!
//! `cargo bench --bench stop` prints the median and the longest of some tries, in milliseconds.

#![expect(clippy::print_stdout, reason = "a benchmark says what it measures")]
#![expect(clippy::unwrap_used, reason = "a measurement may fail loudly")]

use std::time::Duration;

#[path = "../tests/cancel/cases.rs"]
mod cases;
#[path = "../tests/support/faults.rs"]
mod faults;
#[path = "../tests/cancel/voices.rs"]
mod voices;

const TRIES: usize = 15;

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    for (name, answer, asked) in cases::CASES {
        told(name, (0..TRIES).map(|_| runtime.block_on(cases::stop(*answer, asked)).0).collect());
    }
    for (name, script) in voices::VOICES {
        let hush = |_| voices::hush(&runtime, script, tempfile::tempdir().unwrap().path()).0;
        told(name, (0..TRIES).map(hush).collect());
    }
}

fn told(name: &str, mut times: Vec<Duration>) {
    times.sort();
    let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
    println!("{name}: {:.1} / {:.1} ms", ms(times[TRIES / 2]), ms(times[TRIES - 1]));
}
