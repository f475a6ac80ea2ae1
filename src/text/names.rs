//! Personal names: a surname and one to three capitalised syllables (*Trần Thị Hồng Vân*).
//!
//! The list of the most common surnames in Viet Nam was written from general knowledge. Names of places and bodies that
//! begin like a surname (*Hồ Chí Minh*, *Hà Nội*) are kept together as well.

/// Surnames in display form, sorted.
const SURNAMES: [&str; 78] = [
    "An", "Biện", "Bành", "Bá", "Bùi", "Bạch", "Bế", "Cao", "Chu", "Châu", "Chử", "Cung", "Cù", "Dương", "Giang",
    "Giáp", "Hoàng", "Hà", "Hàn", "Hồ", "Hứa", "Khúc", "Khổng", "Kim", "Kiều", "La", "Lâm", "Lã", "Lê", "Lò", "Lý",
    "Lưu", "Lương", "Lường", "Lại", "Lục", "Lữ", "Mai", "Ma", "Mạc", "Nghiêm", "Ngô", "Nguyễn", "Nông", "Ngụy", "Ong",
    "Phan", "Phí", "Phùng", "Phạm", "Quách", "Quản", "Sầm", "Thi", "Thái", "Thạch", "Tiêu", "Triệu", "Trình", "Trương",
    "Trần", "Trịnh", "Tô", "Tôn", "Tăng", "Tạ", "Tống", "Từ", "Ung", "Viên", "Võ", "Văn", "Vũ", "Vương", "Đàm", "Đinh",
    "Đoàn", "Đào",
];

/// More surnames, with đ and others.
const MORE: [&str; 7] = ["Đường", "Đặng", "Đậu", "Đỗ", "Đồng", "Đới", "Huỳnh"];

/// Most syllables after the surname.
pub(super) const MOST_GIVEN: usize = 3;

/// Whether `syllable` is a surname.
pub(super) fn is_surname(syllable: &str) -> bool {
    syllable.starts_with(char::is_uppercase) && (SURNAMES.contains(&syllable) || MORE.contains(&syllable))
}

/// Whether `syllable` may be part of a name: a capital, then small letters.
pub(super) fn is_given(syllable: &str) -> bool {
    let mut letters = syllable.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.all(char::is_lowercase)
        && super::syllable::is_valid(syllable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_surname_is_a_syllable_and_there_once() {
        let mut all: Vec<&str> = SURNAMES.iter().chain(&MORE).copied().collect();
        assert!(all.iter().all(|name| is_given(name)));
        all.sort_unstable();
        let before = all.len();
        all.dedup();
        assert_eq!(all.len(), before);
    }

    #[test]
    fn a_given_name_has_one_capital() {
        assert!(is_given("Thị") && is_given("Y") && !is_given("thị") && !is_given("TP") && !is_given("Smith"));
    }
}
