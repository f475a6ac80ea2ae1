//! The life of a site over weeks, refreshed every half hour: it publishes, edits, moves, removes and splits articles,
//! changes its theme, goes down and recovers. Nothing is missed, no edit goes unnoticed for a day, nothing is stored
//! twice, every failure is reported, and no page is fetched twice without a reason; the server counts.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use crate::faults::{Asked, Reply};
use loaphuong::model::{Block, CanonicalUrl, Moment, SyncNews, Timestamp};
use loaphuong::sources::{AddressKind, Catalog, Section, Site};
use loaphuong::sync::RefreshScope;

use super::desk::{Desk, NOW, troubles};

const STEP: i64 = 1800;
/// Items on a page of the list, and in the feed.
const PER_PAGE: usize = 12;
const IN_FEED: usize = 40;

/// Pseudo-random numbers, the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

#[derive(Debug, Clone)]
struct Story {
    number: usize,
    slug: String,
    title: String,
    version: usize,
    published: i64,
    updated: i64,
    /// Its former addresses.
    old: Vec<String>,
    pages: usize,
    gone: bool,
}

impl Story {
    fn path(&self) -> String {
        format!("/{}-{}.html", self.slug, 1_000_000 + self.number)
    }

    fn words(&self, page: usize) -> String {
        let place = ["Hòa Lam", "Bến Sậy", "Tân Mộc", "Phú Lương"][self.number % 4];
        let paragraph = |n: usize| {
            format!(
                "<p>Đoạn {n} trang {page} của tin số {}, bản {}: công nhân khu {place} được trả đủ lương, được nghỉ phép \
                 năm và khám sức khỏe định kỳ theo đúng thỏa ước mà công đoàn cơ sở đã ký với người sử dụng lao động.</p>",
                self.number, self.version
            )
        };
        (1..=4).map(paragraph).collect()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Portal,
    Broken,
    Patience,
    Captcha,
}

#[derive(Default)]
struct World {
    now: i64,
    stories: Vec<Story>,
    theme: usize,
    fault: Option<Fault>,
    /// Complete pages served of each story and version.
    given: BTreeMap<(usize, usize, usize), usize>,
    article_requests: usize,
    other_requests: usize,
}

impl World {
    fn visible(&self) -> impl Iterator<Item = &Story> {
        self.stories.iter().rev().filter(|story| !story.gone)
    }

