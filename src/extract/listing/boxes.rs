//! Is this part of a page a box of something else than its list: most read, another section, notices?
//!
//! Told by what a box is headed with, by where its articles lie, by what its items lack that those of the list have, and
//! by the pager: nothing of a list stands after it. A front page is made of boxes, and there only the heading tells.

use std::collections::{HashMap, HashSet};

use super::generic::{self, ListItem};
use super::headline;
use super::item::{self, Richness};
use super::links::{self, LinkBase};
use super::outline::ListOutline;
use crate::model::{CanonicalUrl, Timestamp};
use crate::text::fold;

/// Headings of boxes that repeat articles by interest rather than list them; folded.
const BOX_HEADINGS: &[&str] = &[
    "doc nhieu",
    "xem nhieu",
    "quan tam",
    "binh luan nhieu",
    "tin tai tro",
    "doanh nghiep can biet",
    "thong tin doanh nghiep",
];

/// Words of headings with which a list goes on; folded.
const GOING_ON: &[&str] = &["khac", "cu hon", "da dua", "truoc do", "tiep theo", "cung chuyen muc", "older", "more"];

/// Longest heading of a box, in characters.
const MAX_HEADING_CHARS: usize = 60;
/// Most syllables of a heading that nothing calls one.
const MAX_HEADING_SYLLABLES: usize = 8;
/// Most texts that a heading is made of.
const MAX_HEADING_TEXTS: usize = 12;
/// Elements above an item among which its list is looked for.
const LEVELS: usize = 4;
/// Least sections whose boxes make a page a front page.
const LEAST_SECTIONS: usize = 3;
/// Least items of a core that others are measured by.
const LEAST_CORE: usize = 3;

/// What a page's list looks like, for telling boxes from it.
pub(crate) struct ListLook<'p> {
    place: &'p LinkBase,
    kind: PageKind,
    /// Where the pager stands.
    pager: Option<usize>,
    /// Items of the core: parallel to the items of the page.
    core: Vec<bool>,
    /// Most items of the core have a teaser or a date.
    rich: bool,
    /// The folder of most articles, which is the page's own.
    folder: Option<String>,
    /// No element of the page bears a name.
    nameless: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PageKind {
    Front,
    Section,
}

/// What becomes of a part of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BoxVerdict {
    /// It belongs to something else.
    Foreign,
    /// It belongs to the list, with all that is in it.
    Own,
    /// Nothing tells; what is in it may tell.
    Open,
}

/// A heading of a box.
struct Heading {
    /// Folded.
    text: String,
    /// Where it leads, if it does.
    leads_to: Option<String>,
}

impl<'p> ListLook<'p> {
    pub(crate) fn new(
        outline: &ListOutline<'_, '_>,
        items: &[ListItem],
        richness: &[Richness],
        place: &'p LinkBase,
        url: &CanonicalUrl,
        pager: Option<usize>,
    ) -> Self {
        let before = |pager: usize| items.iter().take_while(|item| item.container < pager).count();
        let pager = pager.filter(|&pager| before(pager) >= LEAST_CORE);
        let folder = own_folders(url).into_iter().find(|folder| {
            let inside = items.iter().filter(|item| lies_in(item, folder)).count();
            inside >= LEAST_CORE && inside * 10 >= items.len() * 3
        });
        let is_front = url.is_front_page() || (folder.is_none() && has_sections(outline, items, place));
        let kind = if is_front { PageKind::Front } else { PageKind::Section };
        let core = core(outline, items, richness, place, folder.as_deref(), pager.map(before));
        let of_core = || core.iter().zip(richness).filter(|(core, _)| **core).map(|(_, rich)| rich);
        let rich = of_core().filter(|rich| rich.any()).count() * 10 >= of_core().count() * 8;
        Self { place, kind, pager, core, rich, folder, nameless: outline.is_nameless() }
    }

