//! Pictures, films, recordings, frames: their addresses, lazy ones too; placeholders never win.
//!
//! A frame is kept where it says what it is (a title, a caption) or comes from a host that shows films; advertisements and
//! share buttons come in frames as well. Units: rows; pixels.

use super::look::is_floated;
use super::posts::{PostNetwork, video_of};
use super::{BlockPiece, BlockReader, OpenRun};
use crate::extract::dom::{PageRow, is_drawing, is_picture_name, is_placeholder, picture_address};
use crate::model::Block;
use crate::model::block::MediaKind;
use crate::text;

/// Pictures narrower than this, in pixels, are icons.
const ICON_PIXELS: u32 = 60;
/// Longest `noscript` that is looked at for the picture of a lazy one, in bytes.
const MAX_TWIN_BYTES: usize = 20_000;
/// Hosts whose frames show films or sound; the end of a host name.
const PLAYERS: &[&str] = &[
    "youtube.com",
    "youtube-nocookie.com",
    "youtu.be",
    "vimeo.com",
    "dailymotion.com",
    "tiktok.com",
    "soundcloud.com",
    "spotify.com",
];
/// Parts of addresses of frames that are no part of an article.
const NO_FRAMES: &[&str] = &[
    "plugins/like",
    "plugins/page",
    "plugins/share",
    "plugins/comments",
    "doubleclick",
    "googlesyndication",
    "/ads",
    "adserver",
    "recaptcha",
    "googletagmanager",
];

impl BlockReader<'_, '_> {
    /// Films, frames, the twins of lazy pictures: elements that hold no text but may show something.
    pub(super) fn special(&mut self, at: usize, row: &PageRow<'_>, skip: &dyn Fn(usize) -> bool) -> bool {
        if skip(at) {
            return false;
        }
        if row.hidden {
            let waits = is_waiting(row);
            if waits {
                self.picture(at, row);
            }
            return waits;
        }
        if let Some(network) = PostNetwork::of(row) {
            return self.post(at, row, network);
        }
        if let Some(url) = video_of(row) {
            self.film(at, row, url);
            return true;
        }
        match row.tag {
            "noscript" => self.twin(at),
            "video" | "audio" | "iframe" | "embed" | "object" | "amp-video" | "amp-audio" | "amp-youtube" => {
                self.media(at, row);
            }
            _ => return false,
        }
        true
    }

    pub(super) fn picture(&mut self, at: usize, row: &PageRow<'_>) {
        // `amp-img` and responsive pictures give a ratio, not pixels.
        let is_ratio = row.tag == "amp-img" || row.attr("layout").is_some();
        let size = |name: &str| row.attr(name).and_then(|n| n.trim_end_matches("px").parse::<u32>().ok());
        let is_icon = |name: &str| size(name).is_some_and(|n| n > 0 && n < ICON_PIXELS);
        if is_emoji(row) {
            self.words(at, row.attr("alt").unwrap_or_default());
            return;
        }
        if !is_ratio && (is_icon("width") || is_icon("height")) || is_point(row) || self.is_file_icon(row) {
            return;
        }
        // A lazy picture whose address only a script knows keeps its place: a caption may follow.
        let is_lazy = || row.attr("src").is_none_or(|src| src.starts_with("data:") || is_placeholder(src));
        let address = picture_address(&self.page.outline, at).and_then(|address| self.page.join(&address));
        let address = address.map(|url| url.as_str().to_owned());
        let Some(url) = address.or_else(|| is_lazy().then(String::new)) else { return };
        self.push_picture(at, url, row.attr("alt").unwrap_or_default());
        if let Some(last) = self.out.last_mut() {
            last.look.floated = is_floated(row);
        }
    }

