//! The checks of each target. `check` functions panic if a promise of the documentation is broken.

use std::sync::{Arc, OnceLock};

use loaphuong::extract::{self, Knowledge, Source};
use loaphuong::fetch::{Fetcher, NetworkSettings, Validators};
use loaphuong::labour::legal;
use loaphuong::model::{CanonicalUrl, FixedClock, Timestamp};
use loaphuong::sources::{Catalog, overlay};
use loaphuong::store::{SearchRequest, Store};
use loaphuong::text::telex::{Composer, Method, ToneStyle};
use loaphuong::text::width::Ambiguous;
use loaphuong::text::wrap::{Options, Paragraph, Penalties, wrap};
use loaphuong::text::{date, display, encoding, find, fold, guard, one_line, paragraph, telex, width};

/// Takes arbitrary bytes, and panics if something is wrong.
pub type Check = fn(&[u8]);

/// Every target: its name, the name of its seeds, and its check.
pub const TARGETS: &[(&str, Check)] = &[
    ("listing", listing),
    ("article", article),
    ("feed", feed),
    ("json-ld", json_ld),
    ("date", dates),
    ("sanitise", sanitise),
    ("wrap", wrapping),
    ("query", query),
    ("config", config),
    ("rules", rules),
    ("import", import),
    ("opml", opml),
    ("headers", headers),
    ("fold", folding),
    ("telex", typing),
];

/// The input as text, and two numbers from its first bytes.
fn input(data: &[u8]) -> (usize, usize, String) {
    let (head, rest) = data.split_at(data.len().min(2));
    let number = |at: usize| head.get(at).copied().map_or(0, usize::from);
    (number(0), number(1), String::from_utf8_lossy(rest).into_owned())
}

/// Bytes → text → display form: bounded, stable, without anything that controls a terminal.
pub fn sanitise(data: &[u8]) {
    let label = (data.len().is_multiple_of(3)).then_some("windows-1258");
    let shown = display(&encoding::decode(data, label).text);
    let acts =
        |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!shown.contains(acts));
    assert_eq!(display(&shown), shown);
    let (_, _, text) = input(data);
    assert!(!guard(&text).contains(acts));
    assert_eq!(one_line(&one_line(&text)), one_line(&text));
    assert_eq!(paragraph(&paragraph(&text)), paragraph(&text));
}

/// No line is wider than its column, nothing is lost, optimal fit is never worse than greedy.
pub fn wrapping(data: &[u8]) {
    let (columns, flags, raw) = input(data);
    let columns = columns % 120 + 1;
    let ambiguous = if flags & 1 == 0 { Ambiguous::Narrow } else { Ambiguous::Wide };
    let penalties = if flags & 2 == 0 { Penalties::default() } else { Penalties::NONE };
    let text = if flags & 4 == 0 { paragraph(&raw) } else { raw };
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let mut costs = [0; 2];
    for greedy in [false, true] {
        let options = Options { greedy, ambiguous, penalties, ..Options::default() };
        let lines = wrap(&text, columns, &options);
        for line in &lines {
            let line = &text[line.clone()];
            assert!(width::cells_in(line, ambiguous) <= columns || width::clusters(line).count() == 1, "{line:?}");
            assert!(!line.trim().is_empty());
        }
        assert_eq!(bare(&lines.iter().map(|line| &text[line.clone()]).collect::<String>()), bare(&text));
        let inner = lines.len().saturating_sub(1);
        let slack =
            |line: &std::ops::Range<usize>| columns.saturating_sub(width::cells_in(&text[line.clone()], ambiguous));
        costs[usize::from(greedy)] = lines.iter().take(inner).map(|line| slack(line).pow(2)).sum();
        let paragraph = Paragraph::new(&text, &options);
        assert_eq!(paragraph.lines(&text, columns, columns, &options), lines);
        let _ = paragraph.lines(&text, columns, flags, &options);
    }
    if penalties == Penalties::NONE {
        assert!(costs[0] <= costs[1]);
    }
}

/// Keys map back to whole clusters; tokens advance; searching for a part never panics.
pub fn folding(data: &[u8]) {
    let (at, length, text) = input(data);
    let folded = fold::base_mapped(&text);
    for (start, c) in folded.key.char_indices() {
        let source = folded.source(&(start..start + c.len_utf8()));
        assert!(text.get(source).is_some_and(|cluster| !cluster.is_empty()));
    }
    let mut last = 0;
    for token in fold::tokens(&text).filter(|token| token.kind == fold::FoldKind::Word) {
        assert!(token.range.start >= last && text.get(token.range.clone()).is_some());
        last = token.range.start;
    }
    let needle: String = text.chars().skip(at).take(length % 24).collect();
    for span in find::spans(&text, &needle) {
        assert!(text.get(span).is_some_and(|hit| !hit.is_empty()));
    }
    for entity in legal::entities(&text) {
        assert!(text.get(entity.range).is_some());
    }
}

/// A date line gives a date or nothing, the same each time.
pub fn dates(data: &[u8]) {
    let (days, _, text) = input(data);
    let now = Timestamp(1_700_000_000 + i64::try_from(days).unwrap_or_default() * 86_400);
    assert_eq!(date::parse(&text, now), date::parse(&text, now));
    for date::Found { range, .. } in date::find(&text, now) {
        assert!(text.get(range).is_some());
    }
}

