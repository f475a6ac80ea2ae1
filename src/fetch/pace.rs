//! Per host: how many requests at once, how far apart, and until when the host wants to be left alone.
//!
//! [`Rhythm`] decides, purely; [`Gate`] waits. Hosts are the *original* ones, so a mirror changes nobody's pace, with
//! one exception which the caller makes: requests that stay on this machine (loopback) keep no gap, because the gap is
//! there to spare other people's servers. Slots and `Retry-After` hold there too.
//! Units: instants of the monotonic clock; gaps as `Duration`.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// A gap is lengthened by up to this share of itself, so that our requests do not march in step.
pub(super) const JITTER_SHARE: f64 = 0.25;

/// Longest `Retry-After` that is believed; a larger one counts as this.
pub(super) const LONGEST_WAIT: Duration = Duration::from_hours(24);

/// When a 429 says nothing about when to come back.
pub(super) const DEFAULT_WAIT: Duration = Duration::from_mins(1);

/// When the next request may leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PaceVerdict {
    /// Not before this instant; the place is reserved.
    Go(Instant),
    /// The host asked for more patience than we have; nothing is reserved.
    Wait(Duration),
}

/// The pure part: reservations on one line of time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rhythm {
    next: Option<Instant>,
    quiet_until: Option<Instant>,
}

impl Rhythm {
    const fn new() -> Self {
        Self { next: None, quiet_until: None }
    }

    /// Reserves the next free place. `jitter` is in `0.0..1.0`; `patience` is how long a caller lets a host keep him waiting.
    fn reserve(&mut self, now: Instant, gap: Duration, jitter: f64, patience: Duration) -> PaceVerdict {
        let quiet = self.quiet_until.map_or(Duration::ZERO, |until| until.saturating_duration_since(now));
        if quiet > patience {
            return PaceVerdict::Wait(quiet);
        }
        let at = self.next.unwrap_or(now).max(now + quiet);
        self.next = Some(at + gap.mul_f64(1.0 + JITTER_SHARE * jitter.clamp(0.0, 1.0)));
        PaceVerdict::Go(at)
    }

    /// The host asks to be left alone for `wait`.
    fn back_off(&mut self, now: Instant, wait: Duration) {
        let until = now + wait.min(LONGEST_WAIT);
        self.quiet_until = Some(self.quiet_until.map_or(until, |already| already.max(until)));
    }
}

/// One host's gate.
#[derive(Debug)]
pub(super) struct Gate {
    slots: Arc<Semaphore>,
    rhythm: Mutex<Rhythm>,
    gap: Mutex<Duration>,
}

/// Whose machine is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AskedMachine {
    /// The user's own: it needs no pause between two requests.
    Here,
    /// Somebody else's.
    Elsewhere,
}

impl Gate {
    pub(super) fn new(slots: usize, gap: Duration) -> Self {
        Self { slots: Arc::new(Semaphore::new(slots.max(1))), rhythm: Mutex::new(Rhythm::new()), gap: Mutex::new(gap) }
    }

    /// Waits for a slot and for the gap. `Err` is how long the host still wants to be left alone.
    pub(super) async fn pass(&self, asked: AskedMachine, patience: Duration) -> Result<OwnedSemaphorePermit, Duration> {
        let slot = Arc::clone(&self.slots).acquire_owned().await.map_err(|_| Duration::ZERO)?;
        let gap = if asked == AskedMachine::Here {
            Duration::ZERO
        } else {
            *self.gap.lock().unwrap_or_else(PoisonError::into_inner)
        };
        let verdict = self.rhythm().reserve(Instant::now(), gap, fastrand::f64(), patience);
        match verdict {
            PaceVerdict::Wait(wait) => Err(wait),
            PaceVerdict::Go(at) => {
                if at > Instant::now() {
                    tokio::time::sleep_until(at.into()).await;
                }
                Ok(slot)
            }
        }
    }

