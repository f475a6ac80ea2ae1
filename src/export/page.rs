//! A self-contained HTML page with embedded styles and, up to a limit, pictures; readable on a phone and on paper.

use std::io::Write;

use super::book_parts::{picture_kind, xhtml};
use super::xml::escape;
use super::{ExportError, ExportItem, Exporter, Head, PictureBytes};

/// Bytes of all pictures of a page; further ones become links.
const PICTURE_BYTES: usize = 24 << 20;

/// On screen light or dark as the reader prefers; in print black on white, with addresses printed and tables kept in
/// one piece.
pub(super) const STYLE: &str = "\
html{font:1.05em/1.6 Georgia,'Times New Roman',serif}
body{max-width:42em;margin:0 auto;padding:1em}
h1{font-size:1.5em;line-height:1.3;margin:2em 0 .5em}
h2,h3,h4,h5,h6{line-height:1.3}
.by,.url,figcaption,caption{font-size:.85em;opacity:.75}
.sapo{font-weight:bold}
.m{list-style:none;padding-left:1em}
img{max-width:100%;height:auto}
figure{margin:1em 0}
blockquote{margin:1em 0;padding-left:1em;border-left:3px solid}
table{border-collapse:collapse;display:block;overflow-x:auto;font-size:.9em}
th,td{border:1px solid;padding:.25em .5em;text-align:left;vertical-align:top}
pre{overflow-x:auto}
article{border-bottom:1px solid;padding-bottom:1em}
a{overflow-wrap:anywhere}
";
/// Styles that only the page needs, not the book.
const PAGE_STYLE: &str = "\
@media(prefers-color-scheme:dark){html{background:#181818;color:#ddd}a{color:#8bf}}
@page{margin:2cm}
@media print{html{font-size:11pt;background:#fff;color:#000}body{max-width:none;padding:0}article{break-after:page;border:0}
h1{margin-top:0}th,td{overflow-wrap:anywhere}pre{white-space:pre-wrap}table{display:table}tr,figure,blockquote{break-inside:avoid}h1,h2,h3{break-after:avoid}a{color:inherit;text-decoration:none}}
";

/// A page being written.
pub(super) struct ExportPage<'w, W> {
    out: W,
    pictures: PictureBytes<'w>,
    left: usize,
}

impl<'w, W: Write> ExportPage<'w, W> {
    pub(super) fn begin(mut out: W, head: &Head, pictures: PictureBytes<'w>) -> Result<Self, ExportError> {
        write!(
            out,
            "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\"/>\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
             <title>{}</title>\n<style>\n{STYLE}{PAGE_STYLE}</style>\n</head>\n<body>\n",
            escape(&head.title)
        )?;
        Ok(Self { out, pictures, left: PICTURE_BYTES })
    }
}

impl<W: Write> Exporter for ExportPage<'_, W> {
    fn add(&mut self, item: ExportItem<'_>) -> Result<(), ExportError> {
        let (pictures, left) = (&self.pictures, &mut self.left);
        let mut picture = |url: &str| {
            let bytes = pictures(url)?;
            let kind = picture_kind(&bytes)?;
            *left = left.checked_sub(bytes.len())?;
            Some(format!("data:{};base64,{}", kind.media_type, base64(&bytes)))
        };
        let article = xhtml(item, &mut picture);
        Ok(write!(self.out, "<article>\n{article}</article>\n")?)
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        self.out.write_all(b"</body>\n</html>\n")?;
        Ok(self.out.flush()?)
    }
}

/// Base64 (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().enumerate().fold(0u32, |bits, (at, byte)| bits | u32::from(*byte) << (16 - 8 * at));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            out.push(if at <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn bytes_are_written_as_the_standard_says() {
        for (text, wanted) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(text.as_bytes()), wanted);
        }
    }
}
