//! Lists: numbered, nested, interrupted; and lists of terms. A list that only lays out pictures or tables is no list.
//!
//! Units: rows of the outline; item numbers as HTML counts them (`start`, `value`, `reversed`, `type`).

use super::{BlockPiece, BlockReader, MAX_CELLS, OpenRun, count, frame_of, is_skipped, linked, rich};
use crate::model::block::{BULLET, List};
use crate::model::{Block, Rich};

/// Deepest level that is told apart.
const MAX_LEVEL: u8 = 8;
/// Longest Roman numeral that is written out.
const MAX_ROMAN: i64 = 3_999;

/// How the items of a numbered list are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numerals {
    Arabic,
    Letters { upper: bool },
    Roman { upper: bool },
}

impl BlockReader<'_, '_> {
    /// Reads a list; gives the next row to read.
    pub(super) fn list(&mut self, at: usize, skip: &dyn Fn(usize) -> bool) -> usize {
        let row = self.page.outline.rows[at];
        self.flush();
        if self.lays_out(at) || self.is_interrupted(at) {
            self.open.push(OpenRun { end: row.end, row: at, frame: frame_of(&row) });
            return at + 1;
        }
        let mut list = List { ordered: row.tag == "ol", ..List::default() };
        self.collect(at, 0, &mut list, skip);
        self.push_list(at, list);
        let pictures = (at + 1..row.end).filter(|r| matches!(self.page.outline.rows[*r].tag, "img" | "amp-img"));
        for picture in pictures.collect::<Vec<_>>() {
            let shown = self.page.outline.rows[picture];
            self.picture(picture, &shown);
        }
        row.end
    }

    /// Reads an item of a numbered list that is read in pieces; gives the next row to read, or `None` where the item is
    /// to be read as what stands in it.
    pub(super) fn loose_item(&mut self, at: usize, skip: &dyn Fn(usize) -> bool) -> Option<usize> {
        let outline = &self.page.outline;
        let parent = outline.rows[at].parent;
        if outline.rows[parent].tag != "ol" || self.lays_out(at) {
            return None;
        }
        self.flush();
        let marker = self.markers(parent).into_iter().find(|(row, _)| *row == at).map(|(_, marker)| marker)?;
        let mut list = List { ordered: true, ..List::default() };
        self.item(at, 0, marker, &mut list, skip);
        match self.out.last_mut() {
            Some(BlockPiece { block: Block::List(before), row, look, .. }) if *row == parent => {
                look.chars += list.items.iter().map(|item| count(item)).sum::<usize>();
                look.linked += list.items.iter().zip(&list.item_marks).map(|(i, m)| linked(i, m)).sum::<usize>();
                join(before, list);
            }
            _ => self.push_loose(parent, at, list),
        }
        Some(self.page.outline.rows[at].end)
    }

    /// A list of terms: each term an item, what it means one level deeper.
    pub(super) fn terms(&mut self, at: usize, skip: &dyn Fn(usize) -> bool) -> usize {
        let row = self.page.outline.rows[at];
        self.flush();
        if self.lays_out(at) {
            self.open.push(OpenRun { end: row.end, row: at, frame: frame_of(&row) });
            return at + 1;
        }
        let mut list = List::default();
        // One past the last row of each list of terms that is open within this one: it is two levels deeper.
        let mut inner: Vec<usize> = Vec::new();
        for r in at + 1..row.end {
            let here = self.page.outline.rows[r];
            while inner.pop_if(|end| *end <= r).is_some() {}
            let level = match here.tag {
                "dt" => 0,
                "dd" => 1,
                "dl" => {
                    inner.push(here.end);
                    continue;
                }
                _ => continue,
            };
            if !is_skipped(self.page, r, &here) && !skip(r) && list.items.len() < MAX_CELLS {
                let deeper = u8::try_from(inner.len() * 2).unwrap_or(MAX_LEVEL);
                let own = rich(self.page, r, &|inner| skip(inner) || self.page.outline.rows[inner].tag == "dl");
                add(&mut list, own, String::new(), (level + deeper).min(MAX_LEVEL));
            }
        }
        self.push_list(at, list);
        row.end
    }

    fn push_list(&mut self, at: usize, list: List) {
        self.push_loose(at, at, list);
        if let Some(BlockPiece { block: Block::List(list), .. }) = self.out.last_mut() {
            settle(list);
        }
    }

    fn push_loose(&mut self, row: usize, at: usize, list: List) {
        if list.items.is_empty() {
            return;
        }
        let chars = list.items.iter().map(|item| count(item)).sum();
        let sum = list.items.iter().zip(&list.item_marks).map(|(item, marks)| linked(item, marks)).sum();
        let look = super::PieceLook { linked: sum, chars, ..self.look() };
        self.out.push(BlockPiece { row, at, look, ..BlockPiece::of(Block::List(list)) });
    }

