//! `loa sources`: the newspapers, their sections, and what was checked.

use std::collections::BTreeMap;

use serde_json::json;

use crate::model::{Moment, SectionId, SourceId, Timestamp, TroubleKind};
use crate::sources::{Section, Site};
use crate::store::SectionState;

use crate::cli::args::{SourcesArgs, SourcesCommand};
use crate::cli::commands::doctor;
use crate::cli::commands::learn;
use crate::cli::commands::portals;
use crate::cli::commands::{source_add, source_remove, source_work};
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::output::TextLook;
use crate::cli::session::Session;

type States = BTreeMap<(SourceId, SectionId), SectionState>;

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &SourcesArgs) -> Outcome {
    match &args.command {
        Some(SourcesCommand::Add(add)) => return source_add::add(session, add),
        Some(SourcesCommand::Remove(remove)) => return source_remove::run(session, remove),
        Some(SourcesCommand::Find(find)) => return portals::find(session, find),
        Some(SourcesCommand::Test(test)) if test.all_new => return portals::test_new(session),
        Some(SourcesCommand::Test(test)) => return source_work::test(session, test),
        Some(SourcesCommand::Learn(args)) => return learn::run(session, args),
        None => {}
    }
    let catalog = std::sync::Arc::clone(&session.catalog);
    let states = states(session)?;
    for site in &catalog.sites {
        let groups: Vec<&str> = catalog.groups_of(&site.id).collect();
        if args.json {
            session.out.json(&site_json(site, &groups, &states))?;
        } else {
            print(session, site, &groups, &states)?;
        }
    }
    Ok(if catalog.sites.is_empty() { Exit::Nothing } else { Exit::Fine })
}

/// The stored states of the sections. Listing the sources does not create an archive.
fn states(session: &mut Session) -> Result<States, CommandFailure> {
    let demo = session.common.demo;
    if demo || session.paths.data.exists() { Ok(session.store()?.section_states()?) } else { Ok(States::new()) }
}

fn kind(section: &Section) -> &'static str {
    section.kind.name()
}

fn site_json(site: &Site, groups: &[&str], states: &States) -> serde_json::Value {
    let section = |section: &Section| {
        let state = states.get(&(site.source_id(), section.section_id())).cloned().unwrap_or_default();
        json!({
            "id": section.id, "name": section.name, "kind": kind(section), "url": section.url,
            "unverified": section.unverified, "enabled": section.enabled, "visited": moment(state.visited),
            "succeeded": moment(state.succeeded), "failures": state.failures, "next_visit": moment(state.next_visit),
            "trouble_kind": state.trouble_kind.map(TroubleKind::name), "trouble": state.trouble,
        })
    };
    json!({
        "id": site.id, "name": site.name, "hosts": site.hosts, "checked": site.checked, "against": site.against,
        "unverified": site.unverified, "groups": groups, "sections": site.sections.iter().map(section).collect::<Vec<_>>(),
    })
}

fn moment(at: Option<Timestamp>) -> Option<Moment> {
    at.map(Moment::exact)
}

fn print(session: &mut Session, site: &Site, groups: &[&str], states: &States) -> Result<(), CommandFailure> {
    let doubt = if site.unverified { format!("  ({})", session.say.phrase("unverified")) } else { String::new() };
    let head = session.out.paint(&site.id, TextLook::Strong);
    let name = session.out.paint(&format!("  {}{doubt}", site.name), TextLook::Plain);
    let groups: String = groups.iter().map(|group| format!("  [{group}]")).collect();
    session.out.painted(&(head + &name + &session.out.paint(&groups, TextLook::Dim)))?;
    for section in &site.sections {
        let doubt = if section.unverified && !site.unverified {
            format!("  ({})", session.say.phrase("unverified"))
        } else {
            String::new()
        };
        let line = format!("    {:<28} {:<8} {}", section.id, kind(section), section.url);
        let line = session.out.paint(&line, TextLook::Plain) + &session.out.paint(&doubt, TextLook::Dim);
        session.out.painted(&line)?;
        let state = states.get(&(site.source_id(), section.section_id()));
        if let Some(state) = state.filter(|state| state.failures > 0) {
            let line = format!("      ! {}", doctor::illness(session, state));
            let line = session.out.paint(&line, TextLook::Hit);
            session.out.painted(&line)?;
        }
    }
    Ok(())
}
