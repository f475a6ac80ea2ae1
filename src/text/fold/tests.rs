use super::*;

fn words(text: &str) -> Vec<String> {
    tokens(text).map(|t| t.base).collect()
}

fn one(text: &str) -> FoldToken {
    tokens(text).next().unwrap()
}

#[test]
fn the_base_key_has_no_marks_at_all() {
    assert_eq!(base("Người Lao Động"), "nguoi lao dong");
    assert_eq!(base("Thu\u{309}y đie\u{323}\u{302}n"), "thuy dien");
}

#[test]
fn the_letters_key_loses_tones_only() {
    assert_eq!(letters("Ðà Nẵng"), "đa năng");
    assert_eq!(letters("ưu đãi"), "ưu đai");
}

#[test]
fn punctuation_spaces_and_format_characters_are_of_one_kind() {
    assert_eq!(base("  TP.HCM – “bảo\u{200b}hiểm” \t ﬁ "), "tp.hcm - \"baohiem\" fi");
}

#[test]
fn both_places_of_a_tone_are_one_key() {
    assert_eq!(exact("hoà"), exact("hòa"));
    assert_eq!(exact("quý"), exact("qúy"));
    assert_ne!(exact("hóa"), exact("hòa"));
}

#[test]
fn i_and_y_are_one_only_where_both_are_written() {
    assert_eq!(exact_iy("lý do, quý"), exact_iy("lí do, quí"));
    assert_ne!(exact_iy("thúy"), exact_iy("thúi"));
    assert_ne!(exact_iy("ý"), exact_iy("í"));
}

#[test]
fn a_place_in_a_key_leads_back_to_whole_clusters() {
    let text = "Nghi\u{309} vie\u{323}\u{302}c";
    let folded = base_mapped(text);
    assert_eq!(folded.key, "nghi viec");
    assert_eq!(&text[folded.source(&(5..9))], "vie\u{323}\u{302}c");
    assert_eq!(&text[folded.source(&(3..4))], "i\u{309}");
    assert_eq!(folded.source(&(2..2)), 2..2);
}

#[test]
fn words_are_runs_of_letters_and_digits() {
    assert_eq!(words("TP.HCM: 13.000 công-nhân"), ["tp", "hcm", "13", "000", "cong", "nhan"]);
}

#[test]
fn a_documents_number_is_one_token_and_its_words_are_too() {
    let found: Vec<_> = tokens("theo 38/2022/NĐ-CP").map(|t| (t.base, t.kind, t.position)).collect();
    let word = |w: &str, at| (w.to_owned(), FoldKind::Word, at);
    let number = ("38/2022/nd-cp".to_owned(), FoldKind::Number, 1);
    assert_eq!(found, [word("theo", 0), number, word("38", 1), word("2022", 2), word("nd", 3), word("cp", 4)]);
}

#[test]
fn ranges_are_whole_clusters_of_the_source() {
    let text = "a\u{301}b c";
    assert_eq!(tokens(text).map(|t| &text[t.range]).collect::<Vec<_>>(), ["a\u{301}b", "c"]);
}

#[test]
fn ideographs_are_words_of_their_own() {
    assert_eq!(words("越南Việt"), ["越", "南", "viet"]);
}

#[test]
fn words_agree_at_the_highest_level_they_can() {
    assert_eq!(one("hoà").level(&one("hòa")), Some(MatchLevel::Exact));
    assert_eq!(one("lý").level(&one("lí")), Some(MatchLevel::Similar));
    assert_eq!(one("lương").level(&one("lượng")), Some(MatchLevel::Letters));
    assert_eq!(one("lương").level(&one("luong")), Some(MatchLevel::Base));
    assert_eq!(one("an").level(&one("toàn")), None);
}

#[test]
fn what_a_reader_means_follows_the_marks_he_types() {
    assert_eq!(one("dinh").meant(), MatchLevel::Base);
    assert_eq!(one("đinh").meant(), MatchLevel::Letters);
    assert_eq!(one("đình").meant(), MatchLevel::Exact);
}

#[test]
fn advancing_reuses_the_token() {
    let (mut all, mut token) = (tokens("một hai"), FoldToken::default());
    assert!(all.advance(&mut token) && token.exact == "môt:5");
    assert!(all.advance(&mut token) && token.exact == "hai");
    assert!(!all.advance(&mut token));
}

#[test]
fn passing_over_words_gives_the_same_tokens_as_taking_them_all() {
    for text in [
        "Theo Nghị định 38/2022/NĐ-CP, công nhân đi\u{300}nh công “Đường” 24h/ngày, p.Tân Đà; 勞動報 và e\u{301}",
        "a-b c_d e.f đ1 1đ 12/2020/TT-BLĐTBXH,x\u{301}y  z",
    ] {
        let all: Vec<FoldToken> = tokens(text).collect();
        for wanted in ["c", "d", "1t", "", "23abcdelnptvxyz勞動報"] {
            let fits = |c: char| wanted.contains(c);
            let (mut some, mut token, mut walk) = (Vec::new(), FoldToken::default(), tokens(text));
            while walk.advance_to(&mut token, fits) {
                some.push(token.clone());
            }
            let expected: Vec<FoldToken> = all.iter().filter(|t| t.base.starts_with(fits)).cloned().collect();
            assert_eq!(some, expected, "{wanted}");
        }
        let mut walk = tokens(text);
        let ranges: Vec<_> = std::iter::from_fn(|| walk.next_range()).collect();
        let words = all.into_iter().filter(|t| t.kind == FoldKind::Word).map(|t| t.range);
        assert_eq!(ranges, words.collect::<Vec<_>>());
    }
}
