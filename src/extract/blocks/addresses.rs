//! Addresses of pictures: the best of a set, the whole one of a small one, and those that only hold a place.
//!
//! Units: pixels.

use crate::extract::page::Page;

/// Widest picture that is asked for where a page offers several widths, in pixels.
const BEST_WIDTH: u32 = 1_600;
/// Parts of the names of pictures that only hold the place of another.
const PLACEHOLDERS: &[&str] = &[
    "blank.",
    "spacer.",
    "placeholder",
    "transparent.",
    "pixel.",
    "1x1",
    "loading.",
    "loader.",
    "lazyload.",
    "lazy.",
    "grey.",
    "gray.",
    "no-image",
    "noimage",
    "no_image",
    "default-thumb",
    "img-default",
    "clear.gif",
    "empty.",
];

/// The picture in its full size, where a small one (`a-150x150.jpg`) links to it.
pub(super) fn whole_picture(page: &Page<'_>, at: usize, small: &str) -> Option<String> {
    let link = page.outline.ancestors(at).next().map(|up| page.outline.rows[up]).filter(|up| up.tag == "a")?;
    let href = link.attr("href")?;
    let (stem, end) = small.rsplit_once('.')?;
    let (stem, size) = stem.rsplit_once('-')?;
    let (width, height) = size.split_once('x')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let name = format!("{}.{end}", stem.rsplit('/').next().unwrap_or(stem));
    (digits(width) && digits(height) && href.ends_with(&name)).then(|| href.to_owned())
}

/// Whether a value is the address of a picture by its end.
pub(super) fn is_picture_name(value: &str) -> bool {
    let path = value.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let ends = [".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"].iter().any(|end| path.ends_with(end));
    ends && !path.contains(char::is_whitespace)
}

/// The best picture of a `srcset`: the widest up to [`BEST_WIDTH`], else the first. Commas may stand in addresses.
pub(super) fn best_of_set(set: &str) -> Option<String> {
    let mut best: Option<(u32, &str)> = None;
    let mut rest = set.trim();
    while !rest.is_empty() {
        let (address, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let alone = address.ends_with(',');
        let address = address.trim_matches(',');
        let (descriptor, after) = if alone { ("", after) } else { after.split_once(',').unwrap_or((after, "")) };
        let width = descriptor.trim().strip_suffix('w').and_then(|n| n.parse::<u32>().ok()).unwrap_or(0);
        let usable = !address.is_empty() && !address.starts_with("data:") && !is_placeholder(address);
        if usable && best.is_none_or(|(before, _)| width > before && width <= BEST_WIDTH) {
            best = Some((width, address));
        }
        rest = after.trim();
    }
    best.map(|(_, address)| address.to_owned())
}

/// Whether an address is that of a drawing, which may hold the place of a photograph.
pub(super) fn is_drawing(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    [".gif", ".svg"].iter().any(|end| path.ends_with(end))
}

/// Whether an address is that of a picture that only holds a place.
pub(super) fn is_placeholder(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    PLACEHOLDERS.iter().any(|part| match part.strip_suffix('.') {
        Some(stem) => name.strip_prefix(stem).is_some_and(|rest| rest.starts_with(['.', '-', '_']) || rest.is_empty()),
        None => name.contains(part),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_gives_its_widest_picture_and_commas_may_stand_in_addresses() {
        assert_eq!(best_of_set("/a-320.jpg 320w, /a-1200.jpg 1200w").as_deref(), Some("/a-1200.jpg"));
        assert_eq!(best_of_set("/a.jpg?c=1,2 1x, /b.jpg 2x").as_deref(), Some("/a.jpg?c=1,2"));
        assert_eq!(best_of_set("/blank.gif 1w, /that.jpg 2w").as_deref(), Some("/that.jpg"));
    }

    #[test]
    fn a_picture_that_holds_a_place_is_known_by_its_name() {
        assert!(["/i/blank.gif", "spacer.png?v=2", "/placeholder-16x9.svg"].iter().all(|a| is_placeholder(a)));
        assert!(!["/i/blanket.jpg", "/anh/tho-may.jpg"].iter().any(|a| is_placeholder(a)));
    }
}
