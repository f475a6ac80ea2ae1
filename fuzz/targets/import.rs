//! Target `import`: see [`loa_fuzz::check::import`].

#![cfg_attr(feature = "libfuzzer", no_main)]

loa_fuzz::target!(loa_fuzz::check::import);
