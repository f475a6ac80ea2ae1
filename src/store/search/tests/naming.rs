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

#[test]
fn plain_words_are_looked_for_in_the_users_own_notes_too_after_what_the_articles_say() {
    let store = archive(&[
        ("a", "Lương thợ tăng", "Tổ trưởng gọi điện."),
        ("b", "Nhà trọ", "Mái tôn mới."),
        ("c", "Bữa ăn ca", "Thêm món rau."),
    ]);
    let id = |path: &str| {
        let all = store.rows(&Query::default(), Window { after: None, limit: 9 }).unwrap().rows;
        all.into_iter().find(|row| row.url.as_str().ends_with(path)).unwrap().id
    };
    store.set_note(id("/b"), "Mái tôn", "Gọi anh Tư 0903 123 456\ntrước thứ Sáu").unwrap();
    store.set_note(id("/c"), "", "hỏi lại giá suất ăn").unwrap();
    let found = |text: &str| -> Vec<(ArticleId, Fit)> {
        ask(&store, text, false).hits.into_iter().map(|hit| (hit.row.id, hit.fit)).collect()
    };
    assert_eq!(found("gọi"), [(id("/a"), Fit::Exact), (id("/b"), Fit::Note)]);
    assert_eq!(found("0903 123 456"), [(id("/b"), Fit::Note)]);
    assert_eq!(found("\"anh tu\""), [(id("/b"), Fit::Note)], "without marks any are meant");
    assert_eq!(found("anh tứ"), [], "with marks its marks are meant");
    assert_eq!(found("anh Tư -sáu"), []);
    assert_eq!(found("tiêu đề:giá"), [], "a field asks for the article");
    assert_eq!(found("giá mục:khac"), [], "conditions hold for the article");
    assert_eq!(found("giá mục:cong-doan"), [(id("/c"), Fit::Note)]);
    let hit = ask(&store, "thứ sáu", false).hits.remove(0);
    assert_eq!(hit.snippet, "Gọi anh Tư 0903 123 456 trước thứ Sáu");
    assert!(hit.marks.iter().map(|(from, to)| &hit.snippet[*from..*to]).collect::<Vec<_>>().contains(&"Sáu"));
    assert_eq!(store.count_found("gọi").unwrap(), 1, "what is counted and watched is what the articles say");
}

#[test]
fn a_newspaper_is_found_by_the_name_that_the_screen_shows() {
    let store = archive(&[("a", "Lương thợ tăng", "")]);
    store.set_papers(vec![(SourceId("bao.example.vn".into()), "Báo Người Thợ".into())]);
    for text in ["nguồn:\"Báo Người Thợ\"", "nguon:\"nguoi tho\" lương", "lương nguồn:\"Người Thợ\""]
    {
        assert_eq!((store.count_found(text).unwrap(), complaints(&store, text)), (1, vec![]), "{text}");
        assert_eq!(store.all_found(text).unwrap().len(), 1, "{text}");
    }
    assert_eq!(store.count_found("-nguồn:\"Người Thợ\" lương").unwrap(), 0);
}

#[test]
fn what_its_newspaper_corrected_or_took_down_is_found_by_that() {
    let store = archive(&[]);
    let url = |path: &str| CanonicalUrl::parse(&format!("https://bao.example.vn/{path}")).unwrap();
    let draft = |text: &str| Draft {
        title: Some("Thợ gốm ngừng việc".into()),
        body: vec![Block::paragraph(text)],
        ..Draft::default()
    };
    save(&store, &url("a"), &draft("Bảy giờ sáng."));
    save(&store, &url("a"), &draft("Tám giờ sáng."));
    save(&store, &url("b"), &draft("Lò tắt lửa."));
    store.pump_index(9).unwrap();
    let b = store.id_of(&url("b")).unwrap().unwrap();
    let gone = Failing { id: b, state: Offline::Gone, trouble: "gone", again: Again::Later };
    store.save_all(&Saving { failures: vec![gone], ..Saving::default() }).unwrap();
    let found = |text: &str| -> Vec<String> {
        let rows = store.all_found(text).unwrap();
        rows.into_iter().map(|row| row.url.as_str().rsplit('/').next().unwrap().to_owned()).collect()
    };
    assert_eq!(
        (found("is:edited"), found("is:đã-sửa"), found("is:đã sửa gốm")),
        (vec!["a".into()], vec!["a".into()], vec!["a".into()])
    );
    assert_eq!((found("is:gone"), found("-is:gone gốm")), (vec!["b".to_owned()], vec!["a".to_owned()]));
    assert_eq!(found("đã sửa đổi"), [""; 0], "a text, no filter");
}
