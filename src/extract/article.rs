//! An article page → [`Draft`]: the ladder of each field, site's rules first, then the family's, then what any page gives.
//!
//! Never fails: what is missing becomes a finding. Deliberately absent: following `next` pages; the refresh does that and
//! joins them.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;

use super::blocks::{self, BlockPiece};
use super::cards;
use super::dom::{Document, Page};
use super::fields::{self, Headline};
use super::figures;
use super::generic;
use super::metadata::Facts;
use super::tidy::{self, Tidied, TidyContext};
use super::wall;
use super::zone::Zone;
use super::{Knowledge, Source, attachments, family};
use crate::model::{Block, CanonicalUrl, Draft, Evidence, Field, Finding, FindingKind, Mark, MarkKind};
use crate::sources::ArticleRules;

mod boxes;
mod lead;
mod learned;
mod persons;
#[cfg(test)]
mod rare_tests;
mod ruled;
mod state;
mod told;

/// Most blocks of an article; the rest is left out and said so.
pub(super) const MAX_BLOCKS: usize = 4_000;
/// A body of fewer characters is called short.
const SHORT_BODY: usize = 200;
/// Words from which a text is no sapo but the article.
const LONGEST_SAPO: usize = 300;
/// What a body rule must find, in characters, to be believed.
const LEAST_BODY: usize = 60;

/// Where a page holds this many times the prose that a body rule found, the rule is doubted.
const SLIVER: usize = 3;
/// Least characters of a body that may take the place of a ruled one.
const LEAST_DENSE: usize = 600;

/// Characters of running text in a body.
fn prose_of(body: &FoundBody) -> usize {
    const WORDS: usize = 8;
    let running = body
        .pieces
        .iter()
        .filter(|p| p.words() >= WORDS || matches!(p.block, Block::List(_) | Block::Table(_) | Block::Lines(_)));
    running.map(|p| p.look.chars - p.look.linked.min(p.look.chars)).sum()
}

/// One step of the ladder.
struct LadderStep<'k> {
    by: Evidence,
    rules: &'k ArticleRules,
}

/// Reads an article page.
pub(super) fn read(source: Source<'_>, knowledge: Knowledge<'_>) -> Draft {
    if let Some(draft) = state::data(&source) {
        return draft;
    }
    let document = Document::read(source);
    let page = document.page(&source);
    let mut draft = Draft::default();
    if document.repaired {
        draft.findings.push(Finding::new(FindingKind::RepairedText));
    }
    if document.cut {
        draft.findings.push(Finding::with(FindingKind::Cut, "the page is longer or deeper than is read"));
    }
    if let Some(why) = wall::blocked(&page) {
        draft.findings.push(Finding::with(FindingKind::Blocked, why));
        draft.url = Some(source.url.clone());
        return draft;
    }
    let steps = steps(&page, source.url, knowledge, &mut draft);
    let (told, whole) = (RefCell::default(), OnceCell::new());
    let reading = ArticleReading { facts: Facts::of(&page), page: &page, steps, told, whole };
    reading.fill(&mut draft);
    if learned::is_poor(&draft) && reading.steps.iter().any(|step| step.by == Evidence::Learned) {
        learned::fill(&mut draft, read(source, Knowledge { learned: None, ..knowledge }));
    }
    draft.found_by = reading.told.into_inner();
    draft.found_by.retain(|field, _| draft.by.contains_key(field));
    draft
}

/// The rules that may speak for a page, best first.
fn steps<'k>(page: &Page<'_>, url: &CanonicalUrl, knowledge: Knowledge<'k>, draft: &mut Draft) -> Vec<LadderStep<'k>> {
    let learned = knowledge
        .learned
        .filter(|profile| profile.fits(page))
        .map(|profile| LadderStep { by: Evidence::Learned, rules: &profile.article });
    if !knowledge.rules {
        return learned.into_iter().collect();
    }
    let site = knowledge.catalog.by_host(&url.host());
    let mut steps: Vec<LadderStep<'k>> = site
        .filter(|site| !site.article.is_empty())
        .map(|site| LadderStep { by: Evidence::Rule, rules: &site.article })
        .into_iter()
        .chain(learned)
        .collect();
    for family in family::of(page, site.and_then(|site| site.family.as_deref())) {
        draft.findings.push(Finding::with(FindingKind::Family, &family.name));
        steps.push(LadderStep { by: Evidence::Family(family.name.clone()), rules: &family.article });
    }
    steps
}

