//! The citation of an article: newspaper, author, “title”, date, address. One line for the clipboard.
//!
//! Units: dates are in UTC+7, as day/month/year; a date known only to the month is printed as month/year.
//! Deliberately absent: other citation styles, the date of access.

use super::wall::WallTime;
use crate::model::{Moment, Precision};

/// What is cited; empty strings and `None` are left out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Citation<'a> {
    /// The newspaper's name.
    pub outlet: &'a str,
    /// The author, as printed.
    pub author: Option<&'a str>,
    /// The title.
    pub title: &'a str,
    /// When it was published.
    pub published: Option<Moment>,
    /// Its address.
    pub url: &'a str,
    /// Where it says that it is taken from, as printed.
    pub origin: Option<&'a str>,
    /// Whether its newspaper has taken it down.
    pub removed: bool,
}

/// The citation, sanitised for the clipboard: no control characters, one line.
pub fn citation(cited: &Citation<'_>) -> String {
    let title = Some(cited.title).filter(|title| !title.is_empty()).map(|title| format!("“{title}”"));
    let author = cited.author.map(str::to_owned);
    // What is reprinted is the other paper's; "Theo Báo Sông" as the newspaper prints it.
    let origin = cited.origin.map(|origin| origin.trim_matches(['(', ')', ' ']).to_owned());
    let removed = cited.removed.then(|| super::article::REMOVED.to_lowercase());
    let date = cited.published.and_then(day);
    let outlet = Some(cited.outlet.to_owned());
    let pieces = [outlet, author, title, date, origin, Some(cited.url.to_owned()), removed];
    let pieces: Vec<String> = pieces.into_iter().flatten().filter(|piece| !piece.is_empty()).collect();
    super::one_line(&pieces.join(", "))
}

fn day(moment: Moment) -> Option<String> {
    let WallTime { year, month, day, .. } = WallTime::of(moment.at)?;
    Some(match moment.precision {
        Precision::Month => format!("{month:02}/{year}"),
        _ => format!("{day:02}/{month:02}/{year}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CITED: Citation<'_> = Citation {
        outlet: "Báo Sông",
        author: Some("Minh Khôi"),
        title: "Ca đêm ở xưởng may",
        published: None,
        url: "https://bao-song.example/ca-dem",
        origin: None,
        removed: false,
    };

    #[test]
    fn a_citation_has_its_parts_in_order() {
        // 18:00 UTC is the next day in Viet Nam.
        let published = Moment::parse_iso("2023-10-12T18:00:00Z");
        assert_eq!(
            citation(&Citation { published, ..CITED }),
            "Báo Sông, Minh Khôi, “Ca đêm ở xưởng may”, 13/10/2023, https://bao-song.example/ca-dem"
        );
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let cited = Citation { author: None, published: Moment::parse_iso("2023-10"), ..CITED };
        assert_eq!(citation(&cited), "Báo Sông, “Ca đêm ở xưởng may”, 10/2023, https://bao-song.example/ca-dem");
    }

    #[test]
    fn a_citation_names_the_paper_that_was_reprinted_and_says_what_was_taken_down() {
        let cited = Citation { author: None, origin: Some("(Theo Báo Biển)"), removed: true, ..CITED };
        assert_eq!(
            citation(&cited),
            "Báo Sông, “Ca đêm ở xưởng may”, Theo Báo Biển, https://bao-song.example/ca-dem, báo đã gỡ bài"
        );
    }

    #[test]
    fn no_control_character_reaches_a_clipboard() {
        let cited = Citation { title: "Ca\u{1b}[31m đêm\nở xưởng", ..CITED };
        assert!(!citation(&cited).contains(char::is_control));
    }
}
