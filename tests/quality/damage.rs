//! Rewrites a page tag by tag. For our own well-formed pages; scripts and comments are kept.

/// One opening or closing tag.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tag {
    /// Lower case.
    pub(crate) name: String,
    is_end: bool,
    is_closed: bool,
    attributes: Vec<(String, Option<String>)>,
    is_gone: bool,
}

impl Tag {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_deref().unwrap_or_default())
    }

    pub(crate) fn value_of(&self, name: &str) -> &str {
        self.attribute(name).unwrap_or_default()
    }

    pub(crate) fn renamed(self, name: &str) -> Self {
        Self { name: name.to_owned(), ..self }
    }

    pub(crate) fn drop_it(self) -> Self {
        Self { is_gone: true, ..self }
    }

    pub(crate) fn keep_attributes(mut self, keep: impl Fn(&str) -> bool) -> Self {
        self.attributes.retain(|(name, _)| keep(name));
        self
    }

    /// Other class names and ids.
    pub(crate) fn map_names(mut self, other: impl Fn(&str) -> String) -> Self {
        for (_, value) in self.attributes.iter_mut().filter(|(name, _)| matches!(&**name, "class" | "id")) {
            if let Some(names) = value {
                *names = names.split_ascii_whitespace().map(&other).collect::<Vec<_>>().join(" ");
            }
        }
        self
    }

    fn read(text: &str) -> Self {
        let inner = text.trim_start_matches('<').trim_end_matches('>');
        let is_closed = inner.ends_with('/');
        let inner = inner.trim_end_matches('/');
        let is_end = inner.starts_with('/');
        let inner = inner.trim_start_matches('/');
        let (name, mut rest) = inner.split_at(inner.find(char::is_whitespace).unwrap_or(inner.len()));
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                break;
            }
            let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
            let name = rest[..end].to_ascii_lowercase();
            rest = &rest[end..];
            let Some(value) = rest.strip_prefix('=') else {
                attributes.push((name, None));
                continue;
            };
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (value, after) = match quote {
                Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
                None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
            };
            attributes.push((name, Some(value.to_owned())));
            rest = after;
        }
        Self { name: name.to_ascii_lowercase(), is_end, is_closed, attributes, is_gone: false }
    }

    fn write(&self, out: &mut String) {
        if self.is_gone {
            return;
        }
        out.push_str(if self.is_end { "</" } else { "<" });
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            if let Some(value) = value {
                let quote = if value.contains('"') { '\'' } else { '"' };
                out.push('=');
                out.push(quote);
                out.push_str(value);
                out.push(quote);
            }
        }
        out.push_str(if self.is_closed { "/>" } else { ">" });
    }
}

/// The page with every tag replaced by the result of `change`.
pub(crate) fn rewrite(html: &str, change: impl Fn(Tag) -> Tag) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let whole = if rest.starts_with("<!--") {
            rest.find("-->").map(|end| end + 3)
        } else if rest.starts_with("<!") || !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            Some(1)
        } else {
            None
        };
        if let Some(end) = whole {
            out.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        let end = end_of_tag(rest);
        let tag = change(Tag::read(&rest[..end]));
        let is_raw = !tag.is_end && matches!(&*tag.name.to_ascii_lowercase(), "script" | "style");
        tag.write(&mut out);
        rest = &rest[end..];
        if is_raw && let Some(close) = rest.find("</") {
            out.push_str(&rest[..close]);
            rest = &rest[close..];
        }
    }
    out + rest
}

/// The end of the tag at the beginning, after its `>`; a `>` inside a value does not count.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    text.len()
}
