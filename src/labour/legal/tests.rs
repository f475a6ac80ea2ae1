//! What is recognised, what is not, and the normal forms.

use super::*;

fn norms(text: &str) -> Vec<String> {
    entities(text).into_iter().map(|entity| entity.norm).collect()
}

fn spans(text: &str) -> Vec<&str> {
    entities(text).into_iter().map(|entity| &text[entity.range]).collect()
}

#[test]
fn spellings_of_one_number_have_one_form() {
    for text in
        ["38/2022/NĐ-CP", "38/2022/ND-CP", "38/2022/N\u{d0}-CP", "38/2022/nđ-cp", "38/2022/NĐ–CP", "38/2022/NĐ - CP"]
    {
        assert_eq!(norms(text), ["38/2022/NĐ-CP"], "{text}");
    }
}

#[test]
fn each_kind_of_number_is_known() {
    for number in [
        "36/2019/TT-BLĐTBXH",
        "45/2019/QH14",
        "02/2020/UBTVQH14",
        "02-NQ/TW",
        "16/CT-TTg",
        "89/TTr-CP",
        "1234/LĐTBXH-ATLĐ",
        "08/2013/TTLT-BLĐTBXH-BNV",
        "1211/NQ-UBTVQH13",
        "03/HD-TLĐ",
    ] {
        assert_eq!(norms(&format!("theo số {number}, ngày")), [number]);
    }
}

#[test]
fn capitals_that_are_small_in_codes_stay_small() {
    assert_eq!(norms("23/2021/QĐ-TTG và 5/CTR-TU"), ["23/2021/QĐ-TTg", "5/CTr-TU"]);
}

#[test]
fn a_number_tells_its_type() {
    let found = entities("Nghị định 12/2022/NĐ-CP");
    assert_eq!((found[0].kind, found[0].document), (Kind::Number, Some("Nghị định")));
}

#[test]
fn figures_streets_and_addresses_are_no_numbers() {
    for text in [
        "60 km/h",
        "tỉ lệ 1/2",
        "29C-123.45",
        "ngõ 12/5 phố",
        "thửa 38/2022",
        "lớp 12/A",
        "2018-2023",
        "https://a.example/12/NQ-CP",
        "5.000 đồng/m²",
        "www.a.example?so=12/NQ-CP",
    ] {
        assert_eq!(norms(text), [""; 0], "{text}");
    }
}

#[test]
fn articles_have_their_clause_and_point_behind_them() {
    assert_eq!(norms("Khoản 2 Điều 98"), ["Điều 98 khoản 2"]);
    assert_eq!(norms("theo điểm đ, khoản 1, Điều 36 của"), ["Điều 36 khoản 1 điểm đ"]);
    assert_eq!(spans("Điều 12a."), ["Điều 12a"]);
}

#[test]
fn small_dieu_alone_is_a_common_word() {
    assert_eq!(norms("điều 5 người quan tâm"), [""; 0]);
    assert_eq!(norms("khoản 2 điều 98"), ["Điều 98 khoản 2"]);
}

#[test]
fn laws_have_a_name_and_a_year() {
    assert_eq!(norms("Luật Công đoàn năm 2012"), ["Luật Công đoàn 2012"]);
    assert_eq!(norms("Luật An toàn, vệ sinh lao động 2015"), ["Luật An toàn, vệ sinh lao động 2015"]);
    assert_eq!(norms("Hiến pháp năm 2013"), ["Hiến pháp 2013"]);
    assert_eq!(
        norms("Bộ Luật lao động 2012, Luật an toàn vệ sinh lao động năm 2015"),
        ["Bộ luật Lao động 2012", "Luật An toàn, vệ sinh lao động 2015"]
    );
}

#[test]
fn a_sentence_after_a_law_is_not_its_name() {
    assert_eq!(norms("Luật Công đoàn được ban hành năm 2012"), [""; 0]);
    assert_eq!(norms("Luật Việc làm và Luật Công đoàn 2012"), ["Luật Công đoàn 2012"]);
    assert_eq!(norms("Bộ luật Lao động 20/10/2019"), [""; 0]);
}

#[test]
fn text_in_nfd_gives_the_same_forms() {
    let text = "khoản 1 Điều 5 Luật Việc làm năm 2013 và 61/2020/NĐ-CP";
    let apart: String = text.nfd().collect();
    assert_eq!(norms(&apart), norms(text));
    assert_eq!(norms(text).len(), 3);
}

