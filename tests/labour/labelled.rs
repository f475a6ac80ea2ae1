//! Parses `stories.txt`: families of invented articles, labelled with their story.

/// An article of a labelled family.
#[derive(Debug, Clone)]
pub(crate) struct Labelled {
    pub(crate) story: String,
    pub(crate) title: String,
    pub(crate) paragraphs: Vec<String>,
}

/// All families: (name, articles).
pub(crate) fn families(text: &str) -> Vec<(String, Vec<Labelled>)> {
    let mut families: Vec<(String, Vec<Labelled>)> = Vec::new();
    let mut drops = Vec::new();
    let mut lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).peekable();
    let mut edited = false;
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix("= ") {
            families.push((name.to_owned(), Vec::new()));
            continue;
        }
        let (name, family) = families.last_mut().expect("a family begins the file");
        if let Some(head) = line.strip_prefix("@ ") {
            let (label, title) = head.split_once(" | ").expect("a headline");
            let (story, base) = label.split_once(" < ").unwrap_or((label, ""));
            edited = !base.is_empty();
            let paragraphs = match base.parse::<usize>() {
                Ok(number) => family[number - 1].paragraphs.clone(),
                Err(_) => Vec::new(),
            };
            family.push(Labelled { story: story.to_owned(), title: title.to_owned(), paragraphs });
        } else {
            let article = family.last_mut().expect("a headline begins an article");
            if edited { edit(article, line, &mut drops, name) } else { article.paragraphs.push(line.to_owned()) }
        }
        if !drops.is_empty() && lines.peek().is_none_or(|line| line.starts_with(['@', '='])) {
            let article = family.last_mut().expect("an article");
            let mut at = 0;
            article.paragraphs.retain(|_| (at += 1, !drops.contains(&at)).1);
            drops.clear();
        }
    }
    families
}

fn edit(article: &mut Labelled, line: &str, drops: &mut Vec<usize>, family: &str) {
    if let Some(number) = line.strip_prefix('-') {
        drops.push(number.parse().expect("a number"));
    } else if let Some((from, to)) = line.split_once(" => ") {
        let found = article.paragraphs.iter_mut().filter(|paragraph| paragraph.contains(from)).count();
        assert!(found > 0, "{family}: “{from}” stands nowhere");
        for paragraph in &mut article.paragraphs {
            *paragraph = paragraph.replace(from, to);
        }
    } else if let Some(text) = line.strip_prefix("^ ") {
        article.paragraphs.insert(0, text.to_owned());
        for drop in drops.iter_mut() {
            *drop += 1;
        }
    } else if let Some(text) = line.strip_prefix("+ ") {
        article.paragraphs.push(text.to_owned());
    } else if line == "~" {
        for paragraph in &mut article.paragraphs {
            *paragraph = loaphuong::text::fold::base(paragraph);
        }
    } else {
        panic!("{family}: {line}");
    }
}
