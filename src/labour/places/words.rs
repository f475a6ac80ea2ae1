//! Words around a name that show what it is.

/// Words before a name that make it a place.
pub(super) const HEADS: &[&str] = &["tỉnh", "phố", "tp", "lđlđ", "ubnd", "hđnd", "ubmttq", "bhxh"];

/// Phrases before a name; `phố`, `đoàn lao động` and similar words only count as part of them.
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

/// Words before a name that make it something else.
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
    "đội",
    "hạm",
];

/// Words before two names joined by a dash that make them a route: *cao tốc Hà Nội - Hải Phòng*.
pub(super) const WAYS: &[&str] = &["tốc", "sắt", "tuyến", "lộ", "bay", "cáp", "xe", "tàu"];

/// Countries after the name of a ministry: the ministry is theirs.
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

/// Words before a place that somebody comes from.
pub(super) const ORIGIN: &[&str] = &["quê", "gốc"];

/// Words that begin the name of a company, a bank or a school; a place after it, with a capital in between, is part of
/// that name.
pub(super) const FIRMS: &[&str] = &[
    "công ty",
    "cty",
    "ctcp",
    "tập đoàn",
    "doanh nghiệp",
    "xí nghiệp",
    "hợp tác xã",
    "htx",
    "ngân hàng",
    "đại học",
    "cao đẳng",
    "học viện",
    "khách sạn",
    "nhà hàng",
    "thương hiệu",
    "nhãn hiệu",
];

/// Words that begin the name of a club; a place after it is part of that name.
pub(super) const CLUBS: &[&str] =
    &["clb", "câu lạc bộ", "đội bóng", "đội tuyển", "đội chủ nhà", "đội khách", "hlv", "fc"];

/// Words before the name of a ship.
pub(super) const SHIPS: &[&str] = &["tàu", "sà lan", "phà", "du thuyền"];

/// Lower-case words inside such names.
pub(super) const NAME_WORDS: &[&str] = &[
    "may",
    "cổ",
    "phần",
    "một",
    "hai",
    "thành",
    "viên",
    "trách",
    "nhiệm",
    "hữu",
    "hạn",
    "liên",
    "doanh",
    "bóng",
    "đá",
    "chuyền",
    "rổ",
    "nữ",
    "nam",
    "hàng",
    "cá",
    "dầu",
    "chở",
    "khách",
    "container",
    "kéo",
    "hợp",
    "chính",
    "khoa",
    "gia",
    "phạm",
    "cây",
    "đô",
    "thị",
    "thoát",
    "cấp",
    "sinh",
];

/// Words that are followed by a place.
pub(super) const PLACING: &[&str] = &["ở", "tại"];

/// Provinces with a namesake in another country.
pub(super) const SHARED: &[&str] =
    &["Hà Nam", "Thái Nguyên", "Tây Ninh", "Thái Bình", "Hải Dương", "Lai Châu", "Long An", "Bắc Giang", "Hòa Bình"];

/// Those whose namesake is often in the news: a sign of its country in the text is enough.
pub(super) const WELL_KNOWN_ABROAD: &[&str] = &["Hà Nam"];

/// Signs of that country: its name, its other provinces, towns of the namesake province.
pub(super) const SIGNS_OF_ABROAD: &[&str] = &[
    "Trung Quốc",
    "Bắc Kinh",
    "Trịnh Châu",
    "Lạc Dương",
    "Sơn Tây",
    "Hà Bắc",
    "Sơn Đông",
    "Hồ Bắc",
    "Hồ Nam",
    "Quảng Tây",
    "Quảng Đông",
    "Vân Nam",
    "Phúc Kiến",
    "Thiểm Tây",
    "Thanh Hải",
    "Tứ Xuyên",
    "Giang Tô",
    "Chiết Giang",
    "An Huy",
];

/// Words of Vietnamese administration before a province.
pub(super) const DOMESTIC: &[&str] = &["lđlđ", "ubnd", "hđnd", "bhxh", "ubmttq"];

pub(super) const DOMESTIC_PHRASES: &[&str] = &[
    "liên đoàn lao động",
    "ủy ban nhân dân",
    "hội đồng nhân dân",
    "công đoàn",
    "sở nội vụ",
    "tỉnh ủy",
    "tỉnh đoàn",
    "bảo hiểm xã hội",
];
