//! Target `date`: see [`loa_fuzz::check::dates`].

#![cfg_attr(feature = "libfuzzer", no_main)]

loa_fuzz::target!(loa_fuzz::check::dates);
