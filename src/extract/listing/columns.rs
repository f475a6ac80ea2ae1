//! Which column of a page is the list, and which stand beside it.
//!
//! A page is cut where its items part into several elements. Elements that their names, their width or their heading
//! ("Đọc nhiều") put beside the others fall away, once on the way down: inside the main column, left and right are
//! only the two halves of a box.

use std::collections::{HashMap, HashSet};

use super::boxes::{BoxVerdict, ListLook};
use super::generic::{self, ListItem};
use super::item::Richness;
use super::outline::ListOutline;
use super::zone;

/// Least items with teasers of a column beside which one without any is no part of the list.
const LEAST_RICH: usize = 3;

/// One element of a cut, with the items it holds.
struct ColumnPart {
    el: usize,
    items: Vec<usize>,
    /// How much speaks for its being a column beside the list.
    aside: u8,
    /// Its heading says that it is a box of something else.
    boxed: bool,
    /// Whether it belongs to the list.
    verdict: BoxVerdict,
}

/// An element that is still to be cut.
struct OpenedElement {
    el: usize,
    /// Its items.
    held: Vec<usize>,
    /// It is inside the main column.
    in_column: bool,
    /// What was found of it.
    verdict: BoxVerdict,
}

/// Indices of the items of the main column. `richness` is parallel to `items`.
pub(crate) fn main_column(
    outline: &ListOutline<'_, '_>,
    items: &[ListItem],
    richness: &[Richness],
    list: &ListLook<'_>,
) -> Vec<usize> {
    let mut kept = Vec::new();
    let mut open =
        vec![OpenedElement { el: 0, held: (0..items.len()).collect(), in_column: false, verdict: BoxVerdict::Open }];
    while let Some(OpenedElement { el, held, in_column, verdict }) = open.pop() {
        let mut parts = cut(outline, items, el, held);
        if verdict == BoxVerdict::Open {
            for part in &mut parts {
                part.verdict = list.judge(outline, items, richness, part.el, &part.items);
            }
            let all = parts.len();
            parts.retain(|part| part.verdict != BoxVerdict::Foreign);
            // What is left of a page whose other columns are foreign is cut further.
            if let [only] = parts.as_mut_slice()
                && all > 1
                && only.items.len() > 1
            {
                let (el, held, verdict) = (only.el, std::mem::take(&mut only.items), only.verdict);
                open.push(OpenedElement { el, held, in_column: true, verdict });
                continue;
            }
        }
        if parts.len() < 2 {
            kept.extend(parts.into_iter().flat_map(|part| part.items));
            continue;
        }
        let repeated = are_repeated(outline, &parts);
        weigh(outline, items, richness, &mut parts, list, in_column || repeated);
        let least = parts.iter().map(|part| part.aside).min().unwrap_or(0);
        let dropped = parts.iter().any(|part| part.aside >= least + 2);
        let all_boxed = parts.iter().all(|part| part.boxed);
        parts.retain(|part| part.aside < least + 2 && (all_boxed || !part.boxed));
        for part in parts {
            if part.items.len() < 2 {
                kept.extend(part.items);
            } else {
                let in_column = in_column || repeated || dropped;
                let verdict = if verdict == BoxVerdict::Open { part.verdict } else { verdict };
                open.push(OpenedElement { el: part.el, held: part.items, in_column, verdict });
            }
        }
    }
    kept.sort_unstable();
    kept
}

/// Goes down to where the items part, and gives the parts.
fn cut(outline: &ListOutline<'_, '_>, items: &[ListItem], mut el: usize, held: Vec<usize>) -> Vec<ColumnPart> {
    loop {
        let mut parts: Vec<ColumnPart> = Vec::new();
        let mut children = outline.children(el).peekable();
        for &item in &held {
            let container = items[item].container;
            while children.peek().is_some_and(|&child| outline.els[child].end <= container) {
                children.next();
            }
            let child =
                children.peek().copied().filter(|&child| outline.contains(child, container)).unwrap_or(container);
            match parts.last_mut() {
                Some(part) if part.el == child => part.items.push(item),
                _ => parts.push(ColumnPart {
                    el: child,
                    items: vec![item],
                    aside: 0,
                    boxed: false,
                    verdict: BoxVerdict::Open,
                }),
            }
        }
        match parts.as_slice() {
            [only] if only.el != el && only.items.len() > 1 && items[only.items[0]].container != only.el => {
                el = only.el;
            }
            _ => return parts,
        }
    }
}