    /// Whether a picture stands before the name of a file in a link to it, or is called an icon.
    fn is_file_icon(&self, row: &PageRow<'_>) -> bool {
        let named = row.class().split(|c: char| !c.is_ascii_alphabetic()).any(|word| word.eq_ignore_ascii_case("icon"));
        let link = &self.page.outline.rows[row.parent];
        let href = link.attr("href").filter(|_| link.tag == "a");
        named || href.is_some_and(|href| crate::extract::attachments::kind_of(href).is_some())
    }

    fn push_picture(&mut self, at: usize, url: String, alt: &str) {
        let alt = text::one_line(alt);
        self.flush();
        let look = self.look();
        let row = self.box_row(at);
        self.out.push(BlockPiece {
            row,
            at,
            look,
            alt,
            ..BlockPiece::of(Block::Picture { url, caption: String::new() })
        });
    }

    /// The picture in a `noscript`, where the lazy one before it has no address.
    pub(super) fn twin(&mut self, at: usize) {
        let raw = self.page.outline.hidden_markup(at, MAX_TWIN_BYTES);
        let Some(src) = attribute(&raw, "src") else { return };
        let Some(url) = self.page.join(&src).filter(|_| !is_placeholder(&src)) else { return };
        let url = url.as_str().to_owned();
        let row = self.box_row(at);
        let shown = |piece: &BlockPiece| match &piece.block {
            // The lazy one right before it, with an address of its own.
            Block::Picture { url: before, .. } => {
                *before == url || !before.is_empty() && piece.row == row && piece.at + 2 >= at
            }
            _ => false,
        };
        if let Some(BlockPiece { block: Block::Picture { url: before, .. }, row: place, .. }) = self.out.last_mut()
            && (before.is_empty() || is_drawing(before) && !is_drawing(&url))
            && *place == row
            && self.run.is_empty()
        {
            *before = url;
            return;
        }
        if !self.run.is_empty() || self.out.last().is_none_or(|last| !shown(last)) {
            let alt = attribute(&raw, "alt").unwrap_or_default();
            self.push_picture(at, url, &alt);
        }
    }

    /// A film, a recording or a frame.
    pub(super) fn media(&mut self, at: usize, row: &PageRow<'_>) {
        let outline = &self.page.outline;
        let address = |r: usize| {
            let row = &outline.rows[r];
            ["src", "data-src", "data-lazy-src", "data-original", "data"]
                .iter()
                .filter_map(|name| row.attr(name))
                .find(|value| !value.trim().is_empty() && !value.starts_with("about:"))
                .and_then(|value| self.page.join(value))
        };
        let kind = match row.tag {
            "video" | "amp-video" => MediaKind::Video,
            "audio" | "amp-audio" => MediaKind::Audio,
            _ => MediaKind::Frame,
        };
        let found = (at..row.end).filter(|r| *r == at || outline.rows[*r].tag == "source").find_map(address);
        let Some(url) = found else { return };
        // The card of another article, in a frame.
        if row.class().split_ascii_whitespace().any(|name| name == "wp-embedded-content") {
            return;
        }
        let title = text::one_line(row.attr("title").or_else(|| row.attr("aria-label")).unwrap_or_default());
        if kind == MediaKind::Frame && self.shown_file(at, url.as_str(), &title) {
            return;
        }
        let mut kind = kind;
        if kind == MediaKind::Frame {
            let lower = url.as_str().to_ascii_lowercase();
            let host = url.host();
            let plays = PLAYERS.iter().any(|p| host == *p || host.ends_with(&format!(".{p}")))
                || lower.contains("plugins/video")
                || lower.contains("/embed/");
            let in_figure = self.look().figure.is_some();
            let tiny = |name: &str| row.attr(name).and_then(|n| n.parse::<u32>().ok()).is_some_and(|n| n < ICON_PIXELS);
            if NO_FRAMES.iter().any(|no| lower.contains(no))
                || tiny("width")
                || tiny("height")
                || !plays && title.is_empty() && !in_figure
            {
                return;
            }
            if plays {
                kind = MediaKind::Video;
            }
        }
        self.flush();
        let look = self.look();
        let box_row = self.box_row(at);
        let block = Block::Media { kind, url: url.as_str().to_owned(), caption: title };
        self.out.push(BlockPiece { row: box_row, at, look, ..BlockPiece::of(block) });
    }

