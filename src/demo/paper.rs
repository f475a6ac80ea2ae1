//! Parses the articles of the newspaper, `paper/articles.txt`. The format is described at the top of that file.

/// Text of the paper.
const ARTICLES: &str = include_str!("paper/articles.txt");

/// Length of the unbreakable word in the hostile article, characters.
const LONG_TOKEN: usize = 3_000;

/// One article as written.
#[derive(Debug, Clone, Default)]
pub(super) struct DemoArticle {
    pub(super) site: String,
    pub(super) section: String,
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) author: String,
    pub(super) sapo: String,
    pub(super) source: Option<String>,
    pub(super) tag: Option<String>,
    /// File name and caption.
    pub(super) picture: Option<(String, String)>,
    /// Seconds before the paper's "now".
    pub(super) ago: i64,
    /// Likewise, for the last change.
    pub(super) updated: Option<i64>,
    pub(super) hostile: bool,
    pub(super) body: Vec<BodyPiece>,
}

/// One block of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum BodyPiece {
    Paragraph(String),
    Heading(u8, String),
    Quote(String),
    List(bool, Vec<String>),
    Table(Vec<Vec<String>>),
    Picture(String, String),
}

/// All articles, in file order.
pub(super) fn articles() -> Vec<DemoArticle> {
    let text = decode(ARTICLES);
    text.split("\n=== ").skip(1).map(article).collect()
}

fn article(text: &str) -> DemoArticle {
    let (head, body) = text.split_once("\n---\n").unwrap_or((text, ""));
    let mut lines = head.lines();
    let (place, slug) = lines.next().and_then(|l| l.split_once(" | ")).unwrap_or_default();
    let (site, section) = place.split_once('/').unwrap_or_default();
    let mut made =
        DemoArticle { site: site.into(), section: section.into(), slug: slug.trim().into(), ..DemoArticle::default() };
    for line in lines {
        let Some((name, value)) = line.split_once(": ") else { continue };
        let value = value.to_owned();
        match name {
            "title" => made.title = value,
            "author" => made.author = value,
            "sapo" => made.sapo = value,
            "source" => made.source = Some(value),
            "tag" => made.tag = Some(value),
            "ago" => made.ago = seconds(&value),
            "updated" => made.updated = Some(seconds(&value)),
            "picture" => made.picture = value.split_once(" | ").map(|(n, c)| (n.to_owned(), c.to_owned())),
            "flags" => made.hostile = value.contains("hostile"),
            _ => {}
        }
    }
    made.body = body.split("\n\n").map(str::trim).filter(|p| !p.is_empty()).map(piece).collect();
    made
}

fn piece(text: &str) -> BodyPiece {
    let lines = || text.lines().map(str::trim);
    if let Some(rest) = text.strip_prefix("### ") {
        BodyPiece::Heading(3, rest.to_owned())
    } else if let Some(rest) = text.strip_prefix("## ") {
        BodyPiece::Heading(2, rest.to_owned())
    } else if let Some(rest) = text.strip_prefix("> ") {
        BodyPiece::Quote(rest.to_owned())
    } else if text.starts_with("- ") {
        BodyPiece::List(false, lines().map(|l| l.trim_start_matches("- ").to_owned()).collect())
    } else if text.starts_with("1. ") {
        BodyPiece::List(true, lines().filter_map(|l| l.split_once(". ")).map(|(_, rest)| rest.to_owned()).collect())
    } else if text.starts_with("| ") {
        BodyPiece::Table(
            lines().map(|l| l.trim_matches('|').split('|').map(|c| c.trim().to_owned()).collect()).collect(),
        )
    } else if let Some((name, caption)) = text.strip_prefix("![").and_then(|r| r.split_once("] ")) {
        BodyPiece::Picture(name.to_owned(), caption.to_owned())
    } else {
        BodyPiece::Paragraph(text.replace("LONGTOKEN", &"Dài".repeat(LONG_TOKEN / 3)))
    }
}

/// `12m`, `3h`, `2d` → seconds.
fn seconds(text: &str) -> i64 {
    let unit = match text.chars().last() {
        Some('m') => 60,
        Some('h') => 3_600,
        _ => 86_400,
    };
    text.trim_end_matches(char::is_alphabetic).parse::<i64>().unwrap_or(0) * unit
}

/// Replaces `\u{1b}` by the code point.
fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\u{") {
        out.push_str(before);
        let (code, tail) = after.split_once('}').unwrap_or((after, ""));
        out.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// Bytes of an embedded picture.
pub(super) fn picture(name: &str) -> Option<&'static [u8]> {
    PICTURES.iter().find(|(n, _)| *n == name).map(|(_, bytes)| *bytes)
}

macro_rules! pictures {
    ($($name:literal),* $(,)?) => { &[$(($name, include_bytes!(concat!("paper/", $name, ".png")))),*] };
}

const PICTURES: &[(&str, &[u8])] = pictures![
    "chay",
    "cho-dem",
    "dien-tap",
    "ky-ket",
    "loa",
    "lop-hoc",
    "may-ep",
    "mon-an",
    "phien-viec-lam",
    "phieu",
    "xom-tro",
    "xuong",
];
