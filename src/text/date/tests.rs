//! What the date grammar reads, and what it refuses. "Now" is Sunday 5 November 2023, 10:00 (+07:00).

use super::*;

fn now() -> Timestamp {
    Moment::parse_iso("2023-11-05T10:00:00+07:00").unwrap().at
}

fn said(line: &str) -> String {
    parse(line, now()).map_or_else(|| String::from("refused"), |moment| moment.to_string())
}

fn all_found(text: &str) -> Vec<(&str, String)> {
    find(text, now()).into_iter().map(|found| (&text[found.range], found.moment.to_string())).collect()
}

#[test]
fn a_labelled_line_with_a_zone_is_read_whole() {
    assert_eq!(said("Cập nhật lúc 09:23 13/10/2023 (GMT+7)"), "2023-10-13T09:23:00+07:00");
    assert_eq!(said("Thứ bảy, 7/3/2020 , 00:05 (GMT+7)"), "2020-03-07T00:05:00+07:00");
    assert_eq!(said("09:23 GMT+7, 13/10/2023"), "2023-10-13T09:23:00+07:00");
    assert_eq!(said("13/10/2023 09:23 (GMT + 7)"), "2023-10-13T09:23:00+07:00");
    assert_eq!(said("13/10/2023 09:23 GMT +7"), "2023-10-13T09:23:00+07:00");
}

#[test]
fn the_day_always_comes_before_the_month() {
    assert_eq!(said("03/04/2023"), "2023-04-03");
    assert_eq!(said("2/26/2026 12:00:00 PM"), "refused");
    assert_eq!(all_found("2/26/2026 12:00:00 PM"), []);
}

#[test]
fn a_24_hour_clock_may_carry_am_or_pm() {
    assert_eq!(said("07-03-2023 - 00:01 AM"), "2023-03-07T00:01:00+07:00");
    assert_eq!(said("07-03-2023 - 15:40 PM"), "2023-03-07T15:40:00+07:00");
    assert_eq!(said("07-03-2023 - 15:40 AM"), "refused");
}

#[test]
fn a_part_of_the_day_and_spaces_around_the_colon_belong_to_the_hour() {
    assert_eq!(said("8h15 sáng 13/10/2023"), "2023-10-13T08:15:00+07:00");
    assert_eq!(said("2 giờ 30 chiều, 13/10/2023"), "2023-10-13T14:30:00+07:00");
    assert_eq!(said("13/10/2023 08 : 15"), "2023-10-13T08:15:00+07:00");
    assert_eq!(said("13/10/2023 9h05 tối"), "2023-10-13T21:05:00+07:00");
}

#[test]
fn noon_and_midnight_follow_the_letters() {
    assert_eq!(said("13/10/2023 12:05 SA"), "2023-10-13T00:05:00+07:00");
    assert_eq!(said("13/10/2023 12:05 CH"), "2023-10-13T12:05:00+07:00");
}

#[test]
fn a_feed_date_keeps_its_own_zone() {
    assert_eq!(said("Fri, 13 Oct 2023 02:23:00 GMT"), "2023-10-13T09:23:00+07:00");
    assert_eq!(said("Thu, 12 Oct 2023 21:23:00 -0500"), "2023-10-13T09:23:00+07:00");
    assert_eq!(said("Thu 12 Oct 2023 21:23:00 EST"), "2023-10-13T09:23:00+07:00");
    assert_eq!(said("21st October 2023"), "2023-10-21");
    assert_eq!(said("October 3rd, 2023"), "2023-10-03");
}

#[test]
fn months_may_be_words() {
    assert_eq!(said("Tháng Mười Hai 3, 2020"), "2020-12-03");
    assert_eq!(said("4 tháng năm năm 2022"), "2022-05-04");
    assert_eq!(said("13 thg 10, 2023"), "2023-10-13");
    assert_eq!(said("Th10 13, 2023"), "2023-10-13");
    assert_eq!(said("ngày 5 tháng 11"), "2023-11-05");
}

#[test]
fn an_hour_alone_with_a_date_is_an_hour() {
    let moment = parse("9h ngày 12/10/2023", now()).unwrap();
    assert_eq!((moment.precision, moment.to_string().as_str()), (Precision::Hour, "2023-10-12T09:00:00+07:00"));
}

