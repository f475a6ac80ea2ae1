//! Words around a name that say what it is.

/// Words before a name that make a place of it.
pub(super) const HEADS: &[&str] = &["tỉnh", "phố", "tp", "lđlđ", "ubnd", "hđnd", "ubmttq", "bhxh"];

/// Words before `phố`, `đoàn lao động` and the like are read as phrases.
pub(super) const HEAD_PHRASES: &[&str] = &[
    "thành phố",
    "liên đoàn lao động",
    "ủy ban nhân dân",
    "công an",
    "công đoàn tỉnh",
    "sở nội vụ",
    "tỉnh ủy",
    "tỉnh đoàn",
];

/// Words before a name that make something else of it.
pub(super) const OTHER_HEADS: &[&str] = &[
    "đường",
    "phường",
    "xã",
    "trấn",
    "chợ",
    "cầu",
    "ông",
    "bà",
    "anh",
    "chị",
    "em",
    "cô",
    "chú",
    "ty",
    "sông",
    "hồ",
    "thôn",
    "ấp",
    "bản",
    "báo",
    "học",
    "viện",
    "biển",
    "đảo",
    "núi",
    "quán",
    "hàng",
    "hãng",
    "bia",
    "bạn",
    "cháu",
    "hotel",
    "lộ",
    "ga",
    "ha",
    "huyện",
    "quận",
    "tx",
    "đh",
    "clb",
    "bóng",
    "tuyển",
    "thắng",
    "thua",
    "thiết",
];

/// Words before two names with a dash between that make a way of them: *cao tốc Hà Nội - Hải Phòng*.
pub(super) const WAYS: &[&str] = &["tốc", "sắt", "tuyến", "lộ", "bay", "cáp", "xe", "tàu"];

/// Countries behind the name of a ministry: it is theirs.
pub(super) const COUNTRIES: &[&str] = &[
    "nhật",
    "hàn",
    "trung quốc",
    "mỹ",
    "hoa kỳ",
    "lào",
    "campuchia",
    "thái lan",
    "malaysia",
    "singapore",
    "indonesia",
    "philippines",
    "myanmar",
    "đài loan",
    "đức",
    "pháp",
    "anh",
    "nga",
    "ấn độ",
    "úc",
    "australia",
    "new zealand",
    "ba lan",
    "hungary",
    "romania",
    "ukraine",
    "israel",
    "iran",
    "cuba",
    "canada",
    "ý",
    "italia",
    "italy",
    "tây ban nha",
    "hà lan",
    "bỉ",
    "saudi",
    "ả rập",
    "uae",
    "qatar",
    "kuwait",
    "nam phi",
    "hồng kông",
    "brazil",
    "triều tiên",
    "bangladesh",
    "nước này",
    "nước bạn",
    "liên bang",
];

/// Words before the name of a zone.
pub(super) const ZONE_HEADS: &[&str] = &["kcn", "kcx", "kkt", "ccn"];

pub(super) const ZONE_PHRASES: &[&str] = &["khu công nghiệp", "khu chế xuất", "khu kinh tế", "các khu công nghiệp"];

/// Words before a place that say where somebody comes from.
pub(super) const ORIGIN: &[&str] = &["quê", "gốc"];

/// Provinces whose name a place of another country has, too.
pub(super) const ABROAD: &[(&str, &str)] = &[("Hà Nam", "Trung Quốc")];
