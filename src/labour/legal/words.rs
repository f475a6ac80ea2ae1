//! The codes of legal documents: types, issuing bodies, and their proper spelling.
//!
//! Source: Decree 30/2020/NĐ-CP, Appendix III (types and their abbreviations), and document numbers in use.

/// Types of documents: folded code, written code, name.
const TYPES: &[(&str, &str, &str)] = &[
    ("nd", "NĐ", "Nghị định"),
    ("tt", "TT", "Thông tư"),
    ("ttlt", "TTLT", "Thông tư liên tịch"),
    ("qd", "QĐ", "Quyết định"),
    ("nq", "NQ", "Nghị quyết"),
    ("nqlt", "NQLT", "Nghị quyết liên tịch"),
    ("ct", "CT", "Chỉ thị"),
    ("hd", "HD", "Hướng dẫn"),
    ("kh", "KH", "Kế hoạch"),
    ("cv", "CV", "Công văn"),
    ("tb", "TB", "Thông báo"),
    ("ttr", "TTr", "Tờ trình"),
    ("kl", "KL", "Kết luận"),
    ("vbhn", "VBHN", "Văn bản hợp nhất"),
    ("bc", "BC", "Báo cáo"),
    ("ctr", "CTr", "Chương trình"),
    ("cd", "CĐ", "Công điện"),
    ("qc", "QC", "Quy chế"),
    ("pa", "PA", "Phương án"),
    ("da", "ĐA", "Đề án"),
    ("pl", "PL", "Pháp lệnh"),
    ("l", "L", "Lệnh"),
    ("sl", "SL", "Sắc lệnh"),
    ("gm", "GM", "Giấy mời"),
    ("bb", "BB", "Biên bản"),
    ("tl", "TL", "Thông lệnh"),
    ("qt", "QT", "Quy trình"),
];

/// Issuing bodies: folded code → proper spelling. Only those that lower case, or D for Đ, could make ambiguous.
const BODIES: &[(&str, &str)] = &[
    ("cp", "CP"),
    ("ttg", "TTg"),
    ("qh", "QH"),
    ("ubtvqh", "UBTVQH"),
    ("tw", "TW"),
    ("tld", "TLĐ"),
    ("tldld", "TLĐLĐ"),
    ("ldld", "LĐLĐ"),
    ("bldtbxh", "BLĐTBXH"),
    ("ldtbxh", "LĐTBXH"),
    ("sldtbxh", "SLĐTBXH"),
    ("atld", "ATLĐ"),
    ("qhld", "QHLĐ"),
    ("cdvn", "CĐVN"),
    ("hdnd", "HĐND"),
    ("hdbt", "HĐBT"),
    ("hdtv", "HĐTV"),
    ("hdqt", "HĐQT"),
    ("hdtp", "HĐTP"),
    ("bgddt", "BGDĐT"),
    ("gddt", "GDĐT"),
    ("ubnd", "UBND"),
    ("ctn", "CTN"),
    ("bnv", "BNV"),
    ("btc", "BTC"),
    ("byt", "BYT"),
    ("bct", "BCT"),
    ("bca", "BCA"),
    ("btp", "BTP"),
    ("bxd", "BXD"),
    ("bhxh", "BHXH"),
    ("vpcp", "VPCP"),
    ("vpqh", "VPQH"),
    ("tandtc", "TANDTC"),
    ("vksndtc", "VKSNDTC"),
    ("nhnn", "NHNN"),
    ("tu", "TU"),
];

/// Words that end the name of a law because the sentence continues. Compared in lower case, with marks.
pub(super) const AFTER_NAME: &[&str] = &[
    "số", "được", "này", "là", "đã", "sẽ", "có", "quy", "nêu", "cho", "tại", "từ", "đến", "trước", "ngày", "tháng",
    "hiện", "hiệu", "nên", "thì", "mà", "khi", "nếu", "phải", "không", "như", "do", "nhưng", "cũng", "vẫn", "mới",
    "theo", "ban", "thông",
];

/// Words before a number that show that the name has ended earlier: *Luật Đò ngang thay thế văn bản số …*.
pub(super) const BESIDE_NAME: &[&str] = &[
    "thay", "hướng", "văn", "nghị", "quyết", "các", "những", "kèm", "gồm", "bằng", "bởi", "với", "vào", "trong",
    "trên", "dưới", "sửa", "bổ", "căn", "vì", "để", "hay", "hoặc", "cùng", "tức", "gọi", "giúp", "yêu", "buộc", "cấm",
    "điều", "khoản",
];

/// Words of `AFTER_NAME` that nevertheless occur in names of laws, with the word that must follow: *một số điều*, *theo
/// hợp đồng*.
pub(super) const IN_NAME: &[(&str, &str)] = &[("số", "điều"), ("theo", "hợp"), ("thông", "tin"), ("do", "hạ")];

/// The proper spelling and the name of a type.
pub(super) fn kind(folded: &str) -> Option<(&'static str, &'static str)> {
    TYPES.iter().find(|(code, ..)| *code == folded).map(|(_, written, name)| (*written, *name))
}

/// Folded code, proper spelling and name of every type.
pub(super) fn types() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    TYPES.iter().copied()
}

/// The proper spelling of a known issuing body.
pub(super) fn body(folded: &str) -> Option<&'static str> {
    BODIES.iter().find(|(code, _)| *code == folded).map(|(_, written)| *written)
}
