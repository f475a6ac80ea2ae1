//! How long a refresh takes: a newspaper of 20 sections and 1,000 pages of about 120 KB each on this machine.
//!
//! `cargo run --release --example refresh -- [CONNECTIONS] [LATENCY_MS …]` (16 connections; 0, 50 and 200 ms). The pages
//! are invented here and served by a process of their own, which waits LATENCY before each answer. For each latency it
//! tells: the first refresh with all bodies fetched, read, stored and indexed; the same refresh again with nothing
//! changed; 20 feeds with no bodies, robots.txt asked and not asked. The bound is what waiting alone costs: requests ÷
//! connections × latency.
//! Units: seconds, bytes as decoded; memory is the largest resident set of this process (Linux only).

#![expect(clippy::cast_precision_loss, reason = "sums for a person, far below what a double holds")]

use std::error::Error;
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use loaphuong::fetch::NetworkSettings;
use loaphuong::model::{SyncNews, SystemClock, Tally};
use loaphuong::sources::{AddressKind, Catalog, Section, Site};
use loaphuong::store::Store;
use loaphuong::sync::{Engine, RefreshScope, Watch, start};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const SECTIONS: usize = 20;
const PER_SECTION: usize = 50;
const PAGE_BYTES: usize = 120_000;
const HOST: &str = "bao.test";

const SENTENCES: &[&str] = &[
    "Công đoàn cơ sở đã ký thỏa ước lao động tập thể mới với ban giám đốc công ty.",
    "Theo đó, người lao động được nghỉ thêm hai ngày mỗi năm và được khám sức khỏe định kỳ.",
    "Nhiều nữ công nhân cho biết bữa ăn ca đã tốt hơn so với năm trước.",
    "Tiền lương làm thêm giờ được trả đúng kỳ, có phiếu lương cho từng người.",
    "Liên đoàn Lao động tỉnh sẽ kiểm tra việc đóng bảo hiểm xã hội trong quý này.",
    "“Chúng tôi mong có nhà ở gần khu công nghiệp để con nhỏ được đi học”, một công nhân nói.",
];

fn article(section: usize, number: usize, filler: &Filler) -> String {
    let title = format!("Công đoàn khu công nghiệp số {section} chăm lo đoàn viên, tin thứ {number}");
    let mut page = format!(
        "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>{title} - Báo Thử</title>\
         <meta property=\"og:type\" content=\"article\"><meta property=\"og:title\" content=\"{title}\">\
         <meta property=\"og:image\" content=\"/anh/{section}-{number}.jpg\">\
         <meta property=\"article:published_time\" content=\"2025-05-{:02}T07:{:02}:00+07:00\">{}</head><body>{}\
         <main><article><h1>{title}</h1><p class=\"sapo\"><strong>{}</strong></p>",
        1 + number % 28,
        number % 60,
        filler.head,
        filler.menu,
        SENTENCES[number % SENTENCES.len()]
    );
    for paragraph in 0..14 {
        page.push_str("<p>");
        for sentence in 0..4 {
            let at = number * 7 + section * 5 + paragraph * 3 + sentence;
            let _ = write!(page, "{} ", SENTENCES[at % SENTENCES.len()]);
        }
        let _ = write!(page, "Mã số {}.</p>", number * 97 + section * 31 + paragraph);
    }
    page.push_str("</article></main>");
    page.push_str(&filler.related);
    while page.len() < PAGE_BYTES {
        page.push_str(&filler.tail);
    }
    page.push_str("</body></html>");
    page
}

/// What a page carries beside its article.
struct Filler {
    head: String,
    menu: String,
    related: String,
    tail: String,
}

impl Filler {
    fn new() -> Self {
        let (mut head, mut menu, mut related) = (String::from("<style>"), String::from("<nav><ul>"), String::new());
        for n in 0..260 {
            let _ = write!(head, ".khung-{n} .cot{{margin:{n}px;padding:0 {n}px;color:#{n:06x}}}");
        }
        head.push_str("</style>");
        for n in 0..120 {
            let _ =
                write!(menu, "<li class=\"muc-{n}\"><a href=\"/chuyen-muc-{n}/\" title=\"Mục {n}\">Mục {n}</a></li>");
        }
        menu.push_str("</ul></nav>");
        related.push_str("<aside class=\"tin-lien-quan\">");
        for n in 0..60 {
            let _ = write!(
                related,
                "<div class=\"tin\"><a href=\"/khac/{n}.html\"><img src=\"/anh/{n}.jpg\" alt=\"\"></a>\
                 <h3><a href=\"/khac/{n}.html\">Tin khác số {n} về đời sống công nhân</a></h3><span>2 giờ trước</span></div>"
            );
        }
        related.push_str("</aside>");
        let mut tail = String::from("<script>window.q=window.q||[];");
        for n in 0..30 {
            let _ = write!(tail, "q.push({{id:{n},khe:'qc-{n}',rong:{},cao:{}}});", 300 + n, 250 + n);
        }
        tail.push_str("</script><div class=\"chan\"><a href=\"/dieu-khoan\">Điều khoản</a></div>");
        Self { head, menu, related, tail }
    }
}

