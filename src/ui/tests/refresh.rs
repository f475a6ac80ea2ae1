//! Refresh: progress, new rows, troubles, the network's absence.

use super::*;
use crate::model::{SyncNews, Tally, Trouble};
use crate::ui::effect::Refresh;

#[test]
fn r_refreshes_what_is_shown_and_shift_r_everything() {
    let mut stage = Stage::new(120, 36, 10);
    stage.press("h G").press("r");
    let only = vec![(SourceId("tin-tho.test".into()), None)];
    assert!(stage.asked.contains(&Effect::Refresh(Refresh { only, force: true, ..Refresh::default() })));
    stage.tell(Message::Sync(SyncNews::Finished(Tally::default())));
    stage.press("R");
    assert!(stage.asked.contains(&Effect::Refresh(Refresh { force: true, ..Refresh::default() })));
}

#[test]
fn progress_is_told_in_the_status_line() {
    let mut stage = Stage::new(120, 36, 10);
    stage.press("R");
    stage.tell(Message::Sync(SyncNews::Planned { sections: 8, sources: 3 }));
    stage.tell(Message::Sync(SyncNews::BodiesPlanned { pages: 40 }));
    assert!(stage.shows("0/8 chuyên mục · 0/40 bài"), "{}", stage.screen());
}

#[test]
fn no_more_articles_are_counted_than_there_are_to_come() {
    let mut stage = Stage::new(120, 36, 10);
    stage.press("R");
    stage.tell(Message::Sync(SyncNews::Planned { sections: 8, sources: 3 }));
    stage.tell(Message::Sync(SyncNews::BodiesPlanned { pages: 2 }));
    let saved = SyncNews::ArticleSaved { id: ArticleId(1), source: SourceId("bao-song.test".into()), new: true };
    // The third came with a feed.
    (0..3).for_each(|_| stage.tell(Message::Sync(saved.clone())));
    assert!(stage.shows("0/8 chuyên mục · 3/3 bài"), "{}", stage.screen());
    stage.tell(Message::Sync(SyncNews::BodiesPlanned { pages: 4 }));
    assert!(stage.shows("3/7 bài"), "{}", stage.screen());
}

#[test]
fn an_absent_network_is_said_until_somebody_was_asked_again_and_names_who_could_not_be_reached() {
    let mut stage = Stage::new(120, 36, 10);
    let tally =
        |requests| Tally { requests, failed_sources: vec![SourceId("tin-tho.test".into())], ..Tally::default() };
    stage.press("R");
    stage.tell(Message::Sync(SyncNews::Offline));
    stage.tell(Message::Sync(SyncNews::Finished(tally(2))));
    assert!(stage.shows("Không có mạng") && stage.shows("Tin Thợ"), "{}", stage.screen());
    // Some host answered this time, though no list came.
    stage.press("R");
    stage.tell(Message::Sync(SyncNews::Finished(tally(2))));
    assert!(!stage.shows("Không có mạng") && !stage.shows("ngoại tuyến"), "{}", stage.screen());
}

#[test]
fn new_rows_never_move_the_cursor() {
    let mut stage = Stage::new(120, 36, 30);
    stage.press("j j");
    let before = stage.selected();
    let mut newer = article(0);
    newer.row.id = ArticleId(1_000);
    newer.row.title = "Tin vừa về".into();
    newer.row.published = Some(Moment::exact(now()));
    stage.articles.push(newer);
    stage.tell(Message::Sync(SyncNews::ArticleSaved {
        id: ArticleId(1_000),
        source: SourceId("bao-song.test".into()),
        new: true,
    }));
    stage.tell(Message::Ticked(now()));
    assert_eq!(stage.ui.list.total, 31);
    assert_eq!(stage.selected(), before);
    assert_eq!(stage.ui.list.selected(), 3);
}

/// A paper that did not answer.
fn no_answer() -> Message {
    Message::Sync(SyncNews::Trouble(Trouble {
        source: SourceId("tin-tho.test".into()),
        section: None,
        url: "https://tin-tho.test/".into(),
        kind: crate::model::TroubleKind::TimedOut,
        what: "did not answer".into(),
        retry_at: None,
    }))
}

