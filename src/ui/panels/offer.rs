//! What a site has to read: its lists and feeds, and the parts that its menus name, to choose from with a key.

use crate::model::SourceId;
use crate::model::offer::{Holds, Offer, OfferPart};
use crate::ui::Ui;
use crate::ui::effect::{Effect, Refresh};
use crate::ui::key::{Code, Key};
use crate::ui::notice::StatusNotice;
use crate::ui::overlay::Overlay;
use crate::ui::panel::{Panel, PanelLine};
use crate::ui::place::Motion;
use crate::ui::prompt::Ask;
use crate::ui::words::PhraseValue;

impl Ui {
    /// Asks for the address of a site.
    pub(in crate::ui) fn ask_source(&mut self) -> Vec<Effect> {
        self.ask_with(Ask::Command, "source add ")
    }

    /// Opens a prompt that holds a text already.
    pub(in crate::ui) fn ask_with(&mut self, ask: Ask, text: &str) -> Vec<Effect> {
        let effects = self.ask(ask);
        if let Some(prompt) = &mut self.prompts.open {
            prompt.set(text);
        }
        effects
    }

    /// Asks a site what it has.
    pub(in crate::ui) fn look_at_source(&mut self, address: &str) -> Vec<Effect> {
        if address.is_empty() {
            self.shell.hint("source-add-what");
            return Vec::new();
        }
        // Words are no address: they are looked for in the catalogue.
        if address.contains(char::is_whitespace) || !address.contains(['.', ':', '/']) {
            return self.show_portals(address);
        }
        if self.refresh.offline {
            self.shell.warn("offline-by-wish");
            return Vec::new();
        }
        let asking = self.shell.words.with("asking-site", &[("name", PhraseValue::Text(address))]);
        self.shell.tell(StatusNotice::warning(&asking));
        vec![Effect::LookAtSource(address.to_owned())]
    }

    /// A site told what it has. While the user types or reads something else, it waits.
    pub(in crate::ui) fn take_offer(&mut self, offer: Offer, remark: Option<String>) {
        self.shell.notice = remark.map(|remark| StatusNotice::warning(&remark));
        self.panels.offered = Some(offer);
    }

    /// Lays an offer that waits over the panes, as soon as nothing else is there.
    pub(in crate::ui) fn lay_offer(&mut self) {
        if self.panels.is_open() || self.prompts.open.is_some() {
            return;
        }
        if let Some(offer) = self.panels.offered.take() {
            self.panels.lay(Overlay::Offer { offer, selected: 0 });
        }
    }

    /// What a part holds, and where it is: its path alone where that is on the newspaper's own host.
    fn holds(&self, offer: &Offer, part: &OfferPart) -> String {
        let count = |id: &str, items: usize| self.shell.words.count(id, items);
        let holds = match part.holds {
            Holds::Listing(items) => count("offer-listing", items),
            Holds::Feed(items) => count("offer-feed", items),
            Holds::Sitemap(items) => count("offer-sitemap", items),
            Holds::Unseen => String::new(),
        };
        let known = if part.known { self.shell.words.say("offer-known") } else { String::new() };
        let whole = part.url.as_str();
        let path = whole.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]));
        let own = part.url.host().trim_start_matches("www.") == offer.id.as_str();
        let said = [holds, known, path.filter(|_| own).unwrap_or(whole).to_owned()];
        said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    pub(in crate::ui) fn offer_panel(&self, offer: &Offer, selected: usize) -> Panel {
        let lines = offer.parts.iter().map(|part| {
            let mark = match (part.known, part.chosen) {
                (true, _) => "=",
                (false, true) => "x",
                (false, false) => " ",
            };
            PanelLine {
                label: format!("[{mark}] {}{}", "  ".repeat(part.depth), part.name),
                text: self.holds(offer, part),
                strong: part.chosen,
            }
        });
        let chosen = self.shell.words.count("offer-chosen", offer.chosen().count());
        Panel {
            title: format!(
                "{} · {chosen}",
                self.shell.words.with("label-offer", &[("name", PhraseValue::Text(&offer.site))])
            ),
            lines: lines.collect(),
            label_cells: 34,
            chosen: Some(selected),
            foot: self.shell.words.say("panel-offer"),
            ..Panel::default()
        }
    }

    pub(in crate::ui) fn offer_key(
        &mut self,
        key: Key,
        motion: Option<Motion>,
        mut offer: Offer,
        selected: usize,
    ) -> Vec<Effect> {
        let mut next = selected;
        match (key.code, motion) {
            (Code::Esc, _) | (Code::Char('q'), None) => return Vec::new(),
            (Code::Enter, _) => return self.add_chosen(offer, selected),
            (Code::Char(' ' | 'x'), _) if !key.ctrl => {
                if let Some(part) = offer.parts.get_mut(selected).filter(|part| !part.known) {
                    part.chosen = !part.chosen;
                }
                next = (selected + 1).min(offer.parts.len().saturating_sub(1));
            }
            (Code::Char('a'), _) if !key.ctrl => {
                let all = offer.parts.iter().all(|part| part.chosen || part.known);
                offer.parts.iter_mut().for_each(|part| part.chosen = !all && !part.known);
            }
            (_, Some(motion)) => next = motion.chosen(selected, offer.parts.len()),
            _ => {}
        }
        self.lay_over(Overlay::Offer { offer, selected: next })
    }

    fn add_chosen(&mut self, offer: Offer, selected: usize) -> Vec<Effect> {
        let chosen: Vec<OfferPart> = offer.chosen().cloned().collect();
        if chosen.is_empty() {
            self.shell.hint("offer-nothing-chosen");
            return self.lay_over(Overlay::Offer { offer, selected });
        }
        let asking = self.shell.words.with("adding-source", &[("name", PhraseValue::Text(&offer.site))]);
        self.shell.tell(StatusNotice::warning(&asking));
        vec![Effect::AddSource(chosen)]
    }

    /// A source was taken away: its articles stay, and its name is known only now.
    pub(in crate::ui) fn source_removed(&mut self, source: &SourceId) {
        let values = [("name", PhraseValue::Text(self.sources.name_of(source)))];
        self.shell.tell(StatusNotice::done(&self.shell.words.with("source-removed", &values)));
    }

    /// A source was added: what it has is fetched at once.
    pub(in crate::ui) fn source_added(&mut self, source: &SourceId, sections: usize, told: &[String]) -> Vec<Effect> {
        let values = [("name", PhraseValue::Text(self.sources.name_of(source))), ("n", PhraseValue::Number(sections))];
        let sentence = self.shell.words.with("source-added", &values);
        if let Some(at) = self.sources.outlets.iter().position(|outlet| outlet.id == *source) {
            self.sources.go_to(&crate::ui::sources::TreeNode::Outlet(at));
        }
        let effects = if self.refresh.progress.running || self.refresh.offline {
            Vec::new()
        } else {
            let only = vec![(source.clone(), None)];
            self.begin_refresh(Refresh { only, force: true, ..Refresh::default() })
        };
        let refused = told.first().map(|first| format!("{sentence} {first}"));
        self.shell.tell(match &refused {
            Some(refused) => StatusNotice::warning(refused),
            None => StatusNotice::done(&sentence),
        });
        // What the refresh says at its end would cover it.
        self.refresh.said_after = refused.filter(|_| self.refresh.progress.running);
        effects.into_iter().chain(self.show_selected_source()).collect()
    }
}
