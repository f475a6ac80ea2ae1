//! Requests about the configuration: what they write, and when they may use the network.

use super::terminal::Terminal;

#[test]
fn what_is_set_in_the_demo_stays_in_the_demo_and_the_users_settings_count_there() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("config").join("loa");
    std::fs::create_dir_all(&folder).unwrap();
    let (file, text) = (folder.join("config.toml"), "[ui]\nmeasure = 61\n");
    std::fs::write(&file, text).unwrap();
    let mut terminal = Terminal::start_at(home, 120, 36, &["--demo"], &[]);
    terminal.shows("Xong:").send(":set ui.measure\r").shows("ui.measure = 61");
    terminal.send(":set ui.size=large\r").shows("Đã ghi ui.size = large");
    terminal.send(":set ui.size\r").shows("ui.size = large");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    terminal.send("\x03");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_site_is_looked_at_as_soon_as_connections_are_allowed_again() {
    let mut terminal = Terminal::start(120, 36, &["--demo", "--offline"]);
    let look = ":source add atld-hoalam.example\r";
    terminal.shows("ngoại tuyến").send(look).shows("Đang ngoại tuyến theo ý bạn");
    terminal.send("gx").shows("Đã cho phép kết nối").send(look).shows("chọn mục để đọc");
    terminal.send("\x03");
    assert_eq!(terminal.end().0, 0);
}
