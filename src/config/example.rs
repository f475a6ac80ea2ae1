//! config.example.toml and `config show`, made from the table of settings.

use super::check::OTHER_TABLES;
use super::load::{Loaded, defaults};
use super::settings::{self, SECTIONS, SETTINGS, SettingKind};

const HEAD: &str = "\
# loa: the configuration, every key with its default. Remove the # before a line to change it.
# Place: $XDG_CONFIG_HOME/loa/config.toml (usually ~/.config/loa/config.toml); `loa config path` tells.
# Order: flag > environment > this file > default; `loa config show` tells which of them gave each value.
# `loa config check` reads the file and names what is wrong, with its line.
";

const MIRRORS: &str = "\
# Addresses to ask instead of the original ones; an article keeps its original address.
#[network.mirrors]
#\"https://laodong.vn\" = \"http://127.0.0.1:8000/laodong.vn\"
";

const TAIL: &str = "\
# Your own keys: name of an action (the help screen, ?, lists them) = a key, or a list of keys.
# The built-in keys of that action are replaced; [] takes them away. Several actions stand with + between them; what
# begins with a colon is a line of the command line: :run gives the article to a program, without a shell.
#[keys]
#quit = [\"q\", \"ctrl-c\"]
#\"toggle-star + next-article\" = \"ctrl-n\"
#\":run notes --title {title} {url} {file}\" = \"g V\"

# How long one newspaper is kept, instead of store.keep_days; and a size of its own. 0 = no bound; with both 0 nothing
# of it is ever dropped.
#[[retention]]
#source = \"nld.com.vn\"
#keep_days = 365
#max_mib = 0

# Saved searches, shown as folders; notify = true watches for new articles.
#[[search]]
#name = \"Tiền lương\"
#query = \"\\\"tiền lương\\\" từ:2026-01\"
#notify = false

# A topic of your own, or a change to a built-in one (same name; `loa topics --json` prints them); query = \"\" takes one away.
#[[topic]]
#name = \"Bữa ăn ca\"
#query = \"tiêu đề:\\\"bữa ăn ca\\\" OR tiêu đề:\\\"suất ăn\\\"\"

# Newspapers put together under a name: a folder of the screen's tree, and a name for --source. The names may be beginnings
# of ids. A newspaper stands in the folder of the first group that names it, and counts in all of them.
#[[group]]
#name = \"Báo công đoàn\"
#sources = [\"laodong.vn\", \"nld.com.vn\"]

# A newspaper of your own, or changes to a built-in one (same id). only = true: these sections instead of the
# built-in ones. `loa sources add ADDRESS` writes such a table.
#[[source]]
#id = \"example.vn\"
#name = \"Example\"
#only = true
#[[source.section]]
#id = \"cong-doan\"
#name = \"Công đoàn\"
#kind = \"listing\"
#url = \"https://example.vn/cong-doan\"
# How gently to come to this newspaper, instead of what [network] says.
#[source.pace]
#gap_ms = 2000
#connections = 1
#visit_minutes = 60
#robots = true
#conditional = true
#feed_text = true
#retries = 1
#patience_seconds = 30
#longest_pause_minutes = 60
#contact = \"mailto:me@example.vn\"
";

/// The commented file of `config init`.
pub fn render() -> String {
    let defaults = defaults();
    let mut out = String::from(HEAD);
    for (section, about) in SECTIONS {
        out += &format!("\n# {about}\n[{section}]\n");
        for setting in SETTINGS.iter().filter(|setting| setting.section == *section) {
            out += &format!("# {} {}\n", setting.help, bounds(setting.kind));
            out = out.trim_end_matches([' ', '\n']).to_owned() + "\n";
            if let Some(value) = settings::default_of(setting, &defaults) {
                out += &format!("#{} = {value}\n", setting.name);
            }
        }
        if *section == "network" {
            out += &format!("\n{MIRRORS}");
        }
    }
    out + "\n" + TAIL
}

fn bounds(kind: SettingKind) -> String {
    match kind {
        SettingKind::Number(least, most) => format!("({least} to {most})"),
        SettingKind::OneOf(words) | SettingKind::ListOf(words) => format!("({})", words.join(", ")),
        SettingKind::Switch | SettingKind::Text | SettingKind::List => String::new(),
    }
}

/// The values in force as TOML, each with its origin.
pub fn show(loaded: &Loaded) -> String {
    let table = toml::Table::try_from(&loaded.config).unwrap_or_default();
    let mut out = String::new();
    for (section, _) in SECTIONS {
        out += &format!("[{section}]\n");
        for setting in SETTINGS.iter().filter(|setting| setting.section == *section) {
            if let Some(value) = settings::default_of(setting, &table) {
                out += &format!("{} = {value}  # {}\n", setting.name, loaded.origin(setting));
            }
        }
        out += "\n";
    }
    out += &tables(loaded);
    out
}

/// The parts of a configuration that have no default.
fn tables(loaded: &Loaded) -> String {
    let mut table = toml::Table::try_from(&loaded.config).unwrap_or_default();
    let mirrors = table.get_mut("network").and_then(|network| network.as_table_mut()?.remove("mirrors"));
    table.retain(|key: &str, value| {
        OTHER_TABLES.contains(&key)
            && !value.as_array().is_some_and(Vec::is_empty)
            && !value.as_table().is_some_and(toml::Table::is_empty)
    });
    if let Some(mirrors) = mirrors.filter(|m| m.as_table().is_some_and(|m| !m.is_empty())) {
        let network = toml::Table::from_iter([("mirrors".to_owned(), mirrors)]);
        table.insert("network".to_owned(), toml::Value::Table(network));
    }
    toml::to_string(&table).unwrap_or_default()
}
