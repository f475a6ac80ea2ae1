//! `loa extract`: prints the text of a saved page. Uses neither network nor archive.

use crate::cli::args::ExtractArgs;
use crate::cli::commands::learn;
use crate::cli::commands::manifest;
use crate::cli::commands::saved_page::{ExtractAnswer, ReadingRules, json, read_page};
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::output::render;
use crate::cli::output::{TextLook, message};
use crate::cli::session::Session;
use crate::model::{CanonicalUrl, Draft, Listing};

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &ExtractArgs) -> Outcome {
    let catalog = std::sync::Arc::clone(&session.catalog);
    let reading = ReadingRules { rules: !args.no_site_rules, ..ReadingRules::of(session, &catalog) };
    let told = args.profile.as_deref().map(|file| learn::file(file, reading)).transpose()?;
    let reading = ReadingRules { learned: told.as_ref(), ..reading };
    if let Some(tsv) = &args.manifest {
        return manifest::run(session, reading, tsv, args.kind, args.leave_one_out);
    }
    let (Some(address), Some(file)) = (&args.url, &args.file) else { return Ok(Exit::Usage) };
    let url = CanonicalUrl::parse(address).ok_or_else(|| CommandFailure::usage(session.say.bad_address(address)))?;
    let bytes = read_page(file, reading).map_err(CommandFailure::failed)?;
    let pages = learn::saved(&args.learn, &url, reading).map_err(CommandFailure::failed)?;
    let learnt = (!pages.is_empty()).then(|| learn::of_pages(&pages, reading, 2));
    let reading = ReadingRules { learned: learnt.as_ref().or(reading.learned), ..reading };
    let read = reading.read_saved(&bytes, &url, args.kind);
    if args.json {
        session.out.json(&json(&read, &url))?;
        return Ok(Exit::Fine);
    }
    print(session, &read, &url)
}

fn print(session: &mut Session, read: &ExtractAnswer, url: &CanonicalUrl) -> Outcome {
    let (found, findings) = match read {
        ExtractAnswer::Article(draft) => (print_article(session, draft, url)?, &draft.findings),
        ExtractAnswer::Listing(listing) | ExtractAnswer::Feed(listing) => {
            (print_listing(session, listing)?, &listing.findings)
        }
    };
    if !session.common.quiet {
        for finding in findings {
            message(&finding.to_string());
        }
    }
    Ok(if found { Exit::Fine } else { Exit::Nothing })
}

fn print_article(session: &mut Session, draft: &Draft, url: &CanonicalUrl) -> Result<bool, CommandFailure> {
    let width = session.measure();
    let about = [draft.author.clone(), draft.imprint.source_line.clone(), Some(render::date(draft.published))];
    let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let mut lines = vec![session.out.paint(draft.title.as_deref().unwrap_or("—"), TextLook::Strong)];
    lines.push(session.out.paint(&about, TextLook::Dim));
    lines.push(session.out.paint(draft.url.as_ref().unwrap_or(url).as_str(), TextLook::Dim));
    if let Some(sapo) = &draft.sapo {
        lines.push(String::new());
        lines.extend(render::block_lines(session, &crate::model::Block::paragraph(sapo.as_str()), width));
    }
    for block in &draft.body {
        lines.push(String::new());
        lines.extend(render::block_lines(session, block, width));
    }
    for line in &lines {
        session.out.painted(line)?;
    }
    Ok(!draft.body.is_empty())
}

fn print_listing(session: &mut Session, listing: &Listing) -> Result<bool, CommandFailure> {
    for entry in &listing.items {
        for line in render::hanging(session, "• ", &entry.title, TextLook::Strong) {
            session.out.painted(&line)?;
        }
        let about = format!("  {} · {}", render::date(entry.published), entry.url);
        let line = session.out.paint(&about, TextLook::Dim);
        session.out.painted(&line)?;
    }
    Ok(!listing.items.is_empty())
}
