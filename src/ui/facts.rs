//! What the screen learns from facts that are no keys: answers of the archive, news of a refresh, the clock.

use crate::model::{Article, SyncNews, Timestamp};
use crate::text::lexicon::Lexicon;

use super::Ui;
use super::effect::Effect;
use super::list::Kind;
use super::message::{Found, Message, Ticket};
use super::notice::{self, Notice};
use super::reader::Sheet;
use super::words::Value;

/// Most pictures kept in memory; beyond this all are forgotten and asked for again.
const MAX_PICTURES_KEPT: usize = 200;

/// Most sources in trouble that a notice names.
const NAMED: usize = 3;

impl Ui {
    pub(super) fn learn(&mut self, fact: Message) -> Vec<Effect> {
        match fact {
            Message::Ticked(now) => return self.tick(now),
            Message::Rows(ticket, page) => {
                self.ahead.forget();
                self.list.receive(ticket, page);
            }
            Message::ReadAhead(ticket, articles) => self.take_ahead(ticket, articles),
            Message::Counted(counts) => self.sources.adopt(counts),
            Message::Article(ticket, article) => self.take_article(ticket, article, None),
            Message::Picture(url, picture) => self.take_picture(url, picture),
            Message::PicturesChanged => self.forget_pictures(),
            Message::Ground(light) => return self.take_ground(light),
            Message::Found(ticket, found) => self.take_found(ticket, found),
            Message::Marked(marked) => return self.take_marked(marked),
            Message::Revisions(article, revisions) => self.show_revisions(&article, &revisions),
            Message::Troubles(troubles) => self.sources.troubles = troubles,
            Message::Sync(news) => return self.take_news(&news),
            Message::SyncEnded => return self.sync_ended(),
            Message::Written(name) => {
                self.unsaved = None;
                self.notice = Some(Notice::done(&self.words.with("saved", &[("name", Value::Text(&name))])));
            }
            Message::Done(id) => self.notice = Some(Notice::done(&self.words.say(id))),
            Message::Saved(saved) => self.take_saved(saved),
            // One that was on its way when the reader stopped it shows no gauge again.
            Message::Indexing(left, whole) if !self.index_stopped => self.indexing = Some((left, whole)),
            Message::Indexed => {
                self.indexing = None;
                self.index_stopped = false;
                return vec![Effect::LoadSaved(self.settings.saved.clone())];
            }
            Message::Raw(id, raw) => self.show_raw(id, raw.as_deref()),
            Message::HookFailed(what) => {
                let values = [("what", Value::Text(&what))];
                let sentence = self.words.with("trouble-hook", &values);
                self.notice = Some(Notice::warning(&sentence));
                // What a refresh says at its end would cover it.
                self.hook_failed = self.progress.running.then_some(sentence);
            }
            Message::MutesSettled(changed) => {
                self.notice = Some(Notice::done(&self.words.count("mutes-settled", changed)));
                return self.refresh_list();
            }
            Message::Estimated(pages, megabytes) => return self.confirm_download(pages, megabytes),
            Message::Settings(read) => return self.take_settings(*read),
            Message::Focused(true) => return self.refresh_list(),
            Message::Refused(id) => {
                self.indexing = None;
                self.notice = Some(Notice::error(&self.words.say(id)));
            }
            Message::Failed(id, name, reason) => {
                self.indexing = None;
                if id == "could-not-save" {
                    self.unsaved = self.reader.shown().map(|article| (article, name.clone()));
                }
                self.notice = Some(Notice::error(&notice::failure(&self.words, id, &name, &reason)));
            }
            Message::Remembered(values) => self.recall(&values),
            Message::Learnt(words) => self.take_words(&words),
            _ => {}
        }
        Vec::new()
    }

    /// Words that lines keep whole from now on.
    fn take_words(&mut self, words: &[String]) {
        self.typeset.lexicon = Lexicon::default().with(words.iter().map(String::as_str));
        self.forget_lines();
    }

    /// Shows an article that came; the one before stays at hand, with the place where it was left.
    pub(super) fn take_article(&mut self, ticket: Ticket, article: Option<Box<Article>>, ready: Option<Sheet>) {
        let other = article.as_ref().map(|a| a.row.id) != self.reader.shown();
        if other && self.reader.expects(ticket) {
            self.reader.give().into_iter().for_each(|last| self.ahead.keep(last));
        }
        if self.reader.receive(ticket, article, ready) {
            let needles = match &self.searching {
                Some(s) => super::command::needles(&s.text),
                None => Vec::new(),
            };
            self.reader.find(needles);
        }
    }

    fn take_picture(&mut self, url: String, picture: Option<std::sync::Arc<super::reader::picture::Picture>>) {
        let Some(picture) = picture else { return };
        if self.pictures.len() >= MAX_PICTURES_KEPT {
            self.forget_pictures();
        }
        self.pictures.insert(url, picture);
        self.forget_lines();
    }

