//! Posts and films of networks, which a page shows in a box that a script fills: the words as a quotation, then the address.

use super::{BlockPiece, BlockReader};
use crate::extract::dom::PageRow;
use crate::model::block::MediaKind;
use crate::model::{Block, MarkKind, Rich};

impl BlockReader<'_, '_> {
    /// A post of a network: its words and its address; `false` where it has no address.
    pub(super) fn post(&mut self, at: usize, row: &PageRow<'_>, network: PostNetwork) -> bool {
        let outline = &self.page.outline;
        let told = ["cite", "data-instgrm-permalink", "data-href", "data-url", "data-text-post-permalink"]
            .iter()
            .find_map(|name| row.attr(name))
            .and_then(|href| self.page.join(href));
        let linked = || {
            let links = (at..row.end).filter(|r| outline.rows[*r].tag == "a");
            let own = |r: usize| self.page.join(outline.rows[r].attr("href")?).filter(|url| network.owns(&url.host()));
            links.filter_map(own).last()
        };
        let Some(url) = told.or_else(linked) else { return false };
        let said = (at..row.end).find(|r| outline.rows[*r].tag == "p");
        let words = said.map(|r| super::rich(self.page, r, &|_| false)).filter(is_said);
        self.flush();
        let (look, row) = (self.look(), self.box_row(at));
        if let Some(rich) = words {
            let look = super::seen(&rich, look);
            self.out.push(BlockPiece { row, at, look, ..BlockPiece::of(Block::Quote(rich)) });
        }
        let block = Block::Media { kind: MediaKind::Frame, url: url.as_str().to_owned(), caption: String::new() };
        self.out.push(BlockPiece { row, at, look, ..BlockPiece::of(block) });
        true
    }

    /// A film that a script shows.
    pub(super) fn film(&mut self, at: usize, row: &PageRow<'_>, url: String) {
        self.flush();
        let title = row.attr("playlabel").or_else(|| row.attr("title")).unwrap_or_default();
        let block = Block::Media { kind: MediaKind::Video, url, caption: crate::text::one_line(title) };
        let (look, row) = (self.look(), self.box_row(at));
        self.out.push(BlockPiece { row, at, look, ..BlockPiece::of(block) });
    }
}

/// The address of a film whose frame only a script makes: `<lite-youtube videoid>`, `<div class="youtube" data-id>`.
pub(super) fn video_of(row: &PageRow<'_>) -> Option<String> {
    const NAMES: &[&str] = &["videoid", "data-videoid", "data-video-id", "data-youtube-id", "data-id", "data-embed"];
    const ID_CHARS: usize = 11;
    let is_made = matches!(row.tag, "lite-youtube" | "amp-youtube" | "youtube-video")
        || row.tag == "div" && row.names().to_ascii_lowercase().contains("youtube");
    let is_id =
        |id: &&str| id.len() == ID_CHARS && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    let id = NAMES.iter().filter_map(|name| row.attr(name)).find(is_id).filter(|_| is_made)?;
    Some(format!("https://www.youtube.com/watch?v={id}"))
}

/// Whether a text is more than a link to the post ("Xem bài viết này trên Instagram").
fn is_said(rich: &Rich) -> bool {
    let linked: usize =
        rich.marks.iter().filter(|m| matches!(m.kind, MarkKind::Link { .. })).map(|m| m.end - m.start).sum();
    !rich.text.is_empty() && linked * 10 < rich.text.len() * 8
}

/// The networks whose posts pages show in a box that a script fills; those of X are quotations as they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PostNetwork {
    Instagram,
    TikTok,
    Facebook,
    Threads,
}

impl PostNetwork {
    pub(super) fn of(row: &PageRow<'_>) -> Option<Self> {
        if !matches!(row.tag, "blockquote" | "div") {
            return None;
        }
        row.class().split_ascii_whitespace().find_map(|name| match name {
            "instagram-media" => Some(Self::Instagram),
            "tiktok-embed" | "tiktok-video" => Some(Self::TikTok),
            "fb-post" | "fb-video" | "fb-reel" => Some(Self::Facebook),
            "text-post-media" => Some(Self::Threads),
            _ => None,
        })
    }

    /// Whether a host is the network's.
    fn owns(self, host: &str) -> bool {
        let hosts: &[&str] = match self {
            Self::Instagram => &["instagram.com"],
            Self::TikTok => &["tiktok.com"],
            Self::Facebook => &["facebook.com", "fb.watch"],
            Self::Threads => &["threads.net", "threads.com"],
        };
        hosts.iter().any(|own| host == *own || host.ends_with(&format!(".{own}")))
    }
}
