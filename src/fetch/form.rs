//! How a host writes its addresses, learnt from its redirects. Pure, but for the lock around what is known.
//!
//! Some hosts answer each address without the closing slash, or without `www.`, by a redirect for good to the same address in
//! another form. Once [`ENOUGH`] answers in a row agreed on one form, further addresses of that origin are asked in it at
//! once. One answer that speaks against it makes the host a stranger again, and nothing is assumed of any other host.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use url::Url;

use crate::model::CanonicalUrl;

/// Redirects in a row that must agree.
pub(super) const ENOUGH: u32 = 3;
/// Origins of which something is known at a time.
const MAX_ORIGINS: usize = 500;

/// What of an address changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AddressTurn {
    Kept,
    Added,
    Dropped,
}

/// How a form differs from the address that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct AddressForm {
    /// Encryption; never dropped.
    secure: AddressTurn,
    www: AddressTurn,
    /// The slash at the end of the path.
    slash: AddressTurn,
}

impl AddressForm {
    /// The form that leads from one address to the other; `None` when something else differs, or nothing.
    fn between(from: &CanonicalUrl, to: &CanonicalUrl) -> Option<Self> {
        const TURNS: [AddressTurn; 3] = [AddressTurn::Kept, AddressTurn::Added, AddressTurn::Dropped];
        let forms = TURNS.iter().flat_map(|www| TURNS.iter().map(move |slash| (*www, *slash)));
        let forms =
            forms.flat_map(|(www, slash)| TURNS[..2].iter().map(move |secure| Self { secure: *secure, www, slash }));
        forms.filter(|form| form.changes()).find(|form| form.apply(from).as_ref() == Some(to))
    }

    fn changes(self) -> bool {
        [self.secure, self.www, self.slash].iter().any(|turn| *turn != AddressTurn::Kept)
    }

    /// An address in this form; `None` when it is not of the kind that the form was seen on: a file has no closing slash, and
    /// what a query asks for is another matter.
    fn apply(self, address: &CanonicalUrl) -> Option<CanonicalUrl> {
        let mut url = Url::parse(address.as_str()).ok().filter(|url| url.query().is_none())?;
        let (host, path) = (url.host_str()?.to_owned(), url.path().to_owned());
        match self.secure {
            AddressTurn::Kept => {}
            AddressTurn::Added if url.scheme() == "http" && url.port().is_none() => url.set_scheme("https").ok()?,
            _ => return None,
        }
        match self.www {
            AddressTurn::Kept => {}
            AddressTurn::Added if host.starts_with("www.") => return None,
            AddressTurn::Added => url.set_host(Some(&format!("www.{host}"))).ok()?,
            AddressTurn::Dropped => url.set_host(Some(host.strip_prefix("www.")?)).ok()?,
        }
        let last = path.rsplit('/').next().unwrap_or_default();
        match self.slash {
            AddressTurn::Kept => {}
            AddressTurn::Added if !last.is_empty() && !last.contains('.') => url.set_path(&format!("{path}/")),
            AddressTurn::Dropped => url.set_path(path.strip_suffix('/').filter(|path| !path.is_empty())?),
            AddressTurn::Added => return None,
        }
        CanonicalUrl::parse(url.as_str())
    }

    fn name(self) -> String {
        let sign = |turn| match turn {
            AddressTurn::Kept => '=',
            AddressTurn::Added => '+',
            AddressTurn::Dropped => '-',
        };
        [self.secure, self.www, self.slash].into_iter().map(sign).collect()
    }

    fn named(name: &str) -> Option<Self> {
        let turn = |sign| match sign {
            '=' => Some(AddressTurn::Kept),
            '+' => Some(AddressTurn::Added),
            '-' => Some(AddressTurn::Dropped),
            _ => None,
        };
        let turns = name.chars().map(turn).collect::<Option<Vec<_>>>()?;
        let &[secure, www, slash] = turns.as_slice() else { return None };
        Some(Self { secure, www, slash }).filter(|form| form.changes() && form.secure != AddressTurn::Dropped)
    }
}

/// What is known of one origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Habit {
    form: AddressForm,
    agreed: u32,
}

/// The habit of an origin as it is kept between runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostForm {
    /// Scheme, host and port: `https://bao.example`.
    pub origin: String,
    /// The form and how many answers in a row agreed on it; `None` when it was disproved.
    pub form: Option<String>,
}

impl HostForm {
    /// What pairs of addresses teach that a site itself writes in two forms, the one that holds as the second.
    pub fn taught<'a>(pairs: impl IntoIterator<Item = &'a (CanonicalUrl, CanonicalUrl)>) -> Vec<Self> {
        let habits = Habits::default();
        for (from, to) in pairs {
            habits.led(from, to);
        }
        habits.learnt()
    }
}

/// What is known of all origins.
#[derive(Debug, Default)]
pub(super) struct Habits {
    known: Mutex<HashMap<String, Habit>>,
    /// Origins about which this run learnt something.
    changed: Mutex<std::collections::BTreeSet<String>>,
}

impl Habits {
    /// The form in which the address's origin wants to be asked, where enough answers agree and it is another one.
    pub(super) fn form_of(&self, address: &CanonicalUrl) -> Option<CanonicalUrl> {
        let habit = self.known().get(&origin(address)?).copied().filter(|habit| habit.agreed >= ENOUGH)?;
        habit.form.apply(address)
    }

