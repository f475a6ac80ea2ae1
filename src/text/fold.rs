//! Search keys. K1 `base`: no tones, no letter marks, đ→d, lower case. K2 `letters`: no tones. K3 `exact`: tones as numbers,
//! so that hoà = hòa. See the specification of keys in this file's functions.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// K1: lower case, without any mark, đ → d.
pub fn base(text: &str) -> String {
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect()
}
