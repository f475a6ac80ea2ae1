//! Looking at an address, `loa sources test ADDRESS|FILE`, and writing the configuration.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::extract::Trace;
use crate::fetch::{self, Fetcher, NetworkSign, Validators};
use crate::model::{CanonicalUrl, Draft, Field, Finding, Listing, SystemClock, TroubleKind};
use crate::sources::AddressKind;
use crate::store::private;

use crate::sync::{Discovered, Discovery, NoSource, discover};

use crate::cli::args::TestArgs;
use crate::cli::commands::saved_page::{self, ExtractAnswer, ReadingRules};
use crate::cli::commands::{learn, learn_score};
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::output::TextLook;
use crate::cli::output::render;
use crate::cli::session::Session;
use crate::cli::words::Say;

/// Number of items that are shown.
const SHOWN: usize = 5;
/// Longest value shown of a field, characters.
const MAX_VALUE_CHARS: usize = 100;
/// Largest configuration that is rewritten, in bytes; the same limit as for reading it.
const MAX_CONFIG_BYTES: usize = 4 << 20;

/// Runs `loa sources test`.
pub(in crate::cli) fn test(session: &mut Session, args: &TestArgs) -> Outcome {
    let catalog = Arc::clone(&session.catalog);
    let what = args.what.as_deref().unwrap_or_default();
    if args.url.is_none() && learn_score::is_host(what) {
        return learn_score::run(session, what, args);
    }
    let (url, bytes, charset) = if what.starts_with("http://") || what.starts_with("https://") {
        let page = get(session, &address(session, what)?, None)?;
        (page.url, page.bytes, page.charset)
    } else {
        let url = args.url.as_deref().ok_or_else(|| CommandFailure::usage(session.say.phrase("test-needs-url")))?;
        let bytes = saved_page::read_page(Path::new(what), ReadingRules::of(session, &catalog))
            .map_err(CommandFailure::failed)?;
        (address(session, url)?, bytes, None)
    };
    let told =
        args.profile.as_deref().map(|file| learn::file(file, ReadingRules::of(session, &catalog))).transpose()?;
    let reading = ReadingRules { learned: told.as_ref(), ..ReadingRules::of(session, &catalog) };
    let answer = reading.read(&bytes, charset.as_deref(), &url, args.kind);
    let table = match answer {
        ExtractAnswer::Article(_) => "article",
        ExtractAnswer::Listing(_) => "listing",
        ExtractAnswer::Feed(_) => "",
    };
    let traces = if table.is_empty() { Vec::new() } else { reading.trace(&bytes, charset.as_deref(), &url) };
    let traces: Vec<Trace> = traces.into_iter().filter(|trace| trace.table == table).collect();
    if args.json {
        let mut json = saved_page::json(&answer, &url);
        json["rules"] = traces.iter().map(trace_json).collect();
        if let ExtractAnswer::Article(draft) = &answer {
            json["found_by"] = serde_json::to_value(&draft.found_by).unwrap_or_default();
        }
        session.out.json(&json)?;
        return Ok(Exit::Fine);
    }
    let exit = match answer {
        ExtractAnswer::Article(draft) => print_draft(session, &draft),
        ExtractAnswer::Listing(listing) => print_listing(session, &discovered(AddressKind::Listing, url, listing)),
        ExtractAnswer::Feed(listing) => print_listing(session, &discovered(AddressKind::Feed, url, listing)),
    }?;
    print_traces(session, &traces)?;
    Ok(exit)
}

fn discovered(kind: AddressKind, url: CanonicalUrl, listing: Listing) -> Discovered {
    Discovered { kind, url, name: None, listing, validators: Validators::default() }
}

fn trace_json(trace: &Trace) -> serde_json::Value {
    let Trace { by, table, key, selector, matches, sample } = trace;
    serde_json::json!({
        "by": by, "table": table, "key": key, "selector": selector, "matches": matches, "sample": sample,
    })
}

