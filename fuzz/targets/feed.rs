//! Target `feed`: see [`loa_fuzz::check::feed`].

#![cfg_attr(feature = "libfuzzer", no_main)]

loa_fuzz::target!(loa_fuzz::check::feed);
