//! Which places a text names, which it does not, and what searches for places find.

use super::*;

fn names(text: &str) -> Vec<&'static str> {
    in_text(text).into_iter().map(|mention| mention.place.name).collect()
}

#[test]
fn there_are_sixty_three_provinces_of_before_and_thirty_four_of_today() {
    let provinces: Vec<&Place> = all().iter().filter(|place| place.kind == Kind::Province).collect();
    assert_eq!(provinces.len(), 63);
    let today: std::collections::BTreeSet<&str> = provinces.iter().map(|place| place.now).collect();
    assert_eq!(today.len(), 34);
    assert!(today.iter().all(|name| named(name).is_some_and(|place| place.now == *name)));
    assert!(provinces.iter().all(|place| place.union.starts_with("LĐLĐ ")));
}

#[test]
fn every_row_has_its_source_and_date() {
    let lines = include_str!("../places.tsv").lines().filter(|line| !line.starts_with('#')).count();
    assert_eq!(all().len() + 1, lines);
    assert!(all().iter().all(|place| !place.source.is_empty() && place.date.len() == 10));
}

#[test]
fn a_zone_lies_in_a_province_of_the_table() {
    for zone in all().iter().filter(|place| place.kind == Kind::Zone && !place.now.is_empty()) {
        assert!(named(zone.now).is_some(), "{}", zone.name);
    }
}

#[test]
fn a_province_is_found_by_its_name_and_by_its_other_spellings() {
    assert_eq!(
        names("Công nhân ở Đồng Nai và TP.HCM, BR-VT"),
        ["Đồng Nai", "Thành phố Hồ Chí Minh", "Bà Rịa - Vũng Tàu"]
    );
    assert_eq!(names("TP HCM: LĐLĐ TP Hồ Chí Minh họp"), ["Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"]);
}

#[test]
fn what_only_looks_like_a_province_is_none() {
    for text in [
        "ông Nguyễn Hà Nam",
        "đường Đồng Nai",
        "phường Phú Thọ",
        "vì nền hòa bình",
        "Công ty Hòa Bình",
        "chị Hà Giang",
        "bia Hà Nội",
    ] {
        assert_eq!(names(text), [""; 0], "{text}");
    }
}

#[test]
fn a_name_that_another_country_has_too_is_none_where_that_country_is_named() {
    assert_eq!(names("Trung Quốc: mưa lũ tại tỉnh Hà Nam"), [""; 0]);
    assert_eq!(names("mưa lũ tại tỉnh Hà Nam"), ["Hà Nam"]);
}

#[test]
fn an_ambiguous_name_counts_behind_a_word_that_says_what_it_is() {
    for text in
        ["tỉnh Thái Bình", "LĐLĐ tỉnh Thái Bình", "UBND Thái Bình", "Nam Định, Thái Bình", "huyện Tiền Hải (Thái Bình)"]
    {
        assert!(names(text).contains(&"Thái Bình"), "{text}");
    }
    assert_eq!(names("Thái Bình nói vậy"), [""; 0]);
}

#[test]
fn a_zone_counts_behind_its_word() {
    assert_eq!(names("tại KCN Sóng Thần"), ["Sóng Thần"]);
    assert_eq!(names("ga Sóng Thần"), [""; 0]);
    assert_eq!(named("Sóng Thần").and_then(Place::province).map(|place| place.name), Some("Bình Dương"));
}

