//! `loa sources find`, `loa sources test --all-new`: the catalogue of portals, and the result of the first contact with
//! each.

use std::collections::BTreeMap;

use crate::fetch::NetworkSign;
use crate::labour::catalogue::{self, Portal, PortalKind};
use crate::model::Moment;
use crate::store::Store;

use crate::cli::args::FindArgs;
use crate::cli::commands::source_work;
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::output::TextLook;
use crate::cli::session::Session;

/// Prefix of the archive settings that hold the result, followed by the portal's first address.
const CONTACT: &str = "portal.";
/// Items from which on a page counts as a news list.
const ENOUGH_ITEMS: usize = 3;

/// The result of contacting a portal, and when.
struct Contact {
    /// The address that works, or why none does.
    found: Result<String, String>,
    at: String,
}

impl Contact {
    /// The stored form of a contact: the day, `ok` or `no`, then the rest.
    fn line(&self) -> String {
        match &self.found {
            Ok(url) => format!("{} ok {url}", self.at),
            Err(why) => format!("{} no {why}", self.at),
        }
    }

    fn read(line: &str) -> Option<Self> {
        let (at, rest) = line.split_once(' ')?;
        let (verdict, rest) = rest.split_once(' ')?;
        let found = if verdict == "ok" { Ok(rest.to_owned()) } else { Err(rest.to_owned()) };
        Some(Self { found, at: at.to_owned() })
    }
}

fn contacts(store: &Store) -> Result<BTreeMap<String, Contact>, CommandFailure> {
    let lines = store.settings_beginning(CONTACT)?;
    Ok(lines.into_iter().filter_map(|(name, line)| Some((name, Contact::read(&line)?))).collect())
}

fn key(portal: &Portal) -> &str {
    portal.addresses.first().map_or(portal.name.as_str(), String::as_str)
}

/// Runs `loa sources find`.
pub(in crate::cli) fn find(session: &mut Session, args: &FindArgs) -> Outcome {
    let contacts = contacts(&session.store()?)?;
    let found = catalogue::find(&args.words.join(" "));
    for portal in &found {
        let contact = contacts.get(key(portal));
        if args.json {
            session.out.json(&json(portal, contact))?;
        } else {
            print(session, portal, contact)?;
        }
    }
    if found.is_empty() {
        session.message(&session.say.phrase("no-portal"));
        return Ok(Exit::Nothing);
    }
    if !args.json {
        session.message(&session.say.portals_found(found.len()));
    }
    Ok(Exit::Fine)
}

fn state(session: &Session, portal: &Portal, contact: Option<&Contact>) -> String {
    match (contact.map(|contact| (&contact.found, contact.at.as_str())), portal.verified.as_deref()) {
        (Some((Ok(_), at)), _) | (None, Some(at)) => session.say.portal_read(at),
        (Some((Err(why), at)), _) => session.say.portal_silent(at, why),
        (None, None) => session.say.phrase("cli-portal-unverified"),
    }
}

fn print(session: &mut Session, portal: &Portal, contact: Option<&Contact>) -> Result<(), CommandFailure> {
    let name = session.out.paint(&portal.name, TextLook::Strong);
    let kind = session.say.portal_kind(portal.kind);
    let state = session.out.paint(&format!("  {kind} · {}", state(session, portal, contact)), TextLook::Dim);
    session.out.painted(&name)?;
    session.out.painted(&state)?;
    let working = contact.and_then(|contact| contact.found.as_ref().ok());
    for address in working.into_iter().chain(portal.addresses.iter().filter(|_| working.is_none())) {
        session.out.line(&format!("  {address}"))?;
    }
    Ok(())
}

fn json(portal: &Portal, contact: Option<&Contact>) -> serde_json::Value {
    let kind: PortalKind = portal.kind;
    serde_json::json!({
        "name": portal.name, "kind": kind, "family": portal.family, "addresses": portal.addresses,
        "verified": contact.filter(|contact| contact.found.is_ok()).map(|contact| contact.at.as_str()).or(portal.verified.as_deref()),
        "works": contact.and_then(|contact| contact.found.as_ref().ok()),
        "failed": contact.and_then(|contact| contact.found.as_ref().err()),
    })
}

