//! Which elements are furniture by their class or id, and which are text whatever they are called.
//!
//! Units: characters without white space.

use std::collections::HashMap;

use super::{Outline, is_inline};
use crate::extract::junk;

/// Characters of a paragraph that no name takes away.
const LEAST_PROSE: usize = 60;
/// Characters of prose that stand beside a dialog which covers the page.
const LEAST_BESIDE: usize = 120;

impl Outline<'_> {
    /// Whether a row is furniture by its class or id. A box that holds the headline, a body or most of the page's prose
    /// is never furniture, whatever it is called.
    pub(in crate::extract) fn is_furniture(&self, row: usize) -> bool {
        self.furniture.get_or_init(|| self.find_furniture())[row]
    }

    /// Whether a row is a link with words of its sentence beside it.
    pub(in crate::extract) fn is_link_in_sentence(&self, row: usize) -> bool {
        self.rows[row].tag == "a" && self.is_running_text(row, 0)
    }

    fn find_furniture(&self) -> Vec<bool> {
        let all = self.prose(&(0..self.rows.len()));
        let mut kept = vec![false; self.rows.len()];
        for (at, row) in self.rows.iter().enumerate() {
            let whole = row.tag == "h1"
                || row.tag == "body"
                || row.itemprop == Some("articleBody")
                || row.class.is_some_and(junk::is_body_name);
            if whole && !kept[at] {
                kept[at] = true;
                self.ancestors(at).take_while(|up| !std::mem::replace(&mut kept[*up], true)).for_each(drop);
            }
        }
        let headline = self.rows.iter().position(|row| row.tag == "h1");
        let alike = self.alike_paragraphs();
        (0..self.rows.len())
            .map(|at| {
                let row = &self.rows[at];
                let named =
                    row.remarks || (row.class.is_some() || row.id.is_some()) && junk::is_junk_name(&row.names());
                if !named || kept[at] && row.tag != "h1" {
                    return false;
                }
                let prose = self.prose(&self.subtree(at));
                if self.is_plain_paragraph(at, prose) || self.is_one_of_many(at, prose, &alike) {
                    return false;
                }
                if junk::is_dialog_name(&row.names()) {
                    // "lightbox" around a picture is what a click does.
                    if is_inline(row.tag) {
                        return false;
                    }
                    return all.saturating_sub(prose) >= LEAST_BESIDE;
                }
                // Readers write more than the article has; they do so below it.
                if (row.remarks || junk::is_remark_name(&row.names()))
                    && headline.is_some_and(|h1| h1 < at && self.prose(&(h1..at)) >= LEAST_BESIDE)
                {
                    return true;
                }
                prose * 2 < all.max(1) && !self.is_running_text(at, prose)
            })
            .collect()
    }

    /// Whether an element is a part of running text whatever it is called: a link or a word within a sentence, or a
    /// paragraph of prose. Names of comments are believed.
    fn is_running_text(&self, at: usize, prose: usize) -> bool {
        let row = &self.rows[at];
        if is_inline(row.tag) {
            let parent = &self.rows[row.parent];
            let beside = self.weigh(&self.subtree(row.parent)).0 - self.weigh(&self.subtree(at)).0;
            let phrase =
                matches!(parent.tag, "p" | "li" | "td" | "blockquote" | "h2" | "h3" | "h4" | "dd" | "figcaption")
                    || is_inline(parent.tag) && parent.tag != "a" && self.rows[parent.parent].tag == "p";
            let worded = self.children(row.parent).any(|child| self.rows[child].text().is_some_and(is_worded));
            // All of a paragraph: texts are pasted with the names of where they stood.
            let (chars, linked) = self.weigh(&self.subtree(at));
            let pasted = beside == 0
                && phrase
                && prose >= LEAST_PROSE
                && linked * 2 < chars
                && !junk::is_others_name(&row.names());
            return pasted || beside > 0 && (phrase || parent.tag == "div") && worded;
        }
        let whole = matches!(row.tag, "p" | "blockquote" | "h2" | "h3" | "h4")
            || self.children(at).all(|child| is_inline(self.rows[child].tag) || self.rows[child].tag == "br");
        let (chars, linked) = self.weigh(&self.subtree(at));
        let others = junk::is_others_name(&row.names()) && !junk::is_money_name(&row.names());
        let least = if others { LEAST_PROSE * 2 } else { LEAST_PROSE };
        whole
            && prose >= least
            && linked * 4 < chars
            && !junk::is_remark_name(&row.names())
            && self.has_paragraphs_beside(at)
    }

    /// Whether an element is a paragraph of prose without a link, among paragraphs that no name calls furniture.
    fn is_plain_paragraph(&self, at: usize, prose: usize) -> bool {
        let row = &self.rows[at];
        let plain = |child: &usize| !junk::is_junk_name(&self.rows[*child].names());
        row.tag == "p"
            && prose >= LEAST_PROSE
            && self.weigh(&self.subtree(at)).1 == 0
            && self.prose_beside(at).filter(plain).nth(1).is_some()
    }

    /// Whether a paragraph of prose bears a name that many bear: a text behind a wall marks each of its paragraphs, a wall says
    /// its word once.
    fn is_one_of_many(&self, at: usize, prose: usize, alike: &HashMap<&str, usize>) -> bool {
        const MANY: usize = 3;
        let row = &self.rows[at];
        let (chars, linked) = self.weigh(&self.subtree(at));
        row.tag == "p"
            && prose >= LEAST_PROSE
            && linked * 4 < chars
            && !junk::is_others_name(&row.names())
            && row.class.is_some_and(|class| alike.get(class).is_some_and(|count| *count >= MANY))
    }

    /// How many paragraphs of prose bear the same class names.
    fn alike_paragraphs(&self) -> HashMap<&str, usize> {
        let mut alike = HashMap::new();
        for (at, row) in self.rows.iter().enumerate().filter(|(_, row)| row.tag == "p") {
            let Some(class) = row.class else { continue };
            if self.prose(&self.subtree(at)) >= LEAST_PROSE {
                *alike.entry(class).or_insert(0) += 1;
            }
        }
        alike
    }

    /// Whether an element stands among paragraphs of prose.
    fn has_paragraphs_beside(&self, at: usize) -> bool {
        self.prose_beside(at).nth(1).is_some()
    }

    /// The other paragraphs of prose in the same box.
    fn prose_beside(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let prose = move |child: &usize| {
            *child != at && self.rows[*child].tag == "p" && self.prose(&self.subtree(*child)) >= LEAST_PROSE
        };
        self.children(self.rows[at].parent).filter(prose)
    }
}

/// Whether a text holds more than a word; Chinese and Japanese put no spaces between them.
fn is_worded(text: &str) -> bool {
    const UNSPACED: usize = 8;
    text.split_whitespace().nth(1).is_some()
        || text.chars().filter(|c| ('\u{3000}'..='\u{9fff}').contains(c)).nth(UNSPACED - 1).is_some()
}
