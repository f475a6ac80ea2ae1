//! Reading aloud, and what is written for the user: an article, a press review.

use std::io::ErrorKind;

use super::EffectShell;
use crate::app::voice::Voice;
use crate::app::{digest, programs};
use crate::config::Environment;
use crate::export::{self, ExportItem, Format, Head, PictureBytes};
use crate::model::Article;
use crate::ui::Message;
use crate::ui::effect::DigestWish;
use crate::ui::message::{Reason, Ticket};

impl EffectShell {
    /// Says a sentence, once the one before has ended or was stopped.
    pub(super) fn speak(&mut self, ticket: Ticket, line: String, speed: u16) {
        let (speech, sender) = (self.speech.clone(), self.sender.clone());
        let voice = move || Voice::to_speak(&speech, &Environment::of_process(), speed);
        // The loop has ended: nobody listens any more.
        self.voice.say(voice, line, move |said| {
            let _ = match said {
                Ok(true) => sender.send(Message::Said(ticket)),
                Ok(false) => Ok(()),
                Err(error) => sender.send(programs::unheard(ticket, error)),
            };
        });
    }

    pub(super) fn save(&self, name: String, article: Box<Article>, paper: String) {
        let home = Environment::of_process().path("HOME");
        let (shelf, accessed) = (self.engine.pictures.as_ref().map(|kept| kept.shelf.clone()), self.engine.clock.now());
        self.in_background(move || {
            let pictures: PictureBytes<'_> = Box::new(move |url| shelf.as_ref()?.get(url).ok()?);
            let head = Head { title: article.row.title.clone(), accessed };
            match export::one(Format::of_file(&name), head, pictures, ExportItem { article: &article, paper: &paper }) {
                Ok(bytes) => programs::save(&name, &bytes, home.as_deref()),
                Err(error) => {
                    Message::Failed("could-not-save", name, Reason::System(ErrorKind::Other, error.to_string()))
                }
            }
        });
    }

    pub(super) fn make_digest(&self, wish: DigestWish) {
        let (store, now) = (self.store(), self.engine.clock.now());
        let home = Environment::of_process().path("HOME");
        self.in_background(move || digest::make(&store, now, wish, home.as_deref()));
    }
}