    /// Whether a part, the element `el` with those items, belongs to the list.
    pub(crate) fn judge(
        &self,
        outline: &ListOutline<'_, '_>,
        items: &[ListItem],
        richness: &[Richness],
        el: usize,
        held: &[usize],
    ) -> BoxVerdict {
        if self.repeats(outline, items, richness, el, held) {
            return BoxVerdict::Foreign;
        }
        if self.core.iter().filter(|core| **core).count() < LEAST_CORE || held.iter().any(|&i| self.core[i]) {
            return BoxVerdict::Open;
        }
        if self.kind == PageKind::Section && is_narrow_cell(outline, el) {
            return BoxVerdict::Foreign;
        }
        let is_after = self.pager.is_some_and(|pager| pager < el);
        let heading = match headed(outline, items, el, held, self.place) {
            Headed::Whole(heading) => heading,
            Headed::Nothing if is_after => return BoxVerdict::Foreign,
            Headed::Nothing | Headed::Partly => return BoxVerdict::Open,
        };
        if names_interest(&heading.text) {
            return BoxVerdict::Foreign;
        }
        // A headline before its own item is no heading.
        if heading.leads_to.as_ref().is_some_and(|key| items.iter().any(|item| item.link.key == *key)) {
            return BoxVerdict::Open;
        }
        let leads_elsewhere = heading.leads_to.map(|key| self.is_elsewhere(&key));
        let lies_elsewhere = self
            .folder
            .as_ref()
            .is_some_and(|folder| held.len() > 1 && held.iter().all(|&i| !lies_in(&items[i], folder)));
        let goes_on = GOING_ON.iter().any(|words| heading.text.contains(words)) && !lies_elsewhere;
        if self.kind == PageKind::Front || goes_on || leads_elsewhere == Some(false) {
            return BoxVerdict::Own;
        }
        let is_poorer = self.rich && !held.iter().any(|&i| richness[i].any());
        if is_after || lies_elsewhere || is_poorer || leads_elsewhere == Some(true) {
            BoxVerdict::Foreign
        } else {
            BoxVerdict::Open
        }
    }

    /// Whether a part is a box of bare links under a heading of its own that tells again what the page tells elsewhere, or
    /// stands after the one or two items with teasers that are the whole list.
    fn repeats(
        &self,
        outline: &ListOutline<'_, '_>,
        items: &[ListItem],
        richness: &[Richness],
        el: usize,
        held: &[usize],
    ) -> bool {
        let Some((&first, &last)) = held.first().zip(held.last()).filter(|_| held.len() >= LEAST_CORE) else {
            return false;
        };
        if held.iter().any(|&i| self.core[i] || richness[i].any()) {
            return false;
        }
        // Where names say what boxes are, they say it better.
        let outside = || (0..first).chain(last + 1..items.len()).filter(|&i| self.core[i] || richness[i].any());
        let told: HashSet<&str> = outside().map(|i| items[i].link.key.as_str()).filter(|_| self.nameless).collect();
        let again = held.iter().filter(|&&i| told.contains(items[i].link.key.as_str())).count();
        let rich = richness.iter().filter(|rich| rich.summary).count();
        let few = self.kind == PageKind::Section
            && (1..LEAST_CORE).contains(&rich)
            && !self.core.contains(&true)
            && richness[..first].iter().filter(|rich| rich.summary).count() == rich;
        if again * 5 < held.len() * 4 && !few {
            return false;
        }
        let goes_on = |heading: &Heading| GOING_ON.iter().any(|words| heading.text.contains(words));
        matches!(headed(outline, items, el, held, self.place), Headed::Whole(heading) if !goes_on(&heading))
    }

    /// Whether a part stands under a heading such as "Đọc nhiều".
    pub(crate) fn is_of_interest(
        &self,
        outline: &ListOutline<'_, '_>,
        items: &[ListItem],
        el: usize,
        held: &[usize],
    ) -> bool {
        matches!(headed(outline, items, el, held, self.place), Headed::Whole(heading) if names_interest(&heading.text))
    }

    /// Whether a part has no heading at all.
    pub(crate) fn is_headless(
        &self,
        outline: &ListOutline<'_, '_>,
        items: &[ListItem],
        el: usize,
        held: &[usize],
    ) -> bool {
        matches!(headed(outline, items, el, held, self.place), Headed::Nothing)
    }

    /// Whether an address is neither the page itself nor below it nor above it.
    fn is_elsewhere(&self, key: &str) -> bool {
        let stem = |key: &str| {
            let path = key.split('?').next().unwrap_or_default();
            let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
            format!("{folder}/{}", file.split('.').next().unwrap_or_default())
        };
        let (own, other) = (stem(&self.place.key), stem(key));
        !other.starts_with(&own) && !own.starts_with(&other)
    }
}

/// Whether an element is a narrow cell of a table that makes the columns of the page.
fn is_narrow_cell(outline: &ListOutline<'_, '_>, el: usize) -> bool {
    let width = outline.attr(el, "width").filter(|_| outline.name(el) == "td").unwrap_or_default().trim();
    let number = |width: &str| width.parse::<u32>().ok();
    match width.strip_suffix('%') {
        Some(share) => number(share).is_some_and(|share| share <= 33),
        None => number(width.trim_end_matches("px")).is_some_and(|pixels| pixels <= 320),
    }
}

