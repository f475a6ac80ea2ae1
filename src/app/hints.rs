//! What the environment tells about the terminal, before it is asked itself.
//!
//! Sources: the variables that the terminals document, and the table of the Rust crate ratatui-image for who draws what right.

use crate::config::Environment;

/// Terminals that draw iTerm2's pictures and say who they are.
const ITERM2: &[&str] = &["iTerm", "WezTerm", "mintty", "vscode", "Tabby", "Hyper", "rio", "WarpTerminal"];

/// The hints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hints {
    /// It may be asked at all: it is known to swallow questions it does not understand.
    pub ask: bool,
    /// tmux stands between us and the terminal.
    pub tmux: bool,
    /// Pictures by iTerm2's protocol.
    pub iterm2: bool,
    /// Its kitty protocol lacks what we use, or its sixels are wrong.
    pub distrusted: bool,
    /// It shows progress in the taskbar (OSC 9;4).
    pub taskbar: bool,
    /// It opens links by a click (OSC 8).
    pub links: bool,
    /// It is light, by `COLORFGBG`.
    pub light: Option<bool>,
}

/// Terminals that take links and say who they are: their programs, their variables, the beginnings of their TERM.
const LINKING: &[&str] =
    &["iTerm", "WezTerm", "ghostty", "vscode", "Hyper", "rio", "WarpTerminal", "mintty", "Tabby", "kitty", "contour"];
