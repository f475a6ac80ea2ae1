//! The rooms under test, compiled alone, and what each target asks of any bytes.
//!
//! `check` functions panic where a promise of the documentation is broken.

#![cfg_attr(not(test), allow(dead_code, unreachable_pub, reason = "only a part of the rooms is asked"))]

#[path = "../../src/model/mod.rs"]
pub mod model;
#[path = "../../src/text/mod.rs"]
pub mod text;

pub mod check;

/// Builds a target's `main`: libFuzzer's, or one that replays files (the seeds, a finding).
#[macro_export]
macro_rules! target {
    ($check:path) => {
        #[cfg(feature = "libfuzzer")]
        libfuzzer_sys::fuzz_target!(|data: &[u8]| $check(data));

        #[cfg(not(feature = "libfuzzer"))]
        fn main() -> std::io::Result<()> {
            for path in std::env::args_os().skip(1) {
                $check(&std::fs::read(&path)?);
            }
            Ok(())
        }
    };
}