/// Whether the parts are one thing over and over: cards, or the boxes of sections.
fn are_repeated(outline: &ListOutline<'_, '_>, parts: &[ColumnPart]) -> bool {
    let mut makes: HashMap<(String, Option<u32>), usize> = HashMap::new();
    for part in parts {
        let mut signature = String::new();
        generic::signature(outline, part.el, &mut signature);
        *makes.entry((signature, width(outline, part.el))).or_default() += 1;
    }
    makes.values().any(|&alike| alike >= 2 && alike * 5 >= parts.len() * 4)
}

fn weigh(
    outline: &ListOutline<'_, '_>,
    items: &[ListItem],
    richness: &[Richness],
    parts: &mut [ColumnPart],
    list: &ListLook<'_>,
    in_column: bool,
) {
    let share = |part: &ColumnPart| {
        let with = part.items.iter().filter(|&&i| richness.get(i).is_some_and(|r| r.summary)).count();
        with * 100 / part.items.len().max(1)
    };
    let widest = parts.iter().filter_map(|part| width(outline, part.el)).max();
    let richest = parts.iter().map(share).max().unwrap_or(0);
    let in_widest =
        parts.iter().filter(|part| width(outline, part.el) == widest).map(|part| part.items.len()).sum::<usize>();
    let rich_items = parts.iter().filter(|part| share(part) >= 50).map(|part| part.items.len()).max().unwrap_or(0);
    let any_main = parts.iter().any(|part| says_main(outline, part.el));
    let goes_on = continuations(outline, items, parts, list, share);
    // "Left" and "right" of a lead are the lead and what stands beside it.
    let beside = |part: &&ColumnPart| says_beside(outline, part.el, any_main) == Beside::Perhaps;
    let is_lead = parts.iter().filter(|part| !beside(part)).map(|part| part.items.len()).sum::<usize>() < 2;
    for (part, goes_on) in parts.iter_mut().zip(goes_on) {
        if list.is_of_interest(outline, items, part.el, &part.items) {
            part.boxed = true;
        }
        let is_poor = richest >= 50 && share(part) <= 10;
        let bare =
            |part: &ColumnPart| part.items.iter().all(|&i| richness.get(i).is_none_or(|r| !r.summary && !r.dated));
        let apart = (!in_column || part.items.len() > 1) && part.items.len() * 3 <= rich_items * 2;
        if is_poor && apart && rich_items >= LEAST_RICH && bare(part) && outline.is_nameless() {
            part.aside += 2;
        }
        if in_column {
            continue;
        }
        let said = says_beside(outline, part.el, any_main);
        if !goes_on && (said == Beside::Surely || said == Beside::Perhaps && !is_lead) {
            part.aside += 2;
        }
        let is_narrow = width(outline, part.el).zip(widest).is_some_and(|(own, widest)| own * 10 < widest * 7);
        if is_narrow && (in_widest > 1 || part.items.len() == 1) {
            part.aside += if is_poor || part.items.len() < in_widest { 2 } else { 1 };
        }
    }
}