fn looked_for(name: &str) -> Vec<&'static str> {
    match searched(name) {
        Some(PlaceSearch::Named(places)) => places.into_iter().map(|place| place.name).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn a_search_for_a_province_of_today_finds_what_it_took_in() {
    let places = looked_for("TP HCM");
    assert!(places.contains(&"Bình Dương") && places.contains(&"Sóng Thần"), "{places:?}");
    let before = looked_for("binh duong");
    assert!(before.contains(&"Bình Dương") && !before.contains(&"Thành phố Hồ Chí Minh"), "{before:?}");
    assert_eq!(searched("Nơi Không Có"), None);
}

#[test]
fn an_unclear_name_is_lit_behind_a_word_that_makes_a_place_of_it() {
    let place = named("Thái Bình").unwrap();
    assert!(lit(place).iter().all(|form| form != "Thái Bình"));
    assert!(lit(place).contains(&"tỉnh Thái Bình".to_owned()));
}

#[test]
fn every_place_has_a_number_of_its_own() {
    let numbers: std::collections::BTreeSet<u64> = all().iter().map(Place::number).collect();
    let names: std::collections::BTreeSet<(&str, &str)> =
        all().iter().map(|place| (place.kind_name, place.name)).collect();
    assert_eq!(numbers.len(), names.len());
    assert!(numbers.iter().all(|number| u32::try_from(*number).is_ok()));
}

#[test]
fn an_article_has_the_places_that_its_texts_name() {
    let number = |name: &str| named(name).unwrap().number();
    for place in all() {
        let head = if place.kind == Kind::Zone { "KCN" } else { "tỉnh" };
        let text = match place.kind {
            Kind::Ministry => place.name.to_owned(),
            _ => format!("Sáng nay, ở {head} {} có hội chợ việc làm.", place.name),
        };
        let expected: Vec<u64> = in_text(&text).iter().map(|mention| mention.place.number()).collect();
        assert_eq!(numbers_of(&[&text]).into_iter().collect::<Vec<_>>(), expected, "{text}");
        assert_eq!(expected.len(), 1, "{text}");
    }
    let found = numbers_of(&["Tin xưởng", "Công nhân thành phố Hồ Chí Minh", "Chuyện ở Đồng Nai và Đồng Nai"]);
    assert_eq!(found, [number("Thành phố Hồ Chí Minh"), number("Đồng Nai")].into_iter().collect());
}

#[test]
fn a_headline_that_names_the_other_country_says_where_the_province_lies() {
    let texts =
        ["Trung Quốc cảnh báo lũ quét", "Mưa lớn nhiều ngày.", "Nước này đã sơ tán dân.", "Tỉnh Hà Nam ngập nặng."];
    assert!(numbers_of(&texts).is_empty());
    let ours = ["Nhà máy vốn Trung Quốc nợ lương", "Tin từ công đoàn.", "", "LĐLĐ tỉnh Hà Nam đã vào cuộc."];
    assert_eq!(numbers_of(&ours).len(), 1);
}

#[test]
fn where_somebody_comes_from_is_told_apart() {
    let found = in_text("chị Lan (quê Nghệ An) làm ở Bắc Ninh");
    assert_eq!(found.iter().map(|mention| mention.origin).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn a_ministry_is_written_with_the_capitals_of_its_name_and_is_ours() {
    assert_eq!(names("Bộ Nội vụ và Bộ Tài chính họp"), ["Bộ Nội vụ", "Bộ Tài chính"]);
    assert_eq!(names("BỘ NỘI VỤ, Ngân hàng Nhà nước"), ["Bộ Nội vụ", "Ngân hàng Nhà nước"]);
    for text in ["Bộ Tài chính Trung Quốc", "Bộ Y tế của Lào", "Ngân hàng Nhà nước Lào", "bộ nội vụ"]
    {
        assert_eq!(names(text), [""; 0], "{text}");
    }
}

#[test]
fn the_ends_of_a_way_and_the_names_of_teams_and_schools_are_no_places() {
    for text in ["cao tốc Hà Nội - Hải Phòng", "đường sắt Hà Nội - Lào Cai", "ga Sài Gòn", "CLB Hà Nội", "ĐH Cần Thơ"]
    {
        assert_eq!(names(text), [""; 0], "{text}");
    }
    assert_eq!(names("đi xe từ Bắc Giang về Hà Nội"), ["Bắc Giang", "Hà Nội"]);
}

#[test]
fn a_place_is_called_by_its_bare_name_and_with_the_word_for_what_it_is() {
    for (typed, name) in [
        ("Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("hcm", "Thành phố Hồ Chí Minh"),
        ("TP.HCM", "Thành phố Hồ Chí Minh"),
        ("tp hồ chí minh", "Thành phố Hồ Chí Minh"),
        ("tỉnh Bắc Giang", "Bắc Giang"),
        ("thành phố Đà Nẵng", "Đà Nẵng"),
        ("KCN Tân Tạo", "Tân Tạo"),
        ("khu chế xuất Tân Thuận", "Tân Thuận"),
        ("LĐLĐ tỉnh Bắc Giang", "Bắc Giang"),
        ("Liên đoàn Lao động Phú Thọ", "Phú Thọ"),
        ("khu cong nghiep tan tao", "Tân Tạo"),
    ] {
        assert_eq!(called(typed).map(|place| place.name), Some(name), "{typed}");
    }
    for typed in ["tỉnh", "KCN ", "tp", "KCN Bắc Giang không có", "tỉnh Tân Tạo", ""] {
        assert_eq!(called(typed).map(|place| place.name), None, "{typed}");
    }
    for place in all().iter().filter(|place| place.kind == Kind::Province) {
        let bare = without_head(place.name).1;
        assert_eq!(called(&bare).map(|found| found.name), Some(place.name), "{bare}");
    }
}

#[test]
fn a_search_for_a_federation_of_labour_looks_for_it_and_not_for_its_province() {
    let forms = |name| match searched(name) {
        Some(PlaceSearch::Phrases(phrases)) => phrases,
        _ => Vec::new(),
    };
    let hcm = forms("liên đoàn lao động hcm");
    let forms = forms("LĐLĐ tỉnh Bắc Giang");
    assert!(forms.contains(&"LĐLĐ Bắc Giang".to_owned()), "{forms:?}");
    assert!(forms.contains(&"Liên đoàn Lao động tỉnh Bắc Giang".to_owned()), "{forms:?}");
    assert!(!forms.contains(&"Bắc Giang".to_owned()), "{forms:?}");
    assert!(hcm.contains(&"LĐLĐ TP.HCM".to_owned()));
}
