//! Addresses of pictures: lazy ones, the best of a set, the whole one of a small one, and those that only hold a place.
//!
//! Units: rows; pixels.

use super::{Outline, PageRow};

/// Widest picture that is asked for where a page offers several widths, in pixels.
const BEST_WIDTH: u32 = 1_600;
/// Attributes in which lazy pictures keep their address, best first.
const LAZY: &[&str] = &[
    "data-original",
    "data-src",
    "data-lazy-src",
    "data-actualsrc",
    "data-native-src",
    "data-full-src",
    "data-hi-res-src",
    "data-orig-file",
    "data-large-file",
    "data-echo",
    "data-image",
    "data-img",
    "data-lazy",
    "data-url",
    "data-thumb",
    "lazy-src",
    "data-cfsrc",
    "data-ll-src",
    "data-pagespeed-lazy-src",
];
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

/// The address of a picture as the page writes it, lazy ones too: of an `img` or the like, or of a `source` beside it.
pub(in crate::extract) fn picture_address(outline: &Outline<'_>, at: usize) -> Option<String> {
    let row = &outline.rows[at];
    let usable = |value: &&str| !value.trim().is_empty() && !value.starts_with("data:") && !is_placeholder(value);
    let lazy = || LAZY.iter().filter_map(|name| row.attr(name)).find(usable).map(str::to_owned);
    let plain = || row.attr("src").filter(usable).map(str::to_owned);
    let set = |row: &PageRow<'_>| {
        ["data-srcset", "data-lazy-srcset", "srcset"].iter().filter_map(|name| row.attr(name)).find_map(best_of_set)
    };
    let sources = || {
        let parent = row.parent;
        let around = (outline.rows[parent].tag == "picture").then(|| outline.children(parent))?;
        let all: Vec<usize> = around.filter(|r| *r != at && outline.rows[*r].tag == "source").collect();
        // A small one for narrow screens may stand first.
        let narrow = |r: &usize| outline.rows[*r].attr("media").is_some_and(|media| media.contains("max-width"));
        let wide = all.iter().filter(|r| !narrow(r)).chain(all.iter().filter(|r| narrow(r)));
        wide.copied().find_map(|r| set(&outline.rows[r]))
    };
    let other = || {
        let named = row.element()?.attrs().filter(|(name, _)| keeps_address(name));
        let address = |value: &str| {
            if value.contains(char::is_whitespace) {
                best_of_set(value).filter(|best| is_picture_name(best))
            } else {
                (is_picture_name(value) && usable(&value)).then(|| value.to_owned())
            }
        };
        named.map(|(_, value)| value).find_map(address)
    };
    // A drawing that moves, beside the address of a photograph, holds its place.
    let ends = |value: &str, kinds: &[&str]| {
        let path = value.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        kinds.iter().any(|kind| path.ends_with(kind))
    };
    let holds = row.attr("src").is_some_and(|src| ends(src, &[".gif", ".svg"]));
    let photo = || other().filter(|found| holds && ends(found, &[".jpg", ".jpeg", ".webp", ".png"]));
    let address = lazy().or_else(photo).or_else(plain).or_else(|| set(row)).or_else(sources).or_else(other)?;
    Some(whole_picture(outline, at, &address).unwrap_or(address))
}

/// Whether an attribute may keep the address of a lazy picture: `data-photo`, `nitro-lazy-src`.
fn keeps_address(name: &str) -> bool {
    name.starts_with("data-") || name.contains("lazy") || name.ends_with("-src")
}

/// The picture in its full size, where a small one (`a-150x150.jpg`) links to it.
fn whole_picture(outline: &Outline<'_>, at: usize, small: &str) -> Option<String> {
    let link = outline.ancestors(at).next().map(|up| outline.rows[up]).filter(|up| up.tag == "a")?;
    let href = link.attr("href")?;
    let (stem, end) = small.rsplit_once('.')?;
    let (stem, size) = stem.rsplit_once('-')?;
    let (width, height) = size.split_once('x')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let name = format!("{}.{end}", stem.rsplit('/').next().unwrap_or(stem));
    (digits(width) && digits(height) && href.ends_with(&name)).then(|| href.to_owned())
}

/// Whether a value is the address of a picture by its end.
pub(in crate::extract) fn is_picture_name(value: &str) -> bool {
    let path = value.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let ends = [".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"].iter().any(|end| path.ends_with(end));
    ends && !path.contains(char::is_whitespace)
}

/// The best picture of a `srcset`: the widest up to [`BEST_WIDTH`], else the first. Commas may stand in addresses.
fn best_of_set(set: &str) -> Option<String> {
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
pub(in crate::extract) fn is_drawing(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    [".gif", ".svg"].iter().any(|end| path.ends_with(end))
}

/// Whether an address is that of a picture that only holds a place.
pub(in crate::extract) fn is_placeholder(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    // A photograph may show what is called so: `loading-dock.jpg`.
    let is_photo = [".jpg", ".jpeg"].iter().any(|end| name.ends_with(end));
    let goes_on = |rest: &str| {
        let joint = rest.strip_prefix(['-', '_']);
        rest.is_empty()
            || rest.starts_with('.')
            || joint.is_some_and(|after| !is_photo || after.starts_with(|c: char| c.is_ascii_digit()))
    };
    PLACEHOLDERS.iter().any(|part| match part.strip_suffix('.') {
        Some(stem) => name.strip_prefix(stem).is_some_and(goes_on),
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
        assert!(!["/i/blanket.jpg", "/anh/tho-may.jpg", "/anh/loading-dock.jpg"].iter().any(|a| is_placeholder(a)));
    }
}
