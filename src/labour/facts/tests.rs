//! What holds for every fact; the labelled sets are in `tests/labour.rs`.

use super::*;

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
