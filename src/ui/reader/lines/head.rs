//! What stands over the text: section, headline, who, when, how long, lead.

use super::{Role, Setter};
use crate::model::{Article, Moment};
use crate::text::width::cells;
use crate::ui::when;
use crate::ui::words::PhraseValue;

/// Facts on as few lines as they need, none of which is left with little; a line ends between two of them.
fn packed(facts: &[String], width: usize) -> Vec<String> {
    let fewest = filled(facts, width);
    let shortest = facts.iter().map(|fact| cells(fact)).max().unwrap_or(0).min(width);
    (shortest..width).map(|width| filled(facts, width)).find(|lines| lines.len() <= fewest.len()).unwrap_or(fewest)
}

/// Facts on lines that are filled one after the other.
fn filled(facts: &[String], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for fact in facts {
        match lines.last_mut() {
            Some(line) if cells(line) + 3 + cells(fact) <= width => *line = format!("{line} · {fact}"),
            _ => lines.push(fact.clone()),
        }
    }
    lines
}

impl Setter<'_> {
    /// Sets it.
    pub(super) fn header(&mut self, article: &Article) {
        let section = article.imprint.category.as_deref().filter(|c| !c.is_empty()).unwrap_or(self.with.section);
        if !section.is_empty() {
            self.plain(Role::Kicker, section);
        }
        self.plain(Role::Headline, &article.row.title);
        self.gap();
        let date = article.row.published.map(|m| when::whole_date(self.with.words, m));
        let date = date.unwrap_or_else(|| self.with.words.say("reader-no-date"));
        let who = match article.author.as_deref().filter(|a| !a.is_empty()) {
            Some(author) => format!("{author} · {}", self.with.outlet),
            None => self.with.outlet.to_owned(),
        };
        let mut facts = vec![who, date.clone()];
        if let Some(text) = self.updated(article, &date) {
            facts.push(self.with.words.with("reader-updated", &[("when", PhraseValue::Text(&text))]));
        }
        if self.out.minutes > 0 {
            facts.push(self.with.words.count("reader-minutes", self.out.minutes));
        }
        if article.row.edited {
            facts.push(self.with.words.say("reader-edited-see"));
        }
        if article.row.removed {
            facts.push(self.with.words.say("reader-removed"));
        }
        for line in packed(&facts, usize::from(self.with.width)) {
            self.plain(Role::Byline, &line);
        }
        self.labels(article);
        self.gap();
        if let Some(sapo) = article.sapo.as_deref().filter(|s| !s.is_empty()) {
            self.plain(Role::Sapo, sapo);
            self.gap();
        }
    }

    /// When the page was changed: on the day of its publication by the hour alone. One that only repeats that day tells nothing.
    fn updated(&self, article: &Article, published: &str) -> Option<String> {
        let updated = article.updated?;
        let whole = when::whole_date(self.with.words, updated);
        if published.starts_with(&whole) {
            return None;
        }
        let day = |moment: Moment| (moment.has_time(), moment.at.vietnam_day());
        let same_day = article.row.published.is_some_and(|first| day(first) == day(updated));
        Some(if same_day && updated.has_time() { when::clock(updated.at) } else { whole })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_that_need_two_lines_leave_none_of_them_with_the_last_fact_alone() {
        let facts = ["Minh Khôi · Báo Sông", "Thứ Hai, 04/05/2026 · 14:05", "2 phút đọc"].map(str::to_owned);
        assert_eq!(packed(&facts, 70), [facts.join(" · ")]);
        assert_eq!(packed(&facts, 56), [facts[0].clone(), facts[1..].join(" · ")]);
        assert_eq!(packed(&facts, 20).len(), 3);
    }
}
