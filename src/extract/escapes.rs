//! Entities in what is read already: systems escape twice, and readers see `&quot;`.

use super::dom::text_of_fragment;

/// How often entities are read: three systems in a row have been seen.
const ROUNDS: usize = 3;

/// A text with its entities read, as often as systems wrote them.
pub(super) fn decoded(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..ROUNDS {
        if !holds_entity(&text) {
            break;
        }
        let safe = text.replace('<', "&lt;").replace('>', "&gt;");
        text = text_of_fragment(&safe);
    }
    text
}

fn holds_entity(text: &str) -> bool {
    const LONGEST: usize = 10;
    text.match_indices('&').any(|(at, _)| {
        let name = text[at + 1..].chars().take(LONGEST).collect::<String>();
        name.split_once(';').is_some_and(|(name, _)| {
            let number = name.strip_prefix('#');
            number.map_or(name.len() >= 2 && name.bytes().all(|b| b.is_ascii_alphanumeric()), |number| {
                !number.is_empty() && number.bytes().all(|b| b.is_ascii_hexdigit() || matches!(b, b'x' | b'X'))
            })
        })
    })
}
