//! What `loa doctor` says.

use super::Say;

impl Say {
    /// Families of fonts with every letter of Vietnamese, where their number is known, and letters to look at.
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

    /// Whose certificates are trusted, by the variable that names them, and the host of one that was.
    pub(in crate::cli) fn trusted_certificates(self, variable: Option<&str>, host: Option<&str>) -> String {
        let roots = match variable {
            Some(variable) => format!("${variable}"),
            None => self.phrase("certificates-of-system"),
        };
        let trusted = host.map(|host| self.with("certificate-trusted", &[("host", &host)]));
        roots + &trusted.unwrap_or_default()
    }

    /// A variable names certificates where there are none.
    pub(in crate::cli) fn no_certificates(self, variable: &str) -> String {
        self.with("no-certificates", &[("variable", &variable)])
    }

    /// The clock and that of a server differ.
    pub(in crate::cli) fn clock_apart(self, shown: &str, host: &str, minutes: i64) -> String {
        let id = if minutes > 0 { "clock-fast" } else { "clock-slow" };
        self.with(id, &[("shown", &shown), ("minutes", &minutes.abs()), ("host", &host)])
    }

    /// The terminal: its name, how many colours, how wide ambiguous signs are.
    pub(in crate::cli) fn terminal(self, term: &str, colours: &str, width: &str) -> String {
        self.with("terminal", &[("term", &term), ("colours", &colours), ("width", &width)])
    }

    /// When a source was last well.
    pub(in crate::cli) fn last_good_day(self, day: &str) -> String {
        self.with("last-good-day", &[("day", &day)])
    }

    /// The clock is behind.
    pub(in crate::cli) fn clock_behind(self, shown: &str) -> String {
        self.with("clock-behind", &[("shown", &shown)])
    }
}
