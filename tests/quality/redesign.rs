//! Simulates redesigns: twenty kinds of changes to the markup that leave the visible content as it is, or put unrelated
//! boxes between the paragraphs. The invented pages are read after each, and the result is scored.
//!
//! Deliberately absent: changes to the text, and randomness: the same page always gives the same result.

use std::collections::BTreeMap;

use super::damage::{Tag, rewrite};

/// A kind of redesign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Damage {
    RandomNames,
    NoNames,
    NoSemanticTags,
    NoJsonLd,
    NoOpenGraph,
    NoMetadata,
    NoAttributes,
    NoHeadings,
    LayoutTable,
    ParagraphsAsDivs,
    ParagraphsByBreaks,
    ParagraphsInBoxes,
    ParagraphsInSpans,
    CapitalTags,
    Advertisements,
    RelatedLinks,
    RelatedCards,
    Comments,
    CookieDialog,
    All,
}

impl Damage {
    pub(crate) const EVERY: [Self; 20] = [
        Self::RandomNames,
        Self::NoNames,
        Self::NoSemanticTags,
        Self::NoJsonLd,
        Self::NoOpenGraph,
        Self::NoMetadata,
        Self::NoAttributes,
        Self::NoHeadings,
        Self::LayoutTable,
        Self::ParagraphsAsDivs,
        Self::ParagraphsByBreaks,
        Self::ParagraphsInBoxes,
        Self::ParagraphsInSpans,
        Self::CapitalTags,
        Self::Advertisements,
        Self::RelatedLinks,
        Self::RelatedCards,
        Self::Comments,
        Self::CookieDialog,
        Self::All,
    ];

    /// Its name in the file of minimum scores.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::RandomNames => "random-names",
            Self::NoNames => "no-names",
            Self::NoSemanticTags => "no-semantic-tags",
            Self::NoJsonLd => "no-json-ld",
            Self::NoOpenGraph => "no-open-graph",
            Self::NoMetadata => "no-metadata",
            Self::NoAttributes => "no-attributes",
            Self::NoHeadings => "no-headings",
            Self::LayoutTable => "layout-table",
            Self::ParagraphsAsDivs => "paragraphs-as-divs",
            Self::ParagraphsByBreaks => "paragraphs-by-breaks",
            Self::ParagraphsInBoxes => "paragraphs-in-boxes",
            Self::ParagraphsInSpans => "paragraphs-in-spans",
            Self::CapitalTags => "capital-tags",
            Self::Advertisements => "advertisements",
            Self::RelatedLinks => "related-links",
            Self::RelatedCards => "related-cards",
            Self::Comments => "comments",
            Self::CookieDialog => "cookie-dialog",
            Self::All => "all",
        }
    }

    /// The page after the redesign. `body` are the strings of its text, in order; boxes are inserted after them.
    pub(crate) fn apply(self, html: &str, body: &[String]) -> String {
        match self {
            Self::RandomNames => rewrite(html, |tag| tag.map_names(random_names)),
            Self::NoNames => rewrite(html, |tag| tag.keep_attributes(|name| !matches!(name, "class" | "id"))),
            Self::NoSemanticTags => rewrite(html, plain_tag),
            Self::NoJsonLd => without_json_ld(html),
            Self::NoOpenGraph => rewrite(html, |tag| {
                let is_og = tag.attribute("property").is_some() || tag.value_of("name").starts_with("twitter:");
                if tag.name == "meta" && is_og { tag.drop_it() } else { tag }
            }),
            Self::NoMetadata => without_metadata(html),
            Self::NoAttributes => rewrite(html, without_attributes),
            Self::NoHeadings => {
                rewrite(
                    html,
                    |tag| if matches!(&*tag.name, "h1" | "h2" | "h3" | "h4") { tag.renamed("div") } else { tag },
                )
            }
            Self::LayoutTable => in_body(html, LEFT_COLUMN, "</td></tr></table>"),
            Self::ParagraphsAsDivs => rewrite(html, |tag| if tag.name == "p" { tag.renamed("div") } else { tag }),
            Self::ParagraphsByBreaks => html.replace("</p>\n<p>", "<br><br>").replace("</p><p>", "<br><br>"),
            Self::ParagraphsInBoxes => html.replace("<p>", "<div><p>").replace("</p>", "</p></div>"),
            Self::ParagraphsInSpans => html.replace("<p>", "<p><span>").replace("</p>", "</span></p>"),
            Self::CapitalTags => rewrite(html, |tag| {
                let name = tag.name.to_uppercase();
                tag.renamed(&name)
            }),
            Self::Advertisements => {
                let places = (0..body.len().saturating_sub(1)).step_by(2);
                places.fold(html.to_owned(), |page, at| {
                    behind(&page, &body[at], ADVERTISEMENTS[at / 2 % ADVERTISEMENTS.len()])
                })
            }
            Self::RelatedLinks => behind_middle(html, body, RELATED_LINKS),
            Self::RelatedCards => behind_middle(html, body, RELATED_CARDS),
            Self::Comments => body.last().map_or_else(|| html.to_owned(), |last| behind(html, last, COMMENTS)),
            Self::CookieDialog => in_body(html, COOKIES, ""),
            Self::All => rewrite(&rewrite(&without_metadata(html), plain_tag), without_attributes),
        }
    }
}