/// What an address answers: kind and body.
fn answer(path: &str, filler: &Filler) -> Option<(&'static str, String)> {
    let numbers: Vec<usize> = path.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
    match (path.split('/').nth(1)?, numbers.as_slice()) {
        ("muc", [section]) => {
            let mut page =
                format!("<!doctype html><html><head><title>Mục {section}</title></head><body>{}", filler.menu);
            for n in 0..PER_SECTION {
                let _ = write!(
                    page,
                    "<article class=\"tin\"><h3><a href=\"/bai/{section}-{n}.html\">Công đoàn khu công nghiệp số {section} \
                     chăm lo đoàn viên, tin thứ {n}</a></h3><p>{}</p></article>",
                    SENTENCES[n % SENTENCES.len()]
                );
            }
            page.push_str("</body></html>");
            Some(("text/html; charset=utf-8", page))
        }
        ("rss", [section]) => {
            let mut feed = String::from("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Tin</title>");
            for n in 0..PER_SECTION {
                let _ = write!(
                    feed,
                    "<item><title>Công đoàn khu công nghiệp số {section} chăm lo đoàn viên, tin thứ {n}</title>\
                     <link>https://{HOST}/bai/{section}-{n}.html</link><description>{}</description>\
                     <pubDate>{:02} May 2025 08:00:00 +0700</pubDate></item>",
                    SENTENCES[n % SENTENCES.len()],
                    1 + n % 28
                );
            }
            feed.push_str("</channel></rss>");
            Some(("application/rss+xml", feed))
        }
        ("bai", [section, number]) => Some(("text/html; charset=utf-8", article(*section, *number, filler))),
        _ => None,
    }
}

async fn serve_one(stream: tokio::net::TcpStream, latency: Duration, filler: Arc<Filler>) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let (read, mut write) = stream.into_split();
    let mut lines = tokio::io::BufReader::new(read).lines();
    loop {
        let (mut path, mut known) = (None, false);
        while let Some(line) = lines.next_line().await? {
            if line.is_empty() {
                break;
            }
            path = path.or_else(|| line.split(' ').nth(1).map(str::to_owned));
            known |= line.to_ascii_lowercase().starts_with("if-none-match:");
        }
        let Some(path) = path else { return Ok(()) };
        let found = answer(&path, &filler);
        tokio::time::sleep(latency).await;
        let reply = match found {
            Some(_) if known => "HTTP/1.1 304 Not Modified\r\netag: \"1\"\r\n\r\n".to_owned(),
            Some((kind, body)) => format!(
                "HTTP/1.1 200 OK\r\netag: \"1\"\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\r\n{body}",
                body.len()
            ),
            None => "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n".to_owned(),
        };
        write.write_all(reply.as_bytes()).await?;
    }
}

/// The server's process: says its address and serves until it is killed.
async fn serve(latency: Duration) -> Outcome<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    say(&listener.local_addr()?.to_string());
    let filler = Arc::new(Filler::new());
    let mut guests = tokio::task::JoinSet::new();
    loop {
        let (stream, _) = listener.accept().await?;
        let filler = Arc::clone(&filler);
        guests.spawn(async move { serve_one(stream, latency, filler).await });
        while guests.try_join_next().is_some() {}
    }
}

/// A server that ends with us.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(latency: u64) -> Outcome<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .args(["serve", &latency.to_string()])
            .stdout(Stdio::piped())
            .spawn()?;
        let mut address = String::new();
        let out = child.stdout.take().ok_or("the server has no voice")?;
        BufReader::new(out).read_line(&mut address)?;
        Ok(Self { child, address: address.trim().to_owned() })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; either way it is gone afterwards.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn catalog(kind: AddressKind) -> Catalog {
    let folder = if kind == AddressKind::Feed { "rss" } else { "muc" };
    let section = |n: usize| Section {
        id: format!("{folder}-{n}"),
        name: format!("Mục {n}"),
        url: format!("https://{HOST}/{folder}/{n}"),
        kind,
        unverified: false,
        enabled: true,
    };
    let sections = (0..SECTIONS).map(section).collect();
    Catalog {
        sites: vec![Site { id: HOST.into(), name: HOST.into(), sections, ..Site::default() }],
        ..Catalog::default()
    }
}

