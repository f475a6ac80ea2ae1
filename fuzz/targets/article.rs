//! Target `article`: see [`loa_fuzz::check::article`].

#![cfg_attr(feature = "libfuzzer", no_main)]

loa_fuzz::target!(loa_fuzz::check::article);