    /// A frame that shows a file: the file; `false` where it shows something else.
    fn shown_file(&mut self, at: usize, address: &str, title: &str) -> bool {
        use crate::extract::attachments;
        // Viewers of documents are told the file's address.
        let told = || {
            let (_, query) = address.split_once('?')?;
            let mut values = url::form_urlencoded::parse(query.as_bytes());
            let (_, value) = values.find(|(name, _)| matches!(name.as_ref(), "url" | "src" | "file"))?;
            attachments::kind_of(&value).map(|kind| (kind, value.into_owned()))
        };
        let own = attachments::kind_of(address).map(|kind| (kind, address.to_owned()));
        let Some((kind, file)) = own.or_else(told) else { return false };
        let Some(url) = self.page.join(&file) else { return false };
        self.flush();
        let last = file.split(['?', '#']).next().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
        let name = if title.is_empty() { text::one_line(last) } else { title.to_owned() };
        let (look, row) = (self.look(), self.box_row(at));
        let block = Block::File { name, kind: kind.to_owned(), url: url.as_str().to_owned() };
        self.out.push(BlockPiece { row, at, look, ..BlockPiece::of(block) });
        true
    }

    pub(super) fn box_row(&self, at: usize) -> usize {
        self.open.iter().rev().find(|o: &&OpenRun| !o.is_mark()).map_or(at, |o| o.row)
    }
}

/// Whether the style of a picture makes it a point or nothing: it counts who reads.
fn is_point(row: &PageRow<'_>) -> bool {
    const PIXELS: u32 = 2;
    let Some(style) = row.attr("style") else { return false };
    let size = |declared: &str| {
        let (name, value) = declared.split_once(':')?;
        matches!(name.trim(), "width" | "height").then(|| value.trim().trim_end_matches("px").parse::<u32>().ok())?
    };
    style.split(';').filter_map(size).any(|pixels| pixels <= PIXELS)
}

/// Whether a picture is a letter of a text: its `alt` is what it shows.
fn is_emoji(row: &PageRow<'_>) -> bool {
    let named = row.class().split_ascii_whitespace().any(|name| matches!(name, "emoji" | "wp-smiley" | "emojione"));
    named && row.attr("alt").is_some_and(|alt| !alt.is_empty() && alt.chars().count() <= 8)
}

/// Whether a picture is hidden until a script puts its address in.
pub(super) fn is_waiting(row: &PageRow<'_>) -> bool {
    row.tag == "img"
        && row.element().is_some_and(|element| {
            element.attrs().any(|(name, value)| name.starts_with("data-") && is_picture_name(value))
        })
}

/// An attribute of the first `img` in a piece of markup.
fn attribute(markup: &str, name: &str) -> Option<String> {
    let lower = markup.to_ascii_lowercase();
    let from = lower.find("<img")?;
    let end = lower[from..].find('>').map_or(lower.len(), |n| from + n);
    let mut at = from + 4;
    while let Some(found) = lower.get(at..end).and_then(|rest| rest.find(name)) {
        let start = at + found;
        at = start + name.len();
        let whole = lower[..start].ends_with(char::is_whitespace);
        let Some(value) = markup.get(at..end).and_then(|rest| rest.trim_start().strip_prefix('=')).filter(|_| whole)
        else {
            continue;
        };
        let value = value.trim_start();
        let text = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split(quote).next(),
            _ => value.split(|c: char| c.is_whitespace() || c == '>').next(),
        };
        return text.map(|text| text.replace("&amp;", "&")).filter(|text| !text.is_empty());
    }
    None
}
