//! The words of something that a feed may have marked up: a title, a teaser.
//!
//! Deliberately absent: which `<` begins a tag; that is [`super::tags`]. Units: characters.

use memchr::memmem;

use super::super::dom::attributes_of_first;
use super::super::escapes::decoded;
use super::tags::{self, Tags, words};
use crate::text;

/// Longest title that is made of a text, in characters.
const TITLE_CHARS: usize = 120;

/// What stands between the tags of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkupForm {
    /// Words: a `<` is a `<`.
    Plain,
    /// Perhaps markup.
    Markup,
}

/// A text as a feed gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) text: String,
    pub(super) form: MarkupForm,
}

impl Written {
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), form: MarkupForm::Plain }
    }

    pub(super) fn markup(text: impl Into<String>) -> Self {
        Self { text: text.into(), form: MarkupForm::Markup }
    }

    /// The words of a title.
    pub(super) fn title(&self) -> String {
        match self.form {
            MarkupForm::Plain => text::one_line(&decoded(&self.text)),
            MarkupForm::Markup => words(&self.text, Tags::InPairs),
        }
    }

    /// The words of a teaser or a body.
    pub(super) fn words(&self) -> String {
        match self.form {
            MarkupForm::Plain => text::one_line(&decoded(&self.text)),
            MarkupForm::Markup => {
                let words = words(&self.text, Tags::Any);
                // Escaped twice: the words are markup again.
                if words.contains("</") || words.contains("/>") { tags::words(&words, Tags::Any) } else { words }
            }
        }
    }
}

/// What begins a part of a markup whose end cannot be read alone.
const CODE: &[&str] = &["<!", "<script", "<style", "<Script", "<Style", "<SCRIPT", "<STYLE"];

impl Written {
    /// The end of its words, of so many characters at least where it has as many: a whole body is long.
    pub(super) fn ending(&self, chars: usize) -> String {
        let found = self.last_paragraphs(chars).map(|last| words(last, Tags::Any));
        // What stands there may be markup that was escaped twice, which is told by the whole.
        let enough = |last: &String| !last.contains('<') && last.chars().nth(chars).is_some();
        found.filter(enough).unwrap_or_else(|| self.words())
    }

    /// The last paragraphs, where they are a part that can be read alone: in a text without comments, scripts and styles.
    fn last_paragraphs(&self, chars: usize) -> Option<&str> {
        const BYTES_OF_CHAR: usize = 8;
        let from = self.text.len().checked_sub(chars * BYTES_OF_CHAR)?;
        let has = |part: &str| memmem::find(self.text.as_bytes(), part.as_bytes()).is_some();
        let alone = self.form == MarkupForm::Markup && !CODE.iter().any(|part| has(part));
        let rest = self.text.get(self.text.ceil_char_boundary(from)..).filter(|_| alone)?;
        rest.get(rest.find("<p>")?..)
    }
}

/// Longest headline that is kept, in characters; what is longer is no headline, and is cut between words.
const LONGEST_TITLE: usize = 600;

/// A headline that is not too long to be one.
pub(super) fn shortened(title: String) -> String {
    match title.char_indices().nth(LONGEST_TITLE) {
        Some((end, _)) => format!("{}…", title[..end].rsplit_once(' ').map_or(&title[..end], |(words, _)| words)),
        None => title,
    }
}

/// A title for an item that has none: the first sentence of its text, cut between words.
pub(super) fn title_of(words: &str) -> Option<String> {
    let shortened = |at: usize| {
        let word = words[..=at].rsplit(char::is_whitespace).next().unwrap_or_default();
        text::is_short_form(word)
    };
    let end = words.char_indices().zip(words.chars().skip(1)).find(|((at, c), next)| {
        matches!(c, '.' | '!' | '?' | '…') && next.is_whitespace() && !(*c == '.' && shortened(*at))
    });
    let sentence = end.map_or(words, |((at, c), _)| &words[..at + c.len_utf8()]).trim_end_matches('.');
    let title = if sentence.chars().count() <= TITLE_CHARS {
        sentence.to_owned()
    } else {
        let cut: String = sentence.chars().take(TITLE_CHARS).collect();
        format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words))
    };
    title.chars().any(char::is_alphanumeric).then_some(title)
}

