//! Target `sanitise`: see [`loa_fuzz::check::sanitise`].

#![cfg_attr(feature = "libfuzzer", no_main)]

loa_fuzz::target!(loa_fuzz::check::sanitise);
