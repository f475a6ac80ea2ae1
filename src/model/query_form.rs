//! The query language as a table. The parser uses its names; the help and the manual print it.

/// A field: the name before a colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each field is called what it asks")]
pub enum QueryField {
    Source,
    Section,
    Author,
    Title,
    Tag,
    Label,
    Note,
    Document,
    Where,
    Similar,
    Since,
    Until,
    State,
    Has,
}

/// A property of an article, or a period: filters that are words of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each state is called what it asks")]
pub enum QueryState {
    Unread,
    Read,
    Starred,
    Muted,
    Pictured,
    Noted,
    Edited,
    Removed,
    Today,
    Yesterday,
    ThisWeek,
    ThisMonth,
}

/// How a row of the table is parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueryPart {
    /// Signs, which the parser handles itself.
    Sign,
    /// A field; its names are compared without marks and in lower case.
    Field(QueryField),
    /// Words with their marks, or a value of `is:` and `has:`.
    State(QueryState),
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueryForm {
    /// Its name; `query-NAME` is its help text in both catalogues.
    pub name: &'static str,
    /// How it is parsed.
    pub part: QueryPart,
    /// How it is written; for a field or a state, all its names, the Vietnamese one first.
    pub written: &'static [&'static str],
    /// An example query.
    pub example: &'static str,
}

const fn sign(name: &'static str, written: &'static [&'static str], example: &'static str) -> QueryForm {
    QueryForm { name, part: QueryPart::Sign, written, example }
}

const fn field(field: QueryField, name: &'static str, written: &'static [&'static str], ex: &'static str) -> QueryForm {
    QueryForm { name, part: QueryPart::Field(field), written, example: ex }
}

const fn state(state: QueryState, name: &'static str, written: &'static [&'static str], ex: &'static str) -> QueryForm {
    QueryForm { name, part: QueryPart::State(state), written, example: ex }
}

/// All parts of the query language.
pub const QUERY_FORMS: &[QueryForm] = &[
    sign("words", &["từ từ"], "nợ lương"),
    sign("phrase", &["\"cụm từ\""], "\"bảo hiểm xã hội\""),
    sign("without", &["-từ", "NOT từ"], "lương -thưởng"),
    sign("either", &["a OR b", "a | b"], "\"đình công\" OR \"ngừng việc\""),
    sign("group", &["( … )"], "(lương OR thưởng) tết"),
    sign("near", &["a ~5 b"], "\"công nhân\" ~5 \"nghỉ việc\""),
    sign("pattern", &["/mẫu/", "/mẫu/i"], "/tăng \\d+%/"),
    field(QueryField::Source, "source", &["nguồn:", "source:"], "nguồn:nld,laodong"),
    field(QueryField::Section, "section", &["mục:", "chuyên mục:", "section:"], "mục:cong-doan"),
    field(QueryField::Author, "author", &["tác giả:", "author:"], "tác giả:\"Hòa An\""),
    field(QueryField::Title, "title", &["tiêu đề:", "title:"], "tiêu đề:\"tăng lương\""),
    field(QueryField::Tag, "tag", &["thẻ:", "tag:"], "thẻ:\"tai nạn lao động\""),
    field(QueryField::Label, "label", &["nhãn:", "label:"], "nhãn:\"vụ Sông Lam\""),
    field(QueryField::Note, "note", &["ghi chú:", "note:"], "ghi chú:\"anh Tư\""),
    field(QueryField::Document, "document", &["vb:", "doc:"], "vb:38/2022/NĐ-CP"),
    field(QueryField::Where, "where", &["nơi:", "place:"], "nơi:\"Bình Dương\" đình công"),
    field(QueryField::Similar, "similar", &["giống:", "similar:"], "giống:123"),
    field(QueryField::Since, "since", &["từ:", "from:", "since:", "after:"], "từ:2024-01"),
    field(QueryField::Until, "until", &["đến:", "to:", "until:", "before:"], "đến:15/03/2024"),
    sign("days", &["7 ngày", "từ:7d"], "7 ngày lương"),
    state(QueryState::Today, "today", &["hôm nay", "is:today"], "hôm nay"),
    state(QueryState::Yesterday, "yesterday", &["hôm qua", "is:yesterday"], "hôm qua"),
    state(QueryState::ThisWeek, "this-week", &["tuần này", "is:this-week"], "lương tuần này"),
    state(QueryState::ThisMonth, "this-month", &["tháng này", "is:this-month"], "đình công tháng này"),
    state(QueryState::Unread, "unread", &["chưa đọc", "is:unread"], "chưa đọc lương"),
    state(QueryState::Read, "read", &["đã đọc", "is:read"], "đã đọc lương"),
    state(QueryState::Starred, "starred", &["đánh dấu", "is:starred"], "đánh dấu"),
    state(QueryState::Muted, "muted", &["đã ẩn", "is:muted"], "đã ẩn"),
    state(
        QueryState::Pictured,
        "pictured",
        &["có ảnh", "có hình", "has:image", "has:picture", "has:photo", "has:ảnh", "has:hình"],
        "có ảnh",
    ),
    state(QueryState::Noted, "noted", &["có ghi chú", "is:noted", "has:note", "has:ghi-chú"], "có ghi chú"),
    // No words of their own: "luật đã sửa đổi" is a text.
    state(QueryState::Edited, "edited", &["is:đã-sửa", "is:edited", "is:corrected"], "is:đã-sửa hôm nay"),
    state(QueryState::Removed, "gone", &["is:đã-gỡ", "is:gone", "is:removed"], "is:đã-gỡ"),
    field(QueryField::State, "is", &["is:"], "is:da-doc"),
    field(QueryField::Has, "has", &["has:"], "has:image"),
];

/// A field's name in Vietnamese, with its marks and the colon.
pub fn field_name(field: QueryField) -> &'static str {
    QUERY_FORMS.iter().find(|form| form.part == QueryPart::Field(field)).map_or("", |form| form.written[0])
}

/// The names of all states as values of `is:`, separated by commas.
pub fn state_names() -> String {
    let mut names: Vec<&str> = Vec::new();
    for form in QUERY_FORMS.iter().filter(|form| matches!(form.part, QueryPart::State(_))) {
        names.extend(form.written.iter().filter_map(|name| name.strip_prefix("is:")));
    }
    names.join(", ")
}
