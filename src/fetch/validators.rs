//! What the validators of a page tell of its server.

use std::time::UNIX_EPOCH;

use super::Validators;

impl Validators {
    /// Whether they are those that servers give a file: its date of change, alone or as a part of the tag too. Programs that make
    /// a feed anew date it by its articles, and call it unchanged when one of an older date comes.
    pub fn are_of_a_file(&self) -> bool {
        let changed = self.last_modified.as_deref().and_then(|text| httpdate::parse_http_date(text.trim()).ok());
        let Some(changed) = changed.and_then(|at| at.duration_since(UNIX_EPOCH).ok()) else { return false };
        let names = |part: &str| {
            let number = u128::from_str_radix(part, 16).ok();
            // nginx writes seconds, Apache millionths of them.
            number.is_some_and(|n| n == u128::from(changed.as_secs()) || n / 1_000_000 == u128::from(changed.as_secs()))
        };
        match self.etag.as_deref() {
            None => true,
            Some(tag) => tag.trim_start_matches("W/").trim_matches('"').split('-').any(names),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_from_what_a_program_makes_by_its_tag() {
        let is_file = |etag: Option<&str>, changed: Option<&str>| {
            let [etag, last_modified] = [etag, changed].map(|text| text.map(str::to_owned));
            Validators { etag, last_modified }.are_of_a_file()
        };
        let changed = Some("Mon, 12 May 2025 01:30:00 GMT");
        assert!(is_file(None, changed) && is_file(Some("\"68214f18-1b2c\""), changed));
        assert!(is_file(Some("W/\"1b2c-634e6411ff605\""), changed));
        assert!(!is_file(Some("\"0cc175b9c0f1b6a831c399e269772661\""), changed));
        assert!(!is_file(None, None) && !is_file(Some("\"68214f18-1b2c\""), None));
    }
}
