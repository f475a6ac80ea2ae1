//! Facts about the whole screen: keys in, pictures out, over an invented archive in memory.

mod ahead;
mod allocations;
mod chosen;
mod footer;
mod labour;
mod lists;
mod long_lists;
mod marks;
mod monkey;
mod newcomers;
mod offers;
mod outside;
mod own;
mod own_keys;
mod panels;
mod pictures;
mod pictures_of_articles;
mod places;
mod playing;
mod reading;
mod refresh;
mod remembering;
mod searching;
mod seen;
mod tables;
mod taken_back;

use std::collections::BTreeMap;

use super::effect::Effect;
use super::key::Key;
use super::mark::{ChangedMarks, Why};
use super::message::Message;
use super::{Ui, list};
use super::{settings::ScreenSettings, sources::Outlet};
use crate::model::article::Anchor;
use crate::model::{
    Article, ArticleId, Block, CanonicalUrl, Counts, Hit, Hits, LabelChange, Labelled, Moment, Offline, Order,
    Provenance, Query, Rich, RowMark, RowSide, Rows, Scope, SectionId, SourceId, Summary, Timestamp, Window,
};
use crate::text::fold;
use crate::text::pattern::Pattern;

/// Monday, 23 November 2026, ten in the morning in Viet Nam.
pub(super) fn now() -> Timestamp {
    Moment::parse_iso("2026-11-23T10:00:00+07:00").unwrap().at
}

type Told = (&'static str, &'static str);

const OUTLETS: &[(&str, &str, &[Told])] = &[
    ("bao-song.test", "Báo Sông", &[("cong-doan", "Công đoàn"), ("viec-lam", "Việc làm")]),
    ("tin-tho.test", "Tin Thợ", &[("an-toan", "An toàn lao động")]),
];

const SUBJECTS: &[&str] = &["Công nhân", "Công đoàn cơ sở", "Nữ thợ may", "Thợ mỏ", "Ban giám đốc", "Tổ bảo trì"];
const EVENTS: &[&str] = &[
    "được tăng lương từ đầu tháng sau",
    "ký thỏa ước lao động tập thể mới",
    "đề nghị lùi giờ vào ca sáng để kịp đưa con đi học ở khu trọ",
    "nhận nhà lưu trú",
    "tập huấn sơ cứu tai nạn điện",
];

/// The screen, an archive behind it, and everything the screen asked for.
pub(super) struct Stage {
    pub(super) ui: Ui,
    pub(super) articles: Vec<Article>,
    pub(super) asked: Vec<Effect>,
    size: (u16, u16),
}

pub(super) fn outlets() -> Vec<Outlet> {
    OUTLETS
        .iter()
        .map(|(id, name, sections)| Outlet {
            id: SourceId((*id).to_owned()),
            name: (*name).to_owned(),
            sections: sections.iter().map(|(id, name)| (SectionId((*id).to_owned()), (*name).to_owned())).collect(),
        })
        .collect()
}

/// Article `n` of the archive; larger numbers are older, one every 50 minutes.
pub(super) fn article(n: usize) -> Article {
    let (source, _, sections) = OUTLETS[n % OUTLETS.len()];
    let title = format!("{} {}", SUBJECTS[n % SUBJECTS.len()], EVENTS[n % EVENTS.len()]);
    let at = Timestamp(now().0 - 300 - i64::try_from(n).unwrap() * 3_000);
    let body = (1..=12).map(|p| Block::paragraph(paragraph(n, p))).collect();
    Article {
        row: Summary {
            id: ArticleId(i64::try_from(n).unwrap() + 1),
            url: CanonicalUrl::parse(&format!("https://{source}/bai-{n}.html")).unwrap(),
            title,
            published: Some(Moment::exact(at)),
            seen: at,
            sort: at,
            source: SourceId(source.to_owned()),
            section: SectionId(sections[n % sections.len()].0.to_owned()),
            teaser: Some("Lời dẫn ngắn.".to_owned()),
            read: false,
            starred: false,
            offline: Offline::Full,
            pictured: false,
            edited: false,
            removed: false,
            story: None,
            labels: Vec::new(),
        },
        updated: None,
        author: Some("Minh Khôi".to_owned()),
        sapo: Some("Cuộc họp sáng nay chốt mức mới, áp dụng cho mọi tổ sản xuất của nhà máy.".to_owned()),
        imprint: crate::model::Imprint::default(),
        body,
        position: None,
        notes: Vec::new(),
        provenance: Provenance::default(),
    }
}

fn paragraph(n: usize, p: usize) -> String {
    format!(
        "Đoạn {p} của bài {n}. Theo biên bản, mức hỗ trợ tiền ăn ca tăng thêm 5.000 đồng một suất, còn phụ cấp nặng nhọc giữ \
         nguyên. Đại diện người lao động cho biết ý kiến của từng tổ đã được ghi lại đầy đủ và sẽ còn trao đổi tiếp."
    )
}