/// Whether a folded heading is that of a box such as "Đọc nhiều".
fn names_interest(folded: &str) -> bool {
    BOX_HEADINGS.iter().any(|heading| folded.contains(heading))
}

/// Whether the page is made of boxes of sections: several headings lead to where articles of the page lie.
fn has_sections(outline: &ListOutline<'_, '_>, items: &[ListItem], place: &LinkBase) -> bool {
    let of_heading = |el: usize| {
        outline
            .ancestors(el)
            .take(2)
            .any(|up| links::is_heading(outline.name(up)) || links::has_title_class(outline.class(up)))
    };
    let links = (0..outline.els.len()).filter(|&el| outline.name(el) == "a" && of_heading(el));
    let folders: HashSet<String> = links
        .filter_map(|el| outline.attr(el, "href").and_then(|href| place.join(href)))
        .map(|url| format!("{}/", links::key(&url)))
        .filter(|folder| items.iter().filter(|item| item.link.key.starts_with(folder.as_str())).count() > 1)
        .take(LEAST_SECTIONS * 20)
        .collect();
    folders.len() >= LEAST_SECTIONS
}

/// The items that are surely of the list: those made like the last one before the pager, or the largest group of one shape
/// that has no heading of its own or lies in the page's folder, one with teasers or dates before one without.
fn core(
    outline: &ListOutline<'_, '_>,
    items: &[ListItem],
    richness: &[Richness],
    place: &LinkBase,
    folder: Option<&str>,
    before_pager: Option<usize>,
) -> Vec<bool> {
    let found = (1..=LEVELS).map(|level| core_at(outline, items, richness, place, folder, before_pager, level));
    found.into_iter().find(|core| core.contains(&true)).unwrap_or_else(|| vec![false; items.len()])
}

/// The same, where lists are told apart by what stands so many elements above their items: a list and a box beside it may be
/// made alike, but have no near ancestor in common.
fn core_at(
    outline: &ListOutline<'_, '_>,
    items: &[ListItem],
    richness: &[Richness],
    place: &LinkBase,
    folder: Option<&str>,
    before_pager: Option<usize>,
    level: usize,
) -> Vec<bool> {
    let list_of = |item: &ListItem| outline.ancestors(item.container).nth(level).unwrap_or(0);
    let shapes: Vec<(String, usize)> =
        items.iter().map(|item| (generic::shape(outline, item), list_of(item))).collect();
    let until = before_pager.unwrap_or(items.len());
    let mut groups: HashMap<&(String, usize), Vec<usize>> = HashMap::new();
    for (at, shape) in shapes.iter().enumerate().take(until) {
        groups.entry(shape).or_default().push(at);
    }
    let marks = |held: &[usize]| {
        let most = |is: &dyn Fn(usize) -> bool| held.iter().filter(|&&at| is(at)).count() * 2 > held.len();
        let is_last = before_pager.is_some() && held.last().is_some_and(|last| last + 1 == until);
        let is_inside = folder.is_some_and(|folder| most(&|at| lies_in(&items[at], folder)));
        let around = held.first().zip(held.last()).and_then(|(&first, &last)| {
            let last = items[last].container;
            outline.ancestors(items[first].container).find(|&up| outline.contains(up, last))
        });
        let headed = around.map_or(Headed::Nothing, |el| headed(outline, items, el, held, place));
        let is_free = matches!(headed, Headed::Nothing);
        let is_known = matches!(headed, Headed::Whole(heading) if names_interest(&heading.text));
        let is_core = held.len() >= LEAST_CORE && !is_known && (is_last || is_inside || is_free);
        is_core.then(|| (is_last, is_inside, is_free, most(&|at| richness[at].any()), held.len(), held.last().copied()))
    };
    let marked = groups.iter().filter_map(|(shape, held)| Some((marks(held)?, *shape)));
    let core = marked.max_by_key(|(marks, _)| *marks).map(|(_, shape)| shape);
    shapes.iter().enumerate().map(|(at, shape)| at < until && core == Some(shape)).collect()
}

/// The folders in which the articles of a section may lie, if its address tells: host and path with a slash at the end,
/// the deepest first.
fn own_folders(url: &CanonicalUrl) -> Vec<String> {
    let key = links::key(url);
    let path = key.split('?').next().unwrap_or_default();
    let Some((host, rest)) = path.split_once('/') else { return Vec::new() };
    let first = rest.split('/').next().unwrap_or_default();
    let stem = |piece: &str| piece.split('.').next().unwrap_or_default().to_owned();
    let is_name = |piece: &str| piece.len() > 1 && piece.chars().any(char::is_alphabetic);
    let (folder, last) = rest.rsplit_once('/').map_or(("", rest), |(folder, last)| (folder, last));
    let deepest = format!("{host}/{folder}/{}/", stem(last));
    let of_first = is_name(&stem(first)).then(|| format!("{host}/{}/", stem(first)));
    let of_last = (!folder.is_empty() && is_name(&stem(last))).then_some(deepest);
    of_last.into_iter().chain(of_first).collect()
}

