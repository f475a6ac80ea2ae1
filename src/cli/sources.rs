//! `loa sources`: the newspapers, their sections, and what was checked.

use serde_json::json;

use crate::sources::{Kind, Section, Site};

use super::args::SourcesArgs;
use super::exit::{Exit, Failure, Outcome};
use super::output::Look;
use super::session::Session;

/// Runs the command.
pub(super) fn run(session: &mut Session, args: &SourcesArgs) -> Outcome {
    let catalog = std::sync::Arc::clone(&session.catalog);
    for site in &catalog.sites {
        if args.json { session.out.json(&site_json(site))? } else { print(session, site)? }
    }
    Ok(if catalog.sites.is_empty() { Exit::Nothing } else { Exit::Fine })
}

fn kind(section: &Section) -> &'static str {
    match section.kind {
        Kind::Listing => "listing",
        Kind::Feed => "feed",
    }
}

fn site_json(site: &Site) -> serde_json::Value {
    let section = |section: &Section| {
        json!({
            "id": section.id, "name": section.name, "kind": kind(section), "url": section.url,
            "unverified": section.unverified, "enabled": section.enabled,
        })
    };
    json!({
        "id": site.id, "name": site.name, "hosts": site.hosts, "checked": site.checked, "against": site.against,
        "unverified": site.unverified, "sections": site.sections.iter().map(section).collect::<Vec<_>>(),
    })
}

fn print(session: &mut Session, site: &Site) -> Result<(), Failure> {
    let doubt = if site.unverified { format!("  ({})", session.say.unverified()) } else { String::new() };
    let head = session.out.paint(&site.id, Look::Strong);
    let name = session.out.paint(&format!("  {}{doubt}", site.name), Look::Plain);
    session.out.painted(&(head + &name))?;
    for section in &site.sections {
        let doubt = if section.unverified && !site.unverified {
            format!("  ({})", session.say.unverified())
        } else {
            String::new()
        };
        let line = format!("    {:<28} {:<8} {}", section.id, kind(section), section.url);
        let line = session.out.paint(&line, Look::Plain) + &session.out.paint(&doubt, Look::Dim);
        session.out.painted(&line)?;
    }
    Ok(())
}
