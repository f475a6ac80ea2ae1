//! Test newspapers behind one server, and the results of refreshing them.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use crate::faults::{Asked, FaultServer, Reply};
use loaphuong::fetch::NetworkSettings;
use loaphuong::model::{Clock, Offline, Query, SectionId, SourceId, SyncNews, Tally, Timestamp, Trouble, Window};
use loaphuong::sources::{AddressKind, Catalog, Section, Site};
use loaphuong::store::{SectionState, Store};
use loaphuong::sync::{Engine, RefreshScope, Watch, start};

/// Monday 12 May 2025, 08:30 in Viet Nam.
pub(super) const NOW: Timestamp = Timestamp(1_747_013_400);

/// A feed with articles `/1.html` … of `host`, dated on the hour.
pub(super) fn feed(host: &str, numbers: impl IntoIterator<Item = usize>) -> Reply {
    let item = |n| {
        format!(
            "<item><title>Công đoàn cơ sở số {n} chăm lo đoàn viên</title><link>https://{host}/{n}.html</link>\
             <pubDate>Mon, 12 May 2025 0{}:00:00 +0700</pubDate><description>Tóm tắt {n}.</description></item>",
            n % 8
        )
    };
    let items: String = numbers.into_iter().map(item).collect();
    let xml = format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Tin</title>{items}</channel></rss>");
    Reply::new(200, xml).with("content-type", "application/rss+xml; charset=utf-8")
}

/// An article page that is extracted completely.
pub(super) fn article(name: &str) -> Reply {
    let paragraph = |n| {
        format!(
            "<p>Đoạn {n} của bài {name}: công nhân được trả đủ lương, được nghỉ phép năm và được khám sức khỏe định kỳ \
             theo đúng thỏa ước lao động tập thể mà công đoàn cơ sở đã ký với người sử dụng lao động.</p>"
        )
    };
    let body: String = (1..=6).map(paragraph).collect();
    Reply::html(format!(
        "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>Bài {name}</title>\
         <meta property=\"og:type\" content=\"article\"><meta property=\"og:title\" content=\"Bài {name}\">\
         <meta property=\"article:published_time\" content=\"2025-05-12T07:15:00+07:00\"></head>\
         <body><article><h1>Bài {name}</h1>{body}</article></body></html>"
    ))
}

/// The normal answers of a host: a feed of `count` articles, their pages, a permissive robots.txt.
pub(super) fn usual(asked: &Asked, count: usize) -> Reply {
    let (host, path) = asked.path[1..].split_once('/').unwrap_or(("", ""));
    match path {
        "robots.txt" => Reply::new(404, ""),
        "tin.rss" => feed(host, 1..=count),
        page => article(page),
    }
}

pub(super) fn site(host: &str) -> Site {
    let section = Section {
        id: "tin".into(),
        name: "Tin".into(),
        url: format!("https://{host}/tin.rss"),
        kind: AddressKind::Feed,
        unverified: false,
        enabled: true,
    };
    Site { id: host.into(), name: host.into(), sections: vec![section], ..Site::default() }
}

/// A clock that a test advances.
pub(super) struct StepClock(AtomicI64);

impl Clock for StepClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

/// A list page, newest first: articles `numbers` of `host`, and its next page.
pub(super) fn listing(host: &str, numbers: impl IntoIterator<Item = usize>, next: Option<&str>) -> Reply {
    let item = |n: usize| {
        format!(
            "<li class=\"tin\"><h3><a href=\"https://{host}/{n}.html\">Công đoàn cơ sở số {n} chăm lo đoàn viên</a></h3>\
             <p>Tóm tắt việc chăm lo đoàn viên của công đoàn cơ sở số {n} trong tháng này.</p></li>"
        )
    };
    let items: String = numbers.into_iter().map(item).collect();
    let next = next
        .map(|next| format!("<div class=\"pager\"><a rel=\"next\" class=\"next\" href=\"{next}\">Trang sau</a></div>"));
    Reply::html(format!(
        "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>Tin công đoàn</title></head>\
         <body><main><h1>Tin công đoàn</h1><ul class=\"ds\">{items}</ul>{}</main></body></html>",
        next.unwrap_or_default()
    ))
}

