//! The examples of `tests/labour/speech.tsv`, each checked by hand, and properties of all texts.

use super::*;

/// Written form, tab, spoken form; lines that begin with two slashes are comments.
const VECTORS: &str = include_str!("../../../tests/labour/speech.tsv");

fn vectors() -> impl Iterator<Item = (&'static str, &'static str)> {
    VECTORS.lines().filter(|line| !line.starts_with("//")).filter_map(|line| line.split_once('\t'))
}

#[test]
fn every_vector_is_said_as_written_down() {
    let wrong: Vec<String> = vectors()
        .filter(|(written, said)| spoken(written) != *said)
        .map(|(written, said)| format!("{written}\n  wanted {said}\n  said   {}", spoken(written)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(vectors().count() >= 300);
}

#[test]
fn no_figure_is_left_for_the_voice_to_guess() {
    for (written, _) in vectors() {
        let said = spoken(written);
        assert!(!said.chars().any(|c| c.is_ascii_digit()), "{written}: {said}");
    }
}

#[test]
fn composed_and_decomposed_texts_are_said_alike() {
    for (written, said) in vectors() {
        let decomposed: String = written.nfd().collect();
        assert_eq!(spoken(&decomposed), said, "{written}");
    }
}

#[test]
fn spoken_text_is_said_again_as_it_is() {
    for text in ["Công nhân vui mừng.", "một trăm linh năm nghìn đồng một tháng", "Ông Lê Văn Bình nói: Được."]
    {
        assert_eq!(spoken(text), text);
    }
}

#[test]
fn odd_input_is_no_trouble() {
    for text in [
        "",
        " ",
        "((((",
        "/",
        "1/",
        "1.",
        "-",
        "%%%",
        "1-",
        "NĐ-",
        "12/5/",
        "99999999999999999999999/1",
        "\u{301}",
        "ÐÐ",
        "🙂 5",
    ] {
        let _ = spoken(text);
    }
    let long = "1/2/".repeat(50_000);
    assert!(spoken(&long).len() < 10_000_000);
}
