//! Invented articles without end: the same number gives the same article.
//!
//! Three tenths of the words are made syllables, which thin out as words of a language do (the n-th is about 1/n as
//! frequent as the first), the rest are phrases of the trade, so that usual words stand in nearly every article and rare
//! ones in a handful. Sentences are drawn from a pool; bodies are [`BODY_BYTES`] long. Every article has a number of its
//! own in its title, and every [`RARE_EVERY`]th the word [`RARE`].

use unicode_normalization::UnicodeNormalization;

/// Length of a body, bytes.
pub(crate) const BODY_BYTES: usize = 4096;
/// A word of one article in so many.
pub(crate) const RARE: &str = "thuyềnquế";
/// See [`RARE`].
pub(crate) const RARE_EVERY: u64 = 500;
/// Sentences in the pool.
const POOL: u64 = 24_000;
/// Paragraphs of a body.
const PARAGRAPH_BYTES: usize = 512;

const PHRASES: &[&str] = &[
    "công đoàn",
    "người lao động",
    "tiền lương",
    "tăng ca",
    "bảo hiểm xã hội",
    "nhà máy giày",
    "khu chế xuất",
    "ca ba",
    "bữa cơm giữa ca",
    "hợp đồng thời vụ",
    "thỏa ước tập thể",
    "đình công",
    "an toàn máy cắt",
    "tai nạn nghề nghiệp",
    "nghỉ thai sản",
    "trợ cấp thôi việc",
    "lương tối thiểu vùng",
    "thợ hàn",
    "thợ mỏ hầm lò",
    "tài xế xe tải",
    "chủ nhà trọ",
    "trường mầm non",
    "quỹ tương trợ",
    "đối thoại định kỳ",
    "kiến nghị bằng văn bản",
    "thanh tra lao động",
    "nợ lương ba tháng",
    "xưởng gỗ",
    "dây chuyền lắp ráp",
    "giờ nghỉ trưa",
    "khám sức khỏe",
    "xe đưa đón",
    "đồng phục mới",
    "tổ trưởng",
    "chị em",
    "anh em trong tổ",
    "phó giám đốc",
    "cán bộ cơ sở",
    "đại biểu",
    "nghị định",
    "thông tư hướng dẫn",
    "quyết định của tòa",
    "hòa giải viên",
    "năng suất",
    "đơn hàng",
    "thị trường việc làm",
    "học nghề buổi tối",
    "lao động di cư",
    "xuất khẩu thủy sản",
    "vùng biên",
    "thành phố",
    "tỉnh",
    "huyện",
    "xã ven sông",
    "miền núi",
    "đầu năm",
    "cuối quý",
    "tuần trước",
    "sáng nay",
    "theo báo cáo",
    "cho biết",
    "nói rằng",
    "được hỗ trợ",
    "sẽ được trả",
    "không có",
    "một số",
    "nhiều",
    "của",
    "và",
    "với",
    "trong",
    "các",
    "những",
    "để",
    "từ",
    "đến",
];

const INITIALS: &[&str] =
    &["b", "ch", "d", "đ", "g", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "r", "s", "t", "th", "tr", "v", "x"];

const RHYMES: &[&str] = &[
    "a", "ai", "an", "ang", "anh", "ao", "au", "âm", "ân", "âu", "ăm", "ăng", "e", "em", "en", "eo", "ê", "ên", "êu",
    "i", "inh", "im", "iêu", "iên", "o", "oi", "on", "ong", "ô", "ôi", "ông", "ơ", "ơi", "ơn", "u", "ui", "um", "ung",
    "ư", "ưng", "ươi", "ương", "uôi", "uông",
];

const TONES: &[&str] = &["", "\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"];

/// A small sequence of numbers that look like chance.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound.max(1)
    }

    /// A number below `bound`, small ones more often: the n-th about 1/n as often as the first.
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a draw")]
    fn thinning(&mut self, bound: usize) -> usize {
        let share = self.below(1 << 30) as f64 / f64::from(1 << 30);
        (((bound as f64).powf(share) - 1.0) as usize).min(bound - 1)
    }

    fn one_of<'a>(&mut self, of: &[&'a str]) -> &'a str {
        let at = usize::try_from(self.below(of.len() as u64)).unwrap_or(0);
        of[at]
    }
}

