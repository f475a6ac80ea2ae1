//! Properties of all facts; the labelled sets are in `tests/labour.rs`.

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

#[test]
fn what_only_might_happen_is_no_event() {
    let event = |title: &str, text: &str| candidate(title, &[text], Some(20_000)).event;
    assert_eq!(event("Tháng Công nhân", "Các cấp công đoàn chăm lo người khó khăn, bị tai nạn lao động."), None);
    assert_eq!(event("Rút bảo hiểm một lần", "Mất việc, nợ nần là những lý do khiến nhiều người rút."), None);
    assert_eq!(event("Giảm tai nạn lao động ngành xây dựng", "Đây là ngành có nhiều tai nạn lao động."), None);
    let told = event("Chuyện ở xưởng", "Sáng nay, 40 công nhân ngừng việc vì chưa có lương.");
    assert_eq!(told, Some("ngừng việc"));
}

#[test]
fn a_strike_as_such_and_costs_that_are_cut_are_no_event() {
    let event = |title: &str, text: &str| candidate(title, &[text], Some(20_000)).event;
    assert_eq!(event("Đình công hợp pháp: cần biết gì", "Nơi nào cũng từng có nhiều cuộc đình công."), None);
    assert_eq!(event("Chuyện ở xưởng", "Công ty CP Gốm Lam Sơn thỏa thuận cắt giảm lương thưởng."), None);
    let told = event("Chuyện ở xưởng", "Công ty CP Gốm Lam Sơn cắt giảm gần 200 thợ.");
    assert_eq!(told, Some("cắt giảm lao động"));
}

#[test]
fn the_family_of_a_worker_is_no_strike() {
    let event = |text: &str| candidate("Chuyện ở xóm trọ", &[text], Some(20_000)).event;
    assert_eq!(event("Sáng nay, đoàn đến thăm gia đình công nhân ở Yên Bái."), None);
    assert_eq!(event("Sáng nay, công nhân ở Yên Bái đình công."), Some("đình công"));
}

#[test]
fn what_did_not_happen_or_did_once_is_no_event() {
    let event = |title: &str, text: &str| candidate(title, &[text], Some(20_000)).event;
    assert_eq!(event("40 người nhập viện: không phải do ngộ độc", "Họ say nắng."), None);
    assert_eq!(event("Chuyện ở xưởng", "Năm qua, Công ty TNHH Hoa Sen không xảy ra tai nạn lao động."), None);
    assert_eq!(event("Chuyện ở xưởng", "Công ty TNHH Hoa Sen từng phải cắt giảm 300 lao động."), None);
}

#[test]
fn recruiting_is_an_event_only_where_so_many_are_wanted() {
    let event = |text: &str| candidate("Chuyện ở khu công nghiệp", &[text], Some(20_000)).event;
    assert_eq!(event("Ít nhất 17 công nhân mất tiền vì chuyển phí giữ chỗ cho trang tuyển dụng giả mạo."), None);
    assert_eq!(event("Sáng nay, công đoàn góp ý quy trình tuyển dụng của 3 nhà máy."), None);
    assert_eq!(event("Công ty TNHH Hoa Sen cần tuyển dụng thêm 500 công nhân may."), Some("tuyển dụng"));
}

#[test]
fn only_a_boss_runs_away() {
    let event = |title: &str| candidate(title, &[], None).event;
    assert_eq!(event("Nghi phạm bỏ trốn vào rừng"), None);
    assert_eq!(event("Giám đốc bỏ trốn, công nhân mất lương"), Some("chủ bỏ trốn"));
}

#[test]
fn a_syllable_that_begins_a_longer_word_is_no_name_of_a_company() {
    let company = |text: &str| candidate(text, &[], None).company;
    assert_eq!(company("Khám xét Cty Công viên cây xanh Hà Nội"), None);
    assert_eq!(company("Công ty Samsung mở rộng nhà máy").as_deref(), Some("Công ty Samsung"));
    assert_eq!(company("Hôm qua, công ty gỗ An Phú trả lương").as_deref(), Some("công ty gỗ An Phú"));
    assert_eq!(company("Công ty TNHH MTV may Thanh Mơ đóng cửa").as_deref(), Some("Công ty TNHH MTV may Thanh Mơ"));
    assert_eq!(company("Công ty may Hưng Yên nợ lương"), None);
    assert_eq!(company("Công ty May nợ lương").as_deref(), Some("Công ty May"));
}

#[test]
fn a_visit_to_those_who_were_hurt_is_no_accident() {
    let event = |title: &str| candidate(title, &[], Some(20_000)).event;
    assert_eq!(event("Công đoàn thăm, tặng quà gia đình nạn nhân vụ tai nạn lao động"), None);
    assert_eq!(event("Hỗ trợ 20 triệu đồng cho công nhân bị tai nạn lao động"), None);
    assert_eq!(event("Tai nạn lao động ở xưởng đúc, công đoàn thăm nạn nhân"), Some("tai nạn lao động"));
}

#[test]
fn workers_of_several_firms_are_not_those_of_the_one_that_is_named() {
    let workers = |title: &str| {
        let text = "Công ty Than Mạo Khê cho 12 công nhân nghỉ.";
        candidate(title, &[text], Some(20_000)).workers.map(|(_, count)| count)
    };
    assert_eq!(workers("27 công nhân bị thương ở hai mỏ than"), Some(12.0));
    assert_eq!(workers("27 công nhân bị thương ở mỏ than"), Some(27.0));
}