    pub(super) fn forget_pictures(&mut self) {
        self.pictures.clear();
        self.pictures_asked.clear();
        self.forget_lines();
    }

    /// Follows the terminal's ground where the reader chose no theme; remembers it, so that the next first frame is right.
    fn take_ground(&mut self, light: bool) -> Vec<Effect> {
        if !self.settings.theme_follows || self.theme_chosen {
            return Vec::new();
        }
        let name = if light { "light" } else { "dark" };
        if self.theme.name == name {
            return Vec::new();
        }
        self.choose_theme(name);
        vec![Effect::Remember("ground", name.to_owned())]
    }

    fn take_found(&mut self, ticket: Ticket, found: Found) {
        let Some(searching) = self.searching.as_mut().filter(|s| s.ticket == ticket) else { return };
        searching.complaint = found.complaint;
        searching.behind = found.behind;
        let text = searching.text.clone();
        // While it is typed the prompt's line tells it.
        if let Some(complaint) = searching.complaint.clone().filter(|_| self.prompt.is_none()) {
            self.notice = Some(Notice::warning(&complaint));
        }
        self.list.show_hits(&text, found.hits, found.total);
    }

    fn take_news(&mut self, news: &SyncNews) -> Vec<Effect> {
        self.progress.take(news);
        match news {
            SyncNews::SectionDone { new, .. } if *new > 0 => self.list.stale = true,
            SyncNews::ArticleSaved { id, .. } => {
                self.list.stale = true;
                self.ahead.forget();
                // The article in hand got its body (or a better one).
                if self.reader.shown() == Some(*id) {
                    return self.load(*id);
                }
            }
            SyncNews::Offline => self.notice = Some(Notice::warning(&self.words.say("network-away"))),
            SyncNews::Trouble(trouble) => {
                let name = self.sources.name_of(&trouble.source).to_owned();
                self.notice = Some(Notice::warning(&notice::of_trouble(&self.words, &name, trouble)));
            }
            SyncNews::Finished(tally) => {
                self.list.stale = true;
                self.notice = Some(self.summary(tally));
                let mut effects = vec![Effect::LoadTroubles];
                effects.extend(self.refresh_list());
                return effects;
            }
            _ => {}
        }
        Vec::new()
    }

    fn summary(&mut self, tally: &crate::model::Tally) -> Notice {
        if self.progress.offline {
            return Notice::warning(&self.words.say("network-away"));
        }
        let mut text = match (tally.cancelled, tally.new) {
            (true, new) => self.words.count("refresh-stopped", new),
            (false, 0) => self.words.say("refresh-nothing-new"),
            (false, new) => self.words.count("refresh-new", new),
        };
        if tally.muted > 0 {
            text.push(' ');
            text.push_str(&self.words.count("refresh-muted", tally.muted));
        }
        if let Some(sentence) = self.hook_failed.take() {
            return Notice::warning(&format!("{text} {sentence}"));
        }
        if tally.failed_sources.is_empty() {
            return Notice::done(&text);
        }
        let names: Vec<&str> =
            tally.failed_sources.iter().take(NAMED).map(|source| self.sources.name_of(source)).collect();
        let more = if tally.failed_sources.len() > NAMED { "…" } else { "" };
        let names = format!("{}{more}", names.join(", "));
        let values = [("n", Value::Number(tally.failed_sources.len())), ("names", Value::Text(&names))];
        text.push(' ');
        text.push_str(&self.words.with("refresh-troubles", &values));
        Notice::warning(&text)
    }

    fn sync_ended(&mut self) -> Vec<Effect> {
        if !self.progress.running {
            return Vec::new();
        }
        self.progress.running = false;
        self.refresh_list()
    }

    fn tick(&mut self, now: Timestamp) -> Vec<Effect> {
        self.now = now;
        self.ahead.age(now);
        if self.notice.as_mut().is_some_and(|n| n.is_over(now)) {
            self.notice = None;
        }
        if self.alone.is_none() && now.0 - self.pending_since.0 >= super::CHORD_SECONDS {
            self.forget_pending();
        }
        let mut effects = self.save_position();
        if self.list.stale {
            effects.extend(self.refresh_list());
        }
        effects
    }

    /// Asks for the rows in sight and the counts anew; the cursor stays with its article.
    pub(super) fn refresh_list(&mut self) -> Vec<Effect> {
        let ticket = self.ticket();
        let mut effects = vec![Effect::LoadCounts];
        if self.list.kind == Kind::Articles {
            if let Some(wanted) = self.list.reload(ticket) {
                effects.push(super::order::ask_for(ticket, wanted));
            }
        } else {
            self.list.stale = false;
        }
        effects
    }
}
