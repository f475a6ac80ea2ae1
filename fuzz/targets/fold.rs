//! Target `fold`: see [`loa_fuzz::check::folding`].

#![cfg_attr(feature = "libfuzzer", no_main)]

loa_fuzz::target!(loa_fuzz::check::folding);
