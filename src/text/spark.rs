//! A histogram as a line of bars with eight heights, one cell each.

/// From zero to the maximum.
const BARS: [char; 9] = ['·', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// How many values fall on each position between the first and the last, in at most `width` cells.
pub fn sparkline(values: &[i64], (first, last): (i64, i64), width: usize) -> String {
    let span = usize::try_from(last.saturating_sub(first)).unwrap_or(0).saturating_add(1);
    let cells = span.min(width.max(1));
    let mut counts = vec![0_usize; cells];
    for value in values {
        let at = usize::try_from(value.saturating_sub(first)).unwrap_or(0).min(span - 1);
        // `u128`, so that no span of days overflows.
        let cell = usize::try_from(at as u128 * cells as u128 / span as u128).unwrap_or(0);
        if let Some(count) = counts.get_mut(cell) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let bar = |count: &usize| BARS.get((count * (BARS.len() - 1)).div_ceil(most)).copied().unwrap_or('█');
    counts.iter().map(bar).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_is_a_cell_and_the_fullest_is_the_highest() {
        assert_eq!(sparkline(&[1, 1, 1, 1, 3, 4, 4], (1, 4), 80), "█·▂▄");
    }

    #[test]
    fn a_long_time_fits_the_width() {
        assert_eq!(sparkline(&[0, 1_000_000], (0, 1_000_000), 10).chars().count(), 10);
        assert_eq!(sparkline(&[5], (5, 5), 0), "█");
    }
}
