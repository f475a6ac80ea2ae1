//! What a query means.

use super::*;
use crate::model::Moment;
use crate::model::QueryMistake;
use crate::text::fold::FoldKind;

/// 2025-06-15 12:00 in +07:00.
const NOW: Timestamp = Timestamp(1_749_963_600);

/// A query with one way to fit.
#[derive(Debug)]
struct One {
    way: Alternative,
    complaint: Option<Complaint>,
}

impl std::ops::Deref for One {
    type Target = Alternative;

    fn deref(&self) -> &Alternative {
        &self.way
    }
}

fn asked(text: &str) -> One {
    let question = parse(text, NOW);
    assert!(question.ways.len() < 2, "{text}: {question:?}");
    One { way: question.ways.into_iter().next().unwrap_or_default(), complaint: question.complaints.into_iter().next() }
}

fn words(units: &[WordUnit]) -> Vec<String> {
    units.iter().map(|unit| unit.tokens.iter().map(|t| t.letters.as_str()).collect::<Vec<_>>().join(" ")).collect()
}

fn iso(at: Option<Timestamp>) -> String {
    at.map(|at| Moment::exact(at).to_string()).unwrap_or_default()
}

#[test]
fn words_must_all_be_there_and_quotes_keep_them_together() {
    let asked = asked("lương “bảo hiểm xã hội” tăng");
    let units: Vec<Vec<String>> = asked.all.iter().map(|any| words(any)).collect();
    assert_eq!(units, [["lương"], ["bao hiêm xa hôi"], ["tăng"]].map(|unit| unit.map(str::to_owned).to_vec()));
    assert_eq!(asked.complaint, None);
}

#[test]
fn or_joins_its_neighbours_only() {
    let asked = asked("lương thưởng OR phạt tết");
    assert_eq!(asked.all.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2, 1]);
}

#[test]
fn an_or_that_joins_one_syllable_of_several_is_told() {
    for (text, about) in [("nợ lương OR \"đình công\"", "lương"), ("(đình công | lãn) tết", "công")] {
        let complaint = asked(text).complaint.unwrap();
        assert_eq!((complaint.kind, complaint.about.as_str()), (QueryMistake::NarrowOr, about), "{text}");
    }
    for text in ["lương OR thưởng tết", "\"nợ lương\" OR thưởng", "hôm nay lương OR thưởng", "tiêu đề:lương OR thưởng"]
    {
        assert_eq!(asked(text).complaint, None, "{text}");
    }
}

#[test]
fn an_or_joins_anything_with_anything() {
    for text in [
        "lương OR /thưởng/ tết",
        "/lương/ OR thưởng tết",
        "lương OR nguồn:nld tết",
        "lương OR -thưởng tết",
        "lương OR hôm nay tết",
        "lương | (thưởng phạt) tết",
    ] {
        let question = parse(text, NOW);
        assert_eq!((question.ways.len(), question.complaints.as_slice()), (2, &[][..]), "{text}");
        assert!(question.ways.iter().all(|way| way.all.iter().any(|any| any[0].tokens[0].base == "tet")), "{text}");
    }
}