async fn refresh(engine: &Engine, scope: RefreshScope) -> Outcome<(f64, Tally)> {
    let began = Instant::now();
    let mut handle = start(engine.clone(), scope);
    let mut sums = None;
    while let Some(news) = handle.news.recv().await {
        match news {
            SyncNews::Trouble(trouble) => return Err(trouble.what.into()),
            SyncNews::Finished(tally) => sums = Some(tally),
            _ => {}
        }
    }
    Ok((began.elapsed().as_secs_f64(), sums.ok_or("the refresh ended without its sums")?))
}

/// A value of `/proc/self/status`, MiB; 0 where `/proc` is not there.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0");
    line.split_whitespace().next().and_then(|n| n.parse::<u64>().ok()).unwrap_or(0) >> 10
}

async fn measure(connections: usize, latency: u64) -> Outcome<()> {
    let server = Server::start(latency)?;
    let network = NetworkSettings {
        mirrors: [(format!("https://{HOST}"), format!("http://{}", server.address))].into(),
        connections,
        connections_per_host: connections,
        ..NetworkSettings::default()
    };
    let engine = |catalog, network: &NetworkSettings, folder: &std::path::Path| -> Outcome<Engine> {
        let clock = Arc::new(SystemClock);
        let store = Store::open(folder, clock.clone())?;
        Ok(Engine {
            catalog: Arc::new(catalog),
            store,
            network: network.clone(),
            clock,
            pictures: None,
            watch: Watch::default(),
        })
    };
    let scope = RefreshScope { force: true, ..RefreshScope::default() };
    let waiting = |requests: usize| requests as f64 / connections as f64 * latency as f64 / 1000.0;

    let folder = tempfile::tempdir()?;
    let pages = engine(catalog(AddressKind::Listing), &network, folder.path())?;
    let (first, sums) = refresh(&pages, scope.clone()).await?;
    let bound = waiting(sums.requests);
    say(&format!(
        "{latency:>4} ms  first {first:7.3} s  {} bodies  {:6.1}/s  {} requests  bound {bound:7.3} s ({:4.2} x)  {} MiB  peak {} MiB",
        sums.bodies,
        sums.bodies as f64 / first,
        sums.requests,
        if bound > 0.0 { first / bound } else { f64::NAN },
        sums.bytes >> 20,
        peak(),
    ));
    let (again, second) = refresh(&pages, scope.clone()).await?;
    say(&format!(
        "         again {again:7.3} s ({:4.1} %)  {} requests  {:.2} % of the bytes",
        again / first * 100.0,
        second.requests,
        second.bytes as f64 / sums.bytes as f64 * 100.0
    ));
    // As many hands as feeds, with robots.txt asked first and, as feed readers do, without.
    let alone = RefreshScope { no_bodies: true, ..scope };
    for robots in [true, false] {
        let network =
            NetworkSettings { connections: SECTIONS, connections_per_host: SECTIONS, robots, ..network.clone() };
        let folder = tempfile::tempdir()?;
        let feeds = engine(catalog(AddressKind::Feed), &network, folder.path())?;
        let (first, sums) = refresh(&feeds, alone.clone()).await?;
        let (again, _) = refresh(&feeds, alone.clone()).await?;
        let asked = if robots { "robots.txt asked" } else { "no robots.txt" };
        say(&format!("         feeds {first:7.3} s  again {again:7.3} s  {} items  {asked}", sums.listed));
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "an example talks to the one who runs it")]
fn say(text: &str) {
    println!("{text}");
}

fn main() -> Outcome<()> {
    let mut numbers = Vec::new();
    let mut words = std::env::args().skip(1).peekable();
    let serving = words.next_if(|word| word == "serve").is_some();
    for word in words {
        numbers.push(word.parse::<u64>()?);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    if serving {
        return runtime.block_on(serve(Duration::from_millis(numbers.first().copied().unwrap_or(0))));
    }
    let connections = usize::try_from(numbers.first().copied().unwrap_or(16))?;
    let latencies = numbers.get(1..).filter(|rest| !rest.is_empty()).unwrap_or(&[0, 50, 200]);
    for latency in latencies {
        runtime.block_on(measure(connections, *latency))?;
    }
    Ok(())
}
