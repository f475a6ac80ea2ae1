//! What only labour news needs: documents in the tree, the way of a law, case files.

use super::{Stage, article};
use crate::labour::facts::CaseRow;
use crate::labour::legal::cited::{LawStep, Stage as LawStage};
use crate::model::article::Original;
use crate::model::{Article, ArticleId, Block, CitedDocument, Counts, DocumentOrder, Judgement, Query, Scope};
use crate::ui::effect::Effect;
use crate::ui::message::Message;
use crate::ui::settings::ScreenSettings;

/// An archive in which every other article cites a decree.
fn citing() -> Stage {
    let cites = |n: usize| {
        let mut made = article(n);
        if n % 2 == 1 {
            made.body.insert(0, Block::paragraph("Theo Nghị định 38/2022/NĐ-CP, mức lương tăng."));
        }
        made
    };
    let mut stage = Stage::with(120, 30, (0..6).map(cites).collect::<Vec<Article>>(), ScreenSettings::default());
    stage.tell(Message::Counted(Counts { cites: true, ..Counts::default() }));
    stage
}

fn known() -> Vec<CitedDocument> {
    vec![
        CitedDocument { norm: "38/2022/NĐ-CP".to_owned(), name: None, articles: 3 },
        CitedDocument { norm: "Luật Công đoàn 2012".to_owned(), name: None, articles: 1 },
    ]
}

#[test]
fn documents_are_asked_for_when_their_lines_are_unfolded() {
    let mut stage = citing();
    let asked = |stage: &Stage| stage.asked.iter().filter(|effect| matches!(effect, Effect::LoadDocuments(..))).count();
    stage.press("h G");
    assert!(stage.shows("Văn bản") && asked(&stage) == 0, "{}", stage.screen());
    stage.press("l");
    assert_eq!(asked(&stage), 1);
    stage.tell(Message::Documents(known()));
    assert!(stage.shows("38/2022/NĐ-CP"), "{}", stage.screen());
}

#[test]
fn a_document_lists_the_articles_that_cite_it() {
    let mut stage = citing();
    stage.press("h G l");
    stage.tell(Message::Documents(known()));
    stage.press("j");
    let query = Query { scope: Scope::Citing(Some("38/2022/NĐ-CP".to_owned())), ..Query::default() };
    assert!(stage.asked.iter().any(|effect| matches!(effect, Effect::LoadRows(_, asked, _) if *asked == query)));
    assert!(stage.shows("3 bài"), "{}", stage.screen());
}

#[test]
fn documents_come_in_another_order_by_the_key_that_sorts() {
    let mut stage = citing();
    stage.press("h G l");
    stage.tell(Message::Documents(known()));
    stage.press("O");
    assert!(matches!(
        stage.asked.iter().rev().find(|effect| matches!(effect, Effect::LoadDocuments(..))),
        Some(Effect::LoadDocuments(DocumentOrder::Newest, _))
    ));
    assert!(stage.asked.contains(&Effect::Remember("documents", "newest".to_owned())));
}

#[test]
fn the_way_of_a_law_leads_to_the_article_that_tells_it() {
    let mut stage = citing();
    stage.press("h G l");
    stage.tell(Message::Documents(known()));
    stage.press("j L");
    assert!(stage.asked.contains(&Effect::FollowDocument("38/2022/NĐ-CP".to_owned())));
    let sentence = "Nghị định 38/2022/NĐ-CP có hiệu lực từ 1/7.".to_owned();
    let step = LawStep { stage: LawStage::InForce, sentence, row: article(3).row };
    stage.tell(Message::Followed("38/2022/NĐ-CP".to_owned(), vec![step]));
    assert!(stage.shows("có hiệu lực") && stage.shows("Đường đi của 38/2022/NĐ-CP"), "{}", stage.screen());
    stage.press("enter");
    assert_eq!(stage.ui.reader.wanted(), Some(ArticleId(4)));
}

fn candidate(n: usize, day: Option<i64>, event: Option<&'static str>) -> CaseRow {
    CaseRow {
        judgement: Judgement::Open,
        day,
        place: None,
        company: Some("Công ty TNHH Hoa Sen".to_owned()).filter(|_| n == 0),
        workers: None,
        event,
        sentence: format!("Câu thứ {n}."),
        row: article(n).row,
        copies: if n == 0 { vec![ArticleId(90)] } else { Vec::new() },
        other_papers: usize::from(n == 0),
    }
}

fn case() -> Stage {
    let mut stage = Stage::new(120, 30, 6);
    stage.press("/").type_in("công").press("enter").press("g C");
    let rows = vec![
        candidate(0, Some(20_700), Some("đình công")),
        candidate(1, Some(20_700), None),
        candidate(2, Some(20_690), Some("nợ lương")),
    ];
    stage.tell(Message::Case("công".to_owned(), rows, 0));
    stage
}

