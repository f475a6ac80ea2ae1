//! Names of newspapers and sections, suggestions, and notes.

use super::*;

fn complaints(store: &Store, text: &str) -> Vec<(QueryMistake, usize, String)> {
    let told = ask(store, text, false).complaints;
    assert_eq!(told, store.complaints_of(text).unwrap(), "{text}");
    told.into_iter().map(|complaint| (complaint.kind, complaint.at, complaint.about)).collect()
}

#[test]
fn a_newspaper_or_section_that_the_archive_does_not_know_is_told_with_its_place_and_the_nearest() {
    let store = archive(&[("a", "Lương thợ tăng", "")]);
    let told = |kind, at, about: &str| vec![(kind, at, about.to_owned())];
    assert_eq!(complaints(&store, "lương nguồn:xyz"), told(QueryMistake::UnknownSource, 7, "xyz"));
    assert_eq!(complaints(&store, "nguồn:boa"), told(QueryMistake::NearSource, 1, "bao.example.vn"));
    assert_eq!(complaints(&store, "nguồn:bao,example.vn lương"), told(QueryMistake::NearSource, 1, "bao.example.vn"));
    assert_eq!(complaints(&store, "-mục:cong-daon"), told(QueryMistake::NearSection, 1, "cong-doan"));
    assert_eq!(complaints(&store, "mục:xyz"), told(QueryMistake::UnknownSection, 1, "xyz"));
    assert_eq!(complaints(&store, "nguồn:bao mục:\"công đoàn\" -nguồn:bao.example.vn"), []);
}

#[test]
fn nothing_is_suggested_that_finds_nothing_and_no_sign_of_the_language_is_a_word() {
    let store = archive(&[("a", "Công đoàn cơ sở", "Nghỉ ở nhà."), ("b", "Tiêu chuẩn", "")]);
    let suggestion = |text: &str| ask(&store, text, false).suggestion;
    assert_eq!(suggestion("\"cong doann\" OR \"dinh congg\"").as_deref(), Some("\"cong doan\" OR \"dinh cong\""),);
    assert_eq!(suggestion("tieu chuann NOT cong").as_deref(), Some("tieu chuan NOT cong"));
    assert_eq!(suggestion("title:doann").as_deref(), Some("title:doan"));
    assert_eq!(suggestion("tiêu đề:xyzabc congg"), None, "the other word is in no headline");
    assert_eq!(suggestion("chuann congg"), None, "no article has both");
}

#[test]
fn articles_are_found_by_the_notes_that_were_written_to_them() {
    let store = archive(&[("a", "Lương thợ tăng", ""), ("b", "Lương thưởng", ""), ("c", "Nhà trọ", "")]);
    let id =
        |path: &str| store.all_found("lương OR trọ").unwrap().into_iter().find(|row| row.url.as_str().ends_with(path));
    let id = |path: &str| id(path).unwrap().id;
    store.set_note(id("/a"), "", "Gọi anh Tư 0903 123 456 trước thứ Sáu").unwrap();
    store.set_note(id("/b"), "thưởng", "hỏi lại").unwrap();
    let count = |text: &str| store.count_found(text).unwrap();
    assert_eq!((count("có ghi chú"), count("-có ghi chú"), count("is:noted lương")), (2, 1, 2));
    assert_eq!((count("ghi chú:\"anh tu\""), count("note:0903"), count("ghi chú:\"chị Tư\"")), (1, 1, 0));
    assert_eq!((count("lương -ghi chú:0903"), count("has:ghi-chú -note:hỏi")), (1, 1));
    assert_eq!(complaints(&store, "có ghi chú ghi chú:tư"), []);
}

#[test]
fn articles_that_are_named_are_marked_in_the_order_that_is_asked_for() {
    let store = archive(&[("a", "Nhà trọ", "Thợ được tăng lương."), ("b", "Lương thưởng", ""), ("c", "Đình công", "")]);
    let mut ids: Vec<_> = store.all_found("lương OR công").unwrap().into_iter().map(|row| row.id).collect();
    ids.sort_unstable();
    let hits = store.hits_of("lương", &ids).unwrap();
    let found: Vec<_> = hits.iter().map(|hit| (hit.row.id, hit.fit)).collect();
    assert_eq!(found, [(ids[0], Fit::Exact), (ids[1], Fit::Exact)], "the third does not fit");
    assert_eq!((hits[0].snippet.as_str(), hits[0].marks.len()), ("Thợ được tăng lương.", 1));
}
