//! Programs of the user's that have the terminal for a while.

use super::terminal::Terminal;

/// Waits for Enter before it comes back.
const ASKED: &str = "Nhấn Enter để trở lại";

#[test]
fn a_program_that_wrote_nothing_gives_the_screen_back_at_once_and_one_that_wrote_waits_to_be_read() {
    let mut terminal = Terminal::start(100, 30, &["--demo"]);
    terminal.tells_cursor = true;
    terminal.shows("Xong:").send("\r").shows("phút đọc");
    terminal.send(":run true\r").shows("Lệnh đã chạy xong").send(":run false\r").shows("không thành");
    terminal.send("|cat > /dev/null\r").shows("Lệnh đã chạy xong").shows("phút đọc");
    // At the last row of the terminal, too, and where the line is not ended.
    for command in [":run echo mot", "|seq 80", ":run printf mot"] {
        terminal.send(&format!("{command}\r")).shows(ASKED).send("\r").shows("phút đọc");
    }
    terminal.send("\x03");
    assert_eq!(terminal.end().0, 0);
}