/// What all articles are made of.
pub(crate) struct Words {
    pool: Vec<String>,
}

/// One article.
pub(crate) struct Made {
    pub(crate) title: String,
    pub(crate) sapo: String,
    pub(crate) author: String,
    pub(crate) paragraphs: Vec<String>,
}

impl Words {
    pub(crate) fn new() -> Self {
        let syllables = syllables();
        let pool = (0..POOL).map(|number| sentence(&mut Dice::new(number), &syllables)).collect();
        Self { pool }
    }

    /// The article of a number.
    pub(crate) fn article(&self, number: u64) -> Made {
        let mut dice = Dice::new(number.wrapping_add(1 << 40));
        let mut paragraphs = Vec::new();
        let mut bytes = 0;
        while bytes < BODY_BYTES {
            let mut paragraph = String::with_capacity(PARAGRAPH_BYTES + 256);
            while paragraph.len() < PARAGRAPH_BYTES && bytes + paragraph.len() < BODY_BYTES {
                paragraph.push_str(self.sentence(&mut dice));
                paragraph.push(' ');
            }
            if bytes + paragraph.len() > BODY_BYTES {
                let mut end = BODY_BYTES - bytes;
                while !paragraph.is_char_boundary(end) {
                    end -= 1;
                }
                paragraph.truncate(end);
                bytes = BODY_BYTES;
            }
            bytes += paragraph.len();
            paragraphs.push(paragraph.trim_end().to_owned());
        }
        if number.is_multiple_of(RARE_EVERY) {
            paragraphs[1].push_str(&format!(" {RARE}."));
        }
        let mut title: String = format!("{} {}", dice.one_of(PHRASES), self.sentence(&mut dice));
        let cut = title.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at).nth(12).unwrap_or(title.len());
        title.truncate(cut);
        title.push_str(&format!(" {number}"));
        let sapo = self.sentence(&mut dice).to_owned();
        let author = format!("{} {}", dice.one_of(&["Tư", "Sáu", "Út", "Ba"]), dice.one_of(&["Đồng", "Mận", "Sậy"]));
        Made { title, sapo, author, paragraphs }
    }

    fn sentence(&self, dice: &mut Dice) -> &str {
        &self.pool[usize::try_from(dice.below(POOL)).unwrap_or(0)]
    }
}

/// Made syllables, shuffled once and for all.
pub(crate) fn syllables() -> Vec<String> {
    let mut made = Vec::new();
    for initial in INITIALS {
        for rhyme in RHYMES {
            for tone in TONES {
                let vowel =
                    rhyme.char_indices().nth(usize::from(rhyme.starts_with(['i', 'u', 'ư']) && rhyme.len() > 4));
                let end = vowel.map_or(0, |(at, c)| at + c.len_utf8());
                made.push(format!("{initial}{}{tone}{}", &rhyme[..end], &rhyme[end..]).nfc().collect::<String>());
            }
        }
    }
    let mut dice = Dice::new(7);
    for at in (1..made.len()).rev() {
        made.swap(at, usize::try_from(dice.below(at as u64 + 1)).unwrap_or(0));
    }
    made
}

fn sentence(dice: &mut Dice, syllables: &[String]) -> String {
    let mut text = String::with_capacity(256);
    for _ in 0..6 + dice.below(9) {
        if !text.is_empty() {
            text.push_str(if dice.below(9) == 0 { ", " } else { " " });
        }
        match dice.below(100) {
            0..55 => text.push_str(PHRASES[dice.thinning(PHRASES.len())]),
            55..97 => {
                text.push_str(&syllables[dice.thinning(syllables.len())]);
                text.push(' ');
                text.push_str(&syllables[dice.thinning(syllables.len())]);
            }
            97..99 => text.push_str(&dice.below(2_000).to_string()),
            _ => text.push_str(&format!("{}/20{}/NĐ-CP", 1 + dice.below(160), 10 + dice.below(16))),
        }
    }
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str())
}