const LINKING_VARIABLES: &[&str] = &["WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "WEZTERM_EXECUTABLE"];
const LINKING_TERMS: &[&str] = &["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "contour", "wezterm"];
/// The first of VTE's versions that does no harm with them, and of tmux's that hands them on.
const LINKING_VTE: u32 = 5_000;
const LINKING_TMUX: (u32, u32) = (3, 4);

/// Whether links may be written at all: elsewhere they are at best ignored.
fn links(environment: &Environment, tmux: bool) -> bool {
    let get = |name| environment.get(name).unwrap_or_default();
    let program = get("TERM_PROGRAM");
    if tmux {
        let mut parts = get("TERM_PROGRAM_VERSION").split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok());
        let version = parts.next().zip(parts.next());
        return program == "tmux" && version.is_some_and(|version: (u32, u32)| version >= LINKING_TMUX);
    }
    LINKING.iter().any(|name| program.contains(name))
        || LINKING_VARIABLES.iter().any(|name| environment.get(name).is_some())
        || LINKING_TERMS.iter().any(|term| get("TERM").starts_with(term))
        || get("VTE_VERSION").parse().is_ok_and(|version: u32| version >= LINKING_VTE)
}

impl Hints {
    /// The hints of an environment.
    pub fn of(environment: &Environment) -> Self {
        let get = |name| environment.get(name).unwrap_or_default();
        let (term, program) = (get("TERM"), get("TERM_PROGRAM"));
        let set = |name| environment.get(name).is_some();
        let tmux = set("TMUX") || term.starts_with("tmux") || term.starts_with("screen") || program == "tmux";
        let simple = matches!(term, "" | "dumb" | "linux" | "cons25" | "vt100" | "vt220" | "ansi");
        let wezterm = set("WEZTERM_EXECUTABLE") || program == "WezTerm";
        Self {
            ask: !simple && program != "Apple_Terminal",
            tmux,
            iterm2: !tmux && (ITERM2.iter().any(|name| program.contains(name)) || get("LC_TERMINAL").contains("iTerm")),
            distrusted: wezterm || set("KONSOLE_VERSION"),
            taskbar: !tmux
                && (program == "ghostty"
                    || wezterm
                    || program == "iTerm.app"
                    || set("WT_SESSION")
                    || get("ConEmuANSI") == "ON"),
            links: !simple && links(environment, tmux),
            // COLORFGBG is "ink;ground"; 7 and 15 are the white grounds.
            light: environment.get("COLORFGBG").and_then(|v| v.rsplit(';').next()).map(|g| matches!(g, "7" | "15")),
        }
    }

    /// What is written to ask the terminal for its ground and, where they are wanted, how it draws pictures. Every terminal
    /// answers the last question (its attributes), so that we know when no answer will come any more.
    pub(super) fn questions(self, ground: bool, pictures: bool) -> String {
        if !self.ask || !(ground || pictures) {
            return String::new();
        }
        let mut text = String::new();
        if ground {
            text.push_str("\x1b]11;?\x1b\\");
        }
        if pictures {
            text.push_str("\x1b[16t");
            let kitty = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\";
            if self.tmux {
                // Reaches the terminal only where the user allowed it in tmux (allow-passthrough); we change no setting.
                text.push_str(&format!("\x1bPtmux;{}\x1b\\", kitty.replace('\x1b', "\x1b\x1b")));
            } else if !self.distrusted {
                text.push_str(kitty);
            }
        }
        text.push_str("\x1b[c");
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(&str, &str)]) -> Hints {
        Hints::of(&Environment::of(pairs))
    }

    #[test]
    fn terminals_are_known_by_what_they_say() {
        assert!(of(&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "iTerm.app")]).iterm2);
        assert!(of(&[("TERM", "xterm-ghostty"), ("TERM_PROGRAM", "ghostty")]).taskbar);
        assert!(of(&[("TERM", "xterm-256color"), ("WT_SESSION", "x")]).taskbar);
        assert!(!of(&[("TERM", "xterm-256color")]).taskbar);
        let inside = of(&[("TERM", "tmux-256color"), ("TERM_PROGRAM", "tmux"), ("LC_TERMINAL", "iTerm2")]);
        assert!(inside.tmux && !inside.iterm2 && !inside.taskbar);
        assert_eq!(of(&[("COLORFGBG", "0;15")]).light, Some(true));
    }

    #[test]
    fn links_go_to_terminals_that_are_known_to_take_them() {
        for taken in [
            [("TERM", "xterm-kitty"), ("A", "")],
            [("TERM", "xterm-256color"), ("VTE_VERSION", "7200")],
            [("TERM_PROGRAM", "tmux"), ("TERM_PROGRAM_VERSION", "3.4")],
            [("TERM", "xterm-256color"), ("TERM_PROGRAM", "WezTerm")],
        ] {
            let named = [taken[0], taken[1], ("LANG", "vi")];
            let with_term = [("TERM", "tmux-256color"), taken[0], taken[1]];
            assert!(of(if taken[0].0 == "TERM" { &named } else { &with_term }).links, "{taken:?}");
        }
        for refused in [
            [("TERM", "xterm-256color"), ("VTE_VERSION", "4800")],
            [("TERM", "linux"), ("KITTY_WINDOW_ID", "1")],
            [("TERM", "screen"), ("TERM_PROGRAM", "WezTerm")],
            [("TERM_PROGRAM", "tmux"), ("TERM_PROGRAM_VERSION", "3.3a")],
        ] {
            assert!(!of(&refused).links, "{refused:?}");
        }
    }

    #[test]
    fn a_terminal_that_would_print_a_question_is_not_asked() {
        for pairs in [[("TERM", "linux")], [("TERM", "dumb")]] {
            assert_eq!(of(&pairs).questions(true, true), "");
        }
        assert_eq!(of(&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "Apple_Terminal")]).questions(true, true), "");
        let asked = of(&[("TERM", "xterm-256color")]).questions(true, true);
        assert!(asked.contains("]11;?") && asked.contains("_Gi=31") && asked.ends_with("\x1b[c"), "{asked:?}");
        let inside = of(&[("TERM", "tmux-256color")]).questions(false, true);
        assert!(inside.contains("\x1bPtmux;\x1b\x1b_Gi=31") && inside.contains("\x1b\x1b\\\x1b\\"), "{inside:?}");
    }
}