impl Stage {
    /// A screen of this size over so many articles, after its first frame.
    pub(super) fn new(width: u16, height: u16, articles: usize) -> Self {
        Self::with(width, height, (0..articles).map(article).collect(), ScreenSettings::default())
    }

    pub(super) fn with(width: u16, height: u16, articles: Vec<Article>, settings: ScreenSettings) -> Self {
        let settings = ScreenSettings { outlets: outlets(), ..settings };
        let ui = Ui::new(settings, (width, height), now());
        let mut stage = Self { ui, articles, asked: Vec::new(), size: (width, height) };
        stage.ui.start();
        stage.serve();
        stage
    }

    /// Presses keys: `j`, `ctrl-d`, `g g` as `g g`.
    pub(super) fn press(&mut self, keys: &str) -> &mut Self {
        for key in Key::parse_chord(keys).unwrap() {
            self.tell(Message::Key(key));
        }
        if self.ui.waits() {
            self.tell(Message::Waited);
        }
        self
    }

    /// Types text into a prompt.
    pub(super) fn type_in(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.tell(Message::Key(Key::char(c)));
        }
        self
    }

    pub(super) fn tell(&mut self, message: Message) {
        self.ui.update(message);
        self.serve();
    }

    pub(super) fn resize(&mut self, width: u16, height: u16) {
        self.size = (width, height);
        self.tell(Message::Resized(width, height));
    }

    fn serve(&mut self) {
        for effect in self.ui.take_effects() {
            self.asked.push(effect.clone());
            if let Some(message) = self.answer(effect) {
                self.tell(message);
            }
        }
    }

    fn answer(&mut self, effect: Effect) -> Option<Message> {
        Some(match effect {
            Effect::LoadRows(ticket, query, window) => Message::Rows(ticket, self.page(&query, window)),
            Effect::LoadRowsAt(ticket, query, first, rows) => {
                let all = self.rows(&query);
                let total = all.len();
                let rows = all.into_iter().skip(first).take(rows).collect();
                Message::Rows(ticket, Rows { rows, next: None, total })
            }
            Effect::LoadCounts => Message::Counted(self.counts()),
            Effect::LoadArticle(ticket, id) => {
                let found = self.articles.iter().find(|a| a.row.id == id).cloned();
                Message::Article(ticket, found.map(Box::new))
            }
            Effect::ReadAhead(ticket, ids) => {
                let found = self.articles.iter().filter(|a| ids.contains(&a.row.id));
                Message::ReadAhead(ticket, found.cloned().collect())
            }
            Effect::CountFacts(id) => {
                let found = self.articles.iter().find(|article| article.row.id == id)?;
                Message::FactsCounted(id, crate::labour::facts::ArticleFacts::of(found))
            }
            Effect::LoadArticles(ticket, ids) => {
                let of = |id: &ArticleId| self.articles.iter().find(|a| a.row.id == *id).cloned();
                Message::Articles(ticket, ids.iter().filter_map(of).collect())
            }
            Effect::Search(ticket, search) => Message::Found(ticket, self.find(&search.text)),
            Effect::SetMark(ids, mark, why) => {
                let ids = self.mark(&ids, mark);
                Message::Marked(ChangedMarks { ids, mark, why })
            }
            Effect::SetLabels(wishes, why) => {
                Message::Labelled(wishes.into_iter().map(|wish| self.label(wish)).collect(), why)
            }
            Effect::MarkListRead(query, side) => {
                let mut all: Vec<ArticleId> = self.rows(&query).iter().map(|r| r.id).collect();
                if let Some(side) = side {
                    let at = all.iter().position(|id| *id == side.row.id).unwrap();
                    if side.side == RowSide::Above { all.truncate(at) } else { drop(all.drain(..=at)) }
                }
                let ids = self.mark(&all, RowMark::Read);
                Message::Marked(ChangedMarks { ids, mark: RowMark::Read, why: Why::Asked })
            }
            Effect::SavePosition(id, anchor) => {
                self.remember(id, anchor);
                return None;
            }
            _ => return None,
        })
    }

    fn remember(&mut self, id: ArticleId, anchor: Anchor) {
        for article in self.articles.iter_mut().filter(|a| a.row.id == id) {
            article.position = Some(anchor);
        }
    }

    fn label(&mut self, wish: Labelled) -> Labelled {
        let mut ids = Vec::new();
        for row in self.articles.iter_mut().map(|a| &mut a.row).filter(|row| wish.ids.contains(&row.id)) {
            let had = row.labels.contains(&wish.name);
            row.labels.retain(|label| *label != wish.name);
            if wish.change == LabelChange::Given {
                row.labels.push(wish.name.clone());
            }
            if had != row.labels.contains(&wish.name) {
                ids.push(row.id);
            }
        }
        Labelled { ids, ..wish }
    }

    fn mark(&mut self, ids: &[ArticleId], mark: RowMark) -> Vec<ArticleId> {
        let mut changed = Vec::new();
        for row in self.articles.iter_mut().map(|a| &mut a.row).filter(|r| ids.contains(&r.id)) {
            let before = (row.read, row.starred);
            mark.put_on(row);
            if before != (row.read, row.starred) {
                changed.push(row.id);
            }
        }
        changed
    }

    fn rows(&self, query: &Query) -> Vec<Summary> {
        let filter = &query.filter;
        let mut rows: Vec<Summary> = self
            .articles
            .iter()
            .map(|a| &a.row)
            .filter(|r| match &query.scope {
                Scope::Muted => false,
                Scope::Citing(document) => self.cites(r.id, document.as_deref()),
                Scope::All => true,
                Scope::Source(source) => r.source == *source,
                Scope::Sources(sources) => sources.contains(&r.source),
                Scope::Section(source, section) => r.source == *source && r.section == *section,
            })
            .filter(|r| !filter.unread || !r.read)
            .filter(|r| !filter.starred || r.starred)
            .filter(|r| !filter.pictured || r.pictured)
            .filter(|r| filter.seen_since.is_none_or(|s| r.seen >= s))
            .filter(|r| filter.since.is_none_or(|s| r.sort >= s))
            .filter(|r| {
                filter.title.as_ref().is_none_or(|t| match Pattern::whole(t) {
                    Some(Ok(pattern)) => pattern.stands_in(&r.title),
                    _ => fold::base(&r.title).contains(t),
                })
            })
            .cloned()
            .collect();
        rows.sort_by_key(|r| (std::cmp::Reverse(r.sort), std::cmp::Reverse(r.id)));
        match query.order {
            Order::Opened | Order::Newest => {}
            Order::Oldest => rows.reverse(),
            Order::Source => rows.sort_by(|a, b| a.source.cmp(&b.source)),
            Order::Title => rows.sort_by(|a, b| crate::text::collate::compare(&a.title, &b.title)),
        }
        rows
    }

    /// Whether an article names a document, of none: any that is known.
    fn cites(&self, id: ArticleId, document: Option<&str>) -> bool {
        let texts =
            self.articles.iter().filter(|a| a.row.id == id).flat_map(|a| a.body.iter().flat_map(Block::strings));
        let mut entities = texts.flat_map(crate::labour::legal::entities);
        entities.any(|entity| document.is_none_or(|norm| entity.norm == norm))
    }

    fn page(&self, query: &Query, window: Window) -> Rows {
        let rows = self.rows(query);
        let total = rows.len();
        let from =
            window.after.map_or(0, |after| rows.iter().position(|r| r.id == after.id).map_or(total, |at| at + 1));
        let rows: Vec<Summary> = rows.into_iter().skip(from).take(window.limit).collect();
        Rows { rows, next: None, total }
    }

    fn counts(&self) -> Counts {
        let mut counts = Counts { total: self.articles.len(), ..Counts::default() };
        let mut sections: BTreeMap<_, (usize, usize)> = BTreeMap::new();
        for row in self.articles.iter().map(|a| &a.row) {
            counts.unread += usize::from(!row.read);
            counts.starred += usize::from(row.starred);
            let section = sections.entry((row.source.clone(), row.section.clone())).or_default();
            section.0 += 1;
            section.1 += usize::from(!row.read);
        }
        counts.sections = sections;
        counts
    }

    fn find(&self, text: &str) -> Hits {
        let spans = |t: &str| crate::text::find::spans(t, text).iter().map(|r| (r.start, r.end)).collect::<Vec<_>>();
        let hits: Vec<Hit> = self
            .articles
            .iter()
            .filter(|a| !spans(&a.row.title).is_empty())
            .map(|a| Hit {
                fit: crate::model::Fit::Exact,
                looseness: None,
                row: a.row.clone(),
                score: 1.0,
                snippet: a.sapo.clone().unwrap_or_default(),
                marks: spans(a.sapo.as_deref().unwrap_or_default()),
                title_marks: spans(&a.row.title),
            })
            .take(300)
            .collect();
        Hits { total: hits.len(), hits, ..Hits::default() }
    }
}

/// A paragraph of rich text with a link.
pub(super) fn linked(text: &str, words: &str, href: &str) -> Block {
    let start = text.find(words).unwrap();
    let kind = crate::model::MarkKind::Link { href: href.to_owned() };
    let mark = crate::model::Mark { start, end: start + words.len(), kind };
    Block::Paragraph(Rich { text: text.to_owned(), marks: vec![mark] })
}