/// Prints every rule that was tried: whose it is, its field, how many elements it matches, the text of the first.
fn print_traces(session: &mut Session, traces: &[Trace]) -> Result<(), CommandFailure> {
    if traces.is_empty() {
        return Ok(());
    }
    session.out.line("")?;
    for trace in traces {
        let mark = if trace.matches > 0 { "✓" } else { "·" };
        let rule = format!("{mark} {:<10} {:>4}  {}", trace.key, trace.matches, trace.selector);
        let look = if trace.matches > 0 { TextLook::Plain } else { TextLook::Dim };
        let line = session.out.paint(&format!("{:<18}", trace.by.to_string()), TextLook::Dim)
            + &session.out.paint(&rule, look);
        let sample = if trace.sample.is_empty() { String::new() } else { format!("  “{}”", trace.sample) };
        let line = line + &session.out.paint(&sample, TextLook::Dim);
        session.out.painted(&line)?;
    }
    Ok(())
}

pub(in crate::cli) fn address(session: &Session, text: &str) -> Result<CanonicalUrl, CommandFailure> {
    CanonicalUrl::parse(text).ok_or_else(|| CommandFailure::usage(session.say.bad_address(text)))
}

/// Fetches a page: the address that the user typed, or one named by the page at `typed`.
pub(in crate::cli) fn get(
    session: &mut Session,
    url: &CanonicalUrl,
    typed: Option<&CanonicalUrl>,
) -> Result<fetch::FetchedPage, CommandFailure> {
    if session.loaded.config.network.offline {
        return Err(CommandFailure::failed(session.say.phrase("cli-offline-by-wish")));
    }
    let trusted = vec![typed.unwrap_or(url).to_string()];
    let fetcher = Fetcher::new(fetch::NetworkSettings { trusted, ..session.network() });
    let answer = session.runtime()?.block_on(fetcher.get(url, &Validators::default()));
    match answer {
        Ok(fetch::Answer::Fetched(page)) => Ok(page),
        // The request was unconditional.
        Ok(fetch::Answer::NotModified { .. }) => Err(CommandFailure::failed(url)),
        Err(error) => Err(CommandFailure::failed(no_page(session.say, url.as_str(), &error))),
    }
}

/// What is found at an address, or why it is no source.
pub(super) fn find(session: &mut Session, address: &str) -> Result<Discovery, CommandFailure> {
    asked(session, address)?.map_err(|why| no_source(session.say, address, &why))
}

fn asked(session: &mut Session, address: &str) -> Result<Result<Discovery, NoSource>, CommandFailure> {
    if session.loaded.config.network.offline {
        return Err(CommandFailure::failed(session.say.phrase("cli-offline-by-wish")));
    }
    let trusted = typed(address);
    let catalog = Arc::clone(&session.catalog);
    let fetcher = Fetcher::new(fetch::NetworkSettings { trusted, ..session.network() });
    Ok(session.runtime()?.block_on(discover(&fetcher, &catalog, &SystemClock, address)))
}

/// The typed address with either scheme: what the user types is fetched wherever it leads.
pub(super) fn typed(address: &str) -> Vec<String> {
    let bare = address.trim().split_once("://").map_or(address.trim(), |(_, rest)| rest);
    ["https", "http"].map(|scheme| format!("{scheme}://{bare}")).to_vec()
}

/// Why an address is no source.
pub(super) fn no_source(say: Say, address: &str, why: &NoSource) -> CommandFailure {
    let advice = if is_perhaps_mistyped(why) { format!(" → {}", say.phrase("check-address")) } else { String::new() };
    let told = refusal(say, address, why) + &advice;
    match why {
        NoSource::NoAddress => CommandFailure::usage(told),
        NoSource::Failed(_) => CommandFailure::failed(told),
        _ => CommandFailure::nothing(told),
    }
}

/// The same, without the advice for a user who typed the address.
fn refusal(say: Say, address: &str, why: &NoSource) -> String {
    match why {
        NoSource::NoAddress => say.bad_address(address),
        NoSource::Failed(error) => no_page(say, address, error),
        _ => say.no_source(address, why),
    }
}

