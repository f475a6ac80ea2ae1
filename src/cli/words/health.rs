//! What `loa doctor` says.

use super::Say;

impl Say {
    /// How many font families have all Vietnamese letters, if known, and some letters to look at.
    pub(in crate::cli) fn fonts(self, families: Option<usize>) -> String {
        let known = match families {
            Some(0) => self.phrase("no-font"),
            Some(families) => self.with("fonts-whole", &[("families", &families)]),
            None => String::new(),
        };
        let sample = self.phrase("fonts-sample");
        known + &sample
    }

    /// Newspapers that answered.
    pub(in crate::cli) fn network_answers(self, hosts: &str) -> String {
        self.with("network-answers", &[("hosts", &hosts)])
    }

    /// Whose certificates are trusted, by the variable that names them, and a host whose certificate was accepted.
    pub(in crate::cli) fn trusted_certificates(self, variable: Option<&str>, host: Option<&str>) -> String {
        let roots = match variable {
            Some(variable) => format!("${variable}"),
            None => self.phrase("certificates-of-system"),
        };
        let trusted = host.map(|host| self.with("certificate-trusted", &[("host", &host)]));
        roots + &trusted.unwrap_or_default()
    }

    /// A variable names certificates that do not exist.
    pub(in crate::cli) fn no_certificates(self, variable: &str) -> String {
        self.with("no-certificates", &[("variable", &variable)])
    }

    /// Our clock and a server's differ.
    pub(in crate::cli) fn clock_apart(self, shown: &str, host: &str, minutes: i64) -> String {
        let id = if minutes > 0 { "clock-fast" } else { "clock-slow" };
        self.with(id, &[("shown", &shown), ("minutes", &minutes.abs()), ("host", &host)])
    }

    /// The terminal: its name, number of colours, and width of ambiguous characters.
    pub(in crate::cli) fn terminal(self, term: &str, colours: &str, width: &str) -> String {
        self.with("terminal", &[("term", &term), ("colours", &colours), ("width", &width)])
    }

    /// The last day on which a source worked.
    pub(in crate::cli) fn last_good_day(self, day: &str) -> String {
        self.with("last-good-day", &[("day", &day)])
    }

    /// The clock is behind.
    pub(in crate::cli) fn clock_behind(self, shown: &str) -> String {
        self.with("clock-behind", &[("shown", &shown)])
    }
}
