//! Target `listing`: see [`loa_fuzz::check::listing`].

#![cfg_attr(feature = "libfuzzer", no_main)]

loa_fuzz::target!(loa_fuzz::check::listing);
