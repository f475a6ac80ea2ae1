//! What is around loa: terminal, fonts, network, certificates, clock. Only what can be seen without asking anybody.

use super::{Check, State};
use crate::app::Hints;
use crate::cli::session::Session;
use crate::config::Environment;

/// No clock shows less than when this was written, seconds: 1 January 2026.
const OLDEST_NOW: i64 = 1_767_225_600;

/// Every check.
pub(super) fn checks(session: &Session) -> Vec<Check> {
    let environment = Environment::of_process();
    let say = session.say;
    let get = |name: &str| environment.get(name).unwrap_or_default().to_owned();
    let ui = &session.loaded.config.ui;
    let mut checks = vec![terminal(session, &environment)];
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| environment.get(name)).unwrap_or_default();
    let is_utf8 = locale.to_ascii_lowercase().replace('-', "").contains("utf8");
    let fonts = Check::of(
        "fonts",
        say.the_fonts(),
        if is_utf8 || locale.is_empty() { State::Fine } else { State::Note },
        say.fonts(),
    );
    checks.push(if is_utf8 { fonts } else { fonts.helped_by("LANG=vi_VN.UTF-8".to_owned()) });
    checks.push(Check::of("pictures", say.the_pictures(), State::Fine, ui.pictures.clone()));
    let clipboard = if get("SSH_TTY").is_empty() { "OSC 52" } else { "OSC 52 (ssh)" };
    checks.push(Check::of("clipboard", say.the_clipboard(), State::Fine, clipboard.to_owned()));
    let offline = session.loaded.config.network.offline;
    let network = if offline { say.offline_by_wish() } else { say.network_not_asked() };
    checks.push(Check::of("network", say.the_network(), if offline { State::Note } else { State::Fine }, network));
    let proxies = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
    let proxy = proxies.iter().filter(|name| environment.get(name).is_some()).copied().collect::<Vec<_>>().join(", ");
    // The values may hold a password.
    let said = if proxy.is_empty() { say.no_proxy() } else { format!("${proxy}") };
    checks.push(Check::of("proxy", say.the_proxy(), State::Fine, said));
    checks.push(Check::of("certificates", say.the_certificates(), State::Fine, say.own_certificates()));
    checks.push(clock(session));
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
    let check = Check::of("terminal", say.the_terminal(), if dumb { State::Note } else { State::Fine }, said);
    if dumb { check.helped_by("loa --plain".to_owned()) } else { check }
}

fn clock(session: &Session) -> Check {
    let say = session.say;
    let now = session.now();
    let shown = crate::text::article::day(crate::model::Moment::exact(now));
    if now.0 < OLDEST_NOW {
        return Check::of("clock", say.the_clock(), State::Ill, say.clock_behind(&shown));
    }
    Check::of("clock", say.the_clock(), State::Fine, shown)
}
