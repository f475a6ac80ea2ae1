//! Labelled facts, days and places of articles, and speech.

use loaphuong::labour::facts::{KINDS, Kind, candidate, in_text};
use loaphuong::labour::speech::spoken;
use loaphuong::labour::{legal, places};
use loaphuong::model::Moment;

use super::Score;

const CASES: &str = include_str!("cases.tsv");
const FACTS: &str = include_str!("facts.tsv");

/// Compares what was found with the label; `-` means nothing.
fn take(score: &mut Score, name: &str, about: &str, (found, truth): (&str, &str)) {
    match (found, truth) {
        ("-", "-") => score.refused += 1,
        ("-", _) => score.missed += 1,
        (found, truth) if found == truth => score.right += 1,
        (found, truth) => {
            (score.wrong, score.missed) = (score.wrong + 1, score.missed + usize::from(truth != "-"));
            println!("{name}: {about}\n  wanted {truth}, found {found}");
        }
    }
}

fn told(score: &Score, name: &str) -> (f64, f64) {
    let (precision, recall) = (score.precision(), score.recall());
    let Score { right, wrong, missed, refused } = score;
    println!(
        "{name}: precision {precision:.3}, recall {recall:.3} ({right} right, {wrong} wrong, {missed} missed, {refused} blank)"
    );
    (precision, recall)
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with("//") && !line.is_empty()).map(|line| line.split('\t').collect())
}

fn day_number(text: &str) -> Option<i64> {
    Moment::parse_iso(text).map(|moment| moment.at.vietnam_day())
}

#[test]
fn days_and_places_of_the_labelled_articles_are_right_or_blank() {
    let [mut day, mut place, mut company, mut workers] = [(); 4].map(|()| Score::default());
    let mut count = 0;
    for row in rows(CASES) {
        let [published, title, body, true_day, true_place, true_company, true_workers] = row[..] else {
            panic!("{row:?}")
        };
        let paragraphs: Vec<&str> = body.split(" ¶ ").collect();
        let found = candidate(title, &paragraphs, day_number(published));
        let written = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
        let found_day =
            found.day.map(|day| if Some(day) == day_number(true_day) { true_day.to_owned() } else { day.to_string() });
        take(&mut day, "day", body, (&written(found_day), true_day));
        take(&mut place, "place", body, (&written(found.place.map(|place| place.name.to_owned())), true_place));
        take(&mut company, "company", body, (&written(found.company), true_company));
        take(
            &mut workers,
            "workers",
            body,
            (&written(found.workers.map(|(_, value)| format!("{value:.0}"))), true_workers),
        );
        count += 1;
    }
    assert!(count >= 100, "{count}");
    for (score, name, least) in
        [(&day, "day", 0.9), (&place, "place", 0.9), (&company, "company", 0.8), (&workers, "workers", 0.8)]
    {
        let (precision, recall) = told(score, name);
        assert!(precision >= 0.95 && recall >= least, "{name}");
    }
}

#[test]
fn facts_of_the_labelled_sentences_are_right_or_blank() {
    let mut scores: std::collections::BTreeMap<Kind, Score> =
        KINDS.into_iter().map(|kind| (kind, Score::default())).collect();
    for row in rows(FACTS) {
        let [sentence, truth] = row[..] else { panic!("{row:?}") };
        let mut wanted: Vec<&str> = truth.split("; ").filter(|fact| *fact != "-").collect();
        for fact in in_text(sentence) {
            let shown = format!("{} {}", fact.kind.name(), fact.written);
            let score = scores.entry(fact.kind).or_default();
            match wanted.iter().position(|wanted| *wanted == shown) {
                Some(at) => {
                    wanted.remove(at);
                    score.right += 1;
                }
                None => {
                    score.wrong += 1;
                    println!("{sentence}\n  found {shown}");
                }
            }
        }
        for missed in wanted {
            println!("{sentence}\n  missed {missed}");
            for (kind, score) in &mut scores {
                score.missed += usize::from(missed.starts_with(kind.name()));
            }
        }
    }
    for (kind, score) in &scores {
        let (precision, recall) = told(score, kind.name());
        assert!(precision >= 0.95 && recall >= 0.85, "{}", kind.name());
    }
}

/// Compares the labels of each sentence of `table` with what `read` finds.
fn named_in(table: &'static str, name: &str, read: impl Fn(&str) -> Vec<String>) {
    let (mut score, mut sentences) = (Score::default(), 0);
    for row in rows(table) {
        let [sentence, truth] = row[..] else { panic!("{row:?}") };
        sentences += 1;
        let mut wanted: Vec<&str> = truth.split("; ").filter(|name| *name != "-").collect();
        score.refused += usize::from(wanted.is_empty() && read(sentence).is_empty());
        for found in read(sentence) {
            match wanted.iter().position(|wanted| *wanted == found) {
                Some(at) => {
                    wanted.remove(at);
                    score.right += 1;
                }
                None => {
                    score.wrong += 1;
                    println!("{name}: {sentence}\n  found {found}");
                }
            }
        }
        score.missed += wanted.len();
        for missed in wanted {
            println!("{name}: {sentence}\n  missed {missed}");
        }
    }
    let (precision, recall) = told(&score, name);
    assert!(sentences >= 40 && precision >= 0.98 && recall >= 0.9, "{name}");
}

#[test]
fn documents_that_sentences_cite_are_found_and_nothing_else_is() {
    named_in(include_str!("legal.tsv"), "documents", |text| {
        legal::entities(text).into_iter().map(|entity| entity.norm).collect()
    });
}

#[test]
fn places_and_bodies_that_sentences_name_are_found_and_no_others() {
    named_in(include_str!("places.tsv"), "places", |text| {
        places::in_text(text).into_iter().map(|mention| mention.place.name.to_owned()).collect()
    });
}

#[test]
fn what_is_read_aloud_is_said_as_written_down() {
    let vectors = include_str!("speech.tsv").lines().filter(|line| !line.starts_with("//"));
    let (mut count, mut wrong) = (0, 0);
    for (written, said) in vectors.filter_map(|line| line.split_once('\t')) {
        count += 1;
        if spoken(written) != said {
            println!("speech: {written}\n  wanted {said}, said {}", spoken(written));
            wrong += 1;
        }
    }
    println!("speech: {} of {count} vectors as written down", count - wrong);
    assert!(count >= 300 && wrong == 0);
}