/// A newspaper whose hosts are served by one server under `/HOST`.
pub(super) struct Desk {
    pub(super) engine: Engine,
    pub(super) server: FaultServer,
    pub(super) time: Arc<StepClock>,
}

impl Desk {
    pub(super) async fn new(hosts: &[&str], answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let server = FaultServer::start(answer).await.unwrap();
        let mirrors: BTreeMap<_, _> =
            hosts.iter().map(|host| (format!("https://{host}"), format!("{}/{host}", server.base()))).collect();
        let network = NetworkSettings {
            mirrors,
            retries: 1,
            retry_pause: Duration::from_millis(1),
            total_timeout: Duration::from_mins(1),
            ..NetworkSettings::default()
        };
        let clock = Arc::new(StepClock(AtomicI64::new(NOW.0)));
        let catalog = Arc::new(Catalog { sites: hosts.iter().map(|host| site(host)).collect(), ..Catalog::default() });
        let store = Store::in_memory(clock.clone()).unwrap();
        let time = Arc::clone(&clock);
        let engine = Engine { catalog, store, network, clock, pictures: None, watch: Watch::default() };
        Self { engine, server, time }
    }

    /// As [`Self::new`], with a section that is a category page, `/tin/`, instead of a feed.
    pub(super) async fn with_listing(host: &str, answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let mut desk = Self::new(&[host], answer).await;
        let mut site = site(host);
        site.sections[0].url = format!("https://{host}/tin/");
        site.sections[0].kind = AddressKind::Listing;
        desk.engine.catalog = Arc::new(Catalog { sites: vec![site], ..Catalog::default() });
        desk
    }

    /// Advances the clock.
    pub(super) fn pass(&self, seconds: i64) {
        self.time.0.fetch_add(seconds, Ordering::SeqCst);
    }

    pub(super) async fn run(&self, scope: RefreshScope) -> (Vec<SyncNews>, Tally) {
        let mut handle = start(self.engine.clone(), scope);
        let mut all = Vec::new();
        while let Some(news) = handle.news.recv().await {
            all.push(news);
        }
        match all.pop() {
            Some(SyncNews::Finished(tally)) => (all, tally),
            other => panic!("the last fact is {other:?}"),
        }
    }

    pub(super) async fn refresh(&self) -> (Vec<SyncNews>, Tally) {
        self.run(forced()).await
    }

    /// (address, readable offline?) of every article, by address.
    pub(super) fn rows(&self) -> Vec<(String, Offline)> {
        let rows = self.engine.store.rows(&Query::default(), Window { after: None, limit: 10_000 }).unwrap().rows;
        let mut rows: Vec<_> = rows.into_iter().map(|row| (row.url.to_string(), row.offline)).collect();
        rows.sort();
        rows
    }

    pub(super) fn first_article(&self) -> loaphuong::model::Article {
        let rows = self.engine.store.rows(&Query::default(), Window { after: None, limit: 1 }).unwrap().rows;
        self.engine.store.article(rows[0].id).unwrap().unwrap()
    }

    pub(super) fn readable(&self) -> usize {
        self.rows().iter().filter(|(_, offline)| *offline == Offline::Full).count()
    }

    pub(super) fn state(&self, host: &str) -> SectionState {
        self.engine.store.section_state(&SourceId(host.into()), &SectionId("tin".into())).unwrap()
    }
}

pub(super) fn forced() -> RefreshScope {
    RefreshScope { force: true, ..RefreshScope::default() }
}

pub(super) fn troubles(news: &[SyncNews]) -> Vec<&Trouble> {
    news.iter().filter_map(|news| if let SyncNews::Trouble(trouble) = news { Some(trouble) } else { None }).collect()
}