/// The words of the heading that a markup begins with.
pub(super) fn first_heading(markup: &str) -> Option<String> {
    let rest = markup.trim_start();
    let level = rest
        .strip_prefix("<h")
        .or_else(|| rest.strip_prefix("<H"))?
        .chars()
        .next()
        .filter(|c| ('1'..='6').contains(c))?;
    let (_, inside) = rest.split_once('>')?;
    let lower = inside.to_ascii_lowercase();
    let heading = inside.get(..lower.find(&format!("</h{level}"))?)?;
    title_of(&words(heading, Tags::Any))
}

/// The first picture of a markup; what stands for one is none.
pub(super) fn first_picture(markup: &str) -> Option<String> {
    images(markup).find_map(|img| {
        let address = ["data-src", "data-original", "data-lazy-src", "src"]
            .iter()
            .find_map(|name| img.get(*name))?
            .trim()
            .to_owned();
        (!address.is_empty() && !address.starts_with("data:")).then_some(address)
    })
}

/// What the first picture of a markup that has a text for those who cannot see it says there.
pub(super) fn first_alt(markup: &str) -> Option<String> {
    images(markup).find_map(|img| img.get("alt").map(|alt| text::one_line(alt)).filter(|alt| !alt.is_empty()))
}

/// The attributes of the pictures of a markup. Tag by tag: a whole body is long, and its first picture stands near its
/// beginning.
fn images(markup: &str) -> impl Iterator<Item = std::collections::HashMap<String, String>> {
    markup.match_indices("<img").filter_map(|(at, _)| {
        let rest = markup.get(at..)?;
        Some(attributes_of_first(rest.get(..=rest.find('>')?)?)?.into_iter().collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> String {
        Written::markup(text).title()
    }

    #[test]
    fn the_end_of_a_body_is_that_of_its_words() {
        let long = "<p>Tổ may đề nghị <b>trả đủ</b> tiền &amp; phụ cấp ca đêm, trước ngày 15.</p>".repeat(60);
        let escaped = long.replace('<', "&lt;").replace('>', "&gt;");
        let styled = format!("<style>{long}</style><p>Xem tiếp</p>");
        for text in [&long, &escaped, &styled, &format!("<div>{long}</div> Đọc tiếp"), &"<p>Ngắn.</p>".to_owned()]
        {
            for written in [Written::markup(text), Written::plain(text)] {
                let (all, end) = (written.words(), written.ending(200));
                assert!(all.ends_with(&end) && end.chars().count() >= all.chars().count().min(200), "{text}");
            }
        }
        assert!(Written::markup(long).ending(200).len() < 2_000);
    }

    #[test]
    fn brackets_that_an_editor_wrote_stay() {
        for same in [
            "<Góc đoàn viên>",
            "Thu nhập < 5 triệu",
            "Lương a<b, thưởng c>d",
            "a<b và c>d",
            "<<Tin vắn>> Thưởng Tết",
            "<3 công nhân",
            "Lương tăng <10%, giá tăng >20%",
            "Thẻ <b> trong tờ khai",
            "<P/v> Chủ tịch công đoàn",
            "5 < 7 > 3",
            "<",
        ] {
            assert_eq!(title(same), same);
        }
    }

    #[test]
    fn markup_goes_and_entities_are_read_however_often_they_were_written() {
        assert_eq!(title("<b>Đậm</b> &amp; nhạt"), "Đậm & nhạt");
        assert_eq!(title("<a href=\"/x\">Thưởng</a> Tết<br/>sớm"), "Thưởng Tết sớm");
        assert_eq!(title("&lt;Hỏi đáp&gt; Nghỉ phép"), "<Hỏi đáp> Nghỉ phép");
        assert_eq!(title("A&amp;amp;B &amp;quot;tốt&amp;quot;"), "A&B \"tốt\"");
        assert_eq!(title("Phở 24 R&D; &T; AT&T"), "Phở 24 R&D; &T; AT&T");
    }

    #[test]
    fn a_title_is_made_of_the_first_sentence() {
        assert_eq!(title_of("Xưởng thưởng Tết sớm. Chi tiết ở bảng tin.").as_deref(), Some("Xưởng thưởng Tết sớm"));
        assert_eq!(title_of("Lương 4.960.000 đồng").as_deref(), Some("Lương 4.960.000 đồng"));
        assert!(title_of(&"dài ".repeat(90)).is_some_and(|title| title.ends_with("dài…")));
        assert_eq!(title_of("…"), None);
    }
}
