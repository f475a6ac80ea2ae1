//! Places: those in articles that the user gave a letter, and those in articles and lists that were left behind by a jump.

use crate::model::ArticleId;
use crate::model::article::Anchor;

mod go;

/// Most places with a letter; the oldest ones go.
const MAX_PLACES: usize = 500;
/// Most places that a jump left behind.
const MAX_JUMPS: usize = 100;
/// Letters of a title that are kept to tell a place by.
const TITLE_CHARS: usize = 60;

/// A place in an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) struct ArticleSpot {
    pub(in crate::ui) article: ArticleId,
    pub(in crate::ui) anchor: Anchor,
}

/// A place that a jump may leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ui) enum LeftPlace {
    /// In an article.
    Article(ArticleSpot),
    /// A row of a list.
    Row {
        article: ArticleId,
        /// Its number in the list.
        number: usize,
        /// The heading of the list: in another one the row is no place.
        list: String,
    },
}

impl LeftPlace {
    /// Whether a place can be gone to while the list of this heading stands there.
    fn is_in(&self, heading: &str) -> bool {
        match self {
            Self::Article(_) => true,
            Self::Row { list, .. } => list == heading,
        }
    }
}

/// A place with a letter. A small letter counts in its article, a capital one everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ui) struct LetteredPlace {
    pub(in crate::ui) letter: char,
    pub(in crate::ui) spot: ArticleSpot,
    /// The beginning of the article's title.
    pub(in crate::ui) title: String,
}

/// All places.
#[derive(Debug, Default)]
pub(in crate::ui) struct AllPlaces {
    /// The newest last.
    named: Vec<LetteredPlace>,
    /// What jumps left, the newest last.
    jumps: Vec<LeftPlace>,
    /// How many of them lie behind; all, unless the user goes through them.
    behind: usize,
    /// The user goes through them now.
    walked: bool,
    /// Where the user was before the action that is done now.
    before: Option<LeftPlace>,
    /// Where the last jump of any kind began, forward and back too.
    began: Option<LeftPlace>,
}

fn is_everywhere(letter: char) -> bool {
    letter.is_uppercase()
}

impl AllPlaces {
    /// Gives a place a letter, which no other one of the article (a capital one: no other one at all) has from then on.
    fn set(&mut self, letter: char, spot: ArticleSpot, title: &str) {
        self.named.retain(|p| p.letter != letter || (!is_everywhere(letter) && p.spot.article != spot.article));
        self.named.push(LetteredPlace { letter, spot, title: title.chars().take(TITLE_CHARS).collect() });
        if self.named.len() > MAX_PLACES {
            self.named.remove(0);
        }
    }

    /// The place of a letter, seen from an article.
    fn named(&self, letter: char, from: Option<ArticleId>) -> Option<&LetteredPlace> {
        self.reachable(from).find(|place| place.letter == letter)
    }

    /// The places that a letter leads to from an article: its own, and those of capital letters.
    pub(in crate::ui) fn reachable(&self, from: Option<ArticleId>) -> impl Iterator<Item = &LetteredPlace> {
        self.named.iter().filter(move |place| is_everywhere(place.letter) || Some(place.spot.article) == from)
    }