const LEFT_COLUMN: &str = "<table><tr><td width=\"160\"><a href=\"/\">Trang nhất</a><br><a href=\"/gioi-thieu\">Giới thiệu</a><br>\
     <a href=\"/van-ban\">Văn bản</a></td><td>";
const ADVERTISEMENTS: [&str; 3] = [
    "<div><a href=\"/qc/can-ho\"><img src=\"/qc/can-ho.jpg\"></a></div>",
    "<div>Quảng cáo</div>",
    "<div><a href=\"https://cua-hang.example.org/giay\">Giày bảo hộ giảm nửa giá trong tuần này, giao tận cổng nhà máy cho đơn từ hai đôi</a></div>",
];
const RELATED_LINKS: &str = "<div><b>Tin cùng chuyên mục</b><ul>\
     <li><a href=\"/bai/thuong-tet-77101.html\">Thưởng Tết ở khu chế xuất cao hơn năm ngoái một phần mười</a></li>\
     <li><a href=\"/bai/nha-tre-77102.html\">Nhà trẻ của công đoàn nhận con thợ ca đêm từ tháng sau</a></li></ul></div>";
const RELATED_CARDS: &str = "<div><div><a href=\"/bai/thuong-tet-77101.html\"><img src=\"/anh/77101.jpg\"></a>\
     <a href=\"/bai/thuong-tet-77101.html\">Thưởng Tết ở khu chế xuất cao hơn năm ngoái một phần mười</a>\
     <p>Khảo sát ở bốn mươi doanh nghiệp cho thấy mức thưởng thấp nhất bằng một tháng lương.</p></div>\
     <div><a href=\"/bai/nha-tre-77102.html\"><img src=\"/anh/77102.jpg\"></a>\
     <a href=\"/bai/nha-tre-77102.html\">Nhà trẻ của công đoàn nhận con thợ ca đêm từ tháng sau</a>\
     <p>Hai lớp đầu tiên có sáu mươi cháu, học phí bằng một nửa lớp tư thục quanh vùng.</p></div></div>";
const COMMENTS: &str = "<div><div>Bình luận (3)</div>\
     <div><b>Hoàng Yến</b> <span>2 giờ trước</span><p>Chỗ tôi làm cũng vậy, ba năm rồi chưa ai hỏi thợ muốn ăn gì, mong bài báo này tới tay ban giám đốc.</p><a href=\"#\">Trả lời</a></div>\
     <div><b>Thợ Tiện</b> <span>3 giờ trước</span><p>Theo tôi nên cho tổ công đoàn cùng kiểm tra bếp mỗi tuần, vừa yên tâm vừa đỡ cãi nhau cuối tháng.</p><a href=\"#\">Trả lời</a></div>\
     <div><b>Lê Na</b> <span>hôm qua</span><p>Cảm ơn tòa soạn, nhờ bài trước mà xóm trọ của tôi đã có đèn đường và thùng rác mới.</p><a href=\"#\">Trả lời</a></div></div>";
