//! Facts about groups of newspapers, and about adding newspapers on the screen.

use super::{Stage, outlets};
use crate::model::offer::{Holds, Offer, OfferPart};
use crate::model::{CanonicalUrl, Query, Scope, SourceId};
use crate::ui::effect::Effect;
use crate::ui::layout::Pane;
use crate::ui::message::Message;
use crate::ui::settings::ScreenSettings;
use crate::ui::sources::{Folder, TreeNode};

fn part(name: &str, path: &str, holds: Holds, depth: usize) -> OfferPart {
    let url = CanonicalUrl::parse(&format!("https://bao-moi.test{path}")).unwrap();
    OfferPart { name: name.to_owned(), url, holds, depth, known: false, chosen: holds != Holds::Unseen }
}

fn offer() -> Offer {
    let parts = vec![
        part("Trang nhất", "/", Holds::Listing(20), 0),
        part("Kinh tế", "/kinh-te/", Holds::Unseen, 0),
        part("Việc làm", "/kinh-te/viec-lam/", Holds::Unseen, 1),
    ];
    Offer { id: SourceId("bao-moi.test".to_owned()), site: "Báo Mới".to_owned(), parts }
}

#[test]
fn an_address_is_asked_for_what_it_has_and_the_chosen_parts_are_added() {
    let mut stage = Stage::new(120, 36, 10);
    stage.ui.shell.panes.focus = Pane::Sources;
    stage.press("a").type_in("bao-moi.test").press("enter");
    assert!(stage.asked.contains(&Effect::LookAtSource("bao-moi.test".to_owned())), "{:?}", stage.asked);
    stage.tell(Message::Offered(Box::new(offer()), None));
    assert!(stage.shows("Báo Mới: chọn mục để đọc") && stage.shows("/kinh-te/viec-lam/"));
    stage.press("j j space enter");
    let names = |effect: &Effect| match effect {
        Effect::AddSource(parts) => Some(parts.iter().map(|part| part.name.clone()).collect::<Vec<_>>()),
        _ => None,
    };
    assert_eq!(stage.asked.iter().find_map(names).unwrap(), ["Trang nhất", "Việc làm"]);
}

#[test]
fn an_offer_waits_while_something_is_typed() {
    let mut stage = Stage::new(120, 36, 10);
    stage.press("/");
    stage.tell(Message::Offered(Box::new(offer()), None));
    assert!(!stage.shows("chọn mục để đọc"));
    stage.press("esc");
    assert!(stage.shows("chọn mục để đọc"));
}

#[test]
fn that_portals_are_not_verified_is_said_once_and_not_beside_each() {
    let mut stage = Stage::new(120, 36, 3);
    stage.press(":").type_in("portals công đoàn").press("enter");
    let screen = stage.screen();
    assert_eq!(screen.matches("chưa kiểm").count(), 1, "{screen}");
}

#[test]
fn why_an_address_is_no_source_is_said() {
    let mut stage = Stage::new(120, 36, 10);
    stage.tell(Message::NotOffered("bao.test/tag/x: đây là tin theo thẻ".to_owned()));
    assert!(stage.shows("đây là tin theo thẻ"));
}

#[test]
fn a_group_is_a_folder_that_holds_its_newspapers_and_lists_their_articles() {
    let mut stage = Stage::new(120, 36, 30);
    let folder = Folder { name: "Báo của thợ".to_owned(), sources: vec![SourceId("tin-tho.test".to_owned())] };
    let settings = ScreenSettings { outlets: outlets(), folders: vec![folder], ..ScreenSettings::default() };
    stage.tell(Message::Settings(Box::new(Ok(settings))));
    assert!(stage.shows("Báo của thợ") && !stage.shows("▸ Tin Thợ"), "folded, it hides what it holds");
    stage.ui.shell.panes.focus = Pane::Sources;
    stage.press(":").type_in("source bao cua").press("enter");
    assert_eq!(stage.ui.sources.current(), Some(&TreeNode::Folder(0)));
    let listed = Query { scope: Scope::Sources(vec![SourceId("tin-tho.test".to_owned())]), ..Query::default() };
    assert_eq!(stage.ui.list.query.scope, listed.scope);
    stage.ui.shell.panes.focus = Pane::Sources;
    stage.press("l");
    assert!(stage.shows("▸ Tin Thợ"));
    stage.press("j h");
    assert_eq!(stage.ui.sources.current(), Some(&TreeNode::Folder(0)), "a folded newspaper folds its group");
}

#[test]
fn hidden_newspapers_make_no_line_though_their_articles_are_stored() {
    let mut stage = Stage::new(120, 36, 30);
    let hidden = vec![SourceId("tin-tho.test".to_owned())];
    let kept = outlets().into_iter().take(1).collect();
    let settings = ScreenSettings { outlets: kept, hidden, ..ScreenSettings::default() };
    stage.tell(Message::Settings(Box::new(Ok(settings))));
    assert!(!stage.ui.sources.outlets.iter().any(|outlet| outlet.id.as_str() == "tin-tho.test"));
    stage.ui.shell.panes.focus = Pane::Sources;
    stage.press("H");
    assert!(stage.asked.contains(&Effect::ToggleBuiltIn));
}
