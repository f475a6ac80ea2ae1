//! Target `opml`: see [`loa_fuzz::check::opml`].

#![cfg_attr(feature = "libfuzzer", no_main)]

loa_fuzz::target!(loa_fuzz::check::opml);