    /// The host asks to be left alone for `wait`.
    pub(super) fn back_off(&self, wait: Duration) {
        self.rhythm().back_off(Instant::now(), wait);
    }

    /// robots.txt asks for a larger gap.
    pub(super) fn at_least(&self, gap: Duration) {
        let mut mine = self.gap.lock().unwrap_or_else(PoisonError::into_inner);
        *mine = (*mine).max(gap);
    }

    fn rhythm(&self) -> std::sync::MutexGuard<'_, Rhythm> {
        self.rhythm.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How long an answer asks us to wait: `Retry-After` in seconds or as a date (measured from the answer's own `Date`
/// where it has one, so that a wrong clock on either side does no harm).
pub(super) fn retry_after(value: &str, date: Option<&str>, now: std::time::SystemTime) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(Duration::from_secs(seconds).min(LONGEST_WAIT));
    }
    let until = httpdate::parse_http_date(value).ok()?;
    let from = date.and_then(|text| httpdate::parse_http_date(text.trim()).ok()).unwrap_or(now);
    Some(until.duration_since(from).unwrap_or_default().min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAP: Duration = Duration::from_millis(400);

    #[test]
    fn two_requests_keep_the_gap_and_at_most_a_quarter_more() {
        let (now, mut rhythm) = (Instant::now(), Rhythm::new());
        assert_eq!(rhythm.reserve(now, GAP, 0.0, GAP), PaceVerdict::Go(now));
        assert_eq!(rhythm.reserve(now, GAP, 1.0, GAP), PaceVerdict::Go(now + GAP));
        assert_eq!(rhythm.reserve(now, GAP, 0.0, GAP), PaceVerdict::Go(now + GAP + GAP + GAP / 4));
    }

    #[test]
    fn a_host_that_was_left_alone_long_enough_is_asked_at_once() {
        let (now, mut rhythm) = (Instant::now(), Rhythm::new());
        rhythm.reserve(now, GAP, 0.0, GAP);
        let later = now + GAP * 10;
        assert_eq!(rhythm.reserve(later, GAP, 0.0, GAP), PaceVerdict::Go(later));
    }

    #[test]
    fn a_short_wish_for_quiet_is_waited_for_and_a_long_one_is_reported() {
        let (now, mut rhythm) = (Instant::now(), Rhythm::new());
        let patience = Duration::from_secs(5);
        rhythm.back_off(now, patience);
        assert_eq!(rhythm.reserve(now, GAP, 0.0, patience), PaceVerdict::Go(now + patience));
        rhythm.back_off(now, patience + GAP);
        assert_eq!(rhythm.reserve(now, GAP, 0.0, patience), PaceVerdict::Wait(patience + GAP));
    }

    #[test]
    fn a_shorter_wish_does_not_shorten_a_longer_one() {
        let (now, mut rhythm) = (Instant::now(), Rhythm::new());
        rhythm.back_off(now, Duration::from_secs(90));
        rhythm.back_off(now, Duration::from_secs(1));
        assert_eq!(rhythm.reserve(now, GAP, 0.0, GAP), PaceVerdict::Wait(Duration::from_secs(90)));
    }

    #[test]
    fn retry_after_is_read_as_seconds_and_as_a_date() {
        let now = httpdate::parse_http_date("Mon, 12 May 2025 01:30:00 GMT").unwrap();
        let date = "Mon, 12 May 2025 01:32:00 GMT";
        assert_eq!(retry_after(" 120 ", None, now), Some(Duration::from_mins(2)));
        assert_eq!(retry_after(date, None, now), Some(Duration::from_mins(2)));
        assert_eq!(retry_after(date, Some("Mon, 12 May 2025 01:31:00 GMT"), now), Some(Duration::from_mins(1)));
        assert_eq!(retry_after("mai", None, now), None);
        assert_eq!(retry_after("999999999", None, now), Some(LONGEST_WAIT));
        assert_eq!(retry_after("Mon, 12 May 2025 01:00:00 GMT", None, now), Some(Duration::ZERO));
    }
}