#[test]
fn trouble_is_a_sentence_with_the_papers_name() {
    let mut stage = Stage::new(120, 36, 3);
    stage.tell(no_answer());
    assert!(stage.shows("Tin Thợ không trả lời kịp"));
}

#[test]
fn without_network_and_articles_the_screen_says_so_and_what_to_try() {
    let mut stage = Stage::new(100, 30, 0);
    stage.press("R");
    stage.tell(Message::Sync(SyncNews::Offline));
    stage.tell(Message::Sync(SyncNews::Finished(Tally::default())));
    assert!(stage.shows("ngoại tuyến") && stage.shows("loa --demo"), "{}", stage.screen());
}

#[test]
fn offline_by_wish_starts_nothing() {
    let mut stage = Stage::with(100, 30, Vec::new(), ScreenSettings { offline: true, ..ScreenSettings::default() });
    stage.press("R r");
    assert!(!stage.asked.iter().any(|e| matches!(e, Effect::Refresh(_))));
    assert!(stage.shows("ngoại tuyến"));
    stage.press("g x");
    assert_eq!(stage.asked.last(), Some(&Effect::GoOnline));
}

#[test]
fn escape_closes_the_card_of_a_first_start_and_stops_no_work() {
    let mut stage = Stage::new(100, 30, 5);
    stage.ui.panels.card = true;
    stage.press("R");
    stage.tell(Message::Indexing(40_000, 100_000));
    stage.press("esc esc esc");
    assert!(!stage.ui.panels.card);
    assert!(!stage.asked.iter().any(|asked| matches!(asked, Effect::StopRefresh | Effect::StopIndexing)));
    stage.press("x");
    assert_eq!(stage.asked.last(), Some(&Effect::StopRefresh));
}

/// A refresh that runs, with everything to be counted.
fn running(width: u16, height: u16) -> Stage {
    let mut stage = Stage::new(width, height, 40);
    stage.press("R");
    stage.tell(Message::Sync(SyncNews::Planned { sections: 96, sources: 29 }));
    stage.tell(Message::Sync(SyncNews::BodiesPlanned { pages: 795 }));
    stage
}

#[test]
fn while_a_refresh_runs_the_footer_names_how_to_read_to_stop_it_and_to_be_helped() {
    for (width, height) in [(160, 48), (120, 36), (80, 24)] {
        let status = running(width, height).status();
        for key in ["enter đọc", "x dừng", "? phím tắt", "0 bài mới"] {
            assert!(status.contains(key), "{width}: {key} in {status}");
        }
    }
    let status = running(40, 12).status();
    assert!(status.contains("0 bài mới") && status.contains("? phím tắt"), "{status}");
}

#[test]
fn what_a_key_did_is_said_while_a_refresh_runs_and_no_trouble_covers_it() {
    let mut stage = running(120, 36);
    stage.tell(Message::Done("copied-address"));
    stage.tell(no_answer());
    assert!(stage.status().contains("Đã chép địa chỉ"), "{}", stage.status());
}

#[test]
fn a_key_with_nothing_to_stop_says_so() {
    let mut stage = Stage::new(100, 30, 5);
    stage.press("x");
    assert!(stage.status().contains("Không có gì đang tải"), "{}", stage.status());
}

#[test]
fn the_indexing_is_stopped_too_and_it_is_said_that_it_will_go_on() {
    let mut stage = Stage::new(100, 30, 5);
    stage.tell(Message::Indexing(40_000, 100_000));
    stage.press("x");
    assert_eq!(stage.asked.last(), Some(&Effect::StopIndexing));
    assert!(stage.shows("Đã dừng lập chỉ mục, còn 40.000 bài"), "{}", stage.screen());
    stage.tell(Message::Indexing(38_000, 100_000));
    assert!(!stage.shows("Đang lập chỉ mục"), "{}", stage.screen());
}

