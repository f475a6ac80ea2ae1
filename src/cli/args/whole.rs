//! Whole numbers on the command line. What does not fit is told by type, so that the sentence is in the user's language.

/// A number that is none, or lies outside its bounds; both bounds belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a whole number from {least} on is wanted")]
pub struct Unfit {
    /// The least that fits.
    pub least: u64,
    /// The most that fits, where there is an end.
    pub most: Option<u64>,
}

/// Reads a whole number from `least` on.
pub(super) fn from<T: TryFrom<u64>>(least: u64) -> impl Fn(&str) -> Result<T, Unfit> + Clone {
    within(Unfit { least, most: None })
}

/// Reads a whole number from `least` to `most`.
pub(super) fn between<T: TryFrom<u64>>(least: u64, most: u64) -> impl Fn(&str) -> Result<T, Unfit> + Clone {
    within(Unfit { least, most: Some(most) })
}

fn within<T: TryFrom<u64>>(bounds: Unfit) -> impl Fn(&str) -> Result<T, Unfit> + Clone {
    move |text| {
        let number = text.trim().parse::<u64>().ok();
        let fits = number.filter(|number| *number >= bounds.least && bounds.most.is_none_or(|most| *number <= most));
        fits.and_then(|number| T::try_from(number).ok()).ok_or(bounds)
    }
}
