//! The manual pages: one for each command from what clap knows, and those of the configuration, the query language and the
//! rules, from the tables that they are read by.

use std::fmt::Write as _;

use clap::Command;
use clap::builder::Resettable;

use super::{command, examples};
use crate::config::settings::{self, SECTIONS, SETTINGS, SettingKind};
use crate::model::{Language, QUERY_FORMS};
use crate::sources::{RULE_FIELDS, field_told};
use crate::words::Words;

/// Pages that are no command's: name, section.
pub(in crate::cli) const TOPICS: &[(&str, &str)] = &[("loa-config", "5"), ("loa-query", "7"), ("loa-rules", "5")];

/// The page of a command by its path (`sources add`, or `loa` itself), or of a topic; `None` without one.
pub(in crate::cli) fn page(name: &str, language: Language) -> Option<String> {
    match name {
        "loa-config" => Some(config(language)),
        "loa-query" => Some(query(language)),
        "loa-rules" => Some(rules(language)),
        _ => {
            let root = command(language);
            let path: Vec<String> = name.split([' ', '-']).filter(|w| *w != "loa").map(str::to_owned).collect();
            let mut found = &root;
            for word in &path {
                found = found.find_subcommand(word)?;
            }
            Some(of_command(found, &path, language))
        }
    }
}

/// Every page by the name of its file.
pub(in crate::cli) fn all(language: Language) -> Vec<(String, String)> {
    let root = command(language);
    let mut pages = Vec::new();
    collect(&root, &[], language, &mut pages);
    for (name, section) in TOPICS {
        pages.extend(page(name, language).map(|page| (format!("{name}.{section}"), page)));
    }
    pages
}

fn collect(command: &Command, path: &[String], language: Language, pages: &mut Vec<(String, String)>) {
    pages.push((format!("{}.1", full_name(path)), of_command(command, path, language)));
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set() && inner.get_name() != "help") {
        let path: Vec<String> = path.iter().cloned().chain([inner.get_name().to_owned()]).collect();
        collect(inner, &path, language, pages);
    }
}

fn full_name(path: &[String]) -> String {
    std::iter::once("loa").chain(path.iter().map(String::as_str)).collect::<Vec<_>>().join("-")
}