#[test]
fn no_more_entities_are_given_than_the_limit() {
    assert_eq!(entities(&"Điều 5; ".repeat(MAX_ENTITIES + 1)).len(), MAX_ENTITIES);
}

#[test]
fn clauses_points_and_articles_named_at_once_are_each_one() {
    assert_eq!(norms("khoản 1, 2 và khoản 3 Điều 98"), ["Điều 98 khoản 1", "Điều 98 khoản 2", "Điều 98 khoản 3"]);
    assert_eq!(norms("điểm a, b khoản 2 Điều 35"), ["Điều 35 khoản 2 điểm a", "Điều 35 khoản 2 điểm b"]);
    assert_eq!(norms("điểm b khoản 2 và điểm a khoản 3 Điều 12"), ["Điều 12 khoản 2 điểm b", "Điều 12 khoản 3 điểm a"]);
    assert_eq!(norms("các Điều 34, 35 và 36 của Bộ luật"), ["Điều 34", "Điều 35", "Điều 36"]);
    assert_eq!(spans("khoản 1, 2 Điều 98"), ["khoản 1", "2 Điều 98"]);
}

#[test]
fn a_number_behind_an_article_is_another_article_only_where_nothing_else_can_be_meant() {
    assert_eq!(norms("Theo Điều 5, 10 công nhân được thưởng"), ["Điều 5"]);
    assert_eq!(norms("Điều 5, 6 Luật Công đoàn 2024"), ["Điều 5", "Điều 6", "Luật Công đoàn 2024"]);
}

#[test]
fn a_decree_may_leave_its_code_out_and_nothing_else_may() {
    assert_eq!(norms("Nghị định 38/2022 của Chính phủ, NĐ số 12/2022"), ["38/2022/NĐ-CP", "12/2022/NĐ-CP"]);
    assert_eq!(norms("Thông tư 09/2020, thửa 38/2022, Nghị định 12/1985"), [""; 0]);
    assert_eq!(norms("tại Nghị định số 38 năm 2019 của Chính phủ"), ["38/2019/NĐ-CP"]);
    assert_eq!(norms("Nghị định có 38 năm, nghị định thứ 5 năm 2019"), [""; 0]);
    assert_eq!(norms("Án lệ số 20/2018/AL"), ["20/2018/AL"]);
}

#[test]
fn a_number_of_the_national_assembly_tells_no_law_from_a_resolution_and_the_words_before_it_do() {
    for (text, kind) in [
        ("Theo Nghị quyết số 42/2030/QH18, đò ngang được miễn phí.", Some("Nghị quyết")),
        ("Theo Luật Đò ngang số 43/2030/QH18, người lái phải có áo phao.", Some("Luật")),
        ("Bộ luật Hàng sông số 44/2030/QH18 có hiệu lực.", Some("Luật")),
        ("Luật An toàn, vệ sinh bến bãi số 45/2030/QH18 quy định rõ.", Some("Luật")),
        ("Luật Đò ngang (43/2030/QH18) quy định rõ.", Some("Luật")),
        ("Pháp lệnh 2/2030/UBTVQH18 về bến sông.", Some("Pháp lệnh")),
        ("Nghị quyết 17/2030/UBTVQH18 cho làm thêm giờ.", Some("Nghị quyết")),
        ("Nhắc tới luật. Văn bản số 46/2030/QH18 được gửi đi.", None),
        ("46/2030/QH18", None),
    ] {
        let found = entities(text).into_iter().find(|entity| entity.kind == Kind::Number).unwrap();
        assert_eq!(found.document, kind, "{text}");
    }
}

fn named(text: &str) -> Vec<(String, Option<String>)> {
    let numbers = entities(text).into_iter().filter(|entity| entity.kind == Kind::Number);
    numbers.map(|entity| (entity.norm, entity.name)).collect()
}