#[test]
fn the_opened_article_counts_what_it_holds_at_its_end() {
    let mut made = article(0);
    made.body = vec![Block::paragraph(
        "Lương tối thiểu vùng I là 4.960.000 đồng/tháng theo Nghị định 74/2024/NĐ-CP. Nhà máy có 1.200 công nhân.",
    )];
    let mut stage = Stage::with(120, 40, vec![made], ScreenSettings::default());
    assert!(!stage.shows("mức lương"), "not looked for while one walks along the list: {}", stage.screen());
    stage.press("enter");
    assert!(
        stage.shows("1 mức lương, 1 số lao động · #") && stage.shows("1 văn bản, điều luật · L"),
        "{}",
        stage.screen()
    );
}

#[test]
fn a_credit_leads_to_the_stored_original() {
    let mut taken = article(0);
    let of = article(1).row;
    let original = Original { id: of.id, source: of.source, title: of.title };
    taken.provenance.original = Some(original);
    let mut stage = Stage::with(120, 60, vec![taken, article(1)], ScreenSettings::default());
    stage.press("enter G");
    assert!(stage.shows("Bài gốc: Tin Thợ · ") && stage.shows("g O"), "{}", stage.screen());
    stage.press("g O");
    assert_eq!(stage.ui.reader.wanted(), Some(ArticleId(2)));
    stage.press("g O");
    assert!(stage.status().contains("không ghi lấy từ báo nào"), "{}", stage.status());
}

#[test]
fn the_terms_of_chosen_lines_are_explained_alone() {
    let mut made = article(0);
    made.body =
        vec![Block::paragraph("Thỏa ước lao động tập thể được ký."), Block::paragraph("Đình công đã chấm dứt.")];
    let mut stage = Stage::with(120, 40, vec![made], ScreenSettings::default());
    stage.press("enter T");
    assert!(stage.shows("strike") && stage.shows("collective bargaining"), "{}", stage.screen());
    stage.press("esc").press("V");
    while !stage.ui.reader.chosen_text().is_some_and(|text| text.contains("Thỏa ước")) {
        stage.press("j");
    }
    stage.press("T");
    let listed = stage.lines().iter().filter(|line| line.contains("strike")).count();
    assert!(stage.shows("collective bargaining") && listed == 0, "{}", stage.screen());
}

#[test]
fn a_word_is_explained_from_the_command_line() {
    let mut stage = Stage::new(120, 30, 2);
    stage.press(":").type_in("term thoa uoc").press("enter");
    assert!(stage.shows("collective bargaining"), "{}", stage.screen());
    // There is no sentence to go to.
    assert!(stage.shows("y sao chép") && !stage.shows("tới câu"), "{}", stage.screen());
    stage.press("esc :").type_in("term zzz").press("enter");
    assert!(stage.status().contains("không có “zzz”"), "{}", stage.status());
}

#[test]
fn a_case_file_needs_a_search() {
    let mut stage = Stage::new(120, 30, 6);
    stage.press("g C");
    assert!(stage.status().contains("Hồ sơ lập từ một tìm kiếm"), "{}", stage.status());
}

#[test]
fn a_case_file_is_a_table_whose_unknown_cells_are_blank() {
    let stage = case();
    assert!(stage.asked.contains(&Effect::LoadCase("công".to_owned())));
    let screen = stage.screen();
    let line = |text: &str| stage.lines().into_iter().find(|line| line.contains(text)).unwrap();
    assert!(line("? 04/09/2026").contains("·               Công ty TNHH Hoa Sen"), "{screen}");
    assert!(stage.shows("Câu thứ 0.") && !stage.shows("Câu thứ 1."), "the chosen one shows its sentence: {screen}");
    assert!(stage.shows("25/08/2026 ▄·········[█] 04/09/2026"), "{screen}");
}

#[test]
fn what_is_confirmed_is_kept_with_its_copies_and_the_next_is_chosen() {
    let mut stage = case();
    stage.press("+");
    for id in [ArticleId(1), ArticleId(90)] {
        assert!(stage.asked.contains(&Effect::Judge("công".to_owned(), id, Judgement::Confirmed)), "{id}");
    }
    assert!(stage.shows("+ 04/09/2026") && stage.shows("Câu thứ 1."), "{}", stage.screen());
    assert!(stage.shows("2 chờ xét, 1 xác nhận"), "{}", stage.screen());
}

#[test]
fn what_is_struck_goes_out_of_sight_and_comes_back() {
    let mut stage = case();
    stage.press("-");
    assert!(!stage.shows("Hoa Sen") && stage.shows("Câu thứ 1."), "{}", stage.screen());
    stage.press("a k");
    assert!(stage.shows("- 04/09/2026"), "{}", stage.screen());
    stage.press("u");
    assert!(stage.shows("3 chờ xét"), "{}", stage.screen());
}

