//! Pictures: those that stand in the article, and the one that the user wants to see in a program of his own.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError};

use super::EffectShell;
use crate::app::picture_loader::PictureRequest;
use crate::app::terminal::Screen;
use crate::fetch::Fetcher;
use crate::ui::Message;
use crate::ui::message::Reason;
use crate::ui::reader::unshown::Unshown;

impl EffectShell {
    pub(super) fn load_picture(&mut self, request: PictureRequest) {
        let fetcher = self.picture_fetcher();
        let sender = self.sender.clone();
        let shelf = self.engine.pictures.as_ref().map(|pictures| pictures.shelf.clone());
        let address = request.address.clone();
        let picture = self.pictures.picture(request, fetcher, shelf);
        drop(self.runtime.spawn(async move {
            if let Some(picture) = picture.await {
                // The loop has ended: nobody listens any more.
                let _ = sender.send(Message::Picture(address, picture.map(Arc::new)));
            }
        }));
    }

    fn picture_fetcher(&mut self) -> Fetcher {
        let network = &self.engine.network;
        self.fetcher.get_or_insert_with(|| Fetcher::new(network.clone())).clone()
    }

    /// Gets a picture for the user's viewer and lays it into a file; without a viewer the browser opens its address.
    pub(super) fn view(&mut self, screen: &mut Screen, address: String) -> anyhow::Result<()> {
        if self.viewer.is_none() {
            return self.browse(screen, address);
        }
        let (fetcher, sender) = (self.picture_fetcher(), self.sender.clone());
        let shelf = self.engine.pictures.as_ref().map(|pictures| pictures.shelf.clone());
        let (bytes, viewed) = (self.pictures.bytes(address.clone(), fetcher, shelf), Arc::clone(&self.viewed));
        drop(self.runtime.spawn(async move {
            let bytes = match bytes.await {
                Ok(bytes) => bytes,
                Err(why) => return drop(sender.send(Message::NoPicture(address, why))),
            };
            let written = tokio::task::spawn_blocking(move || {
                let mut viewed = viewed.lock().unwrap_or_else(PoisonError::into_inner);
                match viewed.file(&address, &bytes) {
                    Ok(Some(file)) => Message::PictureFile(file),
                    Ok(None) => Message::NoPicture(address, Unshown::UnknownForm),
                    Err(error) => Message::Failed("could-not-save", address, Reason::from(&error)),
                }
            });
            if let Ok(message) = written.await {
                // The loop has ended: nobody listens any more.
                let _ = sender.send(message);
            }
        }));
        Ok(())
    }

    /// Shows a picture that lies in a file.
    pub(super) fn show_picture(&mut self, screen: &mut Screen, file: PathBuf, back: String) -> anyhow::Result<()> {
        let (viewer, file) = (self.viewer.clone(), file.display().to_string());
        if viewer.takes_the_terminal() {
            let outcome = screen.away(|| viewer.show(&file, &back))?;
            self.was_away = true;
            self.tell(outcome);
        } else {
            self.in_background(move || viewer.show(&file, &back));
        }
        Ok(())
    }
}