    fn answer(&mut self, asked: &Asked) -> Reply {
        let path = asked.path.strip_prefix("/bao.test").unwrap_or(&asked.path).to_owned();
        let story = self.stories.iter().position(|story| {
            path.strip_prefix(&story.path()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        match story {
            Some(_) if self.fault.is_none() => self.article_requests += 1,
            _ => self.other_requests += 1,
        }
        match self.fault {
            Some(Fault::Portal) => {
                return Reply::html(
                    "<title>Đăng nhập Wi-Fi</title><p>Mời đăng nhập.</p><input type=\"password\" name=\"mk\">",
                );
            }
            Some(Fault::Broken) => return Reply::new(500, ""),
            Some(Fault::Patience) => return Reply::new(429, "").with("retry-after", "3600"),
            Some(Fault::Captcha) => return Reply::html("<title>Xác minh</title><p>Nhập mã xác nhận để tiếp tục.</p>"),
            None => {}
        }
        if let Some(at) = story {
            return self.story(at, &path, asked);
        }
        if let Some(story) = self.stories.iter().find(|story| story.old.contains(&path)) {
            return Reply { status: 301, ..Reply::redirect(&format!("/bao.test{}", story.path())) };
        }
        match path.as_str() {
            "/robots.txt" => Reply::new(404, ""),
            "/tin.xml" => self.feed(),
            "/cong-doan/" => self.list(1),
            other => match other.strip_prefix("/cong-doan/?page=").and_then(|page| page.parse().ok()) {
                Some(page) => self.list(page),
                None => Reply::new(404, ""),
            },
        }
    }

    fn story(&mut self, at: usize, path: &str, asked: &Asked) -> Reply {
        let story = &self.stories[at];
        if story.gone {
            return Reply::new(410, "");
        }
        let page: usize = path.rsplit('/').next().and_then(|last| last.parse().ok()).unwrap_or(1);
        let tag = format!("\"{}-{}-{page}\"", story.number, story.version);
        if asked.header("if-none-match") == Some(tag.as_str()) {
            return Reply::new(304, "");
        }
        *self.given.entry((story.number, story.version, page)).or_default() += 1;
        let pager = if story.pages > 1 {
            let here = format!("https://bao.test{}", story.path());
            let link = |n: usize| match n {
                n if n == page => format!("<span class=\"post-page-numbers current\">{n}</span>"),
                1 => format!("<a href=\"{here}\" class=\"post-page-numbers\">1</a>"),
                n => format!("<a href=\"{here}/{n}\" class=\"post-page-numbers\">{n}</a>"),
            };
            format!(
                "<p class=\"post-nav-links\">Trang: {}</p>",
                (1..=story.pages).map(link).collect::<Vec<_>>().join(" ")
            )
        } else {
            String::new()
        };
        let published = Moment::exact(Timestamp(story.published));
        let (open, close) = [
            ("<article class=\"bai\">", "</article>"),
            ("<div class=\"single-post\"><div class=\"entry-content\">", "</div></div>"),
        ][self.theme];
        Reply::html(format!(
            "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>{title}</title>\
             <meta property=\"og:type\" content=\"article\"><meta property=\"og:title\" content=\"{title}\">\
             <link rel=\"canonical\" href=\"https://bao.test{path}\">\
             <meta property=\"article:published_time\" content=\"{published}\"></head>\
             <body>{open}<h1>{title}</h1>{words}{pager}{close}</body></html>",
            title = story.title,
            path = story.path(),
            words = story.words(page),
        ))
        .with("etag", &tag)
    }

    fn feed(&self) -> Reply {
        let mut entries = String::new();
        for story in self.visible().take(IN_FEED) {
            let moment = |at: i64| Moment::exact(Timestamp(at));
            let _ = write!(
                entries,
                "<entry><title>{}</title><id>tag:bao.test,2025:{}</id><link href=\"https://bao.test{}\"/>\
                 <published>{}</published><updated>{}</updated><summary>Tin số {} trong ngày.</summary></entry>",
                story.title,
                story.number,
                story.path(),
                moment(story.published),
                moment(story.updated),
                story.number,
            );
        }
        let head = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Tin</title><id>tag:bao.test,2025:tin</id>";
        Reply::new(200, format!("<?xml version=\"1.0\"?>{head}{entries}</feed>"))
            .with("content-type", "application/atom+xml")
    }

    fn list(&self, page: usize) -> Reply {
        let stories: Vec<&Story> = self.visible().skip((page - 1) * PER_PAGE).take(PER_PAGE).collect();
        let mut items = String::new();
        for story in &stories {
            let link = format!("<a href=\"https://bao.test{}\">{}</a>", story.path(), story.title);
            let teaser = format!("<p>Tin số {} trong ngày về việc làm và tiền lương của công nhân.</p>", story.number);
            let _ = match self.theme {
                0 => write!(items, "<li class=\"tin\"><h3>{link}</h3>{teaser}</li>"),
                _ => write!(items, "<div class=\"card\"><h2 class=\"entry-title\">{link}</h2>{teaser}</div>"),
            };
        }
        let more = self.visible().count() > page * PER_PAGE;
        let next = if more {
            format!("<div class=\"pager\"><a rel=\"next\" href=\"/cong-doan/?page={}\">Trang sau</a></div>", page + 1)
        } else {
            String::new()
        };
        Reply::html(format!(
            "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>Công đoàn</title></head>\
             <body><main><h1>Công đoàn</h1><div class=\"ds\">{items}</div>{next}</main></body></html>"
        ))
    }

    fn publish(&mut self, dice: &mut Dice) {
        let number = self.stories.len() + 1;
        let words = ["luong", "viec-lam", "bao-hiem", "an-toan", "nha-o", "cong-doan"];
        let slug = format!("{}-{}", words[number % 6], words[(number / 6) % 6]);
        let what = ["Tăng lương", "Tuyển thợ", "Bàn bảo hiểm", "Soát an toàn", "Xây nhà ở", "Họp công đoàn"];
        self.stories.push(Story {
            title: format!("{} cho công nhân khu {} trong tuần", what[number % 6], 100 + number),
            number,
            slug,
            version: 1,
            published: self.now,
            updated: self.now,
            old: Vec::new(),
            pages: if dice.roll(30) == 0 { 2 } else { 1 },
            gone: false,
        });
    }
}

/// What happens on the site in half an hour; returns the edited stories.
fn live(world: &mut World, dice: &mut Dice) -> Vec<usize> {
    let hour = (world.now + 7 * 3600) / 3600 % 24;
    if (6..22).contains(&hour) && dice.roll(3) == 0 {
        world.publish(dice);
    }
    let now = world.now;
    let mut edited = Vec::new();
    for story in world.stories.iter_mut().filter(|story| now - story.published < 30 * 3600 && now > story.published) {
        match dice.roll(400) {
            0 => {
                story.version += 1;
                story.updated = now;
                if dice.roll(2) == 0 {
                    story.title = format!("{} (cập nhật)", story.title);
                }
                edited.push(story.number);
            }
            2 if story.old.is_empty() => {
                story.old.push(story.path());
                story.slug = format!("{}-moi", story.slug);
            }
            3 if dice.roll(3) == 0 => story.gone = true,
            _ => {}
        }
    }
    edited
}

/// When and how the site is down, in a life of this many days.
fn fault_at(step: i64, days: i64) -> Option<Fault> {
    // Sixths of the life.
    let day = |sixth: i64| step / 48 == days * sixth / 6;
    match step % 48 {
        20..=25 if day(1) => Some(Fault::Portal),
        30..=33 if day(2) => Some(Fault::Broken),
        16..=17 if day(3) => Some(Fault::Patience),
        24..=27 if day(4) => Some(Fault::Captcha),
        _ => None,
    }
}

fn catalog() -> Catalog {
    let section = |id: &str, url: &str, kind| Section {
        id: id.into(),
        name: id.into(),
        url: format!("https://bao.test{url}"),
        kind,
        unverified: false,
        enabled: true,
    };
    let sections =
        vec![section("cong-doan", "/cong-doan/", AddressKind::Listing), section("tin", "/tin.xml", AddressKind::Feed)];
    Catalog {
        sites: vec![Site { id: "bao.test".into(), name: "Báo thử".into(), sections, ..Site::default() }],
        ..Catalog::default()
    }
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Faults {
    missed: BTreeSet<usize>,
    unnoticed: BTreeSet<usize>,
    silent: Vec<i64>,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_week_of_a_site_is_lived_through_without_a_loss() {
    // A burst pushes new articles out of the feed once; of so few stories that is a fifth.
    live_through(7, 160).await;
}

/// Takes more than two minutes: `cargo test --test sync sixty_days -- --ignored`.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes"]
async fn sixty_days_of_a_site_are_lived_through_without_a_loss() {
    live_through(60, 130).await;
}

/// This many days, with at most this many requests per hundred articles.
async fn live_through(days: i64, most: usize) {
    let world = Arc::new(Mutex::new(World { now: NOW.0, ..World::default() }));
    let shared = Arc::clone(&world);
    let mut desk = Desk::new(&["bao.test"], move |asked| shared.lock().unwrap().answer(asked)).await;
    desk.engine.catalog = Arc::new(catalog());
    let mut dice = Dice(7);
    let mut faults = Faults::default();
    let mut edits: Vec<(usize, i64)> = Vec::new();
    let mut kinds = BTreeSet::new();
    (0..20).for_each(|_| world.lock().unwrap().publish(&mut dice));
    for step in 0..days * 48 {
        {
            let mut world = world.lock().unwrap();
            world.fault = fault_at(step, days);
            world.theme = usize::from(step >= days * 24);
            edits.extend(live(&mut world, &mut dice).into_iter().map(|number| (number, step)));
            if step == days / 3 * 48 + 10 {
                (0..35).for_each(|_| world.publish(&mut dice));
            }
        }
        let (news, _) = desk.run(RefreshScope::default()).await;
        kinds.extend(troubles(&news).iter().map(|trouble| trouble.kind.name()));
        if fault_at(step, days).is_some() && !is_told(&desk, &news) {
            faults.silent.push(step);
        }
        desk.pass(STEP);
        world.lock().unwrap().now += STEP;
        desk.server.forget();
        // A day after an edit, provided the site has worked for some hours.
        if step % 48 == 47 {
            let world = world.lock().unwrap();
            faults.missed.extend(missed(&desk, &world));
            let old = |(_, at): &&(usize, i64)| step - at >= 48;
            faults.unnoticed.extend(
                edits
                    .iter()
                    .filter(old)
                    .filter(|(number, _)| !is_up_to_date(&desk, &world, *number))
                    .map(|(number, _)| *number),
            );
            edits.retain(|(_, at)| step - at < 48);
        }
    }
    let world = world.lock().unwrap();
    for number in faults.missed.iter().chain(&faults.unnoticed) {
        let story = &world.stories[number - 1];
        let seen = row_of(&desk, story).map(|article| {
            (article.row.id, article.row.title, article.row.offline, article.body.len(), article.provenance)
        });
        eprintln!("{number}: {story:?} is {seen:?}");
    }
    assert_eq!(faults, Faults::default());
    let rows = desk.rows().len();
    let never_seen = world.stories.iter().filter(|story| row_of(&desk, story).is_none()).count();
    assert_eq!(rows + never_seen, world.stories.len(), "each article has one row");
    assert!(never_seen <= 2, "{never_seen} were taken down before anybody could see them");
    let twice: Vec<_> = world.given.iter().filter(|(_, times)| **times > 1).collect();
    assert_eq!(twice, [], "whole pages given twice: (story, version, page) and how often");
    let requests = world.article_requests * 100 / world.stories.len();
    eprintln!(
        "{} stories, {} requests for them, {} others",
        world.stories.len(),
        world.article_requests,
        world.other_requests
    );
    assert!(requests <= most, "{requests} requests for a hundred articles");
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["blocked", "gone", "login", "status", "throttled"]);
}

fn row_of(desk: &Desk, story: &Story) -> Option<loaphuong::model::Article> {
    // An article that moved after it left all lists is known under its old address.
    let paths = std::iter::once(story.path()).chain(story.old.iter().cloned());
    let mut ids = paths.filter_map(|path| {
        let url = CanonicalUrl::parse(&format!("https://bao.test{path}")).unwrap();
        desk.engine.store.id_of(&url).unwrap()
    });
    desk.engine.store.article(ids.next()?).unwrap()
}

/// Stories that were published and are missing, or lack their text.
fn missed(desk: &Desk, world: &World) -> Vec<usize> {
    let is_missed = |story: &&Story| {
        let parts = row_of(desk, story).map_or(0, |article| article.body.len());
        !story.gone && world.now - story.published > 6 * 3600 && parts < 4 * story.pages
    };
    world.stories.iter().filter(is_missed).map(|story| story.number).collect()
}

fn is_up_to_date(desk: &Desk, world: &World, number: usize) -> bool {
    let story = &world.stories[number - 1];
    let Some(article) = row_of(desk, story) else { return story.gone };
    let words: String = article.body.iter().flat_map(Block::strings).collect();
    story.gone || (words.contains(&format!("bản {}", story.version)) && article.row.title == story.title)
}

/// Whether a refresh reported a trouble, or the archive has recorded one that makes it wait.
fn is_told(desk: &Desk, news: &[SyncNews]) -> bool {
    !troubles(news).is_empty()
        || desk.engine.store.section_states().unwrap().values().any(|state| state.trouble_kind.is_some())
}
