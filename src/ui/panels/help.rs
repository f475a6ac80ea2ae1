//! The help, made from the table: what each key does, narrowed by what is typed.

use crate::text::fold;

use crate::text::width::cells;
use crate::text::wrap;
use crate::ui::action::{Action, ArticleAction, CountScope};
use crate::ui::keymap::Keymap;
use crate::ui::panel::PanelLine;
use crate::ui::table::{BINDINGS, Binding};
use crate::ui::words::Words;

/// From this width of the screen on the help has two columns.
pub(in crate::ui) const TWO_COLUMNS: u16 = 118;

/// From so many letters on a word is looked for in the names of actions, too.
const LEAST_NAME: usize = 3;

/// What a row of the table is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HelpGroup {
    Reading,
    Finding,
    Marking,
    Keeping,
    Sources,
    Screen,
    Commands,
}

/// Whether a line of the command line can be done as it stands in the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum HelpedLine {
    /// It can.
    Whole,
    /// The user has something to add, or to change.
    Begun,
}

/// Lines of `:` that do what no key does: as they are typed, the name by which words for newcomers are looked up, what they do.
const TYPED: &[(&str, &str, &str, HelpedLine)] = &[
    (":set ui.size=large", "large", "do-large", HelpedLine::Whole),
    (":set ui.size=normal", "normal", "do-normal", HelpedLine::Whole),
    (":set", "set", "do-set", HelpedLine::Whole),
    (":tour", "tour", "do-tour", HelpedLine::Whole),
    (":digest diem-bao.docx", "digest-file", "do-digest-file", HelpedLine::Begun),
    (":term", "term", "do-term", HelpedLine::Begun),
    (":follow", "follow", "do-follow", HelpedLine::Begun),
    (":portals", "portals", "do-portals", HelpedLine::Whole),
    (":run", "run", "do-run", HelpedLine::Begun),
    (":goto", "goto", "do-goto", HelpedLine::Begun),
];

/// Whether the line of this name can be done as it stands.
pub(in crate::ui) fn helped_line(name: &str) -> HelpedLine {
    TYPED.iter().find(|(_, one, ..)| *one == name).map_or(HelpedLine::Begun, |(.., line)| *line)
}

impl HelpGroup {
    const ALL: [Self; 7] =
        [Self::Reading, Self::Finding, Self::Marking, Self::Keeping, Self::Sources, Self::Screen, Self::Commands];

    fn of(action: Action) -> Self {
        match action {
            Action::Move(_) | Action::Go(_) | Action::Reader(_) | Action::Place(_) => Self::Reading,
            Action::Search(_) | Action::List(_) => Self::Finding,
            Action::Mark(_) | Action::Article(ArticleAction::Label | ArticleAction::Note) => Self::Marking,
            Action::Article(
                ArticleAction::OpenInBrowser
                | ArticleAction::CopyAddress
                | ArticleAction::CopyText
                | ArticleAction::CopyCitation
                | ArticleAction::Pipe
                | ArticleAction::Save,
            ) => Self::Keeping,
            Action::Article(_) => Self::Reading,
            Action::Refresh(_) => Self::Sources,
            Action::Screen(_) | Action::Again(_) => Self::Screen,
        }
    }

    fn phrase(self) -> &'static str {
        match self {
            Self::Reading => "group-reading",
            Self::Finding => "group-finding",
            Self::Marking => "group-marking",
            Self::Keeping => "group-keeping",
            Self::Sources => "group-sources",
            Self::Screen => "group-screen",
            Self::Commands => "group-commands",
        }
    }
}

/// A line of help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpLine {
    /// The name of a group.
    Group(String),
    /// Keys, what they do, and the name of the action.
    Row {
        /// Keys, by commas.
        keys: String,
        /// What they do, and where, if not everywhere.
        help: String,
        /// The action's name.
        name: &'static str,
    },
}

