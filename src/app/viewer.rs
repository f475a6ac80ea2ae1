//! The viewer of pictures: the user's own (`ui.viewer`), which is given a picture as a file. Without one, the browser opens its
//! address.

use std::io::Write as _;
use std::path::PathBuf;

use tempfile::TempDir;

use super::browser::{Draws, name_of, start, with_argument};
use super::terminal;
use crate::store::private;
use crate::ui::Message;
use crate::ui::message::Reason;

/// Viewers that draw in the terminal: they are waited for.
const IN_TERMINAL: &[&str] =
    &["chafa", "viu", "timg", "catimg", "tiv", "jp2a", "img2txt", "kitten", "kitty", "img2sixel"];
/// Most pictures that lie in the folder; beyond this it is emptied.
const MAX_VIEWED: usize = 100;
/// Letters of a file's name that are taken from the picture's address.
const NAME_CHARS: usize = 40;

/// What shows pictures: a program and its arguments; empty where the browser does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Viewer(Vec<String>);

impl Viewer {
    /// The one of the configuration.
    pub fn of(setting: &str) -> Self {
        Self(setting.split_whitespace().map(str::to_owned).collect())
    }

    /// Whether the user has chosen none.
    pub(super) fn is_none(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it draws in the terminal, which the screen has to leave for it.
    pub(super) fn takes_the_terminal(&self) -> bool {
        IN_TERMINAL.contains(&name_of(&self.0))
    }

    /// Shows a picture. Waits only for a viewer that draws in the terminal, and then for the user, in the words `back`: such
    /// a viewer ends as soon as it has drawn.
    pub(super) fn show(&self, file: &str, back: &str) -> Message {
        let draws = if self.takes_the_terminal() { Draws::Here } else { Draws::Elsewhere };
        let outcome = start(&with_argument(&self.0, file), draws);
        if draws == Draws::Here {
            terminal::wait_for_enter(back);
        }
        match outcome {
            Ok(()) => Message::Done("picture-opened"),
            Err(error) => Message::Failed("command-failed", self.0.join(" "), Reason::from(&error)),
        }
    }
}

/// The pictures that were given to the viewer: a folder that is closed to others and goes when the screen is left.
#[derive(Default)]
pub(super) struct Viewed {
    folder: Option<TempDir>,
    many: usize,
}

impl Viewed {
    /// A file with these bytes; `None` where they are no picture of a common kind, which no viewer should be given.
    ///
    /// # Errors
    /// It could not be written.
    pub(super) fn file(&mut self, address: &str, bytes: &[u8]) -> std::io::Result<Option<PathBuf>> {
        let Some(ending) = ending(bytes) else { return Ok(None) };
        if self.many >= MAX_VIEWED {
            *self = Self::default();
        }
        let folder = match self.folder.take() {
            Some(folder) => folder,
            None => closed_folder()?,
        };
        let path = self.folder.insert(folder).path().join(format!("{}-{}.{ending}", self.many + 1, name(address)));
        self.many += 1;
        private::new_file(&path)?.write_all(bytes)?;
        Ok(Some(path))
    }
}

/// A new folder that is closed to others, whatever the umask.
fn closed_folder() -> std::io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.prefix("loa-").tempdir()
}

/// The end of an address as a name: letters and digits without marks, points and strokes.
fn name(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(NAME_CHARS).collect()
}

/// The ending of a picture's file, by its first bytes.
fn ending(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some("jpg"),
        [0x89, b'P', b'N', b'G', ..] => Some("png"),
        [b'G', b'I', b'F', b'8', ..] => Some("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f' | b's', ..] => Some("avif"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n...";

    #[test]
    fn a_picture_lies_in_a_closed_folder_under_a_harmless_name_until_the_screen_is_left() {
        let mut viewed = Viewed::default();
        let address = "https://a.test/x/../a\u{1b}[31m $(id);\u{202e}nh.svg?w=1#2";
        let path = viewed.file(address, PNG).unwrap().unwrap();
        assert_eq!(path.file_name().unwrap().to_str().unwrap(), "1-a--31m---id---nh.png");
        assert_eq!(std::fs::read(&path).unwrap(), PNG);
        let second = viewed.file("https://a.test/", PNG).unwrap().unwrap();
        assert_eq!(second.parent(), path.parent());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(path.parent().unwrap()), mode(&path)), (0o700, 0o600));
        }
        drop(viewed);
        assert!(!path.exists() && !path.parent().unwrap().exists());
    }

    #[test]
    fn what_is_no_picture_is_given_to_no_viewer() {
        let mut viewed = Viewed::default();
        for bytes in [&b"<svg onload=x>"[..], b"", b"\x89PN", b"#!/bin/sh"] {
            assert_eq!(viewed.file("https://a.test/a.png", bytes).unwrap(), None);
        }
    }

    #[test]
    fn the_folder_is_emptied_before_it_grows_without_end() {
        let mut viewed = Viewed::default();
        let first = viewed.file("https://a.test/a.png", PNG).unwrap().unwrap();
        for _ in 0..MAX_VIEWED {
            viewed.file("https://a.test/a.png", PNG).unwrap().unwrap();
        }
        assert!(!first.exists());
    }

    #[test]
    fn the_file_is_one_argument_of_the_users_program() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let viewer = Viewer::of(&format!("cp %s {}", out.display()));
        let file = folder.path().join("a b;$(id).png");
        std::fs::write(&file, PNG).unwrap();
        let shown = viewer.show(file.to_str().unwrap(), "");
        assert!(matches!(shown, Message::Done("picture-opened")));
        let until = std::time::Instant::now() + std::time::Duration::from_secs(10);
        while !std::fs::read(&out).is_ok_and(|bytes| bytes == PNG) && std::time::Instant::now() < until {
            std::thread::yield_now();
        }
        assert_eq!(std::fs::read(&out).unwrap(), PNG);
        assert!(matches!(Viewer::of("/no/such/viewer").show("x", ""), Message::Failed("command-failed", ..)));
        assert!(Viewer::of("/usr/bin/chafa --size 80").takes_the_terminal() && !viewer.takes_the_terminal());
        assert!(Viewer::of("  ").is_none());
    }
}