/// Any keys compose to something, and backspaces come to an end.
pub fn typing(data: &[u8]) {
    let (method, _, keys) = input(data);
    let method = Method::ALL[method % Method::ALL.len()];
    for style in [ToneStyle::Old, ToneStyle::New] {
        let typed = telex::compose(&keys, method, style);
        assert!(typed.len() <= keys.len() * 4 + 8);
        let mut composer = Composer::new(method, style);
        for key in keys.chars() {
            if !composer.key(key) {
                composer.end();
            }
        }
        let mut left = composer.text().chars().count();
        while composer.backspace() {
            let now = composer.text().chars().count();
            assert!(now < left || left == 0, "a backspace takes something away");
            left = now;
        }
    }
}

/// Whether a text could control a terminal.
fn acts(text: &str) -> bool {
    text.contains(|c: char| {
        (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| Catalog::built_in().unwrap_or_default())
}

/// Extracts a page of these bytes, once with site rules and once without.
fn page(data: &[u8], read: impl Fn(Source<'_>, Knowledge<'_>)) {
    for (rules, address) in [(true, "https://laodong.vn/a-1.html"), (false, "https://bao.test/tin/a-1.html")] {
        let Some(url) = CanonicalUrl::parse(address) else { continue };
        let source = Source { bytes: data, charset: None, url: &url, now: Timestamp(1_747_013_400) };
        read(source, Knowledge { catalog: catalog(), rules, learned: None });
    }
}

/// A category page gives items with printable titles, or none.
pub fn listing(data: &[u8]) {
    page(data, |source, knowledge| {
        let listing = extract::listing(source, knowledge);
        assert!(listing.items.iter().all(|item| !acts(&item.title) && !item.title.is_empty()));
        let _ = extract::kind(source, knowledge);
    });
}

/// An article gives printable text, or none.
pub fn article(data: &[u8]) {
    page(data, |source, knowledge| {
        let draft = extract::article(source, knowledge);
        assert!(!draft.title.as_deref().is_some_and(acts));
        assert!(!format!("{:?}", draft.body).contains(['\u{1b}', '\u{202e}']));
    });
}

/// A feed gives items with titles and addresses, or none.
pub fn feed(data: &[u8]) {
    page(data, |source, _| {
        let listing = extract::feed(source);
        assert!(listing.items.len() <= extract::feed::MAX_ENTRIES);
        assert!(listing.items.iter().all(|item| !acts(&item.title)));
    });
}

/// Any bytes as the metadata of a page.
pub fn json_ld(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    article(format!("<title>Tin</title><script type=\"application/ld+json\">{text}</script><p>Chữ.</p>").as_bytes());
}

/// Any words are a query, or are rejected with a position.
pub fn query(data: &[u8]) {
    static STORE: OnceLock<Store> = OnceLock::new();
    let store = STORE.get_or_init(|| Store::in_memory(Arc::new(FixedClock(Timestamp(1_747_013_400)))).unwrap());
    let (_, _, text) = input(data);
    let _ = store.search(&SearchRequest { text, ..SearchRequest::default() });
}

/// Any text is a configuration, or gives mistakes.
pub fn config(data: &[u8]) {
    let Ok(file) = tempfile::NamedTempFile::new() else { return };
    if std::fs::write(file.path(), data).is_ok() {
        let environment = loaphuong::config::Environment::default();
        let _ = loaphuong::config::load(file.path(), loaphuong::config::Presence::Required, &environment, &[]);
    }
}

/// Any text is a table of sources, or gives mistakes; its selectors are tried on a page.
pub fn rules(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Ok(sources) = overlay::read("fuzz", &text) else { return };
    let Ok(catalog) = Catalog::default().with_user("fuzz", sources) else { return };
    let Some(url) = CanonicalUrl::parse("https://bao.test/a") else { return };
    let source = Source { bytes: b"<h1 class=a>b</h1><p>c", charset: None, url: &url, now: Timestamp(0) };
    let _ = extract::article(source, Knowledge { catalog: &catalog, rules: true, learned: None });
}

/// Runs the program on a file of these bytes, in a folder of its own.
fn program(data: &[u8], arguments: &[&str]) {
    let Ok(home) = tempfile::tempdir() else { return };
    let file = home.path().join("input");
    if std::fs::write(&file, data).is_err() {
        return;
    }
    let places = ["loa", "--quiet", "--config", "/dev/null", "--data-dir"].map(std::ffi::OsString::from);
    let arguments = arguments.iter().map(std::ffi::OsString::from);
    let _ = loaphuong::cli::run(places.into_iter().chain([home.path().into()]).chain(arguments).chain([file.into()]));
}

/// Any lines are imported, or reported as bad.
pub fn import(data: &[u8]) {
    program(data, &["import"]);
}

/// Any OPML file is imported, or rejected.
pub fn opml(data: &[u8]) {
    program(data, &["import", "--format", "opml", "--dry-run"]);
}

/// Any header lines: cookies, waiting times, lengths, encodings.
pub fn headers(data: &[u8]) {
    use std::io::{Read as _, Write as _};
    let Ok(listener) = std::net::TcpListener::bind(("127.0.0.1", 0)) else { return };
    let Ok(address) = listener.local_addr() else { return };
    let answer = [b"HTTP/1.1 200 OK\r\n".as_slice(), data, b"\r\n\r\n<p>a"].concat();
    let server = std::thread::spawn(move || {
        for stream in listener.incoming().take(1) {
            let Ok(mut stream) = stream else { return };
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(&answer);
        }
    });
    let base = format!("http://{address}/");
    let settings = NetworkSettings {
        trusted: vec![base.clone()],
        robots: false,
        retries: 0,
        max_redirects: 0,
        total_timeout: std::time::Duration::from_secs(2),
        ..NetworkSettings::default()
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    if let (Ok(runtime), Some(url)) = (runtime, CanonicalUrl::parse(&base)) {
        let _ = runtime.block_on(Fetcher::new(settings).get(&url, &Validators::default()));
    }
    let _ = server.join();
}
