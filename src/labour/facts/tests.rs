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
