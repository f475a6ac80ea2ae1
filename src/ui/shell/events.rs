//! What has happened, and what the screen makes of it: answers of the archive, news of a refresh, the clock.

use std::sync::Arc;

use crate::model::{Hits, SyncNews, Timestamp};
use crate::text::lexicon::Lexicon;
use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::list::ListKind;
use crate::ui::message::{Message, Reason, Ticket};
use crate::ui::notice::{self, StatusNotice};
use crate::ui::panels::since::SincePage;
use crate::ui::reader::picture::Picture;
use crate::ui::reader::unshown::Unshown;
use crate::ui::search::FIRST_HITS;
use crate::ui::words::PhraseValue;

/// Most sources in trouble that a notice names.
const NAMED: usize = 3;

impl Ui {
    /// Takes what happened. Every kind of message has an arm, so that none is forgotten.
    pub(in crate::ui) fn handle(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Key(key) => return self.user_key(key),
            Message::Waited => return self.waited(),
            Message::Pasted(text) => return self.paste(&text),
            Message::Scrolled(x, y, rows) => return self.wheel(x, y, rows),
            Message::Clicked(x, y) => return self.click(x, y),
            Message::Resized(width, height) => self.shell.panes.size = (width, height),
            Message::Focused(true) => return self.refresh_list(),
            Message::Focused(false) => {}
            Message::Ticked(now) => return self.tick(now),
            Message::Rows(ticket, page) => {
                self.prefetch.forget();
                self.list.receive(ticket, page);
                if self.list.take_stopped_short() {
                    self.shell
                        .tell(StatusNotice::hint(&self.shell.words.count("list-bound", crate::ui::list::MAX_ROWS)));
                }
            }
            Message::ReadAhead(ticket, articles) => self.take_ahead(ticket, articles),
            Message::FactsCounted(article, facts) => self.take_facts(article, facts),
            Message::Articles(ticket, articles) => return self.copy_together(ticket, &articles),
            Message::Documents(known) => self.take_documents(known),
            Message::DocumentsChanged => {
                return std::iter::once(Effect::LoadCounts).chain(self.load_documents()).collect();
            }
            Message::Counted(counts) => self.sources.adopt(counts),
            Message::Article(ticket, article) => self.take_article(ticket, article, None),
            Message::Picture(url, picture) => self.take_picture(url, picture),
            Message::PictureFile(file) => return vec![Effect::ShowPicture(file, self.shell.words.say("pipe-back"))],
            Message::NoPicture(address, why) => {
                let why = Reason::Said(self.shell.words.say(why.phrase()));
                self.failed("no-such-picture", address, &why);
            }
            Message::PicturesChanged => self.forget_pictures(),
            Message::Ground(theme) => return self.take_ground(theme),
            Message::Found(ticket, found) => self.take_found(ticket, found),
            Message::Labels(labels) => self.marks.labels = labels,
            Message::Marked(marked) => return self.take_marked(marked),
            Message::Labelled(labelled, why) => self.take_labelled(labelled, why),
            Message::Revisions(article, revisions) => self.show_revisions(&article, &revisions),
            Message::Raw(id, raw) => self.show_raw(id, raw.as_deref()),
            Message::Troubles(troubles) => self.sources.troubles = troubles,
            Message::Saved(saved) => self.take_saved(saved),
            Message::Case(query, rows, left_out) => self.take_case(query, rows, left_out),
            Message::Followed(document, steps) => self.take_followed(document, steps),
            Message::Since(happened) => self.take_since(*happened),
            Message::Digest(text, stories) => return self.take_digest(text, stories),
            Message::Sync(news) => return self.take_news(&news),
            Message::SyncEnded => return self.sync_ended(),
            Message::Estimated(pages, megabytes) => return self.confirm_download(pages, megabytes),
            Message::Indexing(left, whole) => self.refresh.indexes(left, whole),
            Message::Indexed => return self.indexed(),
            Message::ChangedOutside { newest, .. } => return self.take_changed_outside(newest),
            Message::MutesSettled(changed) => return self.mutes_settled(changed),
            Message::HookFailed(what) => self.hook_failed(&what),
            Message::Settings(read) => return self.take_settings(*read),
            Message::SettingsTold(told) => self.take_told_settings(told),
            Message::SettingWritten(key, value) => self.setting_written(&key, &value),
            Message::Offered(offer, remark) => self.take_offer(*offer, remark),
            Message::NotOffered(why) => self.shell.tell(StatusNotice::error(&why)),
            Message::SourceAdded(source, sections, told) => return self.source_added(&source, sections, &told),
            Message::SourceRemoved(source) => self.source_removed(&source),
            Message::Remembered(values) => self.recall(&values),
            Message::Learnt(words) => self.take_words(&words),
            Message::Said(ticket) => return self.said(ticket),
            Message::Unheard(ticket, id, name, reason) => self.unheard(ticket, id, name, &reason),
            Message::Done(id) => self.shell.done(id),
            Message::Written(name) => self.written(&name),
            Message::Refused(id) => {
                self.marks.forget_asked();
                self.refresh.indexing = None;
                self.shell.fail(id);
            }
            Message::Failed(id, name, reason) => self.failed(id, name, &reason),
        }
        Vec::new()
    }

    fn indexed(&mut self) -> Vec<Effect> {
        self.refresh.indexed();
        let mut effects = vec![Effect::LoadSaved(self.shell.settings.saved.clone())];
        if self.search.running.as_ref().is_some_and(|searching| searching.behind > 0) {
            effects.extend(self.search_the_same());
        }
        effects
    }

    fn mutes_settled(&mut self, changed: usize) -> Vec<Effect> {
        self.shell.tell(StatusNotice::done(&self.shell.words.count("mutes-settled", changed)));
        self.refresh_list()
    }

    fn hook_failed(&mut self, what: &str) {
        let sentence = self.shell.words.with("trouble-hook", &[("what", PhraseValue::Text(what))]);
        self.shell.tell(StatusNotice::warning(&sentence));
        // What a refresh says at its end would cover it.
        self.refresh.said_after = self.refresh.progress.running.then_some(sentence);
    }

    fn written(&mut self, name: &str) {
        self.prompts.unsaved = None;
        self.shell.tell(StatusNotice::done(&self.shell.words.with("saved", &[("name", PhraseValue::Text(name))])));
    }

    pub(in crate::ui) fn failed(&mut self, id: &'static str, name: String, reason: &Reason) {
        self.marks.forget_asked();
        self.refresh.indexing = None;
        self.shell.tell(StatusNotice::error(&notice::failure(&self.shell.words, id, &name, reason)));
        if id == "could-not-save" {
            self.prompts.unsaved = self.reader.shown().map(|article| (article, name));
        }
    }

    /// Words that lines keep whole from now on.
    fn take_words(&mut self, words: &[String]) {
        self.shell.look.typeset.lexicon = Lexicon::default().with(words.iter().map(String::as_str));
        self.forget_lines();
    }

    fn take_picture(&mut self, url: String, picture: Result<Arc<Picture>, Unshown>) {
        // Where a place was kept for it, nothing moves; what does not come gives its place back, as long as nobody reads on.
        let reads_on = picture.is_ok() || self.reader.top() > 0;
        let placed = self.reader.has_place_for(&url) && reads_on;
        self.pictures.take(url, picture);
        if !placed {
            self.forget_lines();
        }
    }

    /// Follows the terminal's ground where the user chose no theme; remembers it, so that the next first frame is right.
    fn take_ground(&mut self, name: &'static str) -> Vec<Effect> {
        if !self.shell.settings.theme_follows || self.shell.look.chosen {
            return Vec::new();
        }
        if self.shell.look.theme.name == name {
            return Vec::new();
        }
        self.choose_theme(name);
        vec![Effect::Remember("ground", name.to_owned())]
    }

    fn take_found(&mut self, ticket: Ticket, mut found: Hits) {
        let Some(searching) = self.search.running.as_mut().filter(|s| s.ticket == ticket) else { return };
        searching.complaints.clone_from(&found.complaints);
        searching.behind = found.behind;
        // What fills a screen comes first; more of it is on its way.
        searching.parts += 1;
        searching.answered = searching.parts > 1 || found.hits.len() != FIRST_HITS;
        let text = searching.text.clone();
        if searching.name.is_some() {
            // Nobody typed it.
            found.suggestion = None;
        }
        // While it is typed the prompt's line tells it.
        if let Some(complaint) = self.shell.words.complaint(&found.complaints).filter(|_| self.prompts.open.is_none()) {
            self.shell.tell(StatusNotice::warning(&complaint));
        }
        self.list.show_hits(&text, found);
    }

    fn take_news(&mut self, news: &SyncNews) -> Vec<Effect> {
        self.refresh.progress.take(news);
        match news {
            SyncNews::SectionDone { new, .. } if *new > 0 => self.list.stale = true,
            SyncNews::ArticleSaved { id, .. } | SyncNews::ArticleGone { id, .. } => {
                self.list.stale = true;
                self.prefetch.forget();
                // The article in hand got its body (or a better one), or is gone from its site.
                if self.reader.shown() == Some(*id) {
                    return self.load(*id);
                }
            }
            SyncNews::OlderLeft { source, .. } => {
                let name = self.sources.name_of(source).to_owned();
                let text = self.shell.words.with("older-left", &[("name", PhraseValue::Text(&name))]);
                self.shell.tell(StatusNotice::hint(&text));
            }
            SyncNews::Gap { source, mapped, .. } => {
                let name = self.sources.name_of(source).to_owned();
                let count = mapped.unwrap_or_default();
                let values = [("name", PhraseValue::Text(&name)), ("n", PhraseValue::Number(count))];
                let phrase = if mapped.is_some() { "gap-mapped" } else { "gap-open" };
                self.shell.tell(StatusNotice::hint(&self.shell.words.with(phrase, &values)));
            }
            SyncNews::Offline => self.shell.warn("network-away"),
            // While a refresh runs each would cover the one before; its end counts them.
            SyncNews::Trouble(_) if self.refresh.progress.running => {}
            SyncNews::Trouble(trouble) => {
                let name = self.sources.name_of(&trouble.source).to_owned();
                self.shell.tell(StatusNotice::warning(&notice::of_trouble(&self.shell.words, &name, trouble)));
            }
            SyncNews::Finished(tally) => {
                self.list.stale = true;
                if tally.new + tally.edited + tally.gone > 0 {
                    self.panels.known.advance(self.shell.now);
                }
                self.panels.since.iter_mut().for_each(SincePage::grow_old);
                self.shell.notice = Some(self.summary(tally));
                let mut effects = vec![Effect::LoadTroubles];
                effects.extend(self.refresh_list());
                return effects;
            }
            _ => {}
        }
        Vec::new()
    }

    fn summary(&mut self, tally: &crate::model::Tally) -> StatusNotice {
        let asked = self.refresh.progress.sources;
        let all_failed = asked > 0 && tally.failed_sources.len() >= asked;
        let mut text = match (tally.cancelled, tally.new) {
            _ if self.refresh.progress.offline => self.shell.words.say("network-away"),
            (true, new) => self.shell.words.count("refresh-stopped", new),
            (false, 0) if tally.bodies > 0 => self.shell.words.count("refresh-texts", tally.bodies),
            // That there is nothing new is known only of those that answered.
            (false, 0) if all_failed => self.shell.words.say("refresh-none"),
            (false, 0) => self.shell.words.say("refresh-nothing-new"),
            (false, new) => self.shell.words.count("refresh-new", new),
        };
        if tally.edited > 0 {
            text.push(' ');
            text.push_str(&self.shell.words.count("refresh-edited", tally.edited));
        }
        if tally.gone > 0 {
            text.push(' ');
            text.push_str(&self.shell.words.count("refresh-gone", tally.gone));
        }
        if tally.muted > 0 {
            text.push(' ');
            text.push_str(&self.shell.words.count("refresh-muted", tally.muted));
        }
        if let Some(sentence) = self.refresh.said_after.take() {
            return StatusNotice::warning(&format!("{text} {sentence}"));
        }
        if tally.failed_sources.is_empty() {
            return StatusNotice::done(&text);
        }
        let names: Vec<&str> =
            tally.failed_sources.iter().take(NAMED).map(|source| self.sources.name_of(source)).collect();
        let more = if tally.failed_sources.len() > NAMED { "…" } else { "" };
        let names = format!("{}{more}", names.join(", "));
        let values = [("n", PhraseValue::Number(tally.failed_sources.len())), ("names", PhraseValue::Text(&names))];
        text.push(' ');
        text.push_str(&self.shell.words.with("refresh-troubles", &values));
        StatusNotice::warning(&text)
    }

    fn sync_ended(&mut self) -> Vec<Effect> {
        if !self.refresh.progress.running {
            return Vec::new();
        }
        self.refresh.progress.running = false;
        self.refresh_list()
    }

    fn tick(&mut self, now: Timestamp) -> Vec<Effect> {
        self.shell.now = now;
        self.prefetch.age(now);
        if self.shell.notice.as_mut().is_some_and(|n| n.is_over(now)) {
            self.shell.notice = None;
        }
        self.keys.age(now);
        self.age_playing();
        let mut effects = self.save_position();
        if self.list.stale {
            effects.extend(self.refresh_list());
        }
        effects
    }

    /// Asks for the rows in sight and the counts anew; the cursor stays with its article.
    pub(in crate::ui) fn refresh_list(&mut self) -> Vec<Effect> {
        let ticket = self.shell.ticket();
        let mut effects = vec![Effect::LoadCounts];
        if self.list.kind == ListKind::Articles {
            if let Some(wanted) = self.list.reload(ticket) {
                effects.push(crate::ui::list::order::ask_for(ticket, wanted));
            }
        } else {
            self.list.stale = false;
        }
        effects
    }
}