#[test]
fn parentheses_make_one_of_many() {
    let question = parse("(lương tối thiểu) OR (nghỉ việc) hôm nay", NOW);
    assert_eq!(question.ways.iter().map(|way| way.all.len()).collect::<Vec<_>>(), [3, 2]);
    assert!(question.ways.iter().all(|way| way.since.is_some()));
    let words = asked("(lương OR thưởng) tết");
    assert_eq!(words.all.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(asked("BHXH (một lần)").all.len(), 3);
}

#[test]
fn a_minus_before_parentheses_takes_away_all_of_it() {
    assert_eq!(self::words(&asked("lương -(thưởng OR phạt)").none), ["thương", "phat"]);
    let both = parse("lương -(thưởng phạt)", NOW);
    assert_eq!(both.ways.iter().map(|way| self::words(&way.none)).collect::<Vec<_>>(), [["thương"], ["phat"]]);
    assert_eq!(self::words(&asked("lương NOT thưởng").none), ["thương"]);
}

#[test]
fn parentheses_that_do_not_agree_are_told() {
    for (text, wrong, at) in [
        ("(lương thưởng", QueryMistake::OpenGroup, 1),
        ("lương ) thưởng", QueryMistake::LonelyParenthesis, 7),
        ("lương ()", QueryMistake::NoValue, 7),
        ("((((((((((lương))))))))))", QueryMistake::DeepGroup, 9),
    ] {
        let question = asked(text);
        assert_eq!(question.complaint.as_ref().map(|c| (c.kind, c.at)), Some((wrong, at)), "{text}");
        assert!(!question.all.is_empty(), "{text}");
    }
}

#[test]
fn words_stand_near_each_other_by_a_tilde() {
    let near = asked("\"công nhân\" ~5 \"nghỉ việc\"");
    let chain: Vec<usize> = near.all[0][0].chain().map(|unit| unit.tokens.len()).collect();
    assert_eq!((chain, near.all.len(), near.complaint.clone()), (vec![2, 2], 1, None));
    assert_eq!(near.all[0][0].near.as_ref().map(|near| near.within), Some(5));
    assert_eq!(asked("lương ~3 thưởng ~2 tết").all[0][0].chain().count(), 3);
    assert_eq!(asked("lương ~ thưởng").all[0][0].near.as_ref().map(|near| near.within), Some(10));
    assert_eq!(asked("(lương OR thưởng) ~3 tết").all[0].iter().filter(|unit| unit.near.is_some()).count(), 2);
    assert_eq!(asked("lương OR thưởng ~3 tết").all[0].iter().filter(|unit| unit.near.is_some()).count(), 1);
    assert_eq!(asked("\"công nhân nghỉ việc\"~5").all[0][0].chain().count(), 4);
    for text in ["~3 lương", "lương ~3", "lương ~3 /mẫu/", "lương ~3 nguồn:nld", "tác giả:An ~3 lương"]
    {
        assert_eq!(parse(text, NOW).complaints[0].kind, QueryMistake::LonelyNear, "{text}");
    }
    assert_eq!(asked("lương ~500 tết").complaint.unwrap().kind, QueryMistake::FarNear);
}

#[test]
fn what_excludes_itself_is_told_and_finds_nothing() {
    let question = parse("đã đọc chưa đọc", NOW);
    assert_eq!((question.ways.len(), question.complaints[0].kind), (0, QueryMistake::Contradiction));
    assert_eq!(parse("(đã đọc chưa đọc) OR lương", NOW).ways.len(), 1);
}

#[test]
fn tags_and_pictures_are_asked_for() {
    let tag = asked("thẻ:\"tai nạn lao động\" có ảnh");
    assert_eq!((tag.all[0][0].place, tag.all[0][0].tokens.len(), tag.pictured), (SearchPlace::Tag, 4, Some(true)));
    for text in ["has:image", "has:ảnh", "có hình"] {
        assert_eq!(asked(text).pictured, Some(true), "{text}");
    }
    assert_eq!(asked("-has:image").pictured, Some(false));
}

#[test]
fn every_form_of_the_table_is_understood() {
    for form in crate::model::QUERY_FORMS {
        let question = parse(form.example, NOW);
        assert_eq!(question.complaints, [], "{}", form.example);
        assert!(!question.is_empty(), "{}", form.example);
    }
}

#[test]
fn an_or_reaches_over_what_asks_nothing() {
    for text in [
        "lương OR , thưởng",
        "lương , OR thưởng",
        "lương \"\" OR thưởng",
        "lương OR – thưởng",
        "lương OR tiêu đề:\"\" thưởng",
    ] {
        assert_eq!(asked(text).all.iter().map(Vec::len).collect::<Vec<_>>(), [2], "{text}");
    }
    assert_eq!(asked("lương OR – thưởng").complaint, None);
}

#[test]
fn a_minus_takes_away_words_phrases_and_sources() {
    let asked = asked("lương -thưởng -\"tăng ca\" -nguồn:nld covid-19");
    assert_eq!(words(&asked.none), ["thương", "tăng ca"]);
    assert_eq!((asked.not_sources.clone(), asked.all.len()), (vec!["nld".to_owned()], 2));
}

#[test]
fn a_minus_takes_away_a_filter_of_two_words_as_a_whole() {
    for text in ["-có ảnh lương", "NOT có ảnh lương", "-has:image lương"] {
        assert_eq!((asked(text).pictured, asked(text).all.len()), (Some(false), 1), "{text}");
    }
    assert_eq!(asked("-chưa đọc").unread, Some(false));
    assert_eq!(asked("-đánh dấu").starred, Some(false));
    assert_eq!(iso(asked("-hôm nay").until), "2025-06-15T00:00:00+07:00");
    assert_eq!(iso(asked("-7 ngày").until), "2025-06-09T00:00:00+07:00");
}

#[test]
fn fields_are_known_with_and_without_marks_and_in_english() {
    for text in ["tác giả:\"Hòa An\" mục:\"công đoàn\" nguồn:nld", "tac gia:\"Hòa An\" muc:cong-doan source: NLD"]
    {
        let asked = asked(text);
        assert_eq!((asked.all[0][0].place, asked.all[0][0].tokens.len()), (SearchPlace::Author, 2), "{text}");
        assert_eq!((&asked.sections[0][0], &asked.sources[0][0]), (&"cong-doan".to_owned(), &"nld".to_owned()));
    }
    assert_eq!(asked("tiêu đề:lương").all[0][0].place, SearchPlace::Title);
}

#[test]
fn dates_open_at_their_first_instant_and_close_after_their_last() {
    let asked = asked("từ:2024-01 đến:15/03/2024");
    assert_eq!(iso(asked.since), "2024-01-01T00:00:00+07:00");
    assert_eq!(iso(asked.until), "2024-03-16T00:00:00+07:00");
    assert_eq!(iso(self::asked("đến:2024").until), "2025-01-01T00:00:00+07:00");
}

#[test]
fn days_are_counted_on_the_newspapers_calendar() {
    assert_eq!(iso(asked("hôm nay").since), "2025-06-15T00:00:00+07:00");
    assert_eq!(iso(asked("7 ngày lương").since), "2025-06-09T00:00:00+07:00");
    assert_eq!(iso(asked("hôm qua").until), "2025-06-15T00:00:00+07:00");
    assert_eq!(iso(asked("lương tuần này").since), "2025-06-09T00:00:00+07:00");
    assert_eq!(iso(asked("is:this-month").since), "2025-06-01T00:00:00+07:00");
    assert_eq!(asked("tuần này").all.len(), 0);
}

#[test]
fn states_are_words_of_their_own_with_marks_and_plain_words_without() {
    let state = asked("chưa đọc đánh dấu");
    assert_eq!((state.unread, state.starred, state.all.len()), (Some(true), Some(true), 0));
    assert_eq!(asked("chua doc").all.len(), 2);
    assert_eq!(asked("\"chưa đọc\"").all.len(), 1);
    assert_eq!(asked("is:unread").unread, Some(true));
}

#[test]
fn the_number_of_a_document_is_one_word() {
    for text in ["38/2022/NĐ-CP", "vb:38/2022/NĐ-CP"] {
        let asked = asked(text);
        assert_eq!((asked.all.len(), asked.all[0][0].tokens.len()), (1, 1));
        assert_eq!(asked.all[0][0].tokens[0].kind, FoldKind::Number);
    }
}

#[test]
fn a_mistake_is_told_with_its_place_and_the_words_are_searched() {
    let open = asked("lương \"tăng ca");
    assert_eq!(open.complaint.as_ref().map(|c| (c.kind, c.at)), Some((QueryMistake::OpenQuote, 7)));
    assert_eq!(open.all.len(), 3);
    for (text, wrong) in [
        ("lương từ:mai", QueryMistake::BadDate),
        ("lương nguồn:", QueryMistake::NoValue),
        ("lương OR", QueryMistake::LonelyOr),
        ("OR lương", QueryMistake::LonelyOr),
        ("lương - thưởng", QueryMistake::LonelyMinus),
        ("lương is:odd", QueryMistake::BadState),
    ] {
        let asked = asked(text);
        assert_eq!(asked.complaint.as_ref().map(|c| c.kind), Some(wrong), "{text}");
        assert!(!asked.all.is_empty(), "{text}");
    }
}

#[test]
fn a_query_at_the_bound_is_whole_and_a_longer_one_is_told() {
    let fits = format!("{}b", "a".repeat(MAX_QUERY_BYTES - 1));
    assert_eq!(asked(&fits).complaint, None);
    assert_eq!(asked(&format!("{fits}c")).complaint.map(|c| c.kind), Some(QueryMistake::TooLong));
    assert_eq!(asked(&"a ".repeat(MAX_QUERY_WORDS)).complaint, None);
    assert_eq!(asked(&"a ".repeat(MAX_QUERY_WORDS + 1)).complaint.map(|c| c.kind), Some(QueryMistake::TooLong));
}

/// Pieces of a query, of which each says something by itself.
const PIECES: &[&str] = &[
    "lương",
    "thưởng",
    "\"bảo hiểm\"",
    "-phạt",
    "(tăng ca)",
    "-(nghỉ OR ốm)",
    "nguồn:nld",
    "mục:x",
    "-mục:y",
    "thẻ:tết",
    "tiêu đề:công",
    "tác giả:An",
    "/mẫu/",
    "-/khác/i",
    "chưa đọc",
    "đánh dấu",
    "đã ẩn",
    "có ảnh",
    "hôm nay",
    "từ:xyz",
    "is:lạ",
    "nguond:a",
    "😀",
    "vb:38/2022/NĐ-CP",
];

proptest::proptest! {
    #[test]
    fn no_query_panics(text in "\\PC{0,60}") {
        let _ = parse(&text, NOW);
    }

    #[test]
    fn no_query_of_our_own_signs_panics(text in "[-\"“”: |()~ORhôm nayừ7ngàđê/0-9]{0,40}") {
        let question = parse(&text, NOW);
        proptest::prop_assert!(question.ways.len() <= 24);
    }

    /// What is left out in silence could be left out of the query.
    #[test]
    fn every_piece_of_a_query_is_asked_or_told(
        picked in proptest::sample::subsequence(PIECES.to_vec(), 1..8),
        at in 0_usize..8,
        joined in proptest::sample::select(vec![" ", " OR ", " AND "]),
    ) {
        let at = at % picked.len();
        let whole = parse(&picked.join(joined), NOW);
        let others: Vec<&str> = picked.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, piece)| *piece).collect();
        let less = parse(&others.join(joined), NOW);
        proptest::prop_assert_ne!(whole, less, "{} of {:?}", picked[at], picked);
    }
}