#[test]
fn a_hook_that_fails_while_a_refresh_runs_is_told_at_its_end_too() {
    let mut stage = Stage::new(120, 30, 5);
    stage.press("R");
    stage.tell(Message::HookFailed("/khong/co: không có tệp".into()));
    stage.tell(Message::Sync(SyncNews::Finished(Tally::default())));
    assert!(stage.shows("chưa có bài mới. Lệnh trong [hooks] không chạy được: /khong/co"), "{}", stage.screen());
}

#[test]
fn what_is_muted_is_told_and_has_a_line_of_its_own() {
    let mut stage = Stage::new(140, 30, 5);
    assert!(!stage.shows("Đã ẩn"));
    stage.press("R");
    stage.tell(Message::Sync(SyncNews::Finished(Tally { new: 3, muted: 2, ..Tally::default() })));
    assert!(stage.shows("3 bài mới. Ẩn 2 bài"), "{}", stage.screen());
    stage.tell(Message::Counted(Counts { total: 5, muted: 2, ..Counts::default() }));
    assert!(stage.shows("Đã ẩn"), "{}", stage.screen());
}

#[test]
fn the_summary_names_papers_in_trouble() {
    let mut stage = Stage::new(120, 30, 5);
    stage.press("R");
    let tally = Tally { new: 3, failed_sources: vec![SourceId("tin-tho.test".into())], ..Tally::default() };
    stage.tell(Message::Sync(SyncNews::Finished(tally)));
    assert!(stage.shows("3 bài mới") && stage.shows("Tin Thợ"), "{}", stage.screen());
}

#[test]
fn what_the_paper_changed_is_shown_version_by_version() {
    use crate::model::Revision;
    let mut stage = Stage::new(120, 36, 3);
    stage.press("enter").press("g v");
    let id = stage.ui.reader.shown().unwrap();
    assert!(stage.asked.contains(&Effect::LoadRevisions(id)));
    let present = stage.ui.reader.article.clone().unwrap();
    let version = |text: &str| {
        let mut body = present.body.clone();
        body[0] = Block::paragraph(text);
        Revision { fetched: now(), title: present.row.title.clone(), body, ..Revision::default() }
    };
    let earlier = vec![version("Đoạn hai bị bỏ."), version("Đoạn một bị bỏ.")];
    stage.tell(Message::Revisions(present.clone(), earlier));
    assert!(stage.shows("Đoạn hai bị bỏ."), "{}", stage.screen());
    stage.press("l");
    assert!(stage.shows("Đoạn một bị bỏ.") && !stage.shows("Đoạn hai bị bỏ."), "{}", stage.screen());
    stage.press("esc");
    let (title, body) = (present.row.title.clone(), present.body.clone());
    let same = vec![Revision { fetched: now(), title, body, ..Revision::default() }];
    stage.tell(Message::Revisions(present.clone(), same));
    assert!(stage.shows("Chữ của bài vẫn như bản ấy") && !stage.shows("−\u{a0}0"), "{}", stage.screen());
    // There is no other version to go to.
    assert!(stage.shows("y chép") && !stage.shows("bản khác"), "{}", stage.screen());
    stage.press("esc");
    stage.tell(Message::Revisions(present, Vec::new()));
    assert!(stage.shows("chưa bị sửa lần nào"), "{}", stage.screen());
}

#[test]
fn words_that_a_paper_changed_have_looks_of_their_own_and_are_copied_with_the_address() {
    use crate::model::Revision;
    use crate::ui::theme::Meaning;
    let mut stage = Stage::new(80, 24, 3);
    stage.press("enter");
    let mut present = stage.ui.reader.article.clone().unwrap();
    present.body[0] = Block::paragraph("Xưởng may ở cuối con đường cạnh bờ sông có 150 công nhân.");
    let mut body = present.body.clone();
    body[0] = Block::paragraph("Xưởng may ở cuối con đường cạnh bờ sông có 120 công nhân.");
    let revision = Revision { fetched: now(), title: present.row.title.clone(), body, ..Revision::default() };
    stage.tell(Message::Revisions(present, vec![revision]));
    let (buffer, _) = stage.paint();
    let ink = |sign: &str| buffer.content().iter().find(|cell| cell.symbol() == sign).map(|cell| cell.fg);
    let look = |meaning| stage.ui.shell.look.theme.style(meaning).fg;
    assert!(stage.shows("[−120−] {+150+}"), "{}", stage.screen());
    assert_eq!((ink("["), ink("{")), (look(Meaning::Muted), look(Meaning::Good)));
    stage.press("y");
    let copied = |effect: &Effect| matches!(effect, Effect::Copy(text, _) if text.contains("https://") && text.contains("{+150+}"));
    assert!(stage.asked.iter().any(copied), "{:?}", stage.asked);
}

