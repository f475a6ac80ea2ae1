//! Names that are no names: users of the system that made the page, and what a system writes where it knows no author.

/// Whether a name is that of a user of the system rather than of a person or a desk: "admin", "Ad Min", "Ban bien tap".
pub(in crate::extract) fn is_system_user(name: &str) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let joined: String = words.concat();
    let bare = joined.trim_end_matches(|c: char| c.is_ascii_digit());
    let all_alike = words.first().is_some_and(|first| words.iter().all(|word| word == first));
    USERS.contains(&bare)
        || all_alike && words.first().is_some_and(|first| USERS.contains(first))
        || words.len() <= 4
            && words.iter().any(|word| ADMINS.contains(&word.trim_end_matches(|c: char| c.is_ascii_digit())))
}

/// Whether a text stands where a name would stand if one were known: "N/A", "Đang cập nhật", `{{author}}`, a number.
pub(super) fn stands_for_nobody(name: &str) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let is_code = !name.contains(' ') && (digits > letters || is_id(name));
    NOBODY.contains(&words.join(" ").as_str()) || matches!(name, "NA") || name.contains(['{', '}', '$']) || is_code
}

/// Whether a word is the number of a record: hexadecimal, figures and letters mixed again and again.
fn is_id(word: &str) -> bool {
    const LEAST: usize = 6;
    const TURNS: usize = 3;
    let signs: Vec<char> = word.chars().filter(|c| *c != '-').collect();
    let turns = signs.windows(2).filter(|two| two[0].is_ascii_digit() != two[1].is_ascii_digit()).count();
    signs.len() >= LEAST && turns >= TURNS && signs.iter().all(char::is_ascii_hexdigit)
}

/// Users of systems, in small letters, spaces and signs taken out. Desks with their marks ("Ban Biên tập") sign articles;
/// without marks they are logins.
const USERS: &[&str] = &[
    "admin",
    "root",
    "user",
    "editor",
    "webmaster",
    "quantri",
    "quantriweb",
    "quantrivien",
    "quảntrị",
    "quảntrịviên",
    "quảntrịweb",
    "superuser",
    "supervisor",
    "moderator",
    "mod",
    "guest",
    "anonymous",
    "unknown",
    "noreply",
    "wordpress",
    "author",
    "tacgia",
    "tácgiả",
    "banbientap",
    "bientap",
    "bientapvien",
    "toasoan",
    "phongvien",
    "vanphong",
    "content",
    "test",
    "demo",
    "support",
    "info",
    "system",
    "hethong",
    "hệthống",
    "null",
    "undefined",
    "none",
    "default",
    "nguoidung",
    "ngườidùng",
    "thanhvien",
    "thànhviên",
    "host",
    "owner",
    "nobody",
    "poster",
    "congtacvien",
    "congthongtin",
    "quảntrịhệthống",
    "quantrihethong",
];

/// What is written where no author is known, in small letters, signs as blanks; with the marks without which it may be a name.
const NOBODY: &[&str] = &[
    "n a",
    "nan",
    "nil",
    "none",
    "null",
    "undefined",
    "true",
    "false",
    "empty",
    "array",
    "object object",
    "tba",
    "tbd",
    "no author",
    "noname",
    "no name",
    "unknown author",
    "author name",
    "your name",
    "john doe",
    "test user",
    "lorem ipsum",
    "cms",
    "portal",
    "ten tac gia",
    "tên tác giả",
    "tên của bạn",
    "ẩn danh",
    "khuyết danh",
    "vô danh",
    "không có",
    "không rõ",
    "không rõ tác giả",
    "không tên",
    "không xác định",
    "chưa rõ",
    "chưa rõ tác giả",
    "chưa có",
    "chưa xác định",
    "chưa cập nhật",
    "đang cập nhật",
    "khách",
    "khách vãng lai",
    "nguồn",
];

/// Words that make a name that of a user, whatever stands beside them.
const ADMINS: &[&str] = &["admin", "administrator", "superadmin", "sysadmin", "webadmin", "adminweb", "adminstrator"];

#[cfg(test)]
mod tests {
    use super::super::clean;

    #[test]
    fn what_a_system_writes_where_it_knows_no_author_is_no_name() {
        for written in ["N/A", "NA", "None", "null", "[object Object]", "{{author}}", "${name}", "Đang cập nhật"] {
            assert_eq!(clean(written), None, "{written}");
        }
        for written in ["Tác giả: N/A", "Bởi: Ẩn danh", "Quản trị hệ thống", "admin01"] {
            assert_eq!(clean(written), None, "{written}");
        }
    }

    #[test]
    fn a_person_whose_name_is_like_such_a_word_keeps_it() {
        for name in ["Nguyễn Danh Ẩn", "An Danh", "Trần Khách", "Na", "Noné Hà", "Lê Vô", "PV47"] {
            assert_eq!(clean(name).as_deref(), Some(name));
        }
    }
}
