//! WHAT THE USER WROTE. Knows `model`. One struct per section of the file, defaults by `Default`.
