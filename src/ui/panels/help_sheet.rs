//! The help as a panel: two columns of keys where there is room; narrowed by what is typed, a list whose chosen line Enter does.

use crate::text::fold;
use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::help::{self, HelpLine, HelpedLine};
use crate::ui::key::{Code, Key};
use crate::ui::notice::StatusNotice;
use crate::ui::overlay::Overlay;
use crate::ui::panel::{Panel, PanelLine, PanelWidth, WIDEST};
use crate::ui::place::{MARGINS, Motion};
use crate::ui::prompt::Ask;
use crate::ui::table::{BINDINGS, Binding, named};
use crate::ui::words::PhraseValue;

/// Cells of the keys in a sheet of two columns.
const HELP_KEYS: u16 = 17;
/// The name of a line that tells a sign: there is nothing to be done with it.
const SIGN: &str = "sign";
/// The name of a line that tells keys of the user's own.
const OWN: &str = "own";
/// From so many letters on what is typed is looked for in what signs mean.
const LEAST_OF_SIGN: usize = 3;
/// Cells of the keys in a list.
const LIST_KEYS: u16 = 24;

impl Ui {
    /// What a key does, said at once; else the help, narrowed to an action or a task.
    pub(in crate::ui) fn help_on(&mut self, text: &str) -> Vec<Effect> {
        let told = Key::parse_chord(text).map(|chord| self.told_of(&chord)).unwrap_or_default();
        if told.is_empty() {
            return self.narrow_help(text.to_owned());
        }
        self.shell.tell(StatusNotice::hint(&format!("{}: {}", text.trim(), told.join("; "))));
        Vec::new()
    }

    /// What a chord does; where it does several things, in which pane.
    fn told_of(&self, chord: &[Key]) -> Vec<String> {
        let does = |row: &&Binding| {
            self.keys.map.keys_of(row.name).iter().any(|keys| Key::parse_chord(keys).as_deref() == Some(chord))
        };
        let rows: Vec<&Binding> = BINDINGS.iter().filter(does).collect();
        let told = |row: &&Binding| {
            let does = self.shell.words.say(&format!("do-{}", row.name));
            let place = self.shell.words.say(&format!("scope-{}", row.scope.name()));
            if rows.len() > 1 { format!("{place}: {does}") } else { does }
        };
        rows.iter().map(told).collect()
    }

    /// The help that holds `search`, at the line that is most likely meant.
    fn narrow_help(&mut self, search: String) -> Vec<Effect> {
        let lines = self.help_lines(&search);
        let own = lines
            .iter()
            .position(|line| matches!(line, HelpLine::Row { keys, name, .. } if *name == OWN && keys == search.trim()));
        let chosen = own.unwrap_or_else(|| help::best(&self.shell.words, &lines, &search));
        self.lay_over(Overlay::Help { search, top: 0, chosen })
    }

    fn help_lines(&self, search: &str) -> Vec<HelpLine> {
        let mut lines = self.own_lines(search);
        // A key of the user's own is meant by itself.
        let own = |line: &HelpLine| matches!(line, HelpLine::Row { keys, .. } if keys == search.trim());
        if lines.iter().any(own) {
            lines.retain(|line| own(line) || matches!(line, HelpLine::Group(_)));
            return lines;
        }
        lines.extend(help::lines(&self.shell.words, &self.keys.map, search));
        lines.extend(self.sign_lines(search));
        lines
    }

    /// The user's own keys: rows of `[keys]` that are more than an action, and what was recorded.
    fn own_lines(&self, search: &str) -> Vec<HelpLine> {
        let (words, typed) = (&self.shell.words, search.trim());
        let step =
            |part: &str| named(part).map_or_else(|| part.to_owned(), |row| words.say(&format!("do-{}", row.name)));
        let told = |name: &str| name.split(" + ").map(|part| step(part.trim())).collect::<Vec<_>>().join(" + ");
        let bound = self.keys.map.own_rows().into_iter().map(|(keys, name)| (keys, told(&name)));
        let play = self.keys.map.keys_of("play").into_iter().next().unwrap_or_default();
        let recorded =
            self.keys.recordings.hints().into_iter().map(|(letter, keys)| (format!("{play} {letter}"), keys));
        let folded = fold::base(typed);
        let fits = |(keys, help): &(String, String)| keys.contains(typed) || fold::base(help).contains(&folded);
        let rows: Vec<(String, String)> = bound.chain(recorded).filter(fits).collect();
        let head = (!rows.is_empty()).then(|| HelpLine::Group(words.say("group-own")));
        head.into_iter().chain(rows.into_iter().map(|(keys, help)| HelpLine::Row { keys, help, name: OWN })).collect()
    }

