//! The orders of a list, by the words of `:sort`, and those of hits.

use crate::model::{HitOrder, Order};

/// Words of `:sort`.
pub(in crate::ui) const ORDERS: &[(&str, Order)] = &[
    ("newest", Order::Newest),
    ("oldest", Order::Oldest),
    ("source", Order::Source),
    ("title", Order::Title),
    ("opened", Order::Opened),
];

/// Orders of hits.
pub(in crate::ui) const HIT_ORDERS: &[HitOrder] = &[HitOrder::Best, HitOrder::Newest];
