//! What fits exactly, what fits loosely, and why.

use super::*;
use crate::model::Looseness;

#[test]
fn what_fits_only_without_the_marks_is_told_apart_and_not_counted() {
    let store = archive(&[("a", "Nợ lương ba tháng", ""), ("b", "Chất lượng bữa ăn, nó", ""), ("c", "No luong", "")]);
    let hits = ask(&store, "nợ lương", false);
    assert_eq!(split(&hits), (vec!["a".to_owned()], vec!["c".to_owned(), "b".to_owned()]));
    assert_eq!((hits.total, hits.loose), (1, 2));
    assert_eq!(store.count_found("nợ lương").unwrap(), 1);
}

#[test]
fn what_has_a_word_and_what_has_it_not_are_everything() {
    let store = archive(&[("a", "Lương thợ tăng", ""), ("b", "Chất lượng bữa ăn", ""), ("c", "Thương lượng", "")]);
    for word in ["lương", "lượng", "luong", "thương", "tiêu đề:lương"] {
        let (with, without) = (store.count_found(word).unwrap(), store.count_found(&format!("-{word}")).unwrap());
        assert_eq!(with + without, 3, "{word}: {with} and {without}");
    }
    assert_eq!(store.count_found("\"chất lượng\" -lương").unwrap(), 1);
}

#[test]
fn no_word_is_found_across_the_border_of_two_words() {
    let store = archive(&[
        ("across", "Gia đình công nhân", "Bộ quyết định công bố."),
        ("apart", "Đình chỉ công tác", ""),
        ("within", "Gần 2.000 công nhân đình công", ""),
    ]);
    for query in ["đình công", "\"đình công\"", "dinh cong"] {
        assert_eq!(split(&ask(&store, query, false)).0, ["within"], "{query}");
    }
    assert_eq!(store.count_found("\"đình công\"").unwrap(), 1);
}

#[test]
fn a_loose_hit_says_what_keeps_it_from_fitting() {
    let store =
        archive(&[("across", "Gia đình công nhân", ""), ("unmarked", "Dinh cong", ""), ("fits", "Đình công", "")]);
    let reasons: Vec<_> = ask(&store, "đình công", false).hits.iter().map(|hit| hit.looseness).collect();
    assert_eq!(reasons, [None, Some(Looseness::Borders), Some(Looseness::Marks)]);
}

#[test]
fn a_phrase_is_exact_only_where_every_mark_stands_in_it() {
    let store = archive(&[("a", "Chuyển tiền nợ", "Tiến nợ nần, tiền."), ("b", "Tin", "Chuyện tiền nợ: chuyển nhà.")]);
    assert_eq!(split(&ask(&store, "\"chuyển tiền nợ\"", false)), (vec!["a".to_owned()], vec!["b".to_owned()]));
}

#[test]
fn where_enough_fits_exactly_the_rest_comes_on_request_only() {
    let mut articles: Vec<(String, String)> = (0..12).map(|n| (format!("e{n}"), format!("Lương tăng {n}"))).collect();
    articles.push(("loose".to_owned(), "Lượng tăng".to_owned()));
    let articles: Vec<(&str, &str, &str)> = articles.iter().map(|(a, b)| (a.as_str(), b.as_str(), "")).collect();
    let store = archive(&articles);
    let few = ask(&store, "lương", false);
    assert_eq!((few.hits.len(), few.total, few.loose), (12, 12, 1));
    let request = SearchRequest { text: "lương".into(), limit: 50, loose: Loose::Always, ..SearchRequest::default() };
    assert_eq!(split(&store.search(&request).unwrap()).1, ["loose"]);
}

#[test]
fn what_is_left_out_is_not_found_by_another_name_for_it() {
    let store = archive(&[
        ("a", "Đại hội công đoàn công ty", ""),
        ("b", "Đại hội Công đoàn Việt Nam khai mạc", ""),
        ("c", "Đại hội công đoàn công ty đòi BHXH", ""),
    ]);
    for query in [
        "đại hội -\"công đoàn Việt Nam\" -BHXH",
        "đại hội -tiêu đề:\"công đoàn Việt Nam\" -tiêu đề:\"BHXH\"",
        "đại hội NOT (\"công đoàn Việt Nam\" OR BHXH)",
    ] {
        assert_eq!(found(&store, query), ["a"], "{query}");
    }
}