    /// A line for each place, to be remembered: letter, article, block, offset, title.
    fn written(&self) -> String {
        let line = |LetteredPlace { letter, spot: ArticleSpot { article, anchor }, title }: &LetteredPlace| {
            format!("{letter} {} {} {} {}", article.0, anchor.block, anchor.offset, title.replace(['\n', '\r'], " "))
        };
        self.named.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Takes back what was remembered; a line that makes no sense is left out.
    pub(in crate::ui) fn read(&mut self, written: &str) {
        let place = |line: &str| {
            let mut words = line.splitn(5, ' ');
            let letter = words.next()?.chars().next()?;
            let article = ArticleId(words.next()?.parse().ok()?);
            let anchor = Anchor { block: words.next()?.parse().ok()?, offset: words.next()?.parse().ok()? };
            let title = words.next().unwrap_or_default().to_owned();
            Some(LetteredPlace { letter, spot: ArticleSpot { article, anchor }, title })
        };
        self.named = written.lines().filter_map(place).take(MAX_PLACES).collect();
    }

    /// Keeps the place that a jump leaves; what lay ahead is forgotten.
    fn leave(&mut self, place: LeftPlace) {
        self.began = Some(place.clone());
        self.jumps.truncate(self.behind);
        self.jumps.retain(|kept| *kept != place);
        self.jumps.push(place);
        if self.jumps.len() > MAX_JUMPS {
            self.jumps.remove(0);
        }
        self.behind = self.jumps.len();
    }

    /// Forgets rows of other lists than the one of this heading, unless the user goes through the places now.
    fn forget_other_lists(&mut self, heading: &str) {
        if self.behind == self.jumps.len() {
            self.jumps.retain(|place| place.is_in(heading));
            self.behind = self.jumps.len();
        }
    }

    /// Where the last jump began, or the place that was left last, other than this one; reachable beside this heading.
    fn last_but(&self, here: Option<&LeftPlace>, heading: &str) -> Option<LeftPlace> {
        let left = self.jumps.iter().take(self.behind).rev();
        self.began.iter().chain(left).find(|place| Some(*place) != here && place.is_in(heading)).cloned()
    }

    /// The place so many jumps back; `here` stays, so that the user can come forward to it.
    fn back(&mut self, here: Option<LeftPlace>, many: usize) -> Option<LeftPlace> {
        // Where the user stands is no place to go back to.
        let stands = self.behind == self.jumps.len() && here.is_some() && self.jumps.last() == here.as_ref();
        let behind = self.behind - usize::from(stands);
        let many = many.min(behind);
        if many == 0 {
            return None;
        }
        if self.behind == self.jumps.len() && !stands {
            self.jumps.extend(here);
        }
        self.behind = behind - many;
        self.jumps.get(self.behind).cloned()
    }

    /// Whether the user has just gone back and may go forward again.
    pub(in crate::ui) fn may_go_forward(&self) -> bool {
        self.walked && self.behind + 1 < self.jumps.len()
    }

    /// The place so many jumps forward.
    fn forward(&mut self, many: usize) -> Option<LeftPlace> {
        let to = self.behind.saturating_add(many).min(self.jumps.len().saturating_sub(1));
        if to <= self.behind {
            return None;
        }
        self.behind = to;
        self.jumps.get(to).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(article: i64, block: usize) -> ArticleSpot {
        ArticleSpot { article: ArticleId(article), anchor: Anchor { block: block.try_into().unwrap(), offset: 0 } }
    }

    #[test]
    fn a_small_letter_counts_in_its_article_and_a_capital_one_everywhere() {
        let mut places = AllPlaces::default();
        places.set('a', spot(1, 3), "Một");
        places.set('a', spot(2, 5), "Hai");
        places.set('A', spot(2, 7), "Hai");
        let found = |letter, from| places.named(letter, Some(ArticleId(from))).map(|place| place.spot);
        assert_eq!((found('a', 1), found('a', 2), found('a', 3)), (Some(spot(1, 3)), Some(spot(2, 5)), None));
        assert_eq!(found('A', 1), Some(spot(2, 7)));
    }

    #[test]
    fn what_is_remembered_is_read_back_and_broken_lines_are_left_out() {
        let mut places = AllPlaces::default();
        places.set('x', spot(4, 2), "Tựa đề\nhai dòng");
        places.set('B', spot(9, 0), "");
        let mut read = AllPlaces::default();
        read.read(&format!("{}\n\nq\nz 1 2\nz một 2 3", places.written()));
        assert_eq!(read.named.len(), 2);
        assert_eq!(read.named[0].spot, spot(4, 2));
        assert_eq!(read.named[0].title, "Tựa đề hai dòng");
    }

    fn left(article: i64, block: usize) -> LeftPlace {
        LeftPlace::Article(spot(article, block))
    }

    #[test]
    fn jumps_lead_back_and_forward_to_where_the_user_was() {
        let mut places = AllPlaces::default();
        places.leave(left(1, 0));
        places.leave(left(2, 0));
        let here = Some(left(3, 0));
        assert_eq!(places.back(here, 1), Some(left(2, 0)));
        assert_eq!(places.back(Some(left(2, 0)), 1), Some(left(1, 0)));
        assert_eq!(places.back(Some(left(1, 0)), 1), None);
        assert_eq!(places.forward(2), Some(left(3, 0)));
        assert_eq!(places.forward(1), None);
    }

    #[test]
    fn a_jump_from_the_middle_forgets_what_lay_ahead() {
        let mut places = AllPlaces::default();
        places.leave(left(1, 0));
        places.leave(left(2, 0));
        places.back(Some(left(3, 0)), 2);
        places.leave(left(1, 8));
        assert_eq!(places.forward(1), None);
        assert_eq!(places.back(Some(left(5, 0)), 1), Some(left(1, 8)));
    }

    #[test]
    fn the_way_back_does_not_end_where_the_user_stands() {
        let mut places = AllPlaces::default();
        places.leave(left(1, 0));
        places.leave(left(2, 0));
        assert_eq!(places.back(Some(left(2, 0)), 1), Some(left(1, 0)));
        assert_eq!(places.forward(1), Some(left(2, 0)));
    }

    #[test]
    fn a_row_is_a_place_in_its_own_list_only() {
        let row = |number, list: &str| LeftPlace::Row { article: ArticleId(7), number, list: list.to_owned() };
        let mut places = AllPlaces::default();
        places.leave(left(1, 0));
        places.leave(row(3, "Tất cả"));
        places.forget_other_lists("Tìm: lương");
        assert_eq!(places.back(None, 1), Some(left(1, 0)));
    }
}
