//! Colours by meaning. A view asks for what a thing *is*; a theme file says how that looks.
//!
//! Nothing is told by colour alone: every mark has a sign as well. Theme files are TOML, see `dark.toml`.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;
use toml::Spanned;

use crate::model::LineIndex;

/// What a sentence about a theme file begins with: the folder beside the configuration.
pub const THEMES: &str = "themes/";

/// Largest theme file that is read, bytes.
pub const MAX_THEME_BYTES: usize = 64 * 1024;

/// What a piece of the screen means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each meaning is its name")]
pub enum Meaning {
    Ground,
    Text,
    Strong,
    Title,
    Muted,
    Faint,
    Accent,
    Unread,
    Read,
    Star,
    Selected,
    SelectedAway,
    Day,
    Headline,
    Byline,
    Sapo,
    Heading,
    Quote,
    Caption,
    Link,
    Match,
    MatchHere,
    Rule,
    Status,
    Good,
    Warning,
    Error,
    Prompt,
    Panel,
}

/// All meanings, in the order of the files.
pub const MEANINGS: &[Meaning] = &[
    Meaning::Ground,
    Meaning::Text,
    Meaning::Strong,
    Meaning::Title,
    Meaning::Muted,
    Meaning::Faint,
    Meaning::Accent,
    Meaning::Unread,
    Meaning::Read,
    Meaning::Star,
    Meaning::Selected,
    Meaning::SelectedAway,
    Meaning::Day,
    Meaning::Headline,
    Meaning::Byline,
    Meaning::Sapo,
    Meaning::Heading,
    Meaning::Quote,
    Meaning::Caption,
    Meaning::Link,
    Meaning::Match,
    Meaning::MatchHere,
    Meaning::Rule,
    Meaning::Status,
    Meaning::Good,
    Meaning::Warning,
    Meaning::Error,
    Meaning::Prompt,
    Meaning::Panel,
];

/// The themes that come with loa: (name, file).
pub const BUILT_IN: &[(&str, &str)] = &[
    ("dark", include_str!("dark.toml")),
    ("light", include_str!("light.toml")),
    ("plain", include_str!("plain.toml")),
    ("high-contrast", include_str!("high-contrast.toml")),
    ("sepia", include_str!("sepia.toml")),
    ("forest", include_str!("forest.toml")),
    ("sea", include_str!("sea.toml")),
    ("lotus", include_str!("lotus.toml")),
    ("terminal", include_str!("terminal.toml")),
];

/// A set of looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its name.
    pub name: String,
    styles: Vec<Style>,
}

/// Colours by the names that the file gives them.
type ThemePalette = BTreeMap<String, Spanned<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeFile {
    #[serde(default)]
    palette: ThemePalette,
    #[serde(default)]
    style: BTreeMap<Meaning, ThemeLook>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default, expecting = "a table of fg, bg, bold, dim, italic, underline, reverse")]
struct ThemeLook {
    fg: Option<Spanned<String>>,
    bg: Option<Spanned<String>>,
    bold: bool,
    dim: bool,
    italic: bool,
    underline: bool,
    reverse: bool,
}

impl Theme {
    /// The built-in theme called `name`.
    pub fn built_in(name: &str) -> Option<Self> {
        let (name, text) = BUILT_IN.iter().find(|(n, _)| *n == name)?;
        Self::parse(name, text).ok()
    }

    /// Reads a theme file; the error is a sentence with file, line and reason.
    pub fn parse(name: &str, text: &str) -> Result<Self, String> {
        let index = LineIndex::new(text);
        let told = |at: usize, what: String| format!("{THEMES}{name}.toml:{}: {what}", index.line(at));
        if text.len() > MAX_THEME_BYTES {
            return Err(format!("{THEMES}{name}.toml: larger than {MAX_THEME_BYTES} bytes"));
        }
        let file: ThemeFile = toml::from_str(text)
            .map_err(|error| told(error.span().map_or(0, |span| span.start), error.message().trim().to_owned()))?;
        for (key, value) in &file.palette {
            color(value, &BTreeMap::new()).map_err(|(at, what)| told(at, format!("palette.{key}: {what}")))?;
        }
        let mut styles = Vec::with_capacity(MEANINGS.len());
        for meaning in MEANINGS {
            let look = file.style.get(meaning).cloned().unwrap_or_default();
            styles.push(look.style(&file.palette).map_err(|(key, (at, what))| {
                let meaning = kebab(*meaning);
                told(at, format!("style.{meaning}.{key}: {what}"))
            })?);
        }
        Ok(Self { name: name.to_owned(), styles })
    }

