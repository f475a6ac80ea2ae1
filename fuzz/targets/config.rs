//! Target `config`: see [`loa_fuzz::check::config`].

#![cfg_attr(feature = "libfuzzer", no_main)]

loa_fuzz::target!(loa_fuzz::check::config);
