//! The same question to `grep -l` over plain files, up to a hundred thousand of them.

use std::path::Path;
use std::process::{Command, Stdio};

use super::table::{Table, timed};
use super::words::Words;

const MOST: u64 = 100_000;

pub(crate) fn measure(home: &Path, size: u64, table: &mut Table) {
    if size > MOST {
        return;
    }
    let folder = tempfile::tempdir_in(home).unwrap();
    let words = Words::new();
    for number in 0..size {
        let made = words.article(number);
        let text = format!("{}\n{}\n{}\n", made.title, made.sapo, made.paragraphs.join("\n"));
        std::fs::write(folder.path().join(format!("{number}.txt")), text).unwrap();
    }
    let mut times = Vec::new();
    for _ in 0..5 {
        let mut grep = Command::new("grep");
        grep.args(["-rlF", "đình công", "."]).current_dir(folder.path()).stdout(Stdio::null());
        times.push(timed(|| assert!(grep.status().unwrap().success())).0);
    }
    table.times("beside: grep -l over plain files, unranked, ms", times);
}