#[test]
fn a_lone_time_is_no_date() {
    for line in ["09:23", "9 giờ", "lúc 09:23", "thứ sáu, 09:23"] {
        assert_eq!(said(line), "refused", "{line}");
    }
}

#[test]
fn document_numbers_scores_and_pages_are_no_dates() {
    for line in ["38/2022/NĐ-CP", "12-10", "Trang 1/5", "1.234", "10/2023", "12.10", "13/10/2023/abc", "2023.10.13"] {
        assert_eq!(said(line), "refused", "{line}");
    }
}

#[test]
fn a_missing_year_is_the_latest_that_is_not_after_tomorrow() {
    assert_eq!(said("6/11"), "2023-11-06");
    assert_eq!(said("7/11"), "2022-11-07");
    assert_eq!(said("29/02"), "2020-02-29");
}

#[test]
fn relative_days_are_days_in_vietnam() {
    let just_after_midnight = Moment::parse_iso("2023-11-05T00:10:00+07:00").unwrap().at;
    assert_eq!(parse("hôm qua", just_after_midnight).unwrap().to_string(), "2023-11-04");
    assert_eq!(said("7' trước"), "2023-11-05T09:53:00+07:00");
    assert_eq!(said("Hôm qua lúc 21:40"), "2023-11-04T21:40:00+07:00");
}

#[test]
fn a_count_without_end_is_refused() {
    assert_eq!(said("99999999999999999999 năm trước"), "refused");
    assert_eq!(said("4294967295 phút trước"), "refused");
}

#[test]
fn a_wrong_weekday_is_told_and_does_not_decide() {
    let reading = read("Thứ Hai, 13/10/2023", now()).unwrap();
    assert_eq!((reading.moment.to_string().as_str(), reading.wrong_weekday), ("2023-10-13", true));
    assert!(!read("Thứ Sáu, 13/10/2023", now()).unwrap().wrong_weekday);
}

#[test]
fn a_weekday_tells_the_month_where_the_date_falls_on_it_in_one_order_alone() {
    // 12 May 2026 is a Tuesday, 5 December 2026 a Saturday.
    for line in ["Tue, 05/12/2026", "Thứ Ba, 05/12/2026", "mardi 05/12/2026", "星期二 05/12/2026", "05/12/2026 (Tue)"]
    {
        assert_eq!(said(line), "2026-05-12", "{line}");
    }
    assert_eq!(said("Sat, 05/12/2026 - 08:30"), "2026-12-05T08:30:00+07:00");
    assert_eq!(said("Wed, 05/13/2026 08:30"), "2026-05-13T08:30:00+07:00");
    assert_eq!(said("08:30 Tue, 05/12/2026"), "2026-05-12T08:30:00+07:00");
    assert_eq!(
        all_found("Cập nhật Tuesday, 05/12/2026 08:30 AM"),
        [("Tuesday, 05/12/2026 08:30 AM", String::from("2026-05-12T08:30:00+07:00"))]
    );
}

#[test]
fn a_weekday_that_fits_no_order_leaves_the_day_first() {
    let reading = read("Mon, 05/12/2026", now()).unwrap();
    assert_eq!((reading.moment.to_string().as_str(), reading.wrong_weekday), ("2026-12-05", true));
    assert_eq!(said("Mon, 05/13/2026"), "refused");
    // 1 June and 6 January 2026: a Monday and a Tuesday.
    assert_eq!(said("Tue, 06/01/2026"), "2026-01-06");
}

#[test]
fn a_weekday_in_brackets_stands_behind_its_date() {
    assert_eq!(said("13/10/2023 (Thứ Sáu) 09:23"), "2023-10-13T09:23:00+07:00");
}

#[test]
fn a_date_is_found_inside_a_visible_line() {
    assert_eq!(
        all_found("Nguyên Minh - 07/03/2023 08:47"),
        [("07/03/2023 08:47", String::from("2023-03-07T08:47:00+07:00"))]
    );
    assert_eq!(
        all_found("Đăng bởi ban biên tập lúc 01/07/2023 - 08:15"),
        [("01/07/2023 - 08:15", String::from("2023-07-01T08:15:00+07:00"))]
    );
    assert_eq!(
        all_found("Ngày đăng 09/09/2020 | 05:07 PM | Lượt xem 12"),
        [("09/09/2020 | 05:07 PM", String::from("2020-09-09T17:07:00+07:00"))]
    );
}

