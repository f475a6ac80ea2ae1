//! The labelled articles of `tests/labour/cases.tsv` and facts of `tests/labour/facts.tsv`: precision and recall, printed with
//! `cargo test labour::facts -- --nocapture`.

use super::*;

const CASES: &str = include_str!("../../../tests/labour/cases.tsv");
const FACTS: &str = include_str!("../../../tests/labour/facts.tsv");

/// What was found against what is true.
#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Score {
    fn take(&mut self, name: &str, about: &str, found: &str, truth: &str) {
        match (found, truth) {
            ("-", "-") => {}
            ("-", _) => self.missed += 1,
            (found, truth) if found == truth => self.right += 1,
            (found, truth) => {
                self.wrong += 1;
                eprintln!("{name}: {about}\n  wanted {truth}, found {found}");
            }
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of a table")]
    fn told(&self, name: &str) -> (f64, f64) {
        let precision = self.right as f64 / (self.right + self.wrong).max(1) as f64;
        let recall = self.right as f64 / (self.right + self.wrong + self.missed).max(1) as f64;
        eprintln!(
            "{name:10} precision {precision:.3}  recall {recall:.3}  ({} right, {} wrong, {} missed)",
            self.right, self.wrong, self.missed
        );
        (precision, recall)
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with("//") && !line.is_empty()).map(|line| line.split('\t').collect())
}

fn day_number(text: &str) -> Option<i64> {
    let mut parts = text.split('-').map(|part| part.parse::<u32>().ok());
    let (year, month, number) = (parts.next()??, parts.next()??, parts.next()??);
    super::super::day::Day { number, month, year: Some(year) }.number_in(year)
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
        day.take("day", body, &written(found_day), true_day);
        place.take("place", body, &written(found.place.map(|place| place.name.to_owned())), true_place);
        company.take("company", body, &written(found.company), true_company);
        workers.take("workers", body, &written(found.workers.map(|(_, value)| format!("{value:.0}"))), true_workers);
        count += 1;
    }
    assert!(count >= 100, "{count}");
    for (score, name, least) in
        [(&day, "day", 0.9), (&place, "place", 0.9), (&company, "company", 0.8), (&workers, "workers", 0.8)]
    {
        let (precision, recall) = score.told(name);
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
                    eprintln!("{sentence}\n  found {shown}");
                }
            }
        }
        for missed in wanted {
            eprintln!("{sentence}\n  missed {missed}");
            for (kind, score) in &mut scores {
                score.missed += usize::from(missed.starts_with(kind.name()));
            }
        }
    }
    for (kind, score) in &scores {
        let (precision, recall) = score.told(kind.name());
        assert!(precision >= 0.95 && recall >= 0.85, "{}", kind.name());
    }
}

#[test]
fn a_fact_keeps_its_sentence_and_its_figure() {
    let text = "Tin mới. Lương tối thiểu vùng I là 4.960.000 đồng/tháng. Hết.";
    let facts = in_text(text);
    assert_eq!(facts.len(), 1);
    assert_eq!((facts[0].kind, facts[0].value), (Kind::Wage, Some(4_960_000.0)));
    assert_eq!(facts[0].sentence, "Lương tối thiểu vùng I là 4.960.000 đồng/tháng.");
    assert_eq!(&text[facts[0].range.clone()], "4.960.000 đồng/tháng");
}

#[test]
fn a_range_has_both_its_ends() {
    let facts = in_text("Thu nhập bình quân 7-8,5 triệu đồng/tháng.");
    assert_eq!((facts[0].value, facts[0].upto), (Some(7e6), Some(8.5e6)));
}

#[test]
fn odd_input_gives_no_facts_and_no_trouble() {
    for text in
        ["", "%", "lương", "lương 5", "lương đồng", "trước ngày", "có hiệu lực từ 99/99", "5 công", &"5%".repeat(5000)]
    {
        let _ = in_text(text);
        let _ = candidate(text, &[text], Some(20_000));
    }
}
