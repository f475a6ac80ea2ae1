//! What became of a law: the dated sentences of the archive that say drafted, passed, in force, amended, replaced.

use crate::labour::legal::cited::{LawStep, Stage};
use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::key::{Code, Key};
use crate::ui::notice::StatusNotice;
use crate::ui::overlay::Overlay;
use crate::ui::panel::{Panel, PanelLine, label_cells};
use crate::ui::place::Motion;
use crate::ui::when;
use crate::ui::words::PhraseValue;

/// The phrase of a stage.
fn phrase(stage: Stage) -> &'static str {
    match stage {
        Stage::Drafted => "stage-drafted",
        Stage::Passed => "stage-passed",
        Stage::InForce => "stage-in-force",
        Stage::Amended => "stage-amended",
        Stage::Replaced => "stage-replaced",
    }
}

impl Ui {
    /// The way of a document came.
    pub(in crate::ui) fn take_followed(&mut self, document: String, steps: Vec<LawStep>) {
        if steps.is_empty() {
            let values = [("document", PhraseValue::Text(document.as_str()))];
            self.shell.tell(StatusNotice::hint(&self.shell.words.with("follow-nothing", &values)));
            return;
        }
        self.panels.lay(Overlay::Follow { document, steps, selected: 0 });
    }

    pub(in crate::ui) fn follow_panel(&self, document: &str, steps: &[LawStep], selected: usize) -> Panel {
        let line = |step: &LawStep| {
            let date = step.row.published.map(|moment| when::date(moment, self.shell.now));
            let date = date.unwrap_or_else(|| self.shell.words.say("age-none"));
            PanelLine {
                label: format!("{date}  {}", self.shell.words.say(phrase(step.stage))),
                text: format!("{} — {}", step.sentence, self.sources.paper_of(&step.row)),
                strong: false,
            }
        };
        let lines: Vec<PanelLine> = steps.iter().map(line).collect();
        Panel {
            title: self.shell.words.with("title-follow", &[("document", PhraseValue::Text(document))]),
            label_cells: label_cells(&lines),
            lines,
            chosen: Some(selected),
            foot: self.shell.words.say("panel-follow"),
            ..Panel::default()
        }
    }

    pub(in crate::ui) fn follow_key(
        &mut self,
        key: Key,
        motion: Option<Motion>,
        (document, steps): (String, Vec<LawStep>),
        mut selected: usize,
    ) -> Vec<Effect> {
        let chosen = steps.get(selected);
        match (key.code, motion) {
            (Code::Esc, _) | (Code::Char('q'), None) => return Vec::new(),
            (Code::Enter | Code::Right, _) | (Code::Char('l'), None) => {
                let id = chosen.map(|step| step.row.id);
                return id.map(|id| self.open_other(id)).unwrap_or_default();
            }
            (Code::Char('o'), None) => {
                return chosen.map(|step| Effect::Browse(step.row.url.to_string())).into_iter().collect();
            }
            (Code::Char('y'), None) => {
                let line = |step: &LawStep| {
                    let date = step.row.published.map(|moment| when::date(moment, self.shell.now)).unwrap_or_default();
                    let stage = self.shell.words.say(phrase(step.stage));
                    format!("{date} {stage}: {} ({})", step.sentence, step.row.url)
                };
                let text = steps.iter().map(line).collect::<Vec<_>>().join("\n");
                return vec![Effect::Copy(text, "copied-entry")];
            }
            (_, Some(motion)) => selected = motion.chosen(selected, steps.len()),
            _ => {}
        }
        self.lay_over(Overlay::Follow { document, steps, selected })
    }
}
