//! How hosts write their addresses, between refreshes: kept in the archive's settings for a month, then learnt anew.
//!
//! Text form of one: `SECONDS FORM COUNT`, as [`crate::fetch::HostForm`] has the two; empty when it was disproved.

use crate::fetch::{Fetcher, HostForm};
use crate::model::Timestamp;
use crate::store::{Store, StoreError};

/// How long what was seen holds, seconds.
const HOLDS: i64 = 30 * 86_400;

/// Beginning of the settings, before the origin.
const PREFIX: &str = "form.";

/// Tells the fetcher what earlier refreshes learnt. Blocks.
pub(super) fn recall(store: &Store, fetcher: &Fetcher, now: Timestamp) -> Result<(), StoreError> {
    for (origin, text) in store.settings_beginning(PREFIX)? {
        if let Some(kept) = parse(&origin, &text, now) {
            fetcher.know_form(&kept);
        }
    }
    Ok(())
}

/// Keeps what this run learnt. Blocks.
pub(super) fn remember(store: &Store, fetcher: &Fetcher, now: Timestamp) -> Result<(), StoreError> {
    let learnt = fetcher.forms_learnt().into_iter().map(|form| text_of(form, now));
    store.set_settings(&learnt.collect::<Vec<_>>())
}

/// Keeps what the lists of a new source teach of hosts that are not known yet. Blocks.
pub(super) fn keep(store: &Store, forms: Vec<HostForm>, now: Timestamp) -> Result<(), StoreError> {
    let known = store.settings_beginning(PREFIX)?;
    let taught = forms.into_iter().filter(|form| !known.contains_key(&form.origin)).map(|form| text_of(form, now));
    store.set_settings(&taught.collect::<Vec<_>>())
}

fn text_of(HostForm { origin, form }: HostForm, now: Timestamp) -> (String, String) {
    (format!("{PREFIX}{origin}"), form.map(|form| format!("{} {form}", now.0)).unwrap_or_default())
}

/// What still holds; none from the future, for then the clock was wrong.
fn parse(origin: &str, text: &str, now: Timestamp) -> Option<HostForm> {
    let (at, form) = text.split_once(' ')?;
    let age = now.0.checked_sub(at.parse().ok()?)?;
    (0..HOLDS).contains(&age).then(|| HostForm { origin: origin.to_owned(), form: Some(form.to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_learnt_holds_for_a_month_and_none_from_the_future_is_believed() {
        let read = |now| parse("https://bao.vn", "1000 ==+ 3", Timestamp(now));
        assert_eq!(read(1000), Some(HostForm { origin: "https://bao.vn".into(), form: Some("==+ 3".into()) }));
        assert!(read(1000 + HOLDS - 1).is_some());
        assert_eq!((read(1000 + HOLDS), read(999)), (None, None));
        assert_eq!(parse("https://bao.vn", "", Timestamp(1000)), None);
    }
}