    /// No colour at all, for when everything else fails.
    pub fn bare() -> Self {
        Self { name: "bare".to_owned(), styles: vec![Style::new(); MEANINGS.len()] }
    }

    /// How a meaning looks.
    pub fn style(&self, meaning: Meaning) -> Style {
        self.styles.get(meaning as usize).copied().unwrap_or_default()
    }
}

impl ThemeLook {
    /// The style; an error is the key and what is wrong with it.
    fn style(&self, palette: &ThemePalette) -> Result<Style, (&'static str, ColorMistake)> {
        let mut style = Style::new();
        if let Some(fg) = &self.fg {
            style = style.fg(color(fg, palette).map_err(|e| ("fg", e))?);
        }
        if let Some(bg) = &self.bg {
            style = style.bg(color(bg, palette).map_err(|e| ("bg", e))?);
        }
        for (on, modifier) in [
            (self.bold, Modifier::BOLD),
            (self.dim, Modifier::DIM),
            (self.italic, Modifier::ITALIC),
            (self.underline, Modifier::UNDERLINED),
            (self.reverse, Modifier::REVERSED),
        ] {
            if on {
                style = style.add_modifier(modifier);
            }
        }
        Ok(style)
    }
}

/// A meaning as it is written in a file.
fn kebab(meaning: Meaning) -> String {
    let mut text = String::new();
    for c in format!("{meaning:?}").chars() {
        if c.is_uppercase() && !text.is_empty() {
            text.push('-');
        }
        text.extend(c.to_lowercase());
    }
    text
}

/// Where in the file a colour stands that is none (byte), and what is wrong with it.
type ColorMistake = (usize, String);

