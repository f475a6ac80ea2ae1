//! The entities of XML and numbers of signs, as HTML reads them. What only HTML knows by name is read with the markup.

/// The sign that an entity means: `lt`, `#233`, `#xE9`.
pub(super) fn entity(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "amp" => '&',
        _ => {
            let number = name.strip_prefix('#').filter(|number| number.len() <= 8)?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            windows_sign(code).or_else(|| char::from_u32(code))?
        }
    })
}

/// The sign that a number of windows-1252 means, as HTML reads it too: `&#147;` is “.
fn windows_sign(code: u32) -> Option<char> {
    const FROM_128: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    FROM_128.get(usize::try_from(code.checked_sub(128)?).ok()?).copied()
}