/// Whether each part goes on with the list of the largest: cards of the same shape, as rich, as a list in two columns has.
fn continuations(
    outline: &ListOutline<'_, '_>,
    items: &[ListItem],
    parts: &[ColumnPart],
    list: &ListLook<'_>,
    share: impl Fn(&ColumnPart) -> usize,
) -> Vec<bool> {
    let shape = |part: &ColumnPart| {
        let shapes: HashSet<String> = part.items.iter().map(|&i| generic::shape(outline, &items[i])).collect();
        (shapes.len() == 1).then(|| shapes.into_iter().next()).flatten()
    };
    let any_main = parts.iter().any(|part| says_main(outline, part.el));
    let least_beside =
        |part: &&ColumnPart| (says_beside(outline, part.el, any_main), std::cmp::Reverse(part.items.len()));
    let Some(largest) = parts.iter().min_by_key(least_beside) else { return Vec::new() };
    let (wanted, rich) = (shape(largest), share(largest));
    parts
        .iter()
        .map(|part| {
            let is_alike = part.el != largest.el && part.items.len() > 1 && wanted.is_some() && shape(part) == wanted;
            // Without teasers only a part as long as the other is its second half.
            let is_half = part.items.len() * 4 >= largest.items.len() * 3;
            is_alike
                && ((rich >= 50 && share(part) >= 50)
                    || (is_half && list.is_headless(outline, items, part.el, &part.items)))
        })
        .collect()
}

/// The element is called the main one.
fn says_main(outline: &ListOutline<'_, '_>, el: usize) -> bool {
    let words = names(outline, el);
    outline.name(el) == "main"
        || words.iter().any(|word| matches!(word.as_str(), "main" | "lmain" | "left" | "content" | "primary"))
}

/// What the name of an element says of its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Beside {
    /// Nothing.
    No,
    /// It is on the right of something: of the main column, or of a lead.
    Perhaps,
    /// It is the side bar.
    Surely,
}

/// Whether the element is called one beside the main one.
fn says_beside(outline: &ListOutline<'_, '_>, el: usize, any_main: bool) -> Beside {
    let words = names(outline, el);
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    if has(&["side", "sidebar", "rightbar", "leftbar"]) {
        return Beside::Surely;
    }
    let is_right = has(&["right", "rightbar", "secondary", "rsub", "lsub"]) && !has(&["left", "main"]);
    let is_sub = has(&["sub"]) && has(&["list", "layout", "col", "page", "content"]);
    if any_main && (is_right || is_sub) { Beside::Perhaps } else { Beside::No }
}

fn names(outline: &ListOutline<'_, '_>, el: usize) -> Vec<String> {
    let id = outline.attr(el, "id").unwrap_or_default();
    outline
        .class(el)
        .split_ascii_whitespace()
        .filter(|name| !name.contains([':', '[']))
        .chain([id])
        .flat_map(zone::words)
        .collect()
}

/// The width that a grid class gives an element, in the grid's own columns; the largest of several.
fn width(outline: &ListOutline<'_, '_>, el: usize) -> Option<u32> {
    outline.class(el).split_ascii_whitespace().filter_map(grid_width).max()
}

/// `col-md-13` → 13, `span4` → 4, `lg:w-1/3` → 4 of twelve; pushes, pulls and offsets are not widths.
fn grid_width(class: &str) -> Option<u32> {
    if let Some((part, whole)) = class.rsplit(':').next().and_then(|name| name.strip_prefix("w-")?.split_once('/')) {
        let (part, whole): (u32, u32) = (part.parse().ok()?, whole.parse().ok()?);
        return (part.saturating_mul(12)).checked_div(whole);
    }
    let (name, number) = class.rsplit_once('-').or_else(|| class.strip_prefix("span").map(|n| ("span", n)))?;
    let is_grid = matches!(name, "col" | "span" | "large" | "medium" | "small")
        || name.strip_prefix("col-").is_some_and(|size| matches!(size, "sm" | "md" | "lg" | "xl"));
    is_grid.then(|| number.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_widths_are_widths() {
        assert_eq!(grid_width("col-md-13"), Some(13));
        assert_eq!(grid_width("col-sm-push-6"), None);
        assert_eq!(grid_width("span4"), Some(4));
        assert_eq!(grid_width("lg:w-1/3"), Some(4));
        assert_eq!(grid_width("list-2"), None);
    }
}
