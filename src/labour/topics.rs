//! The topics of labour news: built-in searches that the configuration can change.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::text::fold;

/// A topic: a search with a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Its name, unique.
    pub name: String,
    /// The query, in loa's query language.
    pub query: String,
}

#[derive(Deserialize)]
struct TopicTable {
    topic: Vec<Topic>,
}

static BUILT_IN: LazyLock<Vec<Topic>> = LazyLock::new(|| {
    toml::from_str::<TopicTable>(include_str!("topics.toml")).map(|table| table.topic).unwrap_or_default()
});

/// The built-in topics, in the order of the tree.
pub fn built_in() -> &'static [Topic] {
    &BUILT_IN
}

/// The built-in topics with the configuration's changes: one with the same name replaces it, an empty query removes it,
/// others are added at the end.
pub fn with_own(own: &[Topic]) -> Vec<Topic> {
    let mut all = built_in().to_vec();
    for topic in own {
        match all.iter_mut().find(|known| key(&known.name) == key(&topic.name)) {
            Some(known) => known.query.clone_from(&topic.query),
            None => all.push(topic.clone()),
        }
    }
    all.retain(|topic| !topic.query.trim().is_empty());
    all
}

/// The topic with this name, ignoring marks and punctuation.
pub fn named<'a>(topics: &'a [Topic], name: &str) -> Option<&'a Topic> {
    let wanted = key(name);
    topics.iter().find(|topic| key(&topic.name) == wanted)
}

/// The topic with this name, or the only one whose name begins with it, ignoring marks and punctuation.
pub fn find<'a>(topics: &'a [Topic], name: &str) -> Option<&'a Topic> {
    let wanted = key(name);
    if wanted.is_empty() {
        return None;
    }
    if let Some(exact) = named(topics, name) {
        return Some(exact);
    }
    let mut fitting = topics.iter().filter(|topic| key(&topic.name).contains(&wanted));
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}

fn key(name: &str) -> String {
    let folded = fold::base(name);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_topics_are_there_from_the_first_day_on() {
        assert_eq!(built_in().len(), 12);
    }

    #[test]
    fn a_topic_is_found_by_a_part_of_its_name_without_marks() {
        for (said, name) in
            [("tien luong", "Tiền lương"), ("BHXH", "BHXH – BHYT – BHTN"), ("dinh cong", "Đình công – tranh chấp")]
        {
            assert_eq!(find(built_in(), said).map(|topic| topic.name.as_str()), Some(name), "{said}");
        }
        assert_eq!(find(built_in(), "lao động"), None, "several are called so");
        assert_eq!(find(built_in(), ""), None);
    }

    #[test]
    fn a_configuration_changes_adds_and_takes_away() {
        let own = [("tiền lương", "lương"), ("Việc làm", " "), ("Của tôi", "bữa ăn ca")];
        let own = own.map(|(name, query)| Topic { name: name.to_owned(), query: query.to_owned() });
        let all = with_own(&own);
        assert_eq!(all.len(), 12);
        assert_eq!(find(&all, "tiền lương").map(|topic| topic.query.as_str()), Some("lương"));
        assert_eq!(find(&all, "việc làm"), None);
        assert_eq!(all.last().map(|topic| topic.name.as_str()), Some("Của tôi"));
    }
}