    /// What the signs beside rows mean, where `search` stands in that.
    fn sign_lines(&self, search: &str) -> Vec<HelpLine> {
        let (words, signs) = (&self.shell.words, self.shell.look.signs);
        let typed = fold::base(search.trim());
        let also = fold::base(&words.say("also-sign"));
        let told = [
            (signs.unread, "sign-unread"),
            (signs.star, "sign-star"),
            ("+2", "sign-copies"),
            (signs.edited, "sign-edited"),
            (signs.ahead, "sign-ahead"),
            (signs.partial, "sign-partial"),
            (signs.failed, "sign-failed"),
            (signs.removed, "sign-removed"),
            (signs.gone, "sign-gone"),
            (signs.label, "sign-label"),
            (signs.watch, "sign-watch"),
            (signs.trouble, "sign-trouble"),
        ];
        let row = |(sign, id): (&str, &str)| (sign.to_owned(), words.say(id));
        let begins =
            |text: &str| text.match_indices(typed.as_str()).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric));
        let meant = typed.is_empty() || typed.len() >= LEAST_OF_SIGN;
        let stands = |(_, help): &(String, String)| meant && (begins(&fold::base(help)) || begins(&also));
        let rows: Vec<(String, String)> = told.map(row).into_iter().filter(stands).collect();
        let head = (!rows.is_empty()).then(|| HelpLine::Group(words.say("group-signs")));
        head.into_iter().chain(rows.into_iter().map(|(keys, help)| HelpLine::Row { keys, help, name: SIGN })).collect()
    }

    pub(in crate::ui) fn help_panel(&self, search: &str, top: usize, chosen: usize) -> Panel {
        let found = self.help_lines(search);
        let width = self.shell.panes.size.0;
        if help::columns(width, search) > 1 {
            return self.wide_help(found, top, width);
        }
        let line = |line| match line {
            HelpLine::Group(name) => PanelLine { text: name, strong: true, ..PanelLine::default() },
            HelpLine::Row { keys, help, .. } => PanelLine { label: keys, text: help, strong: false },
        };
        let lines: Vec<PanelLine> = found.into_iter().map(line).collect();
        let title = self.shell.words.say("label-help");
        let panel = Panel { title, label_cells: LIST_KEYS, extent: PanelWidth::Steady, ..Panel::default() };
        if search.is_empty() {
            return Panel { lines, top, foot: self.shell.words.say("panel-help"), ..panel };
        }
        let title = format!("{} / {search}", panel.title);
        if lines.is_empty() {
            let text = self.shell.words.with("help-nothing", &[("text", PhraseValue::Text(search))]);
            let lines = vec![PanelLine { text, ..PanelLine::default() }];
            return Panel { title, lines, foot: self.shell.words.say("panel-help-nothing"), ..panel };
        }
        Panel { title, lines, chosen: Some(chosen), foot: self.shell.words.say("panel-help-narrowed"), ..panel }
    }

    /// The help as a sheet of two columns.
    fn wide_help(&self, found: Vec<HelpLine>, top: usize, width: u16) -> Panel {
        // The panel's edges and margins, then two columns of keys and text.
        let room = usize::from(width.min(WIDEST).saturating_sub(2 + MARGINS));
        let text = (room / 2).saturating_sub(usize::from(HELP_KEYS));
        Panel {
            title: self.shell.words.say("label-help"),
            lines: help::side_by_side(found, (usize::from(HELP_KEYS), text)),
            top,
            label_cells: HELP_KEYS,
            foot: self.shell.words.say("panel-help"),
            extent: PanelWidth::Wide,
            ..Panel::default()
        }
    }

    pub(in crate::ui) fn help_key(
        &mut self,
        key: Key,
        motion: Option<Motion>,
        mut search: String,
        (mut top, mut chosen): (usize, usize),
    ) -> Vec<Effect> {
        match key.code {
            Code::Esc if !search.is_empty() => return self.lay_over(Overlay::help()),
            Code::Enter if !search.is_empty() => return self.do_helped(&search, chosen),
            Code::Esc | Code::Enter => return Vec::new(),
            _ if motion.is_some() && search.is_empty() => top = motion.map_or(top, |motion| motion.scrolled(top)),
            _ if motion.is_some() => chosen = self.next_helped(motion, &search, chosen),
            Code::Char('q' | '?') if search.is_empty() => return Vec::new(),
            Code::Backspace => {
                search.pop();
                return self.narrow_help(search);
            }
            Code::Char(c) if !(key.ctrl || key.alt || search.is_empty() && matches!(c, ' ' | '/')) => {
                search.push(c);
                return self.narrow_help(search);
            }
            _ => {}
        }
        self.lay_over(Overlay::Help { search, top, chosen })
    }

    /// The chosen line after a motion; headings are passed over.
    fn next_helped(&self, motion: Option<Motion>, search: &str, chosen: usize) -> usize {
        let lines = self.help_lines(search);
        let is_row = |(at, line): (usize, &HelpLine)| matches!(line, HelpLine::Row { .. }).then_some(at);
        let rows: Vec<usize> = lines.iter().enumerate().filter_map(is_row).collect();
        let at = rows.iter().position(|row| *row == chosen).unwrap_or(0);
        let next = motion.map_or(at, |motion| motion.chosen(at, rows.len()));
        rows.get(next).copied().unwrap_or(chosen)
    }

    /// Does what the chosen line tells; a line of the command line that wants more is written there, to be ended and sent.
    fn do_helped(&mut self, search: &str, chosen: usize) -> Vec<Effect> {
        let Some(HelpLine::Row { keys, name, .. }) = self.help_lines(search).into_iter().nth(chosen) else {
            return self.lay_over(Overlay::Help { search: search.to_owned(), top: 0, chosen });
        };
        if name == SIGN {
            return self.lay_over(Overlay::Help { search: search.to_owned(), top: 0, chosen });
        }
        if name == OWN {
            let chord = Key::parse_chord(&keys).unwrap_or_default();
            return chord.into_iter().flat_map(|key| self.key(key)).collect();
        }
        let line = keys.trim_start_matches(':');
        match named(name) {
            Some(row) => self.act(row.action, None),
            None if help::helped_line(name) == HelpedLine::Whole => self.run_command(line),
            None if line.contains(' ') => self.ask_with(Ask::Command, line),
            None => self.ask_with(Ask::Command, &format!("{line} ")),
        }
    }
}
