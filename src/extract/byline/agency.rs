//! Signatures that name an agency, a broadcaster or a site, and names cut short.

use super::{is_name, without_brackets};
use crate::text::fold;

/// A signature with its agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::extract) struct Signed {
    /// The line as printed, where a person or a desk stands before the stroke.
    pub(in crate::extract) author: Option<String>,
    /// What stands after it, or all of it.
    pub(in crate::extract) agency: String,
}

/// A signature with its agency: "(TTXVN/Vietnam+)", "Hà Thu/vnanet.vn", "PV/VOV.VN", "Việt Dũng/VOV1", "Hà Thu (TTXVN/Vietnam+)".
pub(in crate::extract) fn agency(text: &str) -> Option<Signed> {
    const WORDS: usize = 8;
    let text = text.trim();
    if let Some(signed) = of_several(text) {
        return Some(signed);
    }
    let bracketed = text.starts_with(['(', '[']) && text.ends_with([')', ']']);
    let bare = text.trim_start_matches(['(', '[']).trim_end_matches([')', ']', '.']).trim();
    if bare.split_whitespace().count() > WORDS || fold::base(bare).starts_with("theo ") {
        return None;
    }
    let (name, last) = bare.rsplit_once('/').map_or(("", bare), |(name, last)| (name.trim(), last.trim()));
    if !is_agency(last) || name.is_empty() && !bracketed {
        return None;
    }
    let person = is_name(name) && !name.split('/').all(is_agency);
    Some(Signed { author: person.then(|| bare.to_owned()), agency: if person { last } else { bare }.to_owned() })
}

/// A person, and in brackets the agencies that he writes for.
fn of_several(text: &str) -> Option<Signed> {
    let (name, agencies) = text.trim_end_matches('.').strip_suffix(')')?.split_once('(')?;
    let name = name.trim();
    let several = agencies.contains('/') && agencies.split('/').all(is_agency);
    (several && is_name(name)).then(|| Signed { author: Some(name.to_owned()), agency: agencies.trim().to_owned() })
}

/// Agencies, broadcasters and papers, folded.
const AGENCIES: &[&str] = &[
    "ttxvn",
    "vietnam+",
    "vietnamplus",
    "vov",
    "vtv",
    "vtc",
    "vgp",
    "bnews",
    "vna",
    "afp",
    "reuters",
    "cnn",
    "ap",
    "bbc",
    "nhan dan",
    "lao dong",
    "xinhua",
    "tass",
    "sputnik",
    "vnexpress",
    "tuoi tre",
    "thanh nien",
    "dan tri",
    "nld",
    "tto",
    "vietnamnet",
    "chinhphu",
    "ttvh",
    "tan hoa xa",
    "kyodo",
    "yonhap",
    "bloomberg",
    "the guardian",
    "sggp",
    "tpo",
    "vnp",
];

/// Whether a text names an agency, a broadcaster or a site.
fn is_agency(name: &str) -> bool {
    let lower = name.trim().to_lowercase();
    let folded = fold::base(&lower);
    let is_host = !name.trim().contains(' ')
        && [".vn", ".com", ".net", ".org"].iter().any(|end| folded.ends_with(end))
        && !folded.contains('@');
    // "VOV1", "VTV9": a channel; "VOV-TP.HCM", "VOV Tây Bắc": its bureau.
    let channel = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    let bureau = ["vov", "vtv", "ttxvn"].iter().any(|organ| {
        let place = folded.strip_prefix(organ).and_then(|rest| rest.strip_prefix(['-', ' ']));
        place.is_some_and(|place| (2..=14).contains(&place.len()) && place.split(' ').count() <= 3)
    });
    is_host
        || bureau
        || AGENCIES.contains(&channel)
        || ["báo ", "tạp chí ", "đài "].iter().any(|organ| lower.starts_with(organ))
}

/// Whether a text is a name cut short: "MH", "N.T.H", "M.Hằng - Q.Toản", "P.V (tổng hợp)".
pub(in crate::extract) fn is_abbreviated(name: &str) -> bool {
    const LONGEST: usize = 40;
    let bare = without_brackets(name);
    let parts = || bare.split(" - ").flat_map(|part| part.split([',', ';'])).map(str::trim);
    let short = |part: &str| {
        let letters = part.chars().filter(|c| c.is_alphabetic()).count();
        let initials = (2..=4).contains(&letters) && part.chars().all(|c| c.is_uppercase() || c == '.');
        let (first, last) = part.split_once('.').unwrap_or(("", ""));
        let cut = (1..=2).contains(&first.chars().count())
            && first.chars().all(char::is_uppercase)
            && !last.contains(' ')
            && last.chars().count() >= 2
            && last.chars().next().is_some_and(char::is_uppercase)
            && last.chars().all(|c| c.is_alphabetic() || c == '.');
        initials || cut
    };
    name.len() <= LONGEST && !is_agency(bare.trim()) && parts().all(short)
}
