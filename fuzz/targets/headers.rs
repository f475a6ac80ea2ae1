//! Target `headers`: see [`loa_fuzz::check::headers`].

#![cfg_attr(feature = "libfuzzer", no_main)]

loa_fuzz::target!(loa_fuzz::check::headers);