#[test]
fn the_number_of_a_law_has_the_name_that_is_printed_beside_it() {
    for (text, name) in [
        ("Theo Luật Nhà ở số 27/2023/QH15, nhà lưu trú", "Luật Nhà ở 2023"),
        ("Luật nhà ở (số 27/2023/QH15)", "Luật Nhà ở 2023"),
        ("LUẬT NHÀ Ở SỐ 27/2023/QH15", "Luật Nhà ở 2023"),
        ("Luật Nhà ở năm 2023 (số 27/2023/QH15)", "Luật Nhà ở 2023"),
        ("Luật Nhà ở 2023 (Luật số 27/2023/QH15)", "Luật Nhà ở 2023"),
        ("Luật Nhà ở (sửa đổi) số 27/2023/QH15", "Luật Nhà ở 2023"),
        ("Luật số 27/2023/QH15 về nhà ở quy định rõ", "Luật Nhà ở 2023"),
        ("Luật số 27/2023/QH15 (Luật Nhà ở)", "Luật Nhà ở 2023"),
        ("Nghị định hướng dẫn Luật Nhà ở số 27/2023/QH15", "Luật Nhà ở 2023"),
        ("Bộ luật Lao động số 45/2019/QH14", "Bộ luật Lao động 2019"),
        ("Luật An toàn, vệ sinh lao động số 84/2015/QH13", "Luật An toàn, vệ sinh lao động 2015"),
        ("Luật An toàn vệ sinh lao động số 84/2015/QH13", "Luật An toàn, vệ sinh lao động 2015"),
        ("Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15", "Luật Ban hành văn bản quy phạm pháp luật 2025"),
        ("Luật Hôn nhân và Gia đình số 52/2014/QH13", "Luật Hôn nhân và gia đình 2014"),
        ("Luật BHXH số 58/2014/QH13", "Luật Bảo hiểm xã hội 2014"),
        ("Luật Đò ngang số 43/2030/QH18", "Luật Đò ngang 2030"),
        ("Luật An toàn, vệ sinh bến bãi số 45/2030/QH18", "Luật An toàn, vệ sinh bến bãi 2030"),
        (
            "Pháp lệnh Ưu đãi người có công với cách mạng số 02/2020/UBTVQH14",
            "Pháp lệnh Ưu đãi người có công với cách mạng 2020",
        ),
        ("Luật Việc làm và Luật Nhà ở số 27/2023/QH15", "Luật Nhà ở 2023"),
    ] {
        let found = named(text);
        assert_eq!(found.first().and_then(|(_, name)| name.as_deref()), Some(name), "{text}");
    }
}

#[test]
fn a_number_has_no_name_where_another_law_may_be_meant() {
    for text in [
        "Nghị định 100/2024/NĐ-CP hướng dẫn Luật Nhà ở",
        "Luật Nhà ở được hướng dẫn bởi Nghị định 100/2024/NĐ-CP",
        "Luật Nhà ở và Nghị quyết số 93/2015/QH13",
        "Luật Nhà ở và luật số 31/2024/QH15",
        "Luật Nhà ở, Luật số 31/2024/QH15",
        "các luật Nhà ở, Đất đai số 31/2024/QH15",
        "Luật Nhà ở, Đất đai số 31/2024/QH15",
        "Luật sửa đổi, bổ sung một số điều của Luật Đất đai, Luật Nhà ở số 43/2024/QH15",
        "Luật Nhà ở 2014 (số 27/2023/QH15)",
        "Luật Đò ngang thay thế văn bản số 43/2030/QH18",
        "Luật Đò ngang được thông qua. Số 43/2030/QH18",
        "Luật số 43/2030/QH18 về đò ngang giúp người qua sông",
        "Luật số 56/2024/QH15 sửa đổi Luật Chứng khoán",
        "46/2030/QH18",
    ] {
        assert!(named(text).iter().all(|(_, name)| name.is_none()), "{text}: {:?}", named(text));
    }
}

#[test]
fn a_law_that_amends_another_leaves_it_its_own_number() {
    let found = named("Luật Chứng khoán số 54/2019/QH14 được sửa đổi, bổ sung bởi Luật số 56/2024/QH15");
    let expected = [("54/2019/QH14", Some("Luật Chứng khoán 2019")), ("56/2024/QH15", None)];
    assert_eq!(found, expected.map(|(number, name)| (number.to_owned(), name.map(str::to_owned))));
}

#[test]
fn an_ordinance_has_a_name_and_a_year_as_laws_have() {
    assert_eq!(norms("Pháp lệnh Dân số năm 2003"), ["Pháp lệnh Dân số 2003"]);
}

#[test]
fn a_law_is_asked_for_by_its_name_in_any_spelling() {
    assert_eq!(in_full("luat bhxh 2024"), "Luật Bảo hiểm xã hội 2024");
    assert_eq!(in_full("Luật Công đoàn năm 2024"), "Luật Công đoàn 2024");
    assert_eq!(in_full("Luật Công đoàn"), "Luật Công đoàn");
    assert_eq!(in_full("Luật Trên trời"), "Luật Trên trời");
    assert_eq!(asked_law("Luật Công đoàn tăng lương"), Some(("Luật Công đoàn".len(), "Luật Công đoàn".to_owned())));
}