fn of_command(command: &Command, path: &[String], language: Language) -> String {
    let name = full_name(path);
    // Examples and exit codes have sections of their own here.
    let command = command.clone().name(name.clone()).display_name(name);
    let command = command.after_help(Resettable::Reset).after_long_help(Resettable::Reset);
    // The short help leaves out what holds everywhere; a page tells it.
    let command = command.mut_args(|argument| argument.hide_short_help(false));
    let mut page = Vec::new();
    let man = clap_mangen::Man::new(command).date(DATE).source(VERSION).manual(MANUAL);
    // Writing into memory does not fail.
    let _ = man.render(&mut page);
    let mut page = tidy(&String::from_utf8_lossy(&page));
    let of = if path.is_empty() { "loa".to_owned() } else { path.join(" ") };
    for (heading, entries) in [("EXIT STATUS", EXIT_STATUS), ("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES)] {
        let _ = writeln!(page, ".SH \"{heading}\"");
        for (name, vietnamese, english) in entries {
            let told = if language == Language::Vietnamese { vietnamese } else { english };
            let _ = writeln!(page, ".TP\n\\fB{}\\fR\n{}", escape(name), escape(told));
        }
    }
    let own: Vec<_> = examples().into_iter().filter(|example| example.of == of).collect();
    if !own.is_empty() {
        page += ".SH EXAMPLES\n";
        for example in own {
            let _ = writeln!(page, ".TP\n\\fB{}\\fR\n{}", escape(&example.run), escape(example.says(language)));
        }
    }
    page + ".SH \"SEE ALSO\"\nloa(1), loa\\-config(5), loa\\-query(7), loa\\-rules(5)\n"
}

/// The page without line breaks beside an empty line, which formatters warn of.
fn tidy(page: &str) -> String {
    let lines: Vec<&str> = page.lines().collect();
    let is_spare = |at: usize| {
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        lines[at] == ".br" && beside.filter_map(|at| lines.get(at)).any(|line| matches!(*line, ".sp" | ""))
    };
    let kept = (0..lines.len()).filter(|at| !is_spare(*at)).map(|at| lines[at]);
    kept.collect::<Vec<_>>().join("\n") + "\n"
}

/// When the pages were last looked through.
const DATE: &str = "2026-11-28";
const VERSION: &str = concat!("loa ", env!("CARGO_PKG_VERSION"));
const MANUAL: &str = "loa";

/// What is explained, in Vietnamese, in English.
type ExplainedWord = (&'static str, &'static str, &'static str);

const EXIT_STATUS: &[ExplainedWord] = &[
    ("0", "Mọi việc đều xong.", "All went well."),
    ("1", "Hỏng.", "Failed."),
    ("2", "Dùng sai lệnh hoặc cấu hình sai.", "Wrong usage or configuration."),
    ("3", "Vài nguồn hỏng, các nguồn khác xong.", "Some sources failed, the others went well."),
    ("4", "Không tìm thấy gì.", "Nothing found."),
];

const ENVIRONMENT: &[ExplainedWord] = &[
    ("LOA_CONFIG, LOA_DATA_DIR", "Như --config và --data-dir.", "The same as --config and --data-dir."),
    (
        "LOA_SECTION_KEY",
        "Một khóa của loa-config(5), ví dụ LOA_UI_MEASURE.",
        "A setting of loa-config(5), e.g. LOA_UI_MEASURE.",
    ),
    (
        "BROWSER, VISUAL, EDITOR, LOA_PAGER, PAGER, LESS",
        "Chương trình được gọi: trình duyệt, trình soạn thảo, trình phân trang.",
        "Programs that are called: browser, editor, pager.",
    ),
    ("NO_COLOR, CLICOLOR, CLICOLOR_FORCE, COLUMNS", "Màu và bề rộng của kết quả.", "Colour and width of the output."),
    (
        "LANGUAGE, LC_ALL, LC_MESSAGES, LANG",
        "Ngôn ngữ của lời nhắn và hướng dẫn: tiếng Anh khi bắt đầu bằng en, nếu không là tiếng Việt.",
        "The language of messages and help: English where it begins with en, else Vietnamese.",
    ),
    ("XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_CACHE_HOME, XDG_STATE_HOME", "Nơi để tệp.", "Where files are."),
    ("HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY", "Proxy.", "The proxy."),
    (
        "SSL_CERT_FILE, SSL_CERT_DIR",
        "Chứng chỉ gốc được tin, thay cho kho của hệ thống.",
        "Root certificates that are trusted in place of the system's.",
    ),
];

const FILES: &[ExplainedWord] = &[
    (
        "$XDG_CONFIG_HOME/loa/config.toml",
        "Cấu hình; thư mục themes/ ở bên cạnh. Thường là ~/.config/loa.",
        "The configuration; themes/ beside it. Usually ~/.config/loa.",
    ),
    (
        "$XDG_DATA_HOME/loa/",
        "Kho bài, chỉ mục tìm kiếm, ảnh được giữ. Thường là ~/.local/share/loa.",
        "The archive, its search index, kept pictures. Usually ~/.local/share/loa.",
    ),
    ("$XDG_STATE_HOME/loa/loa.log", "Nhật ký. Thường là ~/.local/state/loa.", "The log. Usually ~/.local/state/loa."),
];

fn head(name: &str, section: &str, about: &str) -> String {
    let title = name.to_uppercase();
    format!(
        ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n.TH {title} {section} {DATE} \"{VERSION}\" {MANUAL}\n.SH NAME\n{} \\- {}\n",
        escape(name),
        escape(about)
    )
}

/// One of two texts.
fn of(language: Language, vietnamese: &'static str, english: &'static str) -> &'static str {
    if language == Language::Vietnamese { vietnamese } else { english }
}

fn config(language: Language) -> String {
    let mut page = head("loa-config", "5", of(language, "cấu hình của loa", "the configuration of loa"));
    page += of(
        language,
        ".SH DESCRIPTION\nTOML. Tham số trên dòng lệnh được tính trước, rồi biến môi trường (LOA_ và khóa viết hoa, dấu \
         chấm thành _), rồi tệp, rồi giá trị mặc định; \\fBloa config show\\fR cho biết mỗi giá trị từ đâu mà có.\n",
        ".SH DESCRIPTION\nTOML. A flag counts before a variable of the environment, that before the file, that before \
         the default; \\fBloa config show\\fR tells which of them gave each value.\n",
    );
    for section in SECTIONS {
        let _ = write!(page, ".SH \"[{}]\"\n{}\n", escape(section.0), escape(settings::about(section, language)));
        let section = &section.0;
        for setting in SETTINGS.iter().filter(|setting| setting.section == *section) {
            let values = match setting.kind {
                SettingKind::Switch => "true, false".to_owned(),
                SettingKind::Number(least, most) => format!("{least} {} {most}", of(language, "đến", "to")),
                SettingKind::OneOf(words) | SettingKind::ListOf(words) => words.join(", "),
                SettingKind::Text => of(language, "chữ", "text").to_owned(),
                SettingKind::List => of(language, "danh sách chữ", "a list of texts").to_owned(),
            };
            let help = escape(setting.told(language));
            let _ = writeln!(page, ".TP\n\\fB{}\\fR ({})\n{help}", escape(setting.name), escape(&values));
        }
    }
    page + ".SH \"SEE ALSO\"\nloa(1), loa\\-rules(5)\n"
}

fn query(language: Language) -> String {
    let words = Words::shared(language);
    let about = of(language, "ngôn ngữ tìm của loa", "the query language of loa");
    let mut page = head("loa-query", "7", about);
    page += of(
        language,
        ".SH DESCRIPTION\nGõ có dấu hay không dấu đều được. Mọi điều được hỏi phải cùng đúng. Một ngày là một ngày \
         (\\fB31/01/2024\\fR, \\fBhôm nay\\fR, \\fBhôm qua\\fR), một tháng (\\fB2024\\-01\\fR), một năm, bấy nhiêu lâu đến \
         nay (\\fB7 ngày\\fR, \\fB7d\\fR, \\fB2 tuần\\fR, \\fB6h\\fR), hoặc một giờ (\\fB08:30\\fR).\n.SH TERMS\n",
        ".SH DESCRIPTION\nWords may be typed with or without diacritics. Everything that is asked must hold. A date is a \
         day (\\fB31/01/2024\\fR, \\fBhôm nay\\fR, \\fBhôm qua\\fR), a month (\\fB2024\\-01\\fR), a year, so many units up to \
         now (\\fB7 ngày\\fR, \\fB7d\\fR, \\fB2 tuần\\fR, \\fB6h\\fR), or a time (\\fB08:30\\fR).\n.SH TERMS\n",
    );
    for form in QUERY_FORMS {
        let told = words.say(&format!("query-{}", form.name));
        let _ = writeln!(
            page,
            ".TP\n\\fB{}\\fR\n{}\n.br\n\\fI{}\\fR",
            escape(&form.written.join("   ")),
            escape(&told),
            escape(form.example)
        );
    }
    page + ".SH \"SEE ALSO\"\nloa(1), loa\\-search(1)\n"
}

fn rules(language: Language) -> String {
    let about = of(language, "luật đọc trang của một báo", "rules by which loa reads the pages of a site");
    let mut page = head("loa-rules", "5", about);
    page += of(
        language,
        ".SH DESCRIPTION\nCác bảng của một [[source]] trong cấu hình. Mỗi trường là một bộ chọn CSS hoặc một danh sách, thử \
         lần lượt; cái đầu tiên tìm thấy gì thì được dùng. \\fBloa sources test ĐỊA\\-CHỈ\\fR cho biết từng trường tìm thấy \
         gì, \\fBloa sources learn TÊN\\-MÁY\\fR viết ra một bảng như vậy từ các trang đã lưu.\n",
        ".SH DESCRIPTION\nTables of a [[source]] in the configuration. Each field is a CSS selector or a list of them, \
         tried in order; the first that finds something counts. \\fBloa sources test ADDRESS\\fR tells what each finds, \
         \\fBloa sources learn HOST\\fR writes such a table from stored pages.\n",
    );
    let mut table = "";
    for field in RULE_FIELDS {
        if field.0 != table {
            table = field.0;
            let _ = writeln!(page, ".SH \"[{}]\"", escape(table));
        }
        let _ = writeln!(page, ".TP\n\\fB{}\\fR\n{}", escape(field.1), escape(field_told(field, language)));
    }
    page + ".SH \"SEE ALSO\"\nloa\\-sources\\-test(1), loa\\-sources\\-learn(1), loa\\-config(5)\n"
}

/// Text with what means something to roff made harmless.
fn escape(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-").replace('\'', "\\(aq");
    let lines = text.lines().map(|line| if line.starts_with('.') { format!("\\&{line}") } else { line.to_owned() });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_page_for_every_command_and_every_topic() {
        let pages = all(Language::English);
        for name in ["loa.1", "loa-list.1", "loa-sources-add.1", "loa-config.5", "loa-query.7", "loa-rules.5"] {
            assert!(pages.iter().any(|(file, _)| file == name), "{name}");
        }
        let list = &pages.iter().find(|(file, _)| file == "loa-list.1").unwrap().1;
        for section in ["NAME", "SYNOPSIS", "OPTIONS", "\"FILES\"", "\"ENVIRONMENT\"", "\"EXIT STATUS\"", "EXAMPLES"] {
            assert!(list.contains(&format!(".SH {section}")), "{section}: {list}");
        }
    }

    #[test]
    fn a_page_tells_what_holds_everywhere_and_has_no_empty_section() {
        for (language, told) in
            [(Language::English, "Make no request"), (Language::Vietnamese, "Không gửi yêu cầu nào")]
        {
            let page = page("list", language).unwrap();
            assert!(page.contains(told) && page.contains(DATE) && !page.contains(".SH EXTRA"), "{page}");
        }
    }

    #[test]
    fn the_topics_are_told_in_the_readers_language() {
        for (name, vietnamese, english) in [
            ("loa-config", "Chờ một yêu cầu tối đa", "A whole request may take this long"),
            ("loa-rules", "Phần tử chứa thân bài", "The element that holds the text"),
            ("loa-query", "Gõ có dấu hay không dấu", "with or without diacritics"),
        ] {
            let (of_vietnamese, of_english) =
                (page(name, Language::Vietnamese).unwrap(), page(name, Language::English).unwrap());
            assert!(of_vietnamese.contains(vietnamese) && !of_vietnamese.contains(english), "{of_vietnamese}");
            assert!(of_english.contains(english) && !of_english.contains(vietnamese), "{of_english}");
        }
    }

    #[test]
    fn a_page_is_found_by_the_path_of_its_command() {
        assert!(page("sources add", Language::English).unwrap().contains("loa\\-sources\\-add"));
        assert_eq!(page("nothing", Language::English), None);
    }
}
