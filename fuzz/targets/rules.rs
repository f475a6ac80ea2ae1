//! Target `rules`: see [`loa_fuzz::check::rules`].

#![cfg_attr(feature = "libfuzzer", no_main)]

loa_fuzz::target!(loa_fuzz::check::rules);