fn color(written: &Spanned<String>, palette: &ThemePalette) -> Result<Color, ColorMistake> {
    let value = palette.get(written.get_ref()).unwrap_or(written).get_ref();
    let wrong = || format!("{value:?} is not a colour (use #rrggbb, 0 to 255, a name of the palette, or one of ANSI)");
    value.parse().map_err(|_| (written.span().start, wrong()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_theme_can_be_read_and_gives_every_meaning_a_look() {
        for (name, text) in BUILT_IN {
            Theme::parse(name, text).unwrap();
            let file: ThemeFile = toml::from_str(text).unwrap();
            for meaning in MEANINGS {
                assert!(file.style.contains_key(meaning), "{name}: {meaning:?}");
            }
        }
    }

    #[test]
    fn the_list_of_meanings_follows_the_enum() {
        for (at, meaning) in MEANINGS.iter().enumerate() {
            assert_eq!(*meaning as usize, at);
        }
    }

    #[test]
    fn plain_uses_no_colour() {
        let plain = Theme::built_in("plain").unwrap();
        for meaning in MEANINGS {
            let style = plain.style(*meaning);
            assert_eq!((style.fg, style.bg), (None, None), "{meaning:?}");
        }
    }

    #[test]
    fn a_wrong_colour_is_told_with_its_place() {
        let error = Theme::parse("x", "[style.text]\nfg = 'blau'").unwrap_err();
        assert!(error.contains("blau") && error.starts_with("themes/x.toml:2: style.text.fg: "), "{error}");
        for (text, line) in [
            ("[style.txet]\n", 1),
            ("garbage[[", 1),
            ("foo = 1\n", 1),
            ("[style]\ntext = { fg = '#ffffff' }\naccent = 5\n", 3),
            ("[palette]\nink = '#ffffff'\nrust = 'rusty'\n", 3),
            ("[style]\ntext = { fg = '#ffffff', blink = true }\n", 2),
        ] {
            let error = Theme::parse("x", text).unwrap_err();
            assert!(error.starts_with(&format!("{THEMES}x.toml:{line}: ")) && !error.contains('\n'), "{error}");
        }
    }

    #[test]
    fn the_manual_tells_every_field_that_a_theme_may_have() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        for page in ["docs/en/configuring.md", "docs/vi/cau-hinh.md"] {
            let text = std::fs::read_to_string(root.join(page)).unwrap();
            let fields = ["fg", "bg", "bold", "dim", "italic", "underline", "reverse", "palette", "style"];
            for name in MEANINGS.iter().map(|meaning| kebab(*meaning)).chain(fields.map(str::to_owned)) {
                assert!(text.contains(&format!("`{name}`")) || text.contains(&format!("[{name}]")), "{page}: {name}");
            }
        }
    }

    /// Relative luminance and contrast as WCAG 2.2 defines them.
    fn luminance(color: Color) -> Option<f64> {
        let Color::Rgb(r, g, b) = color else { return None };
        let part = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        Some(0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b))
    }

    fn contrast(a: Color, b: Color) -> Option<f64> {
        let (a, b) = (luminance(a)?, luminance(b)?);
        Some((a.max(b) + 0.05) / (a.min(b) + 0.05))
    }

    #[test]
    fn every_text_can_be_read_on_every_ground_it_stands_on() {
        const GROUNDS: [Meaning; 4] = [Meaning::Ground, Meaning::Panel, Meaning::Selected, Meaning::SelectedAway];
        for (name, _) in BUILT_IN {
            let theme = Theme::built_in(name).unwrap();
            let least = if *name == "high-contrast" { 7.0 } else { 4.5 };
            for meaning in MEANINGS.iter().filter(|m| **m != Meaning::Rule) {
                let style = theme.style(*meaning);
                let grounds = match style.bg {
                    Some(own) => vec![own],
                    None => GROUNDS.iter().filter_map(|g| theme.style(*g).bg).collect(),
                };
                for ground in grounds {
                    // A theme of the terminal's own colours cannot be measured.
                    let Some(found) = style.fg.and_then(|ink| contrast(ink, ground)) else { continue };
                    assert!(found >= least, "{name}: {meaning:?} {found:.2} on {ground:?}");
                }
            }
        }
    }

    #[test]
    fn the_hit_where_one_is_is_told_from_the_others_by_more_than_its_weight() {
        for (name, _) in BUILT_IN {
            let theme = Theme::built_in(name).unwrap();
            let ground = |meaning| {
                let style = theme.style(meaning);
                (style.bg, style.add_modifier.contains(Modifier::REVERSED))
            };
            let [hit, here, row] = [Meaning::Match, Meaning::MatchHere, Meaning::Selected].map(ground);
            assert!(hit != here && hit != row, "{name}");
        }
    }

    #[test]
    fn nothing_on_a_page_is_brighter_than_its_headline_and_the_lead_is_a_step_above_the_text() {
        for (name, _) in BUILT_IN {
            let theme = Theme::built_in(name).unwrap();
            let ground = theme.style(Meaning::Ground).bg;
            let against = |meaning| contrast(theme.style(meaning).fg?, ground?);
            let (lead, text) = (theme.style(Meaning::Sapo), theme.style(Meaning::Text));
            let bold = |style: Style| style.add_modifier.contains(Modifier::BOLD);
            assert!(bold(lead) && !bold(text), "{name}");
            // A theme of the terminal's own colours has none above its own.
            let Some(headline) = against(Meaning::Headline) else { continue };
            for meaning in [Meaning::Sapo, Meaning::Text, Meaning::Byline, Meaning::Heading, Meaning::Accent] {
                let other = against(meaning).unwrap_or_default();
                assert!(other < headline, "{name}: {meaning:?} {other:.1}, the headline {headline:.1}");
            }
        }
    }
}