/// Whether the address is probably mistyped and the site offers nothing else.
fn is_perhaps_mistyped(why: &NoSource) -> bool {
    match why {
        NoSource::NoAddress => true,
        NoSource::Empty(found) | NoSource::NoSuchPage(found) => found.categories.is_empty(),
        NoSource::Failed(error) => matches!(
            error.kind(),
            TroubleKind::Dns
                | TroubleKind::Refused
                | TroubleKind::Gone
                | TroubleKind::NotHttp
                | TroubleKind::BadAddress
        ),
        _ => false,
    }
}

/// Why an address gave no page, and what to do.
fn no_page(say: Say, address: &str, error: &fetch::FetchError) -> String {
    let why = format!("{address}: {}", say.trouble(error.kind(), &error.to_string()));
    if error.kind() == TroubleKind::Tls { format!("{why} → {}", say.phrase("certificates-remedy")) } else { why }
}

/// Why an address that the user did not type gave no list, and what that says about the network.
pub(super) struct Silence {
    pub(super) why: String,
    pub(super) network: NetworkSign,
}

/// Where the longest list at an address is, and how many items it has.
pub(super) fn items_at(session: &mut Session, address: &str) -> Result<(String, usize), Silence> {
    let said = |why| Silence { why, network: NetworkSign::There };
    let found = asked(session, address).map_err(|failure| said(failure.sentence(session.say)))?;
    let found = found.map_err(|why| Silence {
        network: if let NoSource::Failed(error) = &why { error.network() } else { NetworkSign::There },
        why: refusal(session.say, address, &why),
    })?;
    let most = found.sections.iter().max_by_key(|section| section.listing.items.len());
    Ok(most.map_or_else(|| (address.to_owned(), 0), |most| (most.url.to_string(), most.listing.items.len())))
}

pub(in crate::cli) fn read(session: &Session, file: &Path) -> Result<String, CommandFailure> {
    let catalog = Arc::clone(&session.catalog);
    if !file.exists() {
        return Ok(String::new());
    }
    let reading = ReadingRules { max_bytes: MAX_CONFIG_BYTES, ..ReadingRules::of(session, &catalog) };
    let bytes = saved_page::read_page(file, reading).map_err(CommandFailure::failed)?;
    String::from_utf8(bytes)
        .map_err(|_| CommandFailure::failed(session.say.unreadable(&file.display().to_string(), "UTF-8")))
}

/// Replaces a file atomically; a link stays a link, and the permissions are kept.
pub(in crate::cli) fn replace(file: &Path, text: &str) -> std::io::Result<()> {
    let file = std::fs::canonicalize(file).unwrap_or_else(|_| file.to_path_buf());
    let folder = file.parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf);
    private::folder(&folder)?;
    let draft = folder.join(format!(".loa-config-{}", std::process::id()));
    let written = private::new_file(&draft).and_then(|mut file| file.write_all(text.as_bytes())).and_then(|()| {
        if let Ok(old) = std::fs::metadata(&file) {
            std::fs::set_permissions(&draft, old.permissions())?;
        }
        std::fs::rename(&draft, &file)
    });
    if written.is_err() {
        // The draft is our own file; it does no harm if it cannot be removed.
        let _ = std::fs::remove_file(&draft);
    }
    written
}

pub(super) fn print_found(session: &mut Session, found: &Discovered) -> Result<(), CommandFailure> {
    let head = session.say.found_items(found.kind.name(), found.listing.items.len());
    let line =
        session.out.paint(&head, TextLook::Strong) + &session.out.paint(&format!("  {}", found.url), TextLook::Dim);
    session.out.painted(&line)?;
    for entry in found.listing.items.iter().take(SHOWN) {
        for line in render::hanging(session, "  • ", &entry.title, TextLook::Plain) {
            session.out.painted(&line)?;
        }
        let line = format!("    {} · {}", render::published(session, entry.published), entry.url);
        let line = session.out.paint(&line, TextLook::Dim);
        session.out.painted(&line)?;
    }
    Ok(())
}