const COOKIES: &str = "<div><p>Trang này dùng cookie để nhớ lựa chọn của bạn và đếm lượt xem. Xem tiếp nghĩa là bạn đồng ý với chính sách \
     quyền riêng tư của chúng tôi.</p><button>Đồng ý</button></div>";

fn random_names(name: &str) -> String {
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("x{hash:08x}")
}

fn plain_tag(tag: Tag) -> Tag {
    const MEANINGFUL: &[&str] =
        &["article", "main", "section", "header", "footer", "nav", "aside", "figure", "figcaption", "time", "address"];
    if MEANINGFUL.contains(&&*tag.name) { tag.renamed("div") } else { tag }
}

fn without_attributes(tag: Tag) -> Tag {
    if matches!(&*tag.name, "html" | "meta" | "link" | "script" | "base") {
        return tag;
    }
    tag.keep_attributes(|name| matches!(name, "href" | "src" | "colspan" | "rowspan"))
}

fn without_json_ld(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find("<script") {
        let end = rest[at..].find("</script>").map_or(rest.len(), |end| at + end + "</script>".len());
        out.push_str(&rest[..at]);
        if !rest[at..end].contains("ld+json") {
            out.push_str(&rest[at..end]);
        }
        rest = &rest[end..];
    }
    out + rest
}

fn without_metadata(html: &str) -> String {
    rewrite(&without_json_ld(html), |tag| {
        let says_how = tag.attribute("charset").is_some() || tag.attribute("http-equiv").is_some();
        if tag.name == "meta" && !says_how { tag.drop_it() } else { tag }
    })
}

/// Inserts something at the beginning and the end of the `body`.
fn in_body(html: &str, before: &str, after: &str) -> String {
    let Some(begin) = html.find("<body").and_then(|at| Some(at + html[at..].find('>')? + 1)) else {
        return html.to_owned();
    };
    let end = html.rfind("</body>").unwrap_or(html.len());
    format!("{}{before}{}{after}{}", &html[..begin], &html[begin..end], &html[end..])
}

fn behind_middle(html: &str, body: &[String], what: &str) -> String {
    if body.len() < 4 {
        return html.to_owned();
    }
    behind(html, &body[body.len() / 2 - 1], what)
}

/// Inserts something after the paragraph that begins like `text`, if there is one.
fn behind(html: &str, text: &str, what: &str) -> String {
    let start: String = text.chars().take(24).collect();
    let end = html.find(&start).and_then(|at| Some(at + html[at..].find("</p>")? + "</p>".len()));
    end.map_or_else(|| html.to_owned(), |end| format!("{}{what}{}", &html[..end], &html[end..]))
}

/// The scores of a redesigned page, from 0 to 1.
pub(crate) type Marks = BTreeMap<&'static str, (f64, f64)>;

/// The minimum scores of a kind of redesign: the mean of each measure over the invented pages.
pub(crate) fn floors(damage: Damage) -> Result<BTreeMap<String, f64>, String> {
    let mut floors: BTreeMap<String, BTreeMap<String, f64>> =
        toml::from_str(include_str!("../redesign.toml")).map_err(|e| format!("tests/redesign.toml: {e}"))?;
    floors.remove(damage.name()).ok_or_else(|| format!("tests/redesign.toml has no [{}]", damage.name()))
}

/// Adds a score.
pub(crate) fn add(marks: &mut Marks, measure: &'static str, mark: f64) {
    let sum = marks.entry(measure).or_default();
    *sum = (sum.0 + mark, sum.1 + 1.0);
}
