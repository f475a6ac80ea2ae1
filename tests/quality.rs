//! The quality gate of the extraction: invented pages of every markup shape, and minimum scores on real pages if
//! available.
//!
//! Real pages are in the folder `LOA_CORPUS` (default `../shared/corpus`, relative to the package). Without them the
//! second test says so and passes; then only the invented pages count.

#![expect(clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

use std::io::Write as _;
use std::path::{Path, PathBuf};

use loaphuong::sources::Catalog;

#[path = "quality/damage.rs"]
mod damage;
#[path = "quality/floors.rs"]
mod floors;
#[path = "quality/pages.rs"]
mod pages;
#[path = "quality/redesign.rs"]
mod redesign;
#[path = "quality/score.rs"]
mod score;

#[expect(clippy::disallowed_methods, reason = "a test asks its surroundings where the real pages are")]
fn corpus() -> Option<PathBuf> {
    let named = std::env::var_os("LOA_CORPUS").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus"));
    folder.join("manifest.tsv").is_file().then_some(folder)
}

fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

#[test]
fn every_invented_page_gives_what_its_folder_says() {
    let catalog = Catalog::built_in().unwrap();
    let (pages, wrong) = pages::complaints(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages"), &catalog);
    assert!(pages >= 15, "only {pages} pages were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_invented_page_is_read_after_twenty_kinds_of_redesign() {
    let catalog = Catalog::built_in().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut broken = Vec::new();
    for damage in redesign::Damage::EVERY {
        let marks = pages::redesigned(&root, &catalog, damage);
        let floors = redesign::floors(damage).unwrap();
        let mut line = format!("[{}]", damage.name());
        for (measure, (sum, count)) in &marks {
            let mean = sum / count;
            let _ = std::fmt::Write::write_fmt(&mut line, format_args!(" {measure} = {mean:.3}"));
            let floor = floors.get(*measure).copied().unwrap_or(1.0);
            if mean < floor {
                broken.push(format!("{}: {measure} is {mean:.3}, below {floor}", damage.name()));
            }
        }
        say(&line);
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn real_pages_stay_above_the_floors() {
    let Some(corpus) = corpus() else {
        say("quality: no real pages here (LOA_CORPUS, ../shared/corpus); only the invented ones were judged");
        return;
    };
    let catalog = Catalog::built_in().unwrap();
    let floors = floors::floors().unwrap();
    for (name, rules, floor) in [("with rules", true, &floors.rules), ("without rules", false, &floors.generic)] {
        let score = score::score(&corpus, &catalog, rules).unwrap();
        say(&format!("quality, {name}\n{}", score::table(&score)));
        let broken = floor.broken_by(&score);
        assert!(broken.is_empty(), "{name}: {}", broken.join("; "));
    }
}
