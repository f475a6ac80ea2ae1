//! The words that the user's own archive teaches: syllables that stand together there far more often than chance.
//!
//! Learning reads a part of the archive and takes a moment, so it is done off the loop and only when the archive has grown
//! by half since the last time; what was learnt is kept in the archive.

use crate::model::{Block, Query, Window};
use crate::store::{Store, StoreError};
use crate::text::lexicon::{Learner, Lexicon};

/// Where the words are kept: a line with the number of articles they were learnt from, then one word a line.
const SETTING: &str = "learnt-words";
/// Fewer articles teach nothing.
const LEAST_ARTICLES: usize = 50;
/// At most this many of the newest articles are read.
const MOST_ARTICLES: usize = 3_000;
/// Articles read at a time.
const STEP: usize = 200;
/// Bytes of text that are read at most (exceeded by a step at most).
const MOST_BYTES: usize = 24 << 20;

/// The learnt words; `None` when there are none. An archive that fails teaches nothing; the screen learns of it
/// elsewhere.
pub(super) fn words(store: &Store) -> Option<Vec<String>> {
    let found = kept_or_new(store).unwrap_or_default();
    (!found.is_empty()).then_some(found)
}

fn kept_or_new(store: &Store) -> Result<Vec<String>, StoreError> {
    let total = store.counts()?.total;
    let kept = store.setting(SETTING)?.unwrap_or_default();
    let mut lines = kept.lines();
    let learnt_from: usize = lines.next().and_then(|line| line.parse().ok()).unwrap_or(0);
    if total < LEAST_ARTICLES || total * 2 < learnt_from * 3 {
        return Ok(lines.map(str::to_owned).collect());
    }
    let known = Lexicon::default();
    let mut learner = Learner::new(&known);
    each_text(store, |text| learner.read(text))?;
    let found = learner.words();
    store.set_setting(SETTING, &format!("{total}\n{}", found.join("\n")))?;
    Ok(found)
}

/// Gives the texts of the newest articles, within bounds; none of them is kept.
fn each_text(store: &Store, mut read: impl FnMut(&str)) -> Result<(), StoreError> {
    let (mut bytes, mut seen) = (0, 0);
    let mut window = Window { after: None, limit: STEP };
    loop {
        let page = store.rows(&Query::default(), window)?;
        for row in &page.rows {
            let Some(article) = store.article(row.id)? else { continue };
            for text in article.body.iter().flat_map(Block::strings) {
                bytes += text.len();
                read(text);
            }
        }
        seen += page.rows.len();
        window.after = page.next;
        if window.after.is_none() || seen >= MOST_ARTICLES || bytes >= MOST_BYTES {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::time::FixedClock;
    use crate::model::{Draft, Timestamp};
    use crate::store::ExchangeRecord;

    fn archive(articles: usize) -> Store {
        let store = Store::in_memory(Arc::new(FixedClock(Timestamp(1_700_000_000)))).unwrap();
        grow(&store, 0..articles);
        store
    }

    fn grow(store: &Store, numbers: std::ops::Range<usize>) {
        let places = ["nhà", "chợ", "xưởng", "đồng", "trường", "phố", "kho", "bến"];
        let record = |n: usize| {
            let place = places[n % places.len()];
            let other = places[(n / 3) % places.len()];
            let text = format!("Tin từ {place} ra {other}, ghe bầu đi từ {other}. Hôm {n} mưa to, {place} vắng.");
            let draft =
                Draft { title: Some(format!("Tin {n}")), body: vec![Block::paragraph(text)], ..Draft::default() };
            ExchangeRecord { url: format!("https://tin.example/{n}.html"), draft, ..ExchangeRecord::default() }
        };
        store.import(&numbers.map(record).collect::<Vec<_>>()).unwrap();
    }

    #[test]
    fn a_small_archive_teaches_nothing() {
        assert_eq!(words(&archive(LEAST_ARTICLES - 1)), None);
    }

    #[test]
    fn what_was_learnt_is_kept_until_the_archive_has_grown_by_half() {
        let store = archive(LEAST_ARTICLES);
        let _ = words(&store);
        let kept = || store.setting(SETTING).unwrap().unwrap_or_default();
        assert!(kept().starts_with(&format!("{LEAST_ARTICLES}")));
        grow(&store, LEAST_ARTICLES..LEAST_ARTICLES * 3 / 2 - 1);
        let _ = words(&store);
        assert!(kept().starts_with(&format!("{LEAST_ARTICLES}")));
        grow(&store, LEAST_ARTICLES..LEAST_ARTICLES * 3 / 2);
        let _ = words(&store);
        assert!(kept().starts_with(&format!("{}", LEAST_ARTICLES * 3 / 2)));
    }

    #[test]
    fn kept_words_are_told_again_without_learning() {
        let store = archive(3);
        store.set_setting(SETTING, "3\nghe bầu").unwrap();
        assert_eq!(words(&store), Some(vec!["ghe bầu".to_owned()]));
    }
}
