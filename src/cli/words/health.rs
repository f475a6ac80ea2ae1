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

    /// Families of fonts with every letter of Vietnamese, where their number is known, and letters to look at.
    pub(in crate::cli) fn fonts(self, families: Option<usize>) -> String {
        let known = match families {
            Some(0) => self.of("không phông nào có đủ chữ Việt; ", "no font has all letters of Vietnamese; "),
            Some(families) => {
                self.of(format!("{families} phông có đủ chữ Việt; "), format!("{families} fonts have all letters; "))
            }
            None => String::new(),
        };
        let sample = self.of(
            "chữ thử: ế ữ ợ ằ Đ – nếu thấy ô vuông, hãy đổi phông của terminal",
            "sample: ế ữ ợ ằ Đ – if you see boxes, change the terminal's font",
        );
        known + &sample
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
            "được dùng; `loa doctor --network` hỏi thử vài báo",
            "allowed; `loa doctor --network` asks some newspapers",
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

    /// Newspapers that answered.
    pub(in crate::cli) fn network_answers(self, hosts: &str) -> String {
        self.of(format!("tới được {hosts}"), format!("{hosts} can be reached"))
    }

    /// What helps where no newspaper answers.
    pub(in crate::cli) fn network_remedy(self) -> String {
        self.of(
            "xem lại Wi-Fi, dây mạng, DNS, proxy; trong khi chờ: loa --offline",
            "look at Wi-Fi, cable, DNS, proxy; meanwhile: loa --offline",
        )
    }

    /// Whose certificates are trusted, by the variable that names them, and the host of one that was.
    pub(in crate::cli) fn trusted_certificates(self, variable: Option<&str>, host: Option<&str>) -> String {
        let roots = match variable {
            Some(variable) => format!("${variable}"),
            None => self
                .of(
                    "kho của hệ thống; không có thì gốc Mozilla trong loa",
                    "the system's store, or Mozilla's roots in loa",
                )
                .clone(),
        };
        let trusted = host.map(|host| self.of(format!("; tin được {host}"), format!("; {host} is trusted")));
        roots + &trusted.unwrap_or_default()
    }

    /// A variable names certificates where there are none.
    pub(in crate::cli) fn no_certificates(self, variable: &str) -> String {
        self.of(
            format!("${variable} không dẫn tới chứng chỉ nào; dùng gốc Mozilla trong loa"),
            format!("${variable} leads to no certificate; Mozilla's roots in loa are used"),
        )
    }

    /// What helps where a certificate is not trusted.
    pub(in crate::cli) fn certificates_remedy(self) -> String {
        self.of(
            "xem lại đồng hồ; mạng này có thể đang chặn giữa đường (đăng nhập Wi-Fi, phần mềm diệt virus); chứng chỉ gốc riêng của cơ quan: $SSL_CERT_FILE",
            "look at the clock; this network may stand in between (login of a Wi-Fi, a virus scanner); a root of your own office: $SSL_CERT_FILE",
        )
    }

    /// The clock and that of a server differ.
    pub(in crate::cli) fn clock_apart(self, shown: &str, host: &str, minutes: i64) -> String {
        let by = minutes.abs();
        let (vi, en) = if minutes > 0 { ("nhanh", "ahead of") } else { ("chậm", "behind") };
        self.of(
            format!("{shown}: {vi} {by} phút so với đồng hồ của {host}"),
            format!("{shown}: {by} minutes {en} the clock of {host}"),
        )
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
