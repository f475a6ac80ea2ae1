//! What `loa doctor` says.

use super::Say;

impl Say {
    /// A name or a state that `doctor` tells.
    pub(in crate::cli) fn index_whole(self) -> String {
        self.of("đầy đủ", "whole")
    }

    /// A name or a state that `doctor` tells.
    pub(in crate::cli) fn never_refreshed(self) -> String {
        self.of(
            "Chưa có lần tải tin nào ở kho này; bài đến từ một tệp nhập.",
            "This archive was never refreshed; its articles were imported.",
        )
    }

    /// A name or a state that `doctor` tells.
    pub(in crate::cli) fn the_terminal(self) -> String {
        self.of("terminal", "terminal")
    }

    /// A name or a state that `doctor` tells.
    pub(in crate::cli) fn the_fonts(self) -> String {
        self.of("phông chữ", "fonts")
    }

    /// A name or a state that `doctor` tells.
    pub(in crate::cli) fn fonts(self) -> String {
        self.of(
            "chữ thử: ế ữ ợ ằ Đ – nếu thấy ô vuông, hãy đổi phông của terminal",
            "sample: ế ữ ợ ằ Đ – if you see boxes, change the terminal's font",
        )
    }

    /// A name or a state that `doctor` tells.
    pub(in crate::cli) fn the_pictures(self) -> String {
        self.of("ảnh (ui.pictures)", "pictures (ui.pictures)")
    }

    /// A name or a state that `doctor` tells.
    pub(in crate::cli) fn the_clipboard(self) -> String {
        self.of("bảng tạm", "clipboard")
    }

    /// A name or a state that `doctor` tells.
    pub(in crate::cli) fn the_network(self) -> String {
        self.of("mạng", "network")
    }

    /// A name or a state that `doctor` tells.
    pub(in crate::cli) fn network_not_asked(self) -> String {
        self.of(
            "được dùng; `loa sync` cho biết tới được nguồn nào",
            "allowed; `loa sync` tells which sources can be reached",
        )
    }

    /// A name or a state that `doctor` tells.
    pub(in crate::cli) fn the_proxy(self) -> String {
        self.of("proxy", "proxy")
    }

    /// A name or a state that `doctor` tells.
    pub(in crate::cli) fn no_proxy(self) -> String {
        self.of("không có", "none")
    }

    /// A name or a state that `doctor` tells.
    pub(in crate::cli) fn the_certificates(self) -> String {
        self.of("chứng chỉ", "certificates")
    }

    /// A name or a state that `doctor` tells.
    pub(in crate::cli) fn own_certificates(self) -> String {
        self.of("bộ gốc của Mozilla, có sẵn trong loa", "Mozilla's roots, built into loa")
    }

    /// A name or a state that `doctor` tells.
    pub(in crate::cli) fn the_clock(self) -> String {
        self.of("đồng hồ", "clock")
    }

    /// The terminal: its name, how many colours, how wide ambiguous signs are.
    pub(in crate::cli) fn terminal(self, term: &str, colours: &str, width: &str) -> String {
        self.of(
            format!("{term}, {colours} màu, ui.ambiguous_width = {width}"),
            format!("{term}, {colours} colours, ui.ambiguous_width = {width}"),
        )
    }

    /// When a source was last well.
    pub(in crate::cli) fn last_good_day(self, day: &str) -> String {
        self.of(format!("lần tốt gần nhất {day}"), format!("last good visit {day}"))
    }

    /// The clock is behind.
    pub(in crate::cli) fn clock_behind(self, shown: &str) -> String {
        self.of(
            format!("{shown}: đồng hồ chạy chậm; ngày của bài và chứng chỉ sẽ sai"),
            format!("{shown}: the clock is behind; dates and certificates will be wrong"),
        )
    }
}
