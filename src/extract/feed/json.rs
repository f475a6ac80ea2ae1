//! JSON Feed 1.0 and 1.1, and the posts that WordPress gives as JSON → items, each field for itself: one of an odd type
//! costs that field, an item that is cut off costs that item.

use serde_json::Value;

use super::RawItem;
use super::words::Written;
use crate::extract::metadata::lenient;

/// Most items that are read.
const MAX_ITEMS: usize = 1_000;

/// Whether a text that begins with `{` is a feed.
pub(super) fn is_feed(start: &str) -> bool {
    start.contains("jsonfeed.org")
        || start.contains("\"items\"") && ["\"url\"", "\"external_url\""].iter().any(|key| start.contains(key))
}

/// The items, the address of the feed's page, and what is wrong with the text, if it is no JSON.
pub(super) fn items(text: &str) -> (Vec<RawItem>, Option<String>, Option<String>) {
    let (value, fault) = match serde_json::from_str::<Value>(text) {
        Ok(value) => (value, None),
        Err(error) => (lenient(text).unwrap_or_else(|| mended(text)), Some(error.to_string())),
    };
    let home = string(&value, "home_page_url").filter(|url| !url.is_empty());
    let list = match value {
        Value::Object(mut feed) => feed.remove("items").or_else(|| feed.remove("posts")),
        list => Some(list),
    };
    let items = match list {
        Some(Value::Array(items)) => items,
        // A list with gaps, as some systems print it: `{"0": …, "2": …}`.
        Some(Value::Object(numbered)) => numbered.into_iter().map(|(_, item)| item).collect(),
        _ => return (Vec::new(), home, fault),
    };
    (items.iter().filter(|item| item.is_object()).take(MAX_ITEMS).map(item).collect(), home, fault)
}

/// The whole items of a text that ends in the middle, or holds one that is no JSON.
fn mended(text: &str) -> Value {
    let start = text.find("\"items\"").map_or(0, |at| at);
    let mut items = Vec::new();
    let mut rest = text.get(start..).and_then(|text| text.split_once('[')).map_or("", |(_, list)| list);
    while let Some(at) = rest.find('{').filter(|_| items.len() < MAX_ITEMS) {
        let object = &rest[at..];
        let mut values = serde_json::Deserializer::from_str(object).into_iter::<Value>();
        match values.next() {
            Some(Ok(item)) => {
                items.push(item);
                rest = object.get(values.byte_offset()..).unwrap_or_default();
            }
            _ => rest = object.get(1..).and_then(|object| object.split_once("},")).map_or("", |(_, next)| next),
        }
    }
    Value::Array(items)
}

/// A string, or a number as one.
fn string(value: &Value, key: &str) -> Option<String> {
    let mut field = value.get(key)?;
    // The only one of a list.
    if let Some([one]) = field.as_array().map(Vec::as_slice) {
        field = one;
    }
    match field {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        // WordPress: {"rendered": "…"}.
        Value::Object(field) => field.get("rendered").and_then(Value::as_str).map(|text| text.trim().to_owned()),
        _ => None,
    }
    .filter(|text| !text.is_empty())
}

fn item(item: &Value) -> RawItem {
    let first = |keys: &[&str]| keys.iter().find_map(|key| string(item, key));
    // A number is no address.
    let said = |keys: &[&str]| keys.iter().filter(|key| !item[**key].is_number()).find_map(|key| string(item, key));
    let greenwich = |key: &str| string(item, key).map(|date| format!("{date}Z"));
    let id = first(&["id", "guid"]);
    let address = id.clone().filter(|id| id.starts_with("http"));
    // WordPress writes its titles as markup, JSON Feed as words.
    let rendered = item.get("title").is_some_and(Value::is_object);
    let title = |text: String| if rendered { Written::markup(text) } else { Written::plain(text) };
    RawItem {
        title: string(item, "title").map(title),
        link: said(&["url", "link", "external_url"]).or(address),
        published: greenwich("date_gmt").or_else(|| first(&["date_published", "date", "published"])),
        updated: greenwich("modified_gmt").or_else(|| first(&["date_modified", "modified"])),
        summary: string(item, "summary").map(Written::plain).or_else(|| string(item, "excerpt").map(Written::markup)),
        content: first(&["content_html", "content"])
            .map(Written::markup)
            .or_else(|| string(item, "content_text").map(Written::plain)),
        author: authors(item),
        picture: first(&["image", "banner_image"]),
        guid: id,
        ..RawItem::default()
    }
}

/// `authors` or `author`: objects with a name, names, or lists of either. WordPress gives a number, which is no name.
fn authors(item: &Value) -> Option<String> {
    fn names(value: &Value, out: &mut Vec<String>) {
        match value {
            Value::String(name) => out.push(name.trim().to_owned()),
            Value::Object(person) => {
                out.extend(person.get("name").and_then(Value::as_str).map(|n| n.trim().to_owned()));
            }
            Value::Array(list) => list.iter().for_each(|one| names(one, out)),
            _ => {}
        }
    }
    let embedded = item.get("_embedded").and_then(|embedded| embedded.get("author"));
    let own = ["authors", "author"].iter().map(|key| item.get(key));
    own.chain([embedded]).find_map(|value| {
        let mut found = Vec::new();
        names(value?, &mut found);
        found.retain(|name| !name.is_empty());
        (!found.is_empty()).then(|| found.join(", "))
    })
}
