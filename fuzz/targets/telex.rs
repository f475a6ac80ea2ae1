//! Target `telex`: see [`loa_fuzz::check::typing`].

#![cfg_attr(feature = "libfuzzer", no_main)]

loa_fuzz::target!(loa_fuzz::check::typing);