/// What is waiting to be saved. Nothing is saved before one portal was found: a failure without a network says nothing
/// about a portal.
#[derive(Default)]
struct Findings {
    answered: bool,
    held: Vec<(String, String)>,
}

impl Findings {
    /// Adds a line, and returns what may be saved now.
    fn with(&mut self, name: String, line: String, sign: NetworkSign) -> Vec<(String, String)> {
        self.held.push((name, line));
        self.answered |= sign == NetworkSign::There;
        if self.answered { std::mem::take(&mut self.held) } else { Vec::new() }
    }
}

/// Runs `loa sources test --all-new`: contacts every portal that is not known to work, and saves the result.
pub(in crate::cli) fn test_new(session: &mut Session) -> Outcome {
    if session.network().offline {
        return Err(CommandFailure::usage(session.say.phrase("no-network-for-portals")));
    }
    let store = session.store()?;
    let known = contacts(&store)?;
    let (mut works, mut silent) = (0_usize, 0_usize);
    let mut found = Findings::default();
    for portal in catalogue::portals() {
        if known.get(key(portal)).is_some_and(|contact| contact.found.is_ok()) {
            continue;
        }
        let (contact, sign) = knock(session, portal);
        for (name, line) in found.with(format!("{CONTACT}{}", key(portal)), contact.line(), sign) {
            store.set_setting(&name, &line)?;
        }
        if contact.found.is_ok() {
            works += 1;
        } else {
            silent += 1;
        }
        print(session, portal, Some(&contact))?;
        session.out.flush()?;
    }
    if !found.held.is_empty() {
        return Err(CommandFailure::failed(session.say.phrase("no-portal-answers")));
    }
    session.message(&session.say.portals_tested(works, silent));
    Ok(if works + silent > 0 && works == 0 {
        Exit::Failed
    } else if silent > 0 {
        Exit::Partly
    } else {
        Exit::Fine
    })
}

/// The first line of a message, without the words that introduce a list below it.
fn told_alone(sentence: &str) -> &str {
    let line = sentence.lines().next().unwrap_or_default();
    let opens = line.strip_suffix(':').and_then(|line| line.rsplit_once("; "));
    opens.map_or(line, |(told, _)| told)
}

/// Tries the addresses of a portal until one of them has news.
fn knock(session: &mut Session, portal: &Portal) -> (Contact, NetworkSign) {
    let today = Moment { at: session.now(), precision: crate::model::Precision::Day };
    let (mut why, mut network) = (String::new(), NetworkSign::Unknown);
    for address in &portal.addresses {
        match source_work::items_at(session, address) {
            Ok((url, items)) if items >= ENOUGH_ITEMS => {
                return (Contact { found: Ok(url), at: today.to_string() }, NetworkSign::There);
            }
            Ok(_) => (why, network) = (session.say.phrase("portal-without-news"), NetworkSign::There),
            Err(silence) => {
                told_alone(&silence.why).clone_into(&mut why);
                if silence.network == NetworkSign::There {
                    network = silence.network;
                }
            }
        }
    }
    (Contact { found: Err(why), at: today.to_string() }, network)
}

#[cfg(test)]
mod tests {
    use super::{Findings, NetworkSign, told_alone};

    #[test]
    fn without_a_network_nothing_is_written_of_the_portals() {
        let mut found = Findings::default();
        let mut with = |name: &str, sign| found.with(name.to_owned(), "no".to_owned(), sign).len();
        assert_eq!(with("a", NetworkSign::Unknown), 0);
        assert_eq!(with("b", NetworkSign::There), 2);
        assert_eq!(with("c", NetworkSign::Unknown), 1);
    }

    #[test]
    fn what_is_kept_of_a_reason_opens_no_list() {
        assert_eq!(told_alone("https://a.vn/: no news here; parts of the site:\n  Tin"), "https://a.vn/: no news here");
        assert_eq!(told_alone("https://a.vn/: robots.txt forbids it"), "https://a.vn/: robots.txt forbids it");
    }
}