#[test]
fn an_absolute_date_is_preferred_to_a_relative_one() {
    assert_eq!(find_first("2 giờ trước 06:00 26/2/2023", now()).unwrap().to_string(), "2023-02-26T06:00:00+07:00");
    assert_eq!(find_first("Kinh tế 2 giờ trước", now()).unwrap().precision, Precision::Hour);
}

#[test]
fn prose_holds_no_dates_without_a_year() {
    for text in
        ["tỉ số 3-2", "ngày 5-11", "hôm nay trời đẹp", "Nghị định 38/2022/NĐ-CP", "giai đoạn 2018-2023", "quý 3/2023"]
    {
        assert_eq!(all_found(text), [], "{text}");
    }
}

#[test]
fn a_line_is_read_up_to_its_limit() {
    let padded = |spaces: usize| format!("13/10/2023{}", " ".repeat(spaces));
    assert_eq!(said(&padded(MAX_LINE - 10)), "2023-10-13");
    assert_eq!(said(&padded(MAX_LINE - 9)), "refused");
}

#[test]
fn no_more_dates_are_found_than_the_limit() {
    assert_eq!(find(&"13/10/2023, ".repeat(MAX_FOUND + 5), now()).len(), MAX_FOUND);
}

#[test]
fn addresses_may_hold_the_time_of_creation() {
    let at = |url: &str| from_address(url).map(|moment| moment.to_string());
    assert_eq!(at("https://a.example/ten-bai-20260307075519174.htm").as_deref(), Some("2026-03-07T07:55:19+07:00"));
    assert_eq!(
        at("https://b.example/ten-bai-196260307071308923.htm?x=1").as_deref(),
        Some("2026-03-07T07:13:08+07:00")
    );
    assert_eq!(at("https://c.example/2024/07/01/ten-bai/").as_deref(), Some("2024-07-01"));
    assert_eq!(at("/2024/07/ten-bai.html").as_deref(), Some("2024-07"));
    assert_eq!(at("https://d.example/tin/20150322/ten-bai/723914.html").as_deref(), Some("2015-03-22"));
}

#[test]
fn serial_numbers_in_addresses_are_no_dates() {
    for url in [
        "https://a.example/bai-937595.ldo",
        "https://a.example/bai-d538952.html",
        "https://a.example/bai-20261307075519174.htm",
        "https://a.example/van-ban/2022/38",
        "https://a.example/tin/20151322/ten-bai.html",
        "https://a.example/tu-20150322/20150322/den/20150401/ten-bai.html",
        "",
    ] {
        assert_eq!(from_address(url), None, "{url}");
    }
}

#[test]
fn the_form_of_unix_is_read_with_its_year_at_the_end() {
    assert_eq!(said("Sat Nov 21 18:20:00 2026"), "2026-11-21T18:20:00+07:00");
    assert_eq!(said("Posted Sat Nov  7 08:05:09 2026"), "2026-11-07T08:05:09+07:00");
    assert_eq!(said("Sat Nov 21 18:20:00 UTC 2026"), "2026-11-22T01:20:00+07:00");
    assert_eq!(said("Nov 31 18:20:00 2026"), "refused");
}

#[test]
fn english_months_may_be_cut_with_a_stop_and_halves_of_the_day_too() {
    assert_eq!(said("Tuesday, Aug. 17, 2010"), "2010-08-17");
    assert_eq!(said("Aug 17th 2010"), "2010-08-17");
    assert_eq!(said("August 13, 2010 6:44 p.m. EDT"), "2010-08-14T05:44:00+07:00");
    assert_eq!(said("Jan. 5, 2025 8:08 a.m."), "2025-01-05T08:08:00+07:00");
    assert_eq!(said("tháng 8 17 2010"), "refused");
    assert_eq!(said("May 10 2026"), "refused");
}
