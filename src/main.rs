//! The binary: parse, run, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    loaphuong::cli::run(std::env::args_os())
}