struct ArticleReading<'p, 'a> {
    page: &'p Page<'a>,
    facts: Facts,
    steps: Vec<LadderStep<'p>>,
    /// The rule, or the element, that gave a field.
    told: RefCell<BTreeMap<Field, String>>,
    /// The blocks of the whole page, read once where they are asked for.
    whole: OnceCell<Vec<BlockPiece>>,
}

/// A body as found: its rows and pieces.
struct FoundBody {
    rows: Range<usize>,
    pieces: Vec<BlockPiece>,
    by: Evidence,
    /// The rule or the element.
    how: String,
}

impl ArticleReading<'_, '_> {
    fn fill(&self, draft: &mut Draft) {
        let body = self.best_body(draft);
        if let Some(body) = &body {
            self.tell(Field::Body, &body.how);
        }
        let title = self.title(body.as_ref());
        let rows = body.as_ref().map_or(self.page.outline.rows.len()..self.page.outline.rows.len(), |b| b.rows.clone());
        let zone = Zone::of(self.page, title.as_ref().and_then(|t| t.row), &rows);
        let text = title.as_ref().map(|t| t.text.clone());
        let sapo = self
            .by_rule(Field::Sapo, |rules| &rules.sapo, |row| self.sapo_text(row))
            .filter(|(sapo, by)| *by != Evidence::Learned || self.may_be_sapo(sapo, body.as_ref()))
            .or_else(|| fields::sapo(self.page, &self.facts, &zone, text.as_deref()))
            // The headline printed twice is no sapo.
            .filter(|(sapo, _)| text.as_deref().is_none_or(|title| tidy::key(title) != tidy::key(sapo)));
        let author = self.author_by_rule().or_else(|| fields::author(self.page, &self.facts, &zone));
        self.dates(draft, &zone, &rows, text.as_deref());
        if let Some((category, by)) = self
            .by_rule(Field::Category, |r| &r.category, |row| self.line(row))
            .or_else(|| fields::category(self.page, &self.facts))
        {
            draft.imprint.category = Some(category);
            draft.by.insert(Field::Category, by);
        }
        self.body(draft, body, text.as_deref(), sapo, author, &zone);
        if let Some(Headline { text, by, .. }) = title {
            draft.title = Some(text);
            draft.by.insert(Field::Title, by);
        }
        state::fill(draft, self.page, &self.facts);
        draft.imprint.tags = fields::tags(self.page, &self.facts, draft);
        self.addresses(draft);
        self.judge(draft);
    }

    fn tell(&self, field: Field, what: &str) {
        self.told.borrow_mut().insert(field, what.to_owned());
    }

    fn line(&self, row: usize) -> Option<String> {
        let line = match self.page.outline.rows[row].tag {
            "meta" => crate::text::one_line(self.page.outline.rows[row].attr("content").unwrap_or_default()),
            _ => blocks::rich(self.page, row, &|_| false).text,
        };
        (!line.is_empty()).then_some(line)
    }

    fn headline(&self, row: usize) -> Option<String> {
        let meta = self.page.outline.rows[row].tag == "meta";
        if meta { self.line(row) } else { Some(fields::headline(self.page, row)).filter(|text| !text.is_empty()) }
    }

    fn title(&self, body: Option<&FoundBody>) -> Option<Headline> {
        let ruled = self.by_rule(Field::Title, |rules| &rules.title, |row| self.headline(row).map(|text| (text, row)));
        let Some(((text, row), by)) = ruled else {
            let title = self.printed_title(body)?;
            self.tell_title(&title);
            return Some(title);
        };
        if !fields::may_be_title(self.page, &self.facts, &text) {
            // The head knows nothing of it: what the page prints and the head repeats is believed before.
            let other = self.printed_title(body);
            if let Some(other) =
                other.filter(|t| t.row.is_some() && fields::may_be_title(self.page, &self.facts, &t.text))
            {
                self.tell_title(&other);
                return Some(other);
            }
        }
        Some(Headline { text, row: Some(row), by })
    }

    fn tell_title(&self, title: &Headline) {
        let place = title.row.map_or_else(|| "head".to_owned(), |row| self.page.outline.describe(row));
        self.tell(Field::Title, &place);
    }

