//! What a steady scroll allocates: the keys after the first ones, each with its frame, counted by an allocator.
//!
//! Ceilings, not aims: a key that builds more than before is found here, whatever the machine.

use allocation_counter::measure;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Stage;
use crate::ui::key::Key;
use crate::ui::message::Message;

/// Keys before the count, which lay out what is in sight for the first time.
const WARM: usize = 6;
/// Keys that are counted.
const COUNTED: usize = 12;

/// Allocations of one `j` and its frame. What the screen asks of the shell meanwhile is not served, and not counted.
fn of_a_step_down(stage: &mut Stage, size: (u16, u16)) -> u64 {
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    let mut step = |stage: &mut Stage| {
        stage.ui.update(Message::Key(Key::char('j')));
        buffer.reset();
        stage.ui.paint(&mut buffer);
    };
    (0..WARM).for_each(|_| step(stage));
    stage.ui.take_effects();
    let counted = measure(|| (0..COUNTED).for_each(|_| step(stage)));
    counted.count_total / COUNTED as u64
}

fn of_the_list(articles: usize) -> u64 {
    of_a_step_down(&mut Stage::new(120, 36, articles), (120, 36))
}

#[test]
fn a_step_down_the_list_allocates_no_more_than_its_ceiling() {
    let counted = of_the_list(200);
    assert!(counted <= 200, "{counted} allocations a key");
}

#[test]
fn a_step_down_a_long_list_allocates_no_more_than_one_down_a_short_one() {
    let (short, long) = (of_the_list(100), of_the_list(5_000));
    assert!(long <= short + short / 10, "{short} allocations a key over 100 rows, {long} over 5,000");
}

#[test]
fn a_line_down_an_article_allocates_no_more_than_its_ceiling() {
    let mut stage = Stage::new(120, 36, 50);
    stage.press("enter");
    let counted = of_a_step_down(&mut stage, (120, 36));
    assert!(counted <= 120, "{counted} allocations a key");
}
