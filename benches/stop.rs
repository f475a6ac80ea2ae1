//! How soon a refresh ends when it is stopped, whatever it waits for; 200 ms are promised.
//!
//! `cargo bench --bench stop` prints the median and the longest of some tries, in milliseconds.

#![expect(clippy::print_stdout, reason = "a benchmark says what it measures")]
#![expect(clippy::unwrap_used, reason = "a measurement may fail loudly")]

use std::time::Duration;

#[path = "../tests/cancel/cases.rs"]
mod cases;
#[path = "../tests/support/faults.rs"]
mod faults;

const TRIES: usize = 15;

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    for (name, answer, asked) in cases::CASES {
        let mut times: Vec<Duration> = (0..TRIES).map(|_| runtime.block_on(cases::stop(*answer, asked)).0).collect();
        times.sort();
        let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
        println!("{name}: {:.1} / {:.1} ms", ms(times[TRIES / 2]), ms(times[TRIES - 1]));
    }
}
