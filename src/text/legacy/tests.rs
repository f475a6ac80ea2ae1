//! Texts in the old code pages, and texts that must not change.

use super::*;

#[test]
fn charts_are_full() {
    assert_eq!(TCVN3.chars().count(), 0xfe - 0xa1 + 1);
    assert_eq!(VISCII.chars().count(), 128);
}

#[test]
fn tcvn3_bytes_read_as_1252_are_put_right() {
    assert_eq!(repair("C«ng ®oµn c¬ së"), "Công đoàn cơ sở");
}

#[test]
fn vni_bytes_read_as_1252_are_put_right() {
    assert_eq!(repair("Coâng ñoaøn cô sôû"), "Công đoàn cơ sở");
}

#[test]
fn capitals_without_a_code_come_back_from_their_word() {
    assert_eq!(repair("NGHÞ §ÞNH"), "NGHỊ ĐỊNH");
}

#[test]
fn utf8_read_as_1252_is_put_right_once_and_twice() {
    assert_eq!(repair("Lao Ä‘á»™ng"), "Lao động");
    assert_eq!(repair("CÃƒÂ´ng Ã„â€˜oÃƒÂ\u{a0}n"), "Công đoàn");
}

#[test]
fn words_of_other_languages_stay() {
    for text in ["Müller & Söhne", "Côte d’Ivoire", "µm, mg/m³", "façade Ã", "El Niño", "Ông Ãn", "©2024 «Le Monde»"]
    {
        assert_eq!(repair(text), text);
    }
}

#[test]
fn references_that_were_escaped_twice_are_read_again() {
    assert_eq!(repair("C&ocirc;ng nh&acirc;n"), "Công nhân");
    assert_eq!(repair("Th&#244;ng t&#432;"), "Thông tư");
    assert_eq!(repair("R&D; caf&eacute; &lt;b&gt;"), "R&D; caf&eacute; &lt;b&gt;");
}

#[test]
fn viqr_is_read_on_request() {
    assert_eq!(viqr("Vie^.t Nam, ddu+o+`ng. OK\\?"), "Việt Nam, đường. OK?");
}
