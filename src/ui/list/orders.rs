//! The orders of a list, by the words of `:sort`.

use crate::model::Order;

/// Words of `:sort`.
pub(in crate::ui) const ORDERS: &[(&str, Order)] = &[
    ("newest", Order::Newest),
    ("oldest", Order::Oldest),
    ("source", Order::Source),
    ("title", Order::Title),
    ("opened", Order::Opened),
];