#[test]
fn a_refresh_that_found_edits_only_says_so() {
    let mut stage = Stage::new(120, 30, 4);
    stage.press("R");
    stage.tell(Message::Sync(SyncNews::Finished(Tally { edited: 2, ..Tally::default() })));
    assert!(stage.status().contains("chưa có bài mới. 2 bài đã được báo sửa lại"), "{}", stage.status());
}

#[test]
fn an_article_that_is_gone_from_its_site_is_told_and_drawn_anew() {
    let mut stage = Stage::new(120, 30, 4);
    stage.press("enter").press("g u");
    let (id, source) = (stage.ui.reader.shown().unwrap(), SourceId("tin-tho.test".into()));
    stage.asked.clear();
    stage.tell(Message::Sync(SyncNews::ArticleGone { id, source }));
    assert!(stage.asked.iter().any(|effect| matches!(effect, Effect::LoadArticle { .. })), "{:?}", stage.asked);
    stage.tell(Message::Sync(SyncNews::Finished(Tally { gone: 1, ..Tally::default() })));
    assert!(stage.status().contains("1 bài đã lưu không còn trên trang báo (404)"), "{}", stage.status());
}

#[test]
fn a_download_of_everything_says_how_much_it_is_before_it_begins() {
    let mut stage = Stage::new(120, 36, 10);
    stage.press("D");
    let wish = Refresh { force: false, all_bodies: true, ..Refresh::default() };
    assert!(stage.asked.contains(&Effect::Estimate(wish.clone())));
    stage.tell(Message::Estimated(1_234, 148));
    assert!(stage.shows("1.234 bài còn thiếu (khoảng 148 MB)"), "{}", stage.screen());
    assert!(!stage.asked.contains(&Effect::Refresh(wish.clone())));
    stage.press("y");
    assert!(stage.asked.contains(&Effect::Refresh(wish)));
}

#[test]
fn where_nothing_is_missing_a_download_of_everything_says_so() {
    let mut stage = Stage::new(120, 36, 10);
    stage.tell(Message::Estimated(0, 1));
    assert!(stage.shows("đều đã đọc được"), "{}", stage.screen());
}

#[test]
fn bringing_the_index_up_to_date_is_shown_until_it_is_done() {
    let mut stage = Stage::new(120, 36, 10);
    stage.tell(Message::Indexing(30_000, 40_000));
    assert!(stage.shows("còn 30.000 bài"), "{}", stage.screen());
    stage.tell(Message::Indexed);
    assert!(!stage.shows("chỉ mục"), "{}", stage.screen());
}

#[test]
fn where_every_paper_failed_it_is_not_said_that_there_is_nothing_new() {
    let mut stage = Stage::new(120, 30, 0);
    let failed = |sources: &[&str]| Tally {
        failed_sources: sources.iter().map(|source| SourceId((*source).into())).collect(),
        ..Tally::default()
    };
    stage.press("R");
    stage.tell(Message::Sync(SyncNews::Planned { sections: 2, sources: 2 }));
    stage.tell(Message::Sync(SyncNews::Finished(failed(&["bao-song.test", "tin-tho.test"]))));
    assert!(stage.shows("Không tải được tin nào. 2 nguồn gặp trục trặc"), "{}", stage.screen());
    stage.press("R");
    stage.tell(Message::Sync(SyncNews::Planned { sections: 2, sources: 2 }));
    stage.tell(Message::Sync(SyncNews::Finished(failed(&["tin-tho.test"]))));
    assert!(stage.shows("chưa có bài mới"), "{}", stage.screen());
}