/// How a part is headed.
enum Headed {
    /// By nothing.
    Nothing,
    /// Something in it is, not the whole.
    Partly,
    /// All its items stand under one heading.
    Whole(Heading),
}

/// How a part is headed: by a short text before its first item, inside the part or just before it.
fn headed(outline: &ListOutline<'_, '_>, items: &[ListItem], el: usize, held: &[usize], place: &LinkBase) -> Headed {
    let ends = held.first().zip(held.last()).map(|(&first, &last)| (items[first].container, items[last].container));
    let Some((first, last)) = ends else { return Headed::Nothing };
    let before: Vec<(&str, usize)> = outline
        .texts(el)
        .take_while(|&(_, at)| at < first)
        .filter(|(text, _)| text.chars().any(char::is_alphanumeric))
        .take(MAX_HEADING_TEXTS)
        .collect();
    let Some(&(_, at)) = before.first() else {
        return heading_before(outline, el, place).map_or(Headed::Nothing, Headed::Whole);
    };
    // What is headed is the smallest element around the heading and the first item; the rest of a larger part is not.
    let headed = outline.ancestors(first).find(|&up| outline.contains(up, at)).unwrap_or(el);
    let said = crate::text::one_line(&before.iter().map(|(text, _)| *text).collect::<Vec<_>>().join(" "));
    let is_own = outline.ancestors(at).chain([at]).any(|up| is_of_page(outline, up));
    let leads_to = leads_to(outline, at, place);
    if is_own || leads_home(leads_to.as_deref(), place) || says_day(&said) {
        Headed::Nothing
    } else if said.chars().count() <= MAX_HEADING_CHARS && outline.contains(headed, last) {
        Headed::Whole(Heading { text: fold::base(&said), leads_to })
    } else {
        Headed::Partly
    }
}

/// The headline of the page and the heads of a table's columns head no box.
fn is_of_page(outline: &ListOutline<'_, '_>, el: usize) -> bool {
    matches!(outline.name(el), "h1" | "th" | "thead")
        || outline.children(el).next().is_some_and(|first| outline.name(first) == "th")
}

/// Whether a heading leads to the page itself or, as bread crumbs do, to the front page.
fn leads_home(key: Option<&str>, place: &LinkBase) -> bool {
    key.is_some_and(|key| key == place.key || !key.contains(['/', '?']))
}

/// Whether an item's address is below a folder; systems differ in whether they write their folders with capitals.
fn lies_in(item: &ListItem, folder: &str) -> bool {
    item.link.key.get(..folder.len()).is_some_and(|start| start.eq_ignore_ascii_case(folder))
}

/// Whether a heading says only when what stands under it was published.
fn says_day(said: &str) -> bool {
    item::read_date(said, Timestamp(0)).is_some()
}

/// A heading that stands just before an element: a few words without a number.
fn heading_before(outline: &ListOutline<'_, '_>, el: usize, place: &LinkBase) -> Option<Heading> {
    let parent = outline.els[el].parent;
    let before: Vec<usize> = outline.children(parent).take_while(|&sibling| sibling < el).collect();
    let at = before.into_iter().rev().find(|&sibling| !outline.text(sibling).is_empty())?;
    let said = outline.text(at);
    let is_heading = links::is_heading(outline.name(at)) || links::has_title_class(outline.class(at));
    let is_short = said.chars().count() <= MAX_HEADING_CHARS
        && (is_heading
            || headline::syllables(&said) <= MAX_HEADING_SYLLABLES && !said.contains(|c: char| c.is_ascii_digit()));
    let leads_to = leads_to(outline, at, place);
    let is_own = is_of_page(outline, at) || leads_home(leads_to.as_deref(), place);
    (is_short && !is_own && !says_day(&said)).then(|| Heading { text: fold::base(&said), leads_to })
}

/// Where a heading leads.
fn leads_to(outline: &ListOutline<'_, '_>, at: usize, place: &LinkBase) -> Option<String> {
    let around = std::iter::once(at).chain(outline.ancestors(at).take(3)).chain(outline.inside(at).take(4));
    let link = around.into_iter().find(|&el| outline.name(el) == "a")?;
    outline.attr(link, "href").and_then(|href| place.join(href)).map(|url| links::key(&url))
}