#[test]
fn what_was_judged_last_is_taken_back_and_the_last_row_leads_to_no_other() {
    let mut stage = case();
    stage.press("G -");
    assert!(stage.shows("1 gạch bỏ") && stage.shows("Đã gạch bỏ “"), "{}", stage.screen());
    stage.press("U");
    assert!(stage.shows("3 chờ xét") && stage.shows("Câu thứ 2."), "{}", stage.screen());
    stage.press("j j j");
    assert!(stage.shows("Câu thứ 2."), "{}", stage.screen());
}

#[test]
fn a_case_of_a_kept_search_is_called_by_its_name_and_a_long_query_leaves_the_counts() {
    let mut stage = case();
    stage.ui.panels.case.rename(&"nợ lương OR ".repeat(20));
    assert!(stage.shows("3 chờ xét"), "{}", stage.screen());
}

#[test]
fn the_next_day_is_a_key_away_and_the_case_is_found_where_it_was_left() {
    let mut stage = case();
    stage.press("]");
    assert!(stage.shows("Câu thứ 2."), "{}", stage.screen());
    stage.press("enter");
    assert_eq!(stage.ui.reader.wanted(), Some(ArticleId(3)));
    stage.press("g C");
    assert!(stage.shows("Câu thứ 2."), "{}", stage.screen());
    stage.press("[");
    assert!(stage.shows("Câu thứ 0."), "{}", stage.screen());
}

#[test]
fn a_case_is_copied_as_a_table() {
    let mut stage = case();
    stage.press("y");
    let copied = stage.asked.iter().rev().find_map(|effect| match effect {
        Effect::Copy(text, _) => Some(text.clone()),
        _ => None,
    });
    let copied = copied.unwrap();
    let lines: Vec<&str> = copied.lines().collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0], "Xét\tNgày\tNơi\tCông ty\tLao động\tViệc\tCâu văn\tĐịa chỉ");
    let first = "chờ xét\t04/09/2026\t\tCông ty TNHH Hoa Sen\t\tđình công\tCâu thứ 0.\thttps://";
    assert!(lines[1].starts_with(first), "{copied}");
}

/// A screen over which lies what happened since last time: one edited, one taken down, two new.
fn come_back() -> Stage {
    let mut stage = Stage::new(120, 36, 6);
    let row = |n: usize| article(n).row;
    let happened = crate::model::Since {
        total: 2,
        new: vec![row(0), row(1)],
        edited: vec![row(2)],
        gone: vec![row(3)],
        watched: Vec::new(),
    };
    stage.tell(Message::Since(Box::new(happened)));
    stage
}

/// The article that the reader asked for last.
fn opened(stage: &Stage) -> Option<i64> {
    stage.ui.reader.wanted().map(|id| id.0)
}

#[test]
fn the_key_to_the_next_unread_article_reads_what_happened_since_last_time_line_by_line() {
    let mut stage = come_back();
    let screen = stage.screen();
    assert!(
        screen.contains("1 bài đã sửa") && screen.contains("1 bài bị gỡ") && screen.contains("2 bài mới"),
        "{screen}"
    );
    let mut order = Vec::new();
    for _ in 0..4 {
        stage.press("g n");
        assert!(!stage.screen().contains("Từ lần trước"), "the article is in sight");
        order.push(opened(&stage).unwrap());
    }
    assert_eq!(order, [3, 4, 1, 2], "edited, taken down, new");
    let screen = stage.press("g n").screen();
    assert!(screen.contains("Đã hết những gì có từ lần trước"), "{screen}");
}

#[test]
fn whoever_leaves_the_article_of_that_page_goes_on_in_the_list() {
    let mut stage = come_back();
    stage.press("g n");
    assert_eq!(opened(&stage), Some(3));
    stage.press("esc").press("g n");
    assert_ne!(opened(&stage), Some(4), "that is the next one of the page");
}

#[test]
fn a_start_after_which_nothing_happened_says_nothing() {
    let mut stage = Stage::new(120, 36, 3);
    stage.tell(Message::Since(Box::default()));
    assert!(!stage.screen().contains("không có gì mới"));
}

#[test]
fn a_term_is_explained_with_its_source_in_either_language() {
    let mut made = article(0);
    made.body.insert(0, Block::paragraph("Hai bên ký thỏa ước lao động tập thể sau cuộc đình công."));
    let mut stage = Stage::with(160, 40, vec![made], ScreenSettings::default());
    let screen = stage.press("enter").press("T").screen();
    assert!(screen.contains("strike") && screen.contains("Điều 198") && screen.contains("(45/2019/QH14)"), "{screen}");
    stage.press("esc :").type_in("language en").press("enter");
    let screen = stage.press("T").screen();
    assert!(screen.contains("Điều 198") && screen.contains("a temporary, voluntary, organised"), "{screen}");
}