    /// Whether it only lays out pictures, tables or headlines.
    fn lays_out(&self, at: usize) -> bool {
        let rows = &self.page.outline.rows;
        let within = || at + 1..rows[at].end;
        let items = within().filter(|r| rows[*r].tag == "li" && rows[*r].parent == at).count();
        let pictures = within().filter(|r| matches!(rows[*r].tag, "img" | "amp-img")).count();
        // A picture beside one item of several is no layout.
        pictures * 2 >= items.max(1) && pictures > 0 || within().any(|r| matches!(rows[r].tag, "table" | "h1" | "h2"))
    }

    /// Whether text stands between the items.
    fn is_interrupted(&self, at: usize) -> bool {
        let outline = &self.page.outline;
        outline.children(at).any(|child| {
            let row = &outline.rows[child];
            let stray = !matches!(row.tag, "li" | "ul" | "ol") && !row.junk;
            stray && outline.weigh(&outline.subtree(child)).0 > 0
        })
    }

    fn collect(&mut self, at: usize, level: u8, list: &mut List, skip: &dyn Fn(usize) -> bool) {
        let markers = self.markers(at);
        let children: Vec<usize> = self.page.outline.children(at).collect();
        for child in children {
            let here = self.page.outline.rows[child];
            if list.items.len() >= MAX_CELLS || is_skipped(self.page, child, &here) || skip(child) {
                continue;
            }
            match here.tag {
                "li" => {
                    let marker = markers.binary_search_by_key(&child, |(row, _)| *row).map(|m| markers[m].1.clone());
                    self.item(child, level, marker.unwrap_or_default(), list, skip);
                }
                // A list right within a list belongs to the item before it.
                "ul" | "ol" => self.collect(child, (level + 1).min(MAX_LEVEL), list, skip),
                _ => {}
            }
        }
    }

    fn item(&mut self, at: usize, level: u8, marker: String, list: &mut List, skip: &dyn Fn(usize) -> bool) {
        let outline = &self.page.outline;
        let mut inner: Vec<usize> = Vec::new();
        for r in at + 1..outline.rows[at].end {
            if matches!(outline.rows[r].tag, "ul" | "ol")
                && inner.last().is_none_or(|last| outline.rows[*last].end <= r)
            {
                inner.push(r);
            }
        }
        let own = rich(self.page, at, &|r| skip(r) || inner.binary_search(&r).is_ok());
        let empty = own.text.is_empty();
        if !empty {
            add(list, own, marker, level);
        }
        for row in inner {
            let deeper = if empty { level } else { (level + 1).min(MAX_LEVEL) };
            self.collect(row, deeper, list, skip);
        }
    }

    /// The items of a list and what stands before each.
    fn markers(&self, at: usize) -> Vec<(usize, String)> {
        let outline = &self.page.outline;
        let row = &outline.rows[at];
        let items: Vec<usize> = outline.children(at).filter(|child| outline.rows[*child].tag == "li").collect();
        if row.tag != "ol" {
            return items.into_iter().map(|item| (item, BULLET.to_owned())).collect();
        }
        let integer = |r: usize, name: &str| outline.rows[r].attr(name).and_then(|n| n.trim().parse::<i64>().ok());
        let down = row.attr("reversed").is_some();
        let first = if down { i64::try_from(items.len()).unwrap_or(1) } else { 1 };
        let mut number = integer(at, "start").unwrap_or(first);
        let numerals = numerals(row.attr("type"), row.attr("style"));
        let mut markers = Vec::with_capacity(items.len());
        for item in items {
            number = integer(item, "value").unwrap_or(number);
            let own = &outline.rows[item];
            let numerals = if own.attr("type").is_some() { self::numerals(own.attr("type"), None) } else { numerals };
            markers.push((item, format!("{}.", written(number, numerals))));
            number = number.saturating_add(if down { -1 } else { 1 });
        }
        markers
    }
}

fn add(list: &mut List, rich: Rich, marker: String, level: u8) {
    if !rich.text.is_empty() {
        list.items.push(rich.text);
        list.item_marks.push(rich.marks);
        list.markers.push(marker);
        list.levels.push(level);
    }
}

