//! Is it them, or is it us? Pure: a host that cannot be reached is its own trouble; when no host at all can be reached and
//! nothing shows that there is a network (a refusal does, and so does a name server), the network is away and nobody is
//! blamed.

use std::collections::BTreeSet;

use crate::fetch::NetworkSign;

/// Hosts that must have been tried in vain before the network is said to be away.
const ENOUGH_HOSTS: usize = 2;

/// What is known so far.
#[derive(Debug, Default)]
pub(super) struct KnownReach {
    answered: bool,
    silent: BTreeSet<String>,
}

impl KnownReach {
    /// A host answered something, be it an error: the network is there.
    pub(super) fn answered(&mut self) {
        self.answered = true;
    }

    /// A host could not be reached.
    pub(super) fn silent(&mut self, host: &str, network: NetworkSign) {
        self.silent.insert(host.to_owned());
        self.answered |= network == NetworkSign::There;
    }

    /// Whether anybody answered.
    pub(super) fn is_there(&self) -> bool {
        self.answered
    }

    /// Whether everything speaks for a network that is away.
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
