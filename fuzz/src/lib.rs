//! What each target asks of any bytes: the checks of `tests/fuzz.rs`.

#[path = "../../tests/fuzz/check.rs"]
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