    fn body(
        &self,
        draft: &mut Draft,
        body: Option<FoundBody>,
        title: Option<&str>,
        sapo: Option<(String, Evidence)>,
        author: Option<(String, Evidence)>,
        zone: &Zone,
    ) {
        let mut authors: Vec<String> = author.iter().map(|(name, _)| name.clone()).collect();
        authors.extend(self.facts.ld.authors.iter().cloned());
        let (mut body, mut author) = (body, author);
        if let Some(body) = &mut body {
            self.drop_repeated(body);
            self.drop_cards(body);
            let boxed = self.take_author_box(body, &authors);
            author = author.or_else(|| boxed.map(|name| (name, Evidence::Text)));
            figures::mark(self.page, &body.rows, &mut body.pieces);
        }
        let first = |body: &FoundBody| {
            let apart = self.first_apart(body, title).or_else(|| self.before_more(body));
            apart.or_else(|| self.first_in_italics(body, title))
        };
        let sapo = sapo.or_else(|| Some((first(body.as_ref()?)?, Evidence::Text)));
        let known = TidyContext {
            title,
            sapo: sapo.as_ref().map(|(text, _)| text.as_str()),
            authors: &authors,
            description: self.facts.description(),
            is_date: Some(&|line| fields::is_date_line(self.page, line)),
        };
        let by = body.as_ref().map(|b| b.by.clone());
        let tidied = body
            .map(|mut body| {
                let mut pieces = self.lead_pictures(zone, &mut body.pieces, known);
                pieces.append(&mut body.pieces);
                tidy::tidy(attachments::mark(self.page, pieces), known)
            })
            .unwrap_or_default();
        let Tidied { body, byline, source, sapo: first, .. } = tidied;
        draft.body = body;
        draft.body.iter_mut().for_each(|block| resolve(self.page, block));
        if draft.body.len() > MAX_BLOCKS {
            draft.body.truncate(MAX_BLOCKS);
            draft
                .findings
                .push(Finding::with(FindingKind::Cut, format!("the article has more than {MAX_BLOCKS} blocks")));
        }
        let mut by = by.unwrap_or(Evidence::Generic);
        if draft.body.is_empty() {
            draft.body = told::body(&self.facts);
            by = Evidence::JsonLd;
        }
        if !draft.body.is_empty() {
            draft.by.insert(Field::Body, by.clone());
        }
        draft.imprint.source_line = source.or_else(|| fields::source(self.page, zone));
        let ruled = author
            .as_ref()
            .is_some_and(|(_, by)| matches!(by, Evidence::Rule | Evidence::Learned | Evidence::Family(_)));
        let author = if ruled { author } else { byline.map(|name| (name, by.clone())).or(author) };
        if let Some((name, by)) = author {
            draft.author = Some(name);
            draft.by.insert(Field::Author, by);
        }
        if let Some((text, by)) = sapo.or_else(|| first.map(|text| (text, by))) {
            draft.sapo = Some(text);
            draft.by.insert(Field::Sapo, by);
        }
    }

    /// Leaves out lines that stand on every page of the site.
    fn drop_repeated(&self, body: &mut FoundBody) {
        let lines = self.steps.iter().flat_map(|step| &step.rules.furniture);
        let repeated: std::collections::HashSet<String> = lines.map(|line| tidy::key(line)).collect();
        if !repeated.is_empty() {
            // The same stock picture may stand in many articles, and says each time what it shows.
            let stays = |piece: &BlockPiece| piece.text().is_empty() || piece.look.caption;
            let own = |piece: &BlockPiece| stays(piece) || !repeated.contains(&tidy::key(piece.text()));
            // One article at several addresses teaches that all of its text is furniture.
            let is_prose = |piece: &&BlockPiece| piece.words() >= learned::PROSE_WORDS && !piece.look.caption;
            if body.pieces.iter().filter(is_prose).any(own) {
                body.pieces.retain(own);
            }
        }
    }

    /// Leaves out cards of other articles.
    fn drop_cards(&self, body: &mut FoundBody) {
        let cards = cards::ranges(self.page, &body.pieces, &body.rows);
        body.pieces.retain(|piece| !cards.iter().any(|card| card.contains(&piece.at)));
    }

