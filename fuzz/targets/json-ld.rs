//! Target `json-ld`: see [`loa_fuzz::check::json_ld`].

#![cfg_attr(feature = "libfuzzer", no_main)]

loa_fuzz::target!(loa_fuzz::check::json_ld);
