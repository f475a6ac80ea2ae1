//! The pictures of articles: which are at hand, and which were asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Article, Block};

use super::picture::{MAX_PICTURES, Picture, PicturesAtHand};
use super::unshown::Unshown;

/// Most pictures kept in memory; beyond this all are forgotten and asked for again.
const MAX_KEPT: usize = 200;

/// The pictures of articles.
#[derive(Debug, Default)]
pub struct PictureState {
    pub(in crate::ui) at_hand: PicturesAtHand,
    /// Addresses that were asked for, and the columns and rows for which.
    asked: BTreeMap<String, (u16, u16)>,
    /// The room that those at hand were made for.
    made_for: BTreeMap<String, (u16, u16)>,
    /// Addresses that gave no picture, and why.
    failed: BTreeMap<String, Unshown>,
    /// Pictures are drawn at all.
    pub(in crate::ui) on: bool,
}

impl PictureState {
    /// Addresses of the article's pictures that were not asked for in this size; from now on they were.
    pub(in crate::ui) fn want(&mut self, article: &Article, room: (u16, u16)) -> Vec<String> {
        let urls = article.body.iter().filter_map(|block| match block {
            Block::Picture { url, .. } if can_be_asked_for(url) => Some(url),
            _ => None,
        });
        let mut wanted = Vec::new();
        for url in urls.take(MAX_PICTURES) {
            if self.asked.get(url) != Some(&room) {
                self.asked.insert(url.clone(), room);
                wanted.push(url.clone());
            }
        }
        wanted
    }

    /// Cells to keep for a picture at hand in a room of columns and rows. One that filled a smaller room fills this one as soon as
    /// it has been made for it.
    pub(in crate::ui) fn place_of(&self, url: &str, room: (u16, u16)) -> Option<(u16, u16)> {
        let picture = self.at_hand.get(url)?;
        let filled = self.made_for.get(url).filter(|made_for| **made_for != room && picture.fills(**made_for));
        Some(if filled.is_some() { picture.shape_in(room) } else { picture.cells(room.0, room.1) })
    }

    /// Why a picture that is not at hand will not come either, as far as that is known; `before` are the article's pictures
    /// before it that can be asked for.
    pub(in crate::ui) fn unshown(&self, url: &str, before: usize) -> Option<Unshown> {
        if !self.on {
            Some(Unshown::Hidden)
        } else if !can_be_asked_for(url) {
            Some(Unshown::BadAddress)
        } else if before >= MAX_PICTURES {
            Some(Unshown::TooMany)
        } else {
            self.failure(url)
        }
    }

    /// Why a picture that was asked for did not come.
    pub(in crate::ui) fn failure(&self, url: &str) -> Option<Unshown> {
        self.failed.get(url).copied()
    }

    /// Takes one that came, or notes why none did.
    pub(in crate::ui) fn take(&mut self, url: String, picture: Result<Arc<Picture>, Unshown>) {
        match picture {
            Ok(picture) => {
                if self.at_hand.len() >= MAX_KEPT {
                    self.forget();
                }
                self.failed.remove(&url);
                if let Some(room) = self.asked.get(&url) {
                    self.made_for.insert(url.clone(), *room);
                }
                self.at_hand.insert(url, picture);
            }
            Err(why) => drop(self.failed.insert(url, why)),
        }
    }

    /// Forgets all of them: they are asked for again.
    pub(in crate::ui) fn forget(&mut self) {
        self.at_hand.clear();
        self.asked.clear();
        self.made_for.clear();
        self.failed.clear();
    }
}

/// Whether a picture's address is one of the web.
pub(in crate::ui) fn can_be_asked_for(url: &str) -> bool {
    url.starts_with("http")
}
