//! Changes of the configuration from the screen: examine an address, add sources, hide the built-in newspapers, show
//! and write settings.

use std::sync::{Arc, Mutex, PoisonError};

use super::EffectShell;
use crate::app::{Asking, Connection, Seen};
use crate::model::Language;
use crate::model::offer::OfferPart;
use crate::sources::BuiltIn;
use crate::sync::first_visit;
use crate::ui::{Effect, Message};

impl EffectShell {
    /// Examines a site; the answer arrives as a message.
    pub(super) fn look_at_source(&mut self, address: String, language: Language) {
        let (desk, sender) = (Arc::clone(&self.desk), self.sender.clone());
        let seen = Arc::new(Mutex::default());
        let asking = self.asking(language);
        self.seen = Some(Arc::clone(&seen));
        self.wishes.push(move || {
            let message = match desk.look(&address, asking) {
                Ok(Seen { offer, found, remark }) => {
                    *seen.lock().unwrap_or_else(PoisonError::into_inner) = found;
                    Message::Offered(Box::new(offer), remark)
                }
                Err(why) => Message::NotOffered(why),
            };
            // The loop has ended: nobody listens any more.
            let _ = sender.send(message);
        });
    }

    /// The state of network and language that a request to the configuration needs.
    fn asking(&self, language: Language) -> Asking {
        let network = if self.engine.network.offline { Connection::Forbidden } else { Connection::Allowed };
        Asking { network, language }
    }

    /// Writes the chosen parts into the configuration, and follows it.
    pub(super) fn add_source(&self, chosen: Vec<OfferPart>, language: Language) {
        let (desk, sender) = (Arc::clone(&self.desk), self.sender.clone());
        let Some(seen) = self.seen.clone() else { return };
        let (follow, asking) = (self.follow(), self.asking(language));
        let (store, catalog) = (self.store(), Arc::clone(&self.engine.catalog));
        self.wishes.push(move || {
            let found = seen.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let message = match desk.add(&found, &chosen, asking) {
                Ok(added) => {
                    if let Err(error) = first_visit(&store, &catalog, &added.enlisted) {
                        tracing::warn!(%error, "what the added source lists is not kept");
                    }
                    follow();
                    Message::SourceAdded(added.id, added.sections, added.told)
                }
                Err(why) => Message::NotOffered(why),
            };
            let _ = sender.send(message);
        });
    }

    /// Takes a source of the user's own away, or hides the built-in ones.
    pub(super) fn change_sources(&self, effect: Effect, language: Language) {
        match effect {
            Effect::RemoveSource(typed) => self.remove_source(typed, language),
            _ => self.toggle_built_in(language),
        }
    }

    /// Takes a source out of the configuration, and follows it.
    fn remove_source(&self, typed: String, language: Language) {
        let (desk, sender) = (Arc::clone(&self.desk), self.sender.clone());
        let (follow, asking) = (self.follow(), self.asking(language));
        self.wishes.push(move || {
            let message = match desk.remove(&typed, asking) {
                Ok(id) => {
                    follow();
                    Message::SourceRemoved(id)
                }
                Err(why) => Message::NotOffered(why),
            };
            let _ = sender.send(message);
        });
    }

    /// Hides the built-in newspapers, or shows them again.
    fn toggle_built_in(&self, language: Language) {
        let (desk, sender) = (Arc::clone(&self.desk), self.sender.clone());
        let (follow, asking) = (self.follow(), self.asking(language));
        self.wishes.push(move || {
            let message = match desk.toggle_built_in(asking) {
                Ok(now) => {
                    follow();
                    Message::Done(if now == BuiltIn::All { "built-in-shown" } else { "built-in-hidden" })
                }
                Err(why) => Message::NotOffered(why),
            };
            let _ = sender.send(message);
        });
    }

    /// Tells a setting, or all.
    pub(super) fn tell_setting(&self, key: Option<String>, language: Language) {
        let (desk, sender) = (Arc::clone(&self.desk), self.sender.clone());
        let asking = self.asking(language);
        self.wishes.push(move || {
            let told = desk.settings(key.as_deref(), asking);
            let _ = sender.send(told.map_or_else(Message::NotOffered, Message::SettingsTold));
        });
    }

    /// Writes a setting, and follows it.
    pub(super) fn write_setting(&self, key: String, value: String, language: Language) {
        let (desk, sender) = (Arc::clone(&self.desk), self.sender.clone());
        let (follow, asking) = (self.follow(), self.asking(language));
        self.wishes.push(move || match desk.set(&key, &value, asking) {
            Ok(()) => {
                let _ = sender.send(Message::SettingWritten(key, value));
                follow();
            }
            Err(why) => drop(sender.send(Message::NotOffered(why))),
        });
    }
}