/// What stands before an item as it is typed: as the list prints it once more.
fn typed(marker: &str, item: &str) -> Option<usize> {
    const SIGNS: &[char] = &['•', '-', '–', '—', '+', '*', '·', '▪', '◦', '●', '○', '■', '►', '✓', '✔'];
    let rest = if marker == BULLET {
        item.strip_prefix(SIGNS)?
    } else {
        item.strip_prefix(marker.strip_suffix('.')?)
            .filter(|number| number.len() < item.len())?
            .strip_prefix(['.', ')', '/'])?
    };
    let words = rest.trim_start();
    (words.len() < rest.len() && !words.is_empty()).then(|| item.len() - words.len())
}

/// Takes out what is typed before the items of a level where it stands before each of them and the list prints it anyway.
fn undouble(list: &mut List) {
    let level = |list: &List, at: usize| list.levels.get(at).copied().unwrap_or(0);
    for deep in 0..=list.levels.iter().copied().max().unwrap_or(0) {
        let here: Vec<usize> = (0..list.items.len()).filter(|at| level(list, *at) == deep).collect();
        let cuts: Option<Vec<usize>> = here.iter().map(|at| typed(&list.marker(*at), &list.items[*at])).collect();
        for (at, cut) in here.into_iter().zip(cuts.into_iter().flatten()) {
            list.items[at].drain(..cut);
            if let Some(marks) = list.item_marks.get_mut(at) {
                marks.retain(|mark| mark.end > cut);
                for mark in marks {
                    mark.start = mark.start.saturating_sub(cut);
                    mark.end -= cut;
                }
            }
        }
    }
}

/// Leaves out what follows from the rest.
pub(in crate::extract) fn settle(list: &mut List) {
    undouble(list);
    if list.item_marks.iter().all(Vec::is_empty) {
        list.item_marks.clear();
    }
    if list.levels.iter().all(|level| *level == 0) {
        list.levels.clear();
    }
    let plain = List { ordered: list.ordered, ..List::default() };
    if list.markers.iter().enumerate().all(|(at, marker)| *marker == plain.marker(at)) {
        list.markers.clear();
    }
}

fn numerals(kind: Option<&str>, style: Option<&str>) -> Numerals {
    match kind.map(str::trim) {
        Some("a") => return Numerals::Letters { upper: false },
        Some("A") => return Numerals::Letters { upper: true },
        Some("i") => return Numerals::Roman { upper: false },
        Some("I") => return Numerals::Roman { upper: true },
        _ => {}
    }
    let style = style.unwrap_or_default();
    let has = |name: &str| style.contains(name);
    if has("lower-alpha") || has("lower-latin") {
        Numerals::Letters { upper: false }
    } else if has("upper-alpha") || has("upper-latin") {
        Numerals::Letters { upper: true }
    } else if has("lower-roman") {
        Numerals::Roman { upper: false }
    } else if has("upper-roman") {
        Numerals::Roman { upper: true }
    } else {
        Numerals::Arabic
    }
}

/// A number as its list writes it; one that its numerals cannot write stays Arabic.
fn written(number: i64, numerals: Numerals) -> String {
    match numerals {
        Numerals::Letters { upper } if number > 0 => {
            let (mut rest, mut letters) = (number, Vec::new());
            while rest > 0 {
                let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
                letters.push(char::from(letter + if upper { b'A' } else { b'a' }));
                rest = (rest - 1) / 26;
            }
            letters.iter().rev().collect()
        }
        Numerals::Roman { upper } if (1..=MAX_ROMAN).contains(&number) => {
            const SIGNS: &[(i64, &str)] = &[
                (1000, "m"),
                (900, "cm"),
                (500, "d"),
                (400, "cd"),
                (100, "c"),
                (90, "xc"),
                (50, "l"),
                (40, "xl"),
                (10, "x"),
                (9, "ix"),
                (5, "v"),
                (4, "iv"),
                (1, "i"),
            ];
            let (mut rest, mut out) = (number, String::new());
            for (value, sign) in SIGNS {
                while rest >= *value {
                    out.push_str(sign);
                    rest -= value;
                }
            }
            if upper { out.to_uppercase() } else { out }
        }
        _ => number.to_string(),
    }
}

/// Puts the items of `more` behind those of `list`.
fn join(list: &mut List, mut more: List) {
    list.items.append(&mut more.items);
    list.item_marks.append(&mut more.item_marks);
    list.markers.append(&mut more.markers);
    list.levels.append(&mut more.levels);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_list_asks() {
        let letters = Numerals::Letters { upper: false };
        assert_eq!([1, 26, 27, 0].map(|n| written(n, letters)), ["a", "z", "aa", "0"]);
        let roman = Numerals::Roman { upper: true };
        assert_eq!([1, 4, 9, 14, 2026].map(|n| written(n, roman)), ["I", "IV", "IX", "XIV", "MMXXVI"]);
    }
}