    fn addresses(&self, draft: &mut Draft) {
        let own = self
            .facts
            .canonical
            .as_deref()
            .or_else(|| self.facts.first(&["og:url"]))
            .and_then(|href| self.page.join(href));
        draft.url = own
            .filter(|url| url.host() == self.page.url.host() && url.as_str().len() > url.host().len() + 12)
            .or_else(|| Some(self.page.url.clone()));
        let picture = self.facts.first(&["og:image", "twitter:image"]).or(self.facts.ld.picture.as_deref());
        draft.picture = picture.and_then(|src| self.page.join(src)).map(|url| url.as_str().to_owned());
        draft.next = super::paging::next(self.page);
        draft.neighbours = super::paging::neighbours(self.page, draft.next.as_ref());
        draft.versions = super::versions::of(self.page, &self.facts);
    }

    fn judge(&self, draft: &mut Draft) {
        if draft.title.is_none() {
            draft.findings.push(Finding::new(FindingKind::NoTitle));
        }
        if draft.published.is_none() {
            draft.findings.push(Finding::new(FindingKind::NoDate));
        }
        let chars: usize = draft.body.iter().flat_map(Block::strings).map(|s| s.chars().count()).sum();
        if draft.body.is_empty() {
            draft.findings.push(Finding::new(FindingKind::NoBody));
        } else if chars < SHORT_BODY {
            draft.findings.push(Finding::with(FindingKind::ShortBody, format!("{chars} characters")));
        }
        let is_small = |whole: usize| chars * SLIVER < whole && whole - chars > LEAST_DENSE * 2;
        let rough = self.page.outline.prose(&(0..self.page.outline.rows.len()));
        // Comments and dialogs are left out for a reason; they are only told apart where it matters.
        let whole = if is_small(rough) { generic::prose(self.page, self.whole().to_vec()) } else { 0 };
        if !draft.body.is_empty() && is_small(whole) {
            let told = format!("{chars} of {whole} characters of the page");
            draft.findings.push(Finding::with(FindingKind::SmallPart, told));
        }
        if let Some(why) = wall::no_article(self.page, draft, chars) {
            draft.findings.push(Finding::with(FindingKind::NotAnArticle, why));
        }
        if let Some(version) = draft.versions.first().filter(|_| draft.is_poor()) {
            draft.findings.push(Finding::with(FindingKind::OtherVersion, version));
        }
        let ruled = |field: &Field| matches!(draft.by.get(field), Some(Evidence::Rule | Evidence::Family(_)));
        let learned = self.steps.iter().any(|step| step.by == Evidence::Learned && !step.rules.body.is_empty());
        if learned && !matches!(draft.by.get(&Field::Body), Some(Evidence::Rule | Evidence::Learned)) {
            draft.findings.push(Finding::new(FindingKind::LearnedMissed));
        }
        let site = self.steps.iter().any(|step| step.by == Evidence::Rule && !step.rules.body.is_empty());
        if site && !ruled(&Field::Body) {
            draft.findings.push(Finding::with(FindingKind::RulesMissed, "body"));
        }
    }
}

/// Makes the links of a block absolute; one that leads nowhere is no link.
pub(super) fn resolve(page: &Page<'_>, block: &mut Block) {
    let resolve = |marks: &mut Vec<Mark>| {
        marks.retain_mut(|mark| {
            let MarkKind::Link { href } = &mut mark.kind else { return true };
            match page.join(href) {
                Some(url) => url.as_str().clone_into(href),
                None => return false,
            }
            true
        });
    };
    match block {
        Block::Paragraph(rich) | Block::Quote(rich) | Block::Attribution(rich) | Block::Heading { rich, .. } => {
            resolve(&mut rich.marks);
        }
        Block::Lines(lines) => resolve(&mut lines.rich.marks),
        Block::List(list) => {
            list.item_marks.iter_mut().for_each(resolve);
            blocks::settle(list);
        }
        Block::Table(table) => table.links.retain_mut(|link| match page.join(&link.href) {
            Some(url) => {
                url.as_str().clone_into(&mut link.href);
                true
            }
            None => false,
        }),
        Block::File { url, .. } => {
            if let Some(joined) = page.join(url) {
                joined.as_str().clone_into(url);
            }
        }
        Block::Picture { .. } | Block::Media { .. } => {}
    }
}
