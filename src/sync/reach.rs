//! Tells a failing host from a missing network. Pure. A host that cannot be reached counts as failing; when no host can
//! be reached and nothing proves a network (a refused connection does, and so does an answer of a name server), the
//! network is down and no failure is counted.

use std::collections::BTreeSet;

use crate::fetch::NetworkSign;

/// Hosts that must have failed before the network is reported as down.
const ENOUGH_HOSTS: usize = 2;

/// What is known so far.
#[derive(Debug, Default)]
pub(super) struct KnownReach {
    answered: bool,
    silent: BTreeSet<String>,
}

impl KnownReach {
    /// A host answered, even with an error: the network works.
    pub(super) fn answered(&mut self) {
        self.answered = true;
    }

    /// A host could not be reached.
    pub(super) fn silent(&mut self, host: &str, network: NetworkSign) {
        self.silent.insert(host.to_owned());
        self.answered |= network == NetworkSign::There;
    }

    /// Whether any host answered.
    pub(super) fn is_there(&self) -> bool {
        self.answered
    }

    /// Whether the network seems to be down.
    pub(super) fn is_away(&self) -> bool {
        !self.answered && self.silent.len() >= ENOUGH_HOSTS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_silent_host_is_not_yet_an_absent_network() {
        let mut reach = KnownReach::default();
        reach.silent("bao.test", NetworkSign::Unknown);
        reach.silent("bao.test", NetworkSign::Unknown);
        assert!(!reach.is_away());
        reach.silent("khac.test", NetworkSign::Unknown);
        assert!(reach.is_away());
        reach.answered();
        assert!(!reach.is_away());
    }

    #[test]
    fn hosts_that_are_dead_are_no_absent_network_where_one_of_them_shows_that_there_is_one() {
        let mut reach = KnownReach::default();
        reach.silent("bao.test", NetworkSign::Unknown);
        reach.silent("khac.test", NetworkSign::There);
        assert!(reach.is_there() && !reach.is_away());
    }
}
