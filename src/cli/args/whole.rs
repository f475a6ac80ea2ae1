//! Whole numbers on the command line. A bad value gives a typed error, so that the message can be in the user's
//! language.

/// Not a number, or outside the bounds; both bounds are inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a whole number from {least} on is wanted")]
pub struct Unfit {
    /// The smallest allowed value.
    pub least: u64,
    /// The largest allowed value; `None` for no limit.
    pub most: Option<u64>,
}

/// A parser of whole numbers from `least` up.
pub(super) fn from<T: TryFrom<u64>>(least: u64) -> impl Fn(&str) -> Result<T, Unfit> + Clone {
    within(Unfit { least, most: None })
}

/// A parser of whole numbers from `least` to `most`.
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