/// The lines that hold `search` (marks aside) in keys, help or name, grouped by what they are about. Words are looked for
/// by their beginnings, and inside only where nothing begins so.
pub fn lines(words: &Words, keymap: &Keymap, search: &str) -> Vec<HelpLine> {
    let typed = search.trim();
    // Marks that were typed are meant, where anything has them.
    let marked = fold::base(typed) != typed.to_lowercase();
    for place in [WordPlace::Beginning, WordPlace::Inside] {
        if marked {
            let fits = |row: &HelpLine| matches(words, row, (&typed.to_lowercase(), place), str::to_lowercase);
            let exact = grouped(words, keymap, fits);
            if !exact.is_empty() {
                return exact;
            }
        }
        let found = grouped(words, keymap, |row| matches(words, row, (&fold::base(typed), place), fold::base));
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// The number among `lines` of the row that `search` means most: what it does begins so, newcomers call it so, it holds that.
pub(in crate::ui) fn best(words: &Words, lines: &[HelpLine], search: &str) -> usize {
    let typed = fold::base(search.trim());
    let rank = |line: &HelpLine| {
        let HelpLine::Row { help, name, .. } = line else { return usize::MAX };
        let (help, also) = (fold::base(help), fold::base(&also(words, name)));
        let called = also.split(", ").any(|one| one == typed);
        [help.starts_with(&typed), called, help.contains(&typed), true].iter().position(|fits| *fits).unwrap_or(0)
    };
    let ranks = lines.iter().map(rank).enumerate();
    ranks.min_by_key(|(at, rank)| (*rank, *at)).map_or(0, |(at, _)| at)
}

fn grouped(words: &Words, keymap: &Keymap, fits: impl Fn(&HelpLine) -> bool) -> Vec<HelpLine> {
    let mut lines = Vec::new();
    for group in HelpGroup::ALL {
        let bound = BINDINGS.iter().filter(|row| HelpGroup::of(row.action) == group).map(|row| HelpLine::Row {
            keys: keymap.keys_of(row.name).join(", "),
            help: help_of(words, row),
            name: row.name,
        });
        let typed = TYPED.iter().filter(|_| group == HelpGroup::Commands);
        let typed = typed.map(|(line, name, phrase, _)| HelpLine::Row {
            keys: (*line).to_owned(),
            help: words.say(phrase),
            name,
        });
        let rows: Vec<HelpLine> = bound.chain(typed).filter(&fits).collect();
        if !rows.is_empty() {
            lines.push(HelpLine::Group(words.say(group.phrase())));
            lines.extend(rows);
        }
    }
    lines
}

fn help_of(words: &Words, row: &Binding) -> String {
    let help = words.say(&format!("do-{}", row.name));
    match row.scope {
        CountScope::Anywhere => help,
        scope => format!("{help} ({})", words.say(&format!("scope-{}", scope.name())).to_lowercase()),
    }
}

/// Whether a panel of help of so many lines stands in two columns on a screen of `width`.
pub(in crate::ui) fn columns(width: u16, search: &str) -> usize {
    if width >= TWO_COLUMNS && search.is_empty() { 2 } else { 1 }
}

/// Lines in two columns: a group's rows first down the left one, then down the right one. `room` is what each column has for its
/// text, and for its keys.
pub(in crate::ui) fn side_by_side(lines: Vec<HelpLine>, (keys_room, text_room): (usize, usize)) -> Vec<PanelLine> {
    let mut out = Vec::new();
    let mut rows: Vec<(String, String)> = Vec::new();
    for line in lines {
        match line {
            HelpLine::Group(name) => {
                out.extend(pairs(std::mem::take(&mut rows), (keys_room, text_room)));
                if !out.is_empty() {
                    out.push(PanelLine::default());
                }
                out.push(PanelLine { text: name, strong: true, ..PanelLine::default() });
            }
            HelpLine::Row { keys, help, .. } => rows.push((keys, help)),
        }
    }
    out.extend(pairs(rows, (keys_room, text_room)));
    out
}

/// A cell of the sheet on as many lines as it needs.
fn folded(text: &str, room: usize) -> Vec<String> {
    let lines = wrap::wrap(text, room.saturating_sub(1).max(1), &wrap::Options::default());
    lines.into_iter().filter_map(|range| text.get(range)).map(str::to_owned).collect()
}

fn filled(text: &str, room: usize) -> String {
    format!("{text}{}", " ".repeat(room.saturating_sub(cells(text))))
}

fn pairs(rows: Vec<(String, String)>, (keys_room, text_room): (usize, usize)) -> Vec<PanelLine> {
    let half = rows.len().div_ceil(2);
    let cells_of = |row: Option<&(String, String)>| match row {
        Some((keys, help)) => (folded(keys, keys_room), folded(help, text_room)),
        None => (Vec::new(), Vec::new()),
    };
    let mut out = Vec::new();
    for at in 0..half {
        let ((keys, help), (right_keys, right_help)) = (cells_of(rows.get(at)), cells_of(rows.get(half + at)));
        let height = [&keys, &help, &right_keys, &right_help].map(Vec::len).into_iter().max().unwrap_or(0);
        let cell = |lines: &[String], line: usize| lines.get(line).cloned().unwrap_or_default();
        for line in 0..height {
            let right = format!("{}{}", filled(&cell(&right_keys, line), keys_room), cell(&right_help, line));
            let left = filled(&cell(&help, line), text_room);
            let text = format!("{left}{right}").trim_end().to_owned();
            out.push(PanelLine { label: cell(&keys, line), text, strong: false });
        }
    }
    out
}

/// What newcomers call an action.
fn also(words: &Words, name: &str) -> String {
    let also = format!("also-{name}");
    if words.has(&also) { words.say(&also) } else { String::new() }
}

/// Where in a word what is looked for may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WordPlace {
    Beginning,
    Inside,
}

/// Whether `text` holds `word` there.
fn holds(text: &str, word: &str, place: WordPlace) -> bool {
    let begins = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
    match place {
        WordPlace::Inside => text.contains(word),
        WordPlace::Beginning => text.match_indices(word).any(|(at, _)| begins(at)),
    }
}

/// Whether every word of `search` stands in what the row does, in what newcomers call that, or in its name or keys; texts are
/// compared as `key` has them.
fn matches(words: &Words, row: &HelpLine, (search, place): (&str, WordPlace), key: impl Fn(&str) -> String) -> bool {
    let HelpLine::Row { keys, help, name } = row else { return true };
    let told = key(&format!("{help}, {}", also(words, name)));
    let stands = |word: &str| {
        holds(&told, word, place)
            || holds(&keys.to_lowercase(), word, place)
            || (word.len() >= LEAST_NAME && holds(name, word, place))
    };
    search.is_empty() || search.split_whitespace().all(stands)
}

/// The table of keys as Markdown, for the README.
pub fn markdown(words: &Words) -> String {
    let mut out = String::new();
    let keymap = Keymap::default();
    for line in lines(words, &keymap, "") {
        match line {
            HelpLine::Group(name) => {
                out.push_str(&format!("\n**{name}**\n\n| | | `:` |\n|---|---|---|\n"));
            }
            HelpLine::Row { keys, help, name } => {
                let keys: Vec<String> = keys.split(", ").map(|k| format!("`{}`", k.replace('|', "\\|"))).collect();
                out.push_str(&format!("| {} | {help} | `{name}` |\n", keys.join(" ")));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    #[test]
    fn typing_narrows_the_help_without_marks() {
        let words = Words::new(Language::Vietnamese);
        let found = lines(&words, &Keymap::default(), "trinh duyet");
        assert!(found.iter().any(|l| matches!(l, HelpLine::Row { name: "browser", .. })), "{found:?}");
        assert!(found.len() <= 4, "{found:?}");
    }

    #[test]
    fn newcomers_find_a_key_by_their_own_words() {
        let words = Words::new(Language::Vietnamese);
        for (typed, name) in [
            ("kho bai", "search"),
            ("chữ to", "widen"),
            ("chữ to", "large"),
            ("zalo", "copy-text"),
            ("cỡ chữ", "large"),
            ("hướng dẫn", "tour"),
            ("in ra giấy", "save"),
            ("chia sẻ", "copy-address"),
            ("gửi", "copy-citation"),
            ("đọc sau", "toggle-star"),
            ("hình", "pictures"),
            ("in", "pipe"),
            ("cập nhật", "refresh-all"),
        ] {
            let found = lines(&words, &Keymap::default(), typed);
            assert!(found.iter().any(|l| matches!(l, HelpLine::Row { name: n, .. } if *n == name)), "{typed}");
        }
    }

    #[test]
    fn what_a_newcomer_types_leads_first_to_the_row_that_is_meant() {
        let words = Words::new(Language::Vietnamese);
        for (typed, name) in [
            ("chữ to", "large"),
            ("font", "large"),
            ("chữ nhỏ", "normal"),
            ("nền trắng", "themes"),
            ("doc to", "speak"),
            ("zalo", "copy-address"),
            ("thêm nguồn", "add-source"),
            ("tin hôm nay", "show-today"),
            ("hôm qua", "search"),
            ("tuan truoc", "search"),
            ("điểm báo", "digest-file"),
            ("điểm tin", "digest"),
            ("nghị định", "documents"),
            ("viết tắt", "terms"),
            ("excel", "case"),
            ("thoát", "quit"),
        ] {
            let found = lines(&words, &Keymap::default(), typed);
            let meant = found.get(best(&words, &found, typed));
            assert!(matches!(meant, Some(HelpLine::Row { name: n, .. }) if *n == name), "{typed}: {meant:?}");
        }
    }

    #[test]
    fn a_word_of_the_help_is_found_by_its_beginning_and_inside_only_where_nothing_begins_so() {
        let words = Words::new(Language::Vietnamese);
        let holds = |typed: &str, name: &str| {
            let found = lines(&words, &Keymap::default(), typed);
            found.iter().any(|line| matches!(line, HelpLine::Row { name: n, .. } if *n == name))
        };
        assert!(holds("in", "pipe") && !holds("in", "mouse"), "“tin”, “nhìn” do not begin with “in”");
        assert!(holds("rowse", "browser"), "nothing begins so");
    }

    #[test]
    fn marks_that_are_typed_into_the_help_are_meant() {
        let words = Words::new(Language::Vietnamese);
        let found = lines(&words, &Keymap::default(), "chữ");
        let rows = found.iter().filter(|line| matches!(line, HelpLine::Row { .. })).count();
        assert!(rows < lines(&words, &Keymap::default(), "chu").len() / 2 && rows > 1, "{found:?}");
        assert!(!found.iter().any(|line| matches!(line, HelpLine::Row { name: "mouse", .. })), "{found:?}");
    }

    #[test]
    fn the_sheet_of_two_columns_tells_every_key_and_help_to_its_end() {
        let words = Words::new(Language::Vietnamese);
        let all = lines(&words, &Keymap::default(), "");
        let sheet = side_by_side(all.clone(), (17, 38));
        let said: Vec<String> = sheet.iter().map(|line| format!("{} {}", line.label, line.text)).collect();
        let said = said.join(" ");
        assert!(!said.contains('…'), "{said}");
        let folded = sheet.iter().filter(|line| line.text.starts_with(' '));
        assert!(
            folded.clone().count() > 0 && folded.clone().all(|line| line.text.starts_with(&" ".repeat(38))),
            "{sheet:?}"
        );
        for line in &all {
            let HelpLine::Row { keys, help, .. } = line else { continue };
            assert!(keys.split(' ').chain(help.split(' ')).all(|word| said.contains(word)), "{line:?}");
        }
    }

    #[test]
    fn every_row_of_the_table_is_in_the_readmes_table() {
        let table = markdown(&Words::new(Language::English));
        for b in BINDINGS {
            assert!(table.contains(&format!("`{}`", b.name)), "{}", b.name);
        }
    }
}
