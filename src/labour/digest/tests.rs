use super::*;

fn told(id: i64, paper: &str, title: &str) -> ToldArticle {
    ToldArticle {
        id: ArticleId(id),
        story: None,
        title: title.to_owned(),
        source: SourceId(format!("{paper}.example")),
        paper: paper.to_owned(),
        url: format!("https://{paper}.example/bai-{id}?a=1&b=*"),
        at: Some(Moment::exact(Timestamp(1_800_000_000))),
        removed: false,
    }
}

fn review() -> Digest {
    let story = Story {
        told: told(1, "mo", "Thưởng Tết *cao nhất* #1 <năm>"),
        lead: "Mức thưởng [mới] có \\ trong đó.".to_owned(),
        others: vec![told(2, "hai", "Thưởng Tết"), told(3, "mo", "Thưởng Tết bản khác")],
    };
    let alone = Story { told: told(4, "ba", "Tuyển công nhân may"), lead: String::new(), others: Vec::new() };
    Digest {
        left_out: 0,
        title: "Điểm báo lao động".to_owned(),
        from: Timestamp(1_799_913_600),
        until: Timestamp(1_800_000_000),
        parts: vec![
            DigestPart { name: "Tiền lương".to_owned(), stories: vec![story] },
            DigestPart { name: "Việc làm".to_owned(), stories: vec![alone] },
        ],
    }
}

#[test]
fn the_text_for_a_messenger_has_no_mark_up() {
    let text = review().text();
    assert!(!text.contains(['#', '*', '\\']), "{text}");
    assert!(text.contains("1. Thưởng Tết cao nhất 1 <năm>\nmo · 15:00 15/01/2027 · +1 báo\n"), "{text}");
    assert!(text.contains("hai: https://hai.example/bai-2?a=1&b=%2A\n"), "{text}");
    assert!(
        text.contains("\n\nVIỆC LÀM\n\n2. Tuyển công nhân may\nba · 15:00 15/01/2027\nhttps://ba.example"),
        "{text}"
    );
}

#[test]
fn markdown_and_html_escape_what_a_headline_brings() {
    let markdown = review().markdown();
    assert!(
        markdown.contains("[Thưởng Tết \\*cao nhất\\* \\#1 \\<năm\\>](https://mo.example/bai-1?a=1&b=%2A)"),
        "{markdown}"
    );
    let html = review().html();
    assert!(html.contains(">Thưởng Tết *cao nhất* #1 &lt;năm&gt;</a>"), "{html}");
    assert!(html.contains("href=\"https://mo.example/bai-1?a=1&amp;b=%2A\""), "{html}");
    assert!(html.ends_with("</html>\n"));
}

#[test]
fn a_template_of_ones_own_repeats_its_parts_and_leaves_no_empty_lines() {
    let template = Template::parse("{{count}} tin\n{{#parts}}\n{{#stories}}\n{{number}}) {{title}}{{#papers}} ({{papers}}){{/papers}}\n{{/stories}}\n{{/parts}}\n").unwrap();
    let text = review().fill(&template, Escape::Plain);
    assert_eq!(text, "2 tin\n1) Thưởng Tết cao nhất 1 <năm> (+1 báo)\n2) Tuyển công nhân may\n");
}

#[test]
fn a_mistake_in_a_template_is_told_with_its_line() {
    for (text, line, wrong) in [
        ("a\n{{titel}}", 2, TemplateMistake::Unknown("titel".to_owned())),
        ("{{#parts}}\n\n", 1, TemplateMistake::Open("parts".to_owned())),
        ("{{/parts}}", 1, TemplateMistake::NotOpen("parts".to_owned())),
        ("\n\n{{title", 3, TemplateMistake::Unfinished),
    ] {
        assert_eq!(Template::parse(text), Err(TemplateError { line, wrong }), "{text}");
    }
}

#[test]
fn a_lead_is_cut_behind_a_sentence_or_a_word() {
    let long = format!(
        "{} {}",
        "Câu đầu khá dài, nói về tiền lương của công nhân khu công nghiệp trong năm nay và năm sau nữa. "
            .repeat(2)
            .trim(),
        "chữ ".repeat(200)
    );
    assert!(lead(Some(&long), &[]).ends_with("năm sau nữa."));
    assert!(lead(Some(&"chữ ".repeat(200)), &[]).ends_with("chữ…"));
    assert_eq!(
        lead(None, &["Ảnh: M.K.", "Đoạn đầu tiên đủ dài để làm lời dẫn."]),
        "Đoạn đầu tiên đủ dài để làm lời dẫn."
    );
}

#[test]
fn an_article_that_its_paper_has_taken_down_says_so_in_every_form() {
    let mut review = review();
    review.parts[1].stories[0].told.removed = true;
    for text in [review.text(), review.markdown(), review.html()] {
        assert_eq!(text.matches("báo đã gỡ bài").count(), 1, "{text}");
    }
}
