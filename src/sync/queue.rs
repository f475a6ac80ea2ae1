//! The work queue: serves hosts in turn, each within its own limit of simultaneous requests and all within the common
//! one. Pure; generic over the job.

use std::collections::{HashMap, VecDeque};

/// The jobs that wait, per host.
#[derive(Debug)]
pub(super) struct Queue<T> {
    hosts: HashMap<String, QueuedHost<T>>,
    /// Hosts in the order in which they are served.
    turns: VecDeque<String>,
    permits: usize,
    busy: usize,
}

#[derive(Debug)]
struct QueuedHost<T> {
    jobs: VecDeque<T>,
    busy: usize,
    permits: usize,
    closed: bool,
}

impl<T> Queue<T> {
    pub(super) fn new(permits: usize) -> Self {
        Self { hosts: HashMap::new(), turns: VecDeque::new(), permits: permits.max(1), busy: 0 }
    }

    /// Adds a job at a host that allows `permits` at the same time. `Err` gives it back: the host was closed.
    pub(super) fn push(&mut self, host: &str, permits: usize, job: T) -> Result<(), T> {
        let entry = self.hosts.entry(host.to_owned()).or_insert_with(|| {
            self.turns.push_back(host.to_owned());
            QueuedHost { jobs: VecDeque::new(), busy: 0, permits: permits.max(1), closed: false }
        });
        if entry.closed {
            return Err(job);
        }
        entry.jobs.push_back(job);
        Ok(())
    }

    /// The next job, if a permit is free; that permit is busy until [`Queue::free`].
    pub(super) fn take(&mut self) -> Option<(String, T)> {
        if self.busy >= self.permits {
            return None;
        }
        for _ in 0..self.turns.len() {
            let name = self.turns.pop_front()?;
            self.turns.push_back(name.clone());
            let Some(host) = self.hosts.get_mut(&name).filter(|host| host.busy < host.permits) else { continue };
            if let Some(job) = host.jobs.pop_front() {
                host.busy += 1;
                self.busy += 1;
                return Some((name, job));
            }
        }
        None
    }

    /// A job at a host ended: its permit is free again.
    pub(super) fn free(&mut self, host: &str) {
        if let Some(host) = self.hosts.get_mut(host).filter(|host| host.busy > 0) {
            host.busy -= 1;
            self.busy -= 1;
        }
    }

    /// Closes a host: no more jobs start there; returns those that waited.
    pub(super) fn close(&mut self, host: &str) -> VecDeque<T> {
        self.hosts.get_mut(host).map_or_else(VecDeque::new, |host| {
            host.closed = true;
            std::mem::take(&mut host.jobs)
        })
    }

    /// Jobs that wait.
    pub(super) fn waiting(&self) -> impl Iterator<Item = &T> {
        self.hosts.values().flat_map(|host| host.jobs.iter())
    }

    /// Whether nothing waits.
    pub(super) fn is_empty(&self) -> bool {
        self.hosts.values().all(|host| host.jobs.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(permits: usize) -> Queue<u32> {
        let mut queue = Queue::new(permits);
        for n in 0..4 {
            queue.push("a", 2, n).unwrap();
        }
        queue.push("b", 2, 10).unwrap();
        queue
    }

    #[test]
    fn a_long_line_at_one_host_does_not_keep_another_waiting() {
        let mut queue = filled(9);
        let order: Vec<_> = std::iter::from_fn(|| queue.take()).map(|(_, job)| job).collect();
        assert_eq!(order, [0, 10, 1], "hosts in turn, two permits at most at each");
        queue.free("a");
        assert_eq!(queue.take(), Some(("a".into(), 2)));
    }

    #[test]
    fn all_permits_together_are_bounded() {
        let mut queue = filled(1);
        assert_eq!(queue.take(), Some(("a".into(), 0)));
        assert_eq!(queue.take(), None);
        queue.free("a");
        assert_eq!(queue.take(), Some(("b".into(), 10)));
    }

    #[test]
    fn a_closed_host_gives_its_jobs_back_and_takes_no_more() {
        let mut queue = filled(9);
        assert_eq!(queue.close("a"), [0, 1, 2, 3]);
        assert_eq!(queue.push("a", 2, 9), Err(9));
        assert_eq!(queue.take(), Some(("b".into(), 10)));
        assert!(queue.is_empty());
    }
}