#[test]
fn what_is_asked_for_on_top_of_a_wage_is_no_wage() {
    let values = |text: &str| in_text(text).into_iter().filter_map(|fact| fact.value).collect::<Vec<f64>>();
    assert_eq!(values("Họ yêu cầu tăng lương cơ bản thêm 350.000 đồng/tháng."), [0.0; 0]);
    assert_eq!(values("Công ty tăng lương cơ bản 350.000 đồng/tháng."), [0.0; 0]);
    assert_eq!(values("Công ty tăng lương cơ bản lên 6.350.000 đồng/tháng."), [6_350_000.0]);
}

#[test]
fn every_region_has_its_wage() {
    let text = "Theo đó, vùng I tăng lên 5,31 triệu đồng/tháng, vùng II 4,73 triệu đồng/tháng, vùng III 4,14 triệu đồng/tháng.";
    let values: Vec<f64> = in_text(text).into_iter().filter_map(|fact| fact.value).collect();
    assert_eq!(values, [5.31e6, 4.73e6, 4.14e6]);
    assert!(in_text("Vùng I tăng 350.000 đồng/tháng.").is_empty());
}

#[test]
fn unpaid_wages_have_no_day_but_that_of_their_own_sentence() {
    let day = |court: &str| {
        let wages = "Từ tháng 5, công ty chậm trả lương 214 công nhân.";
        candidate("Công nhân Công ty May Sen bị nợ lương", &[court, wages], Some(20_460)).day
    };
    assert_eq!(day("Ngày 29/12, Tòa án nhân dân khu vực 3 đã thụ lý vụ án."), None);
    assert_eq!(day("Ngày 29/12, hội chợ việc làm mở ở xã bên."), None);
}

#[test]
fn a_bound_is_told_with_its_no() {
    let written = |text: &str| in_text(text).into_iter().map(|fact| fact.written).collect::<Vec<_>>();
    for (text, expected) in [
        ("Mức lương không dưới 5 triệu đồng/tháng.", "không dưới 5 triệu đồng/tháng"),
        ("Lương không thấp hơn 4.960.000 đồng/tháng.", "không thấp hơn 4.960.000 đồng/tháng"),
        ("Lương không hơn 7 triệu đồng/tháng.", "không hơn 7 triệu đồng/tháng"),
        ("Tỷ lệ lao động có hợp đồng không dưới 90%.", "không dưới 90%"),
        ("Mức tăng lương không thấp hơn 6%.", "không thấp hơn 6%"),
        ("Công ty có không dưới 1.000 công nhân.", "không dưới 1.000 công nhân"),
        ("Công ty có chưa đến 300 công nhân.", "chưa đến 300 công nhân"),
        ("Lương hơn 7 triệu đồng/tháng.", "hơn 7 triệu đồng/tháng"),
    ] {
        assert!(written(text).iter().all(|found| found == expected), "{text}: {:?}", written(text));
    }
    assert_eq!(written("Mức lương không dưới 5 triệu đồng/tháng."), ["không dưới 5 triệu đồng/tháng"]);
}

#[test]
fn a_day_that_says_for_whom_a_rule_is_is_no_deadline() {
    let kinds = |text: &str| in_text(text).into_iter().map(|fact| fact.kind).collect::<Vec<_>>();
    assert_eq!(kinds("Họ đề nghị giữ quy định cũ với người đóng trước ngày 1/7/2025."), []);
    assert_eq!(kinds("Doanh nghiệp phải đóng trước ngày 1/7/2025."), [Kind::Deadline]);
}

#[test]
fn a_drill_and_a_strike_that_is_denied_are_no_events() {
    let event = |title: &str| candidate(title, &[], Some(20_000)).event;
    assert_eq!(event("Diễn tập ứng phó cháy nổ tại Công ty Nhựa Bình An"), None);
    assert_eq!(event("Công ty Giày Thái Sơn bác tin công nhân đình công"), None);
    assert_eq!(event("Công ty Giày Thái Sơn: không có chuyện công nhân đình công"), None);
    assert_eq!(event("Cháy xưởng ở Công ty Nhựa Bình An"), Some("cháy nổ"));
}

#[test]
fn the_day_of_a_judgment_and_of_going_back_is_not_that_of_the_event() {
    let day = |text: &str| candidate("Chuyện ở xưởng", &[text], Some(20_787)).day;
    assert_eq!(day("Công ty sa thải 15 công nhân. Tòa án tuyên buộc công ty nhận lại họ vào ngày 28/11/2026."), None);
    let back = "Sáng 28/11, 540 công nhân Công ty TNHH Giày da Xuất khẩu Thái Sơn Việt Nam đã trở lại làm việc sau hai ngày ngừng việc.";
    assert_eq!(day(back), None);
}

#[test]
fn a_burst_boiler_has_its_day_and_its_firm() {
    let text = "Sáng 23/11, nồi hơi của Công ty TNHH Gỗ Minh Long ở phường Tân Uyên, TP.HCM phát nổ làm 5 công nhân bị bỏng nặng.";
    let case = candidate("Nổ lò hơi tại xưởng gỗ, 5 công nhân bỏng nặng", &[text, text], Some(20_780));
    assert_eq!(case.company.as_deref(), Some("Công ty TNHH Gỗ Minh Long"));
    assert!(case.day.is_some());
}
