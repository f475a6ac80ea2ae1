//! The pictures of articles: which are at hand, and which were asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Article, Block};

use super::picture::{MAX_PICTURES, Picture, Pictures};

/// Most pictures kept in memory; beyond this all are forgotten and asked for again.
const MAX_KEPT: usize = 200;

/// The pictures of articles.
#[derive(Debug, Default)]
pub struct PictureState {
    pub(in crate::ui) at_hand: Pictures,
    /// Addresses that were asked for, and the columns and rows for which.
    asked: BTreeMap<String, (u16, u16)>,
    /// Addresses that gave no picture.
    failed: BTreeSet<String>,
    /// Pictures are drawn at all.
    pub(in crate::ui) on: bool,
}

impl PictureState {
    /// None at hand.
    pub(in crate::ui) fn new(on: bool) -> Self {
        Self { on, ..Self::default() }
    }

    /// Addresses of the article's pictures that were not asked for in this size; from now on they were.
    pub(in crate::ui) fn want(&mut self, article: &Article, room: (u16, u16)) -> Vec<String> {
        let urls = article.body.iter().filter_map(|block| match block {
            Block::Picture { url, .. } if !url.is_empty() => Some(url),
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

    /// Whether a picture that is not at hand may still come.
    pub(in crate::ui) fn may_come(&self, url: &str) -> bool {
        self.on && url.starts_with("http") && !self.failed.contains(url)
    }

    /// Takes one that came, or notes that none will.
    pub(in crate::ui) fn take(&mut self, url: String, picture: Option<Arc<Picture>>) {
        let Some(picture) = picture else {
            self.failed.insert(url);
            return;
        };
        if self.at_hand.len() >= MAX_KEPT {
            self.forget();
        }
        self.at_hand.insert(url, picture);
    }

    /// Forgets all of them: they are asked for again.
    pub(in crate::ui) fn forget(&mut self) {
        self.at_hand.clear();
        self.asked.clear();
        self.failed.clear();
    }
}