    /// The form in which an address of the same origin was asked for at last, if it is another one.
    pub(super) fn form_met(&self, address: &CanonicalUrl) -> Option<CanonicalUrl> {
        self.known().get(&origin(address)?).copied()?.form.apply(address)
    }

    /// An address led for good to another one, where a page was: evidence, if only the form differs.
    pub(super) fn led(&self, from: &CanonicalUrl, to: &CanonicalUrl) {
        let Some((form, origin)) = AddressForm::between(from, to).zip(origin(from)) else { return };
        let mut known = self.known();
        if known.len() >= MAX_ORIGINS && !known.contains_key(&origin) {
            return;
        }
        let before = known.get(&origin).filter(|habit| habit.form == form).map_or(0, |habit| habit.agreed);
        known.insert(origin.clone(), Habit { form, agreed: before.saturating_add(1) });
        drop(known);
        self.note(origin);
    }

    /// A page was where it was asked for: evidence against a form that it would have had.
    pub(super) fn stood(&self, address: &CanonicalUrl) {
        let Some(origin) = origin(address) else { return };
        let mut known = self.known();
        if known.get(&origin).is_some_and(|habit| habit.form.apply(address).is_some()) {
            known.remove(&origin);
            drop(known);
            self.note(origin);
        }
    }

    /// Takes what an earlier run learnt.
    pub(super) fn know(&self, kept: &HostForm) {
        let Some((form, agreed)) = kept.form.as_deref().and_then(|text| text.split_once(' ')) else { return };
        if let (Some(form), Ok(agreed)) = (AddressForm::named(form), agreed.parse()) {
            self.known().insert(kept.origin.clone(), Habit { form, agreed });
        }
    }

    /// What this run learnt.
    pub(super) fn learnt(&self) -> Vec<HostForm> {
        let changed = self.changed.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let known = self.known();
        let form = |origin: &String| known.get(origin).map(|habit| format!("{} {}", habit.form.name(), habit.agreed));
        changed.into_iter().map(|origin| HostForm { form: form(&origin), origin }).collect()
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<String, Habit>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, origin: String) {
        self.changed.lock().unwrap_or_else(PoisonError::into_inner).insert(origin);
    }
}

fn origin(address: &CanonicalUrl) -> Option<String> {
    let url = Url::parse(address.as_str()).ok()?;
    Some(url.origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> CanonicalUrl {
        CanonicalUrl::parse(text).unwrap()
    }

    fn taught(pairs: &[(&str, &str)]) -> Habits {
        let habits = Habits::default();
        for (from, to) in pairs {
            habits.led(&url(from), &url(to));
        }
        habits
    }

    #[test]
    fn a_form_on_which_three_redirects_agree_is_asked_at_once_and_on_that_host_alone() {
        let habits = taught(&[("https://bao.vn/a", "https://bao.vn/a/"), ("https://bao.vn/b", "https://bao.vn/b/")]);
        assert_eq!(habits.form_of(&url("https://bao.vn/d")), None, "two are no habit");
        assert_eq!(habits.form_met(&url("https://bao.vn/d")), Some(url("https://bao.vn/d/")));
        habits.led(&url("https://bao.vn/c"), &url("https://bao.vn/c/"));
        assert_eq!(habits.form_of(&url("https://bao.vn/d")), Some(url("https://bao.vn/d/")));
        for other in ["https://bao.vn/d/", "https://bao.vn/d.html", "https://bao.vn/d?trang=2", "https://khac.vn/d"] {
            assert_eq!(habits.form_of(&url(other)), None, "{other}");
        }
    }

    #[test]
    fn one_page_that_stood_where_it_was_asked_for_ends_the_habit() {
        let habits = taught(&[("https://bao.vn/a", "https://bao.vn/a/"); 3]);
        habits.stood(&url("https://bao.vn/feed.xml"));
        assert!(habits.form_of(&url("https://bao.vn/d")).is_some(), "a file says nothing of the slash");
        habits.stood(&url("https://bao.vn/e"));
        assert_eq!(habits.form_of(&url("https://bao.vn/d")), None);
        assert_eq!(habits.learnt(), [HostForm { origin: "https://bao.vn".into(), form: None }]);
    }

    #[test]
    fn encryption_www_and_slash_may_change_together_and_a_new_name_is_no_form() {
        let habits = taught(&[("http://bao.vn/a/", "https://www.bao.vn/a"); 3]);
        assert_eq!(habits.form_of(&url("http://bao.vn/tin/b/")), Some(url("https://www.bao.vn/tin/b")));
        assert_eq!(taught(&[("https://bao.vn/a", "https://bao.vn/b"); 3]).learnt(), []);
        assert_eq!(taught(&[("https://bao.vn/a", "http://bao.vn/a"); 3]).learnt(), []);
    }

    #[test]
    fn what_was_learnt_comes_back_and_nonsense_does_not() {
        let learnt = taught(&[("https://bao.vn/a", "https://bao.vn/a/"); 3]).learnt();
        let again = Habits::default();
        for kept in &learnt {
            again.know(kept);
        }
        assert_eq!(again.form_of(&url("https://bao.vn/d")), Some(url("https://bao.vn/d/")));
        for text in ["", "==+", "=== 9", "-== 9", "==+ x", "==++ 9"] {
            let strange = Habits::default();
            strange.know(&HostForm { origin: "https://bao.vn".into(), form: Some(text.into()) });
            assert_eq!(strange.form_of(&url("https://bao.vn/d")), None, "{text:?}");
        }
    }
}
