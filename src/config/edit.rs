//! Writes a single value into the text of a configuration; comments and order are kept.

use toml_edit::{DocumentMut, Item, Value, value};

use super::settings::{SettingKind, SettingRow};

/// Why a value was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotSet {
    /// The setting does not accept this value.
    BadValue(SettingKind),
    /// The text is not TOML.
    BadToml(String),
}

/// `text` with `written` as the value of `setting`; a text needs no quotation marks, a list of words no brackets.
///
/// # Errors
/// [`NotSet`].
pub fn set(text: &str, setting: &SettingRow, written: &str) -> Result<String, NotSet> {
    let mut document: DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| NotSet::BadToml(error.to_string()))?;
    let new = value_of(setting, written).ok_or(NotSet::BadValue(setting.kind))?;
    let section = document.entry(setting.section).or_insert_with(toml_edit::table);
    let Some(section) = section.as_table_like_mut() else { return Err(NotSet::BadToml(setting.key())) };
    match section.get_mut(setting.name) {
        Some(Item::Value(old)) => {
            let decor = old.decor().clone();
            *old = new;
            *old.decor_mut() = decor;
        }
        _ => {
            section.insert(setting.name, value(new));
        }
    }
    Ok(document.to_string())
}

fn value_of(setting: &SettingRow, written: &str) -> Option<Value> {
    let bare = written.trim();
    let unquoted = bare.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(bare);
    let read = setting.read(unquoted).or_else(|| setting.read(bare))?;
    read.to_string().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::settings;

    fn written(text: &str, key: (&str, &str), value: &str) -> Result<String, NotSet> {
        set(text, settings::find(key.0, key.1).unwrap(), value)
    }

    #[test]
    fn a_value_is_changed_and_the_comments_stay() {
        let before = "# mine\n[ui]\nmeasure = 60 # wide\n# end\n";
        let after = "# mine\n[ui]\nmeasure = 80 # wide\n# end\n";
        assert_eq!(written(before, ("ui", "measure"), "80").unwrap(), after);
    }

    #[test]
    fn a_value_that_is_not_there_is_added_to_its_section() {
        assert_eq!(written("", ("ui", "theme"), "dark").unwrap(), "[ui]\ntheme = \"dark\"\n");
        assert_eq!(
            written("[ui]\nmouse = true\n", ("ui", "theme"), "dark").unwrap(),
            "[ui]\nmouse = true\ntheme = \"dark\"\n"
        );
    }

    #[test]
    fn a_list_is_written_as_it_was_shown() {
        let shown = "[\"notify-send\", \"chào buổi sáng\"]";
        assert_eq!(written("", ("hooks", "on_start"), shown).unwrap(), format!("[hooks]\non_start = {shown}\n"));
        assert_eq!(written("", ("hooks", "on_start"), "[]").unwrap(), "[hooks]\non_start = []\n");
    }

    #[test]
    fn a_value_that_cannot_be_is_refused() {
        assert!(matches!(written("", ("ui", "measure"), "wide"), Err(NotSet::BadValue(SettingKind::Number(..)))));
        assert!(matches!(written("[ui", ("ui", "measure"), "80"), Err(NotSet::BadToml(_))));
    }
}
