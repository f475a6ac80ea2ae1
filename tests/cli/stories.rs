//! A story that several papers print is told once.

use super::*;

/// Three papers that print one text on a decree, and a fourth with words of its own.
fn reprinted(home: &Home) -> String {
    let text = "Từ tháng sau, mức lương tối thiểu tại bốn vùng tăng bình quân sáu phần trăm theo Nghị định 174/2025/NĐ-CP. \
        Công đoàn cơ sở các xưởng may ven sông Lam Hạ đã họp ba tối liền để tính lại thang lương cho từng chuyền, \
        vì nhiều phụ cấp được viết theo phần trăm của lương tối thiểu. Ông Phùng Đại Nghĩa, tổ trưởng tổ là, nói bảng \
        lương mới sẽ được dán ở cửa nhà ăn trước ngày trả lương để ai cũng xem được và hỏi lại nếu thấy sai.";
    let own = "Hôm qua, một hợp tác xã dệt chiếu cũng nhắc tới Nghị định 174/2025/NĐ-CP khi bàn việc trả công cho người \
        gom cói, nhưng chưa quyết vì giá cói đang xuống và kho còn nhiều chiếu cũ chưa bán hết từ vụ trước.";
    let line = |host: &str, text: &str, title: &str| {
        serde_json::json!({"url": format!("https://{host}/1.html"), "title": title,
            "published": "2025-06-12T08:00:00+07:00", "body": [{"type": "paragraph", "text": text}]})
        .to_string()
    };
    let title = "Các xưởng may tính lại thang lương theo mức mới";
    let mut lines: Vec<String> =
        ["bao-mot.test", "bao-hai.test", "bao-ba.test"].map(|host| line(host, text, title)).into();
    lines.push(line("bao-bon.test", own, "Hợp tác xã dệt chiếu bàn tiền công"));
    home.write("reprinted.jsonl", &lines.join("\n"))
}

#[test]
fn a_document_is_cited_once_by_a_story_that_three_papers_print() {
    let home = Home::new();
    let file = reprinted(&home);
    home.loa(&["import", &file]).assert().code(0);
    home.loa(&["digest", "--since", "2025-01-01", "--until", "2025-12-31"]).assert().code(0);
    let told = home.loa(&["docs", "174/2025/NĐ-CP"]).assert().code(0).get_output().stdout.clone();
    let told = String::from_utf8(told).unwrap();
    assert_eq!(told.matches("Từ tháng sau").count(), 1, "{told}");
    assert_eq!(told.matches("+2").count(), 1, "{told}");
    assert_eq!(told.matches("Hôm qua").count(), 1, "{told}");
    let lines = home.loa(&["docs", "174/2025/NĐ-CP", "--json"]).assert().code(0).get_output().stdout.clone();
    assert_eq!(String::from_utf8(lines).unwrap().lines().count(), 4, "a program gets every article");
}

#[test]
fn a_case_file_has_one_candidate_for_a_story_that_three_papers_print() {
    let home = Home::new();
    let file = reprinted(&home);
    home.loa(&["import", &file]).assert().code(0);
    home.loa(&["digest", "--since", "2025-01-01", "--until", "2025-12-31"]).assert().code(0);
    let lines = home.loa(&["case", "lương", "--json"]).assert().code(0).get_output().stdout.clone();
    let lines = String::from_utf8(lines).unwrap();
    assert_eq!(lines.lines().count(), 1, "{lines}");
    let line: serde_json::Value = serde_json::from_str(&lines).unwrap();
    assert_eq!(line["copies"].as_array().map(Vec::len), Some(2), "{lines}");
}
