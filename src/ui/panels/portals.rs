//! The catalogue of union and labour portals, looked through without marks: where a new source may be.

use crate::labour::catalogue::{self, Portal};
use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::key::{Code, Key};
use crate::ui::overlay::Overlay;
use crate::ui::panel::{Panel, PanelLine, label_cells};
use crate::ui::place::Motion;
use crate::ui::words::PhraseValue;

fn address(portal: &Portal) -> &str {
    portal.addresses.first().map_or("", String::as_str)
}

impl Ui {
    /// Shows the portals that are called so.
    pub(in crate::ui) fn show_portals(&mut self, words: &str) -> Vec<Effect> {
        if catalogue::find(words).is_empty() {
            self.shell.hint("no-portals");
            return Vec::new();
        }
        self.lay_over(Overlay::Portals { words: words.to_owned(), selected: 0 })
    }

    pub(in crate::ui) fn portals_panel(&self, words: &str, selected: usize) -> Panel {
        let found = catalogue::find(words);
        // Said once, not beside each.
        let title =
            if found.iter().all(|portal| portal.verified.is_some()) { "label-portals" } else { "portals-unverified" };
        let line = |portal: &Portal| {
            let day = |day: &String| self.shell.words.with("portal-verified", &[("day", PhraseValue::Text(day))]);
            let state = portal.verified.as_ref().map(|on| format!(" · {}", day(on))).unwrap_or_default();
            PanelLine {
                label: portal.name.clone(),
                text: format!("{}{state}", address(portal)),
                strong: portal.verified.is_some(),
            }
        };
        let lines: Vec<PanelLine> = found.into_iter().map(line).collect();
        Panel {
            title: self.shell.words.say(title),
            label_cells: label_cells(&lines),
            lines,
            chosen: Some(selected),
            foot: self.shell.words.say("panel-portals"),
            ..Panel::default()
        }
    }

    pub(in crate::ui) fn portals_key(
        &mut self,
        key: Key,
        motion: Option<Motion>,
        words: String,
        selected: usize,
    ) -> Vec<Effect> {
        let found = catalogue::find(&words);
        let chosen = found.get(selected).map(|portal| address(portal).to_owned());
        let next = match (key.code, motion) {
            (Code::Esc, _) | (Code::Char('q'), None) => return Vec::new(),
            (Code::Char('o'), None) => return chosen.map(Effect::Browse).into_iter().collect(),
            (Code::Enter, _) | (Code::Char('a'), None) => {
                return chosen.map(|address| self.look_at_source(&address)).unwrap_or_default();
            }
            (Code::Char('y'), None) => {
                let command = chosen.map(|address| format!("loa sources add {address}"));
                return command.map(|text| Effect::Copy(text, "copied-command")).into_iter().collect();
            }
            (_, Some(motion)) => motion.chosen(selected, found.len()),
            _ => selected,
        };
        self.lay_over(Overlay::Portals { words, selected: next })
    }
}
