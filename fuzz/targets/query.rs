//! Target `query`: see [`loa_fuzz::check::query`].

#![cfg_attr(feature = "libfuzzer", no_main)]

loa_fuzz::target!(loa_fuzz::check::query);
