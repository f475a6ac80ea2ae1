//! The local environment of loa: terminal, fonts, pictures, clipboard.

use super::{Check, Health};
use crate::app::{self, Hints};
use crate::cli::session::Session;
use crate::config::Environment;

/// Every check.
pub(super) fn checks(session: &Session) -> Vec<Check> {
    let environment = Environment::of_process();
    let say = session.say;
    let get = |name: &str| environment.get(name).unwrap_or_default().to_owned();
    let ui = &session.loaded.config.ui;
    let mut checks = vec![terminal(session, &environment)];
    checks.push(fonts(session, &environment));
    checks.push(Check::of("pictures", say.phrase("the-pictures"), Health::Fine, ui.pictures.clone()));
    let clipboard = if get("SSH_TTY").is_empty() { "OSC 52" } else { "OSC 52 (ssh)" };
    checks.push(Check::of("clipboard", say.phrase("the-clipboard"), Health::Fine, clipboard.to_owned()));
    checks
}

fn terminal(session: &Session, environment: &Environment) -> Check {
    let say = session.say;
    let term = environment.get("TERM").unwrap_or("?");
    let colours = match environment.get("COLORTERM") {
        Some("truecolor" | "24bit") => "24 bit",
        _ if environment.no_color() => "0",
        _ if term.contains("256") => "256",
        _ => "16",
    };
    let light = match Hints::of(environment).light {
        Some(true) => ", light",
        Some(false) => ", dark",
        None => "",
    };
    let width = &session.loaded.config.ui.ambiguous_width;
    let said = say.terminal(term, colours, width) + light;
    let dumb = matches!(term, "dumb" | "?") && session.out.is_terminal();
    let check = Check::of("terminal", say.phrase("the-terminal"), if dumb { Health::Note } else { Health::Fine }, said);
    if dumb { check.helped_by("loa --plain".to_owned()) } else { check }
}

/// Whether the locale can show Vietnamese, and whether a suitable font is installed, as far as that can be known.
fn fonts(session: &Session, environment: &Environment) -> Check {
    let say = session.say;
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| environment.get(name)).unwrap_or_default();
    let is_utf8 = locale.is_empty() || locale.to_ascii_lowercase().replace('-', "").contains("utf8");
    // In a remote session the other machine's fonts are used.
    let families = if environment.get("SSH_TTY").is_none() { app::fonts::vietnamese() } else { None };
    let said = say.fonts(families);
    match (is_utf8, families) {
        (false, _) => {
            Check::of("fonts", say.phrase("the-fonts"), Health::Note, said).helped_by("LANG=vi_VN.UTF-8".to_owned())
        }
        (true, Some(0)) => Check::of("fonts", say.phrase("the-fonts"), Health::Note, said)
            .helped_by("apt install fonts-noto-core".to_owned()),
        (true, _) => Check::of("fonts", say.phrase("the-fonts"), Health::Fine, said),
    }
}
