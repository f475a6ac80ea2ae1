//! A list as SQL: the index range of `members` that holds it, and the conditions that no index answers.

use rusqlite::types::Value;

use crate::model::article::NO_DATE;
use crate::model::{Cursor, Offline, Order, Query, Scope};
use crate::store::rows::offline_number;
use crate::text::pattern::Pattern;

/// The number of a document whose normal form is a parameter.
const DOCUMENT: &str = "(SELECT id FROM documents WHERE norm = ?)";

/// The condition that no index answers, as one SQL value.
pub(super) fn passes(query: &Query) -> String {
    let mut all = vec!["1".to_owned()];
    if query.scope == Scope::Citing(None) {
        all.push("EXISTS (SELECT 1 FROM citing WHERE id = a.id)".to_owned());
    }
    if query.filter.pictured {
        all.push("a.picture IS NOT NULL".to_owned());
    }
    if let Some(since) = query.filter.seen_since {
        all.push(format!("a.seen >= {}", since.0));
    }
    if let Some(pattern) = query.filter.title.as_ref().filter(|title| Pattern::whole(title).is_some()) {
        let pattern = pattern.replace('\'', "''").replace('\0', "");
        all.push(format!("loa_pattern('{pattern}', coalesce(a.title, ''))"));
    } else if let Some(title) = &query.filter.title {
        let needle = crate::text::fold::base(title).replace('\'', "''").replace('\0', "");
        all.push(format!("instr(loa_base(coalesce(a.title, '')), '{needle}') > 0"));
    }
    all.join(" AND ")
}

/// An index range of `members` with its bound values.
pub(super) struct Range {
    pub(super) condition: String,
    pub(super) values: Vec<Value>,
    direction: &'static str,
}

impl Range {
    pub(super) fn of(lists: &[i64], query: &Query, after: Option<Cursor>) -> Self {
        let (direction, beyond) = match query.order {
            Order::Newest | Order::Source | Order::Title | Order::Opened => ("DESC", "<"),
            Order::Oldest => ("ASC", ">"),
        };
        let marks = vec!["?"; lists.len()].join(", ");
        let mut condition = if lists.len() == 1 { "list = ?".to_owned() } else { format!("list IN ({marks})") };
        let mut values: Vec<Value> = lists.iter().copied().map(Value::from).collect();
        if let Scope::Citing(Some(norm)) = &query.scope {
            // A document is cited by few: the list is found by them, not they in the list.
            condition = format!("+{condition} AND id IN (SELECT id FROM citing WHERE document = {DOCUMENT})");
            values.push(norm.clone().into());
        }
        if query.filter.unread {
            condition.push_str(" AND unread = 1");
        }
        if query.filter.read {
            // What was gone before anybody could read it is no news, but nobody read it.
            condition.push_str(
                " AND unread = 0 AND NOT EXISTS (SELECT 1 FROM articles g WHERE g.id = members.id AND g.offline = ?)",
            );
            values.push(offline_number(Offline::Gone).into());
        }
        if query.filter.starred {
            condition.push_str(" AND starred = 1");
        }
        if let Some(since) = query.filter.since {
            condition.push_str(" AND sort >= ?");
            values.push(since.0.into());
        }
        if let Some(until) = query.filter.until {
            // What has no date and may be of any age is in no span of time.
            condition.push_str(" AND sort < ? AND sort > ?");
            values.extend([until.0.into(), NO_DATE.0.into()]);
        }
        if let Some(Cursor { at, id }) = after {
            condition.push_str(" AND (sort, id) ");
            condition.push_str(beyond);
            condition.push_str(" (?, ?)");
            values.extend([at.0.into(), id.0.into()]);
        }
        Self { condition, values, direction }
    }

    pub(super) fn order(&self, sort: &str, id: &str) -> String {
        format!("ORDER BY {sort} {direction}, {id} {direction}", direction = self.direction)
    }
}