#[test]
fn dates_are_understood_as_the_command_line_has_them() {
    for text in ["từ:\"7 ngày\"", "từ:7 ngày", "từ:7d", "from:7d"] {
        assert_eq!(iso(asked(text).since), "2025-06-09T00:00:00+07:00", "{text}");
    }
    let yesterday = asked("từ:hôm qua đến:\"hôm qua\"");
    assert_eq!(
        (iso(yesterday.since).as_str(), iso(yesterday.until).as_str()),
        ("2025-06-14T00:00:00+07:00", "2025-06-15T00:00:00+07:00")
    );
    assert_eq!(yesterday.complaint, None);
}

#[test]
fn states_and_lists_of_sources_are_understood_in_both_languages() {
    assert_eq!(asked("đã đọc").unread, Some(false));
    assert_eq!((asked("is:da-doc").unread, asked("is:chưa-đọc").unread), (Some(false), Some(true)));
    assert_eq!(asked("nguồn:nld,laodong").sources, [["nld", "laodong"]]);
    assert_eq!(asked("nguồn:nld nguồn:laodong").sources, [["nld", "laodong"]]);
}

#[test]
fn a_name_that_is_nearly_a_fields_is_told_and_its_words_are_searched() {
    for (text, meant) in
        [("nguond:nld", "nguồn:"), ("báo:nld", "nguồn:"), ("autor:An", "author:"), ("tieude:x", "tiêu đề:")]
    {
        let complaint = asked(text).complaint.unwrap();
        assert_eq!((complaint.kind, complaint.about.as_str()), (QueryMistake::UnknownField, meant));
    }
    for text in ["lương: tăng", "https://bao.example.vn", "12:30", "giờ:phút"] {
        assert_eq!(asked(text).complaint, None, "{text}");
    }
}