fn print_listing(session: &mut Session, found: &Discovered) -> Outcome {
    print_found(session, found)?;
    print_field(session, "by", &found.listing.by.to_string(), "")?;
    for feed in &found.listing.feeds {
        print_field(session, "feed", feed.as_str(), "")?;
    }
    if let Some(next) = &found.listing.next {
        print_field(session, "next", next.as_str(), "")?;
    }
    print_findings(session, &found.listing.findings)?;
    Ok(if found.listing.items.is_empty() { Exit::Nothing } else { Exit::Fine })
}

fn print_draft(session: &mut Session, draft: &Draft) -> Outcome {
    let by = |field: Field| draft.by.get(&field).map(ToString::to_string).unwrap_or_default();
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let moment = |value: Option<crate::model::Moment>| value.map(|moment| moment.to_string()).unwrap_or_default();
    let count = draft.body.len();
    let words: usize = draft.body.iter().flat_map(|block| block.strings()).map(|s| s.split_whitespace().count()).sum();
    let rows = [
        ("title", text(&draft.title), Field::Title),
        ("published", moment(draft.published), Field::Published),
        ("updated", moment(draft.updated), Field::Updated),
        ("author", text(&draft.author), Field::Author),
        ("sapo", text(&draft.sapo), Field::Sapo),
        ("category", text(&draft.imprint.category), Field::Category),
        ("body", session.say.body_size(count, words), Field::Body),
    ];
    for (name, value, field) in rows {
        print_field(session, name, &value, &by(field))?;
        if let Some(rule) = draft.found_by.get(&field).filter(|_| !value.is_empty()) {
            let line = session.out.paint(&format!("{:<12}{:<18}↳ {rule}", "", ""), TextLook::Dim);
            session.out.painted(&line)?;
        }
    }
    print_field(session, "source line", &text(&draft.imprint.source_line), "")?;
    print_findings(session, &draft.findings)?;
    Ok(if draft.body.is_empty() { Exit::Nothing } else { Exit::Fine })
}

fn print_findings(session: &mut Session, findings: &[Finding]) -> Result<(), CommandFailure> {
    for finding in findings {
        print_field(session, "finding", &finding.to_string(), "")?;
    }
    Ok(())
}

/// Prints `name  (by)  value` on one line.
fn print_field(session: &mut Session, name: &str, value: &str, by: &str) -> Result<(), CommandFailure> {
    let value = if value.is_empty() { "—" } else { value };
    let shown: String = value.chars().take(MAX_VALUE_CHARS).collect();
    let cut = if shown.len() < value.len() { "…" } else { "" };
    let lead = session.out.paint(&format!("{name:<12}{by:<18}"), TextLook::Dim);
    let line = lead + &session.out.paint(&format!("{shown}{cut}"), TextLook::Plain);
    Ok(session.out.painted(&line)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::{FetchError, NetworkSign};
    use crate::model::Language;

    fn told(why: &NoSource) -> String {
        let say = Say(Language::Vietnamese);
        no_source(say, "bao.test", why).sentence(say)
    }

    fn failed(error: FetchError) -> NoSource {
        NoSource::Failed(error)
    }

    #[test]
    fn an_address_where_nothing_stands_is_told_to_be_looked_at_again() {
        let host = || "bao.test".to_owned();
        let unknown = FetchError::UnknownHost { host: host(), network: NetworkSign::Unknown };
        let empty = NoSource::Empty(Box::default());
        for why in [failed(unknown), empty, NoSource::NoSuchPage(Box::default()), NoSource::NoAddress] {
            assert!(told(&why).ends_with("xem lại địa chỉ đã gõ"), "{}", told(&why));
        }
        let late = FetchError::TimedOut { host: host(), limit: std::time::Duration::from_secs(9) };
        assert!(!told(&failed(late)).contains("địa chỉ"));
        assert!(!told(&NoSource::Comments).contains("địa chỉ"));
    }
}
