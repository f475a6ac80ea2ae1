//! Target `wrap`: see [`loa_fuzz::check::wrapping`].

#![cfg_attr(feature = "libfuzzer", no_main)]

loa_fuzz::target!(loa_fuzz::check::wrapping);
