//! A story in several newspapers is listed once.

use super::*;

/// Three newspapers with the same text about a decree, and a fourth with a text of its own.
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
fn a_search_in_another_order_tells_and_folds_as_the_best_first_does() {
    let home = Home::new();
    let file = reprinted(&home);
    home.loa(&["import", &file]).assert().code(0);
    home.loa(&["digest", "--since", "2025-01-01", "--until", "2025-12-31"]).assert().code(0);
    let told = |words: &[&str]| {
        let output =
            home.loa(&[&["search", "Nghị", "định"][..], words].concat()).assert().code(0).get_output().stdout.clone();
        String::from_utf8(output).unwrap()
    };
    for order in ["newest", "oldest", "title"] {
        let text = told(&["--sort", order]);
        assert_eq!((text.matches("Các xưởng may").count(), text.matches("+2").count()), (1, 1), "{order}: {text}");
        assert!(text.contains("Nghị định 174/2025"), "the piece of text around the words: {text}");
        let lines = told(&["--sort", order, "-o", "jsonl"]);
        let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
        assert_eq!((lines.lines().count(), first["fit"].as_str()), (4, Some("exact")), "{lines}");
        assert!(first["snippet"].as_str().unwrap().contains("Nghị định"), "{lines}");
    }
    assert!(told(&["--sort", "oldest", "--fields", "id,snippet", "-o", "jsonl"]).contains("snippet"));
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

#[test]
fn a_mark_of_a_whole_story_counts_every_paper_that_prints_it() {
    let home = Home::new();
    let file = reprinted(&home);
    home.loa(&["import", &file]).assert().code(0);
    home.loa(&["digest", "--since", "2025-01-01", "--until", "2025-12-31"]).assert().code(0);
    let config = home.write("loa.toml", "[ui]\nread_everywhere = true\n");
    let told = home.loa(&["--config", &config, "mark", "read", "1"]).assert().code(0).get_output().stderr.clone();
    assert!(String::from_utf8(told).unwrap().starts_with("3 articles are now read"));
}

#[test]
fn a_review_of_a_label_holds_what_has_it_and_a_label_of_nobody_is_a_mistake() {
    let home = Home::new();
    let file = reprinted(&home);
    home.loa(&["import", &file]).assert().code(0);
    let review = |label: &str| {
        let span = ["digest", "--since", "2025-01-01", "--until", "2025-06-12 12:00"];
        let output = home.loa(&[&span[..], &["--label", label]].concat()).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    assert!(review("vụ chiếu").2.contains("No article has a label yet"));
    home.loa(&["mark", "label", "Vụ chiếu", "https://bao-bon.test/1.html"]).assert().code(0);
    let (code, told, _) = review("vu chieu");
    assert_eq!(code, Some(0));
    assert!(told.contains("Hợp tác xã dệt chiếu") && !told.contains("xưởng may"), "{told}");
    assert!(told.contains("– 12:00 12/06/2025"), "{told}");
    let (code, _, said) = review("vụ khác");
    assert_eq!(code, Some(2));
    assert!(said.contains("Labels given: Vụ chiếu"), "{said}");
}

const NEW_OF_THE_YEAR: [&str; 6] = ["digest", "--new", "--since", "2025-01-01", "--until", "2025-12-31"];

#[test]
#[cfg(target_os = "linux")]
fn a_review_that_could_not_be_written_is_told_by_the_next_one_and_then_never_again() {
    let home = Home::new();
    let file = reprinted(&home);
    home.loa(&["import", &file]).assert().code(0);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_loa"));
    command.env_clear().env("HOME", home.path()).args(NEW_OF_THE_YEAR).stdout(full);
    assert_eq!(command.status().unwrap().code(), Some(1));
    let told = home.loa(&NEW_OF_THE_YEAR).assert().code(0).get_output().stdout.clone();
    assert!(String::from_utf8(told).unwrap().contains("Các xưởng may tính lại"));
    home.loa(&NEW_OF_THE_YEAR).assert().code(4);
}

#[test]
#[cfg(unix)]
fn a_review_is_handed_to_the_command_that_tells_of_news_and_counts_as_told_only_when_it_took_it() {
    let home = Home::new();
    let file = reprinted(&home);
    home.loa(&["import", &file]).assert().code(0);
    let handed = |script: &str| {
        let toml = format!("[notify]\ncommand = ['sh', '-c', '{script}', 'loa']\n");
        let config = home.write("loa.toml", &toml);
        let asked: Vec<&str> = NEW_OF_THE_YEAR.into_iter().chain(["--notify", "--config", &config]).collect();
        home.loa(&asked).output().unwrap().status.code()
    };
    assert_eq!(handed("exit 3"), Some(1));
    let out = home.path().join("review.txt");
    let script = format!("echo \"$1|$2\" > {0}; cat >> {0}", out.display());
    assert_eq!(handed(&script), Some(0));
    let review = std::fs::read_to_string(&out).unwrap();
    assert!(review.starts_with("Labour press review|2\n") && review.contains("Các xưởng may tính lại"), "{review}");
    assert_eq!(handed(&script), Some(4), "it is told once");
    home.loa(&["digest", "--notify"]).assert().code(2);
}

#[test]
fn a_selection_becomes_a_document_for_a_word_processor() {
    let home = Home::new();
    let file = reprinted(&home);
    home.loa(&["import", &file]).assert().code(0);
    let export = || {
        let asked = ["export", "--format", "docx", "--query", "chiếu"];
        home.loa(&asked).assert().code(0).get_output().stdout.clone()
    };
    let (first, second) = (export(), export());
    assert!(first.starts_with(b"PK") && first == second);
    home.loa(&["export", "--format", "docx", "--query", "không có gì như thế"]).assert().code(4);
}

#[test]
fn a_law_is_asked_for_by_the_name_and_year_that_the_list_of_documents_gives_it() {
    let home = Home::new();
    let line = serde_json::json!({"url": "https://bao-mot.test/1.html", "title": "Tổ may bàn giờ làm",
        "published": "2025-06-12T08:00:00+07:00",
        "body": [{"type": "paragraph", "text": "Theo Điều 107 Bộ luật Lao động năm 2019, làm thêm phải được đồng ý."}]});
    let file = home.write("one.jsonl", &line.to_string());
    home.loa(&["import", &file]).assert().code(0);
    for asked in ["Bộ luật Lao động 2019", "Bộ luật Lao động năm 2019", "bo luat lao dong 2019"] {
        let told = home.loa(&["docs", asked]).assert().code(0).get_output().stdout.clone();
        assert!(String::from_utf8(told).unwrap().contains("làm thêm phải được đồng ý"), "{asked}");
    }
}

#[test]
fn a_story_stands_in_as_many_other_papers_however_few_rows_are_asked_for() {
    let home = Home::new();
    let file = reprinted(&home);
    home.loa(&["import", &file]).assert().code(0);
    home.loa(&["digest", "--since", "2025-01-01", "--until", "2025-12-31"]).assert().code(0);
    let told = |asked: &[&str]| {
        let out = home.loa(asked).assert().code(0).get_output().stdout.clone();
        String::from_utf8(out).unwrap()
    };
    let shown = told(&["search", "thang lương"]);
    assert_eq!(shown.matches("+2 papers").count(), 1, "{shown}");
    for many in ["1", "2", "3", "50"] {
        assert_eq!(told(&["search", "thang lương", "-n", many]), shown, "-n {many}");
        let listed = told(&["list", "--query", "thang lương", "-n", many]);
        assert_eq!(listed.matches("+2 papers").count(), 1, "-n {many}: {listed}");
    }
    assert!(told(&["case", "lương"]).contains("+2 papers"));
}

#[test]
fn what_is_left_out_of_a_list_or_a_search_is_told() {
    let home = Home::new();
    let line = |n: usize| {
        serde_json::json!({"url": format!("https://bao-mot.test/{n}.html"), "title": format!("Tổ may số {n} xin thêm quạt"),
            "published": "2025-06-12T08:00:00+07:00", "body": [{"type": "paragraph", "text": "Xưởng nóng."}]})
        .to_string()
    };
    let file = home.write("sixty.jsonl", &(0..60).map(line).collect::<Vec<_>>().join("\n"));
    home.loa(&["import", &file]).assert().code(0);
    let listed = predicate::str::contains("10 more articles; -n N");
    home.loa(&["list"]).assert().code(0).stderr(listed.clone());
    home.loa(&["list", "-n", "3"]).assert().code(0).stderr(listed.not());
    home.loa(&["search", "quạt"]).assert().code(0).stderr(predicate::str::contains("40 more articles fit; -n N"));
}

#[test]
fn an_article_that_was_kept_by_itself_is_cited_as_its_newspapers() {
    let home = Home::new();
    let line = serde_json::json!({"url": "https://www.bao-song.test/1.html", "source": "bai-le", "section": "bai-le",
        "title": "Tổ may xin thêm quạt", "body": [{"type": "paragraph", "text": "Xưởng nóng."}]});
    let file = home.write("one.jsonl", &line.to_string());
    home.loa(&["import", &file]).assert().code(0);
    for form in ["ris", "bibtex", "csl-json", "text", "html", "markdown"] {
        let out = home.loa(&["export", "--format", form]).assert().code(0).get_output().stdout.clone();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("bao-song.test") && !text.contains("Bài lẻ") && !text.contains("baile"), "{text}");
    }
}

#[test]
fn a_review_that_was_only_looked_at_is_told_all_the_same() {
    let home = Home::new();
    let file = reprinted(&home);
    home.loa(&["import", &file]).assert().code(0);
    home.loa(&["digest", "--since", "2025-01-01", "--until", "2025-12-31", "--format", "json"]).assert().code(0);
    home.loa(&NEW_OF_THE_YEAR).assert().code(0);
    home.loa(&NEW_OF_THE_YEAR).assert().code(4);
}

#[test]
fn a_template_makes_no_file_for_a_word_processor() {
    let home = Home::new();
    let file = reprinted(&home);
    home.loa(&["import", &file]).assert().code(0);
    let template = home.write("mau.txt", "{{#parts}}{{#stories}}{{title}}{{/stories}}{{/parts}}");
    let days = ["digest", "--since", "2025-01-01", "--until", "2025-12-31", "--template", &template];
    for form in ["docx", "epub", "json"] {
        home.loa(&[&days[..], &["--format", form]].concat()).assert().code(2).stdout("");
    }
    home.loa(&days).assert().code(0);
}
