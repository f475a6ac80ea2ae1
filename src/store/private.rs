//! Files for the user alone: folders 0700, files 0600, whatever the umask; and files of ours that no link of another's
//! leads away.
//!
//! Absent on purpose: anything on systems without Unix permissions; there a user's folders are private by default.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::path::Path;
use std::process::{Child, Command};
#[cfg(unix)]
use std::sync::{Mutex, OnceLock, PoisonError};

/// The index's directory in the archive's. The number changes with the fields, the folding or what makes a place: another number is
/// another index, made anew.
pub(super) const DIRECTORY: &str = "index-8";

/// The umask that the user came with.
#[cfg(unix)]
static USERS_UMASK: OnceLock<rustix::fs::Mode> = OnceLock::new();

/// Makes every file and folder that this process makes from now on the user's alone; SQLite and the index make theirs
/// without asking. Called once, before anything is written.
pub fn by_default() {
    #[cfg(unix)]
    {
        let users = rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
        USERS_UMASK.get_or_init(|| users);
    }
}

/// Starts a command of the user's with the user's own umask: what an editor or a hook writes is not loa's affair.
/// The umask is the whole process's, so that it is the user's for the moment of the start; what another thread makes in that
/// moment lies in a folder that is closed to others.
pub fn spawn(command: &mut Command) -> io::Result<Child> {
    #[cfg(unix)]
    if let Some(users) = USERS_UMASK.get() {
        static TURN: Mutex<()> = Mutex::new(());
        let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let ours = rustix::process::umask(*users);
        let started = command.spawn();
        rustix::process::umask(ours);
        return started;
    }
    command.spawn()
}

/// Makes a folder and those above it, as far as they are missing.
pub fn folder(dir: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(dir)
}

/// Opens a file whose lock matters and whose content does not, making it if it is missing. A link in its place is an error.
pub fn lock_file(path: &Path) -> io::Result<File> {
    open(OpenOptions::new().read(true).write(true).create(true).truncate(false), path)
}

/// Makes a new, empty file; what stands there already, a link too, is an error.
pub fn new_file(path: &Path) -> io::Result<File> {
    open(OpenOptions::new().write(true).create_new(true), path)
}

/// Opens a file to write at its end, making it if it is missing. A link in its place is an error.
pub fn appended(path: &Path) -> io::Result<File> {
    open(OpenOptions::new().append(true).create(true), path)
}

fn open(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        // A pipe in its place is an error too, and not waited for.
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        options.mode(0o600).custom_flags(flags.bits().cast_signed());
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::other("this is no regular file")) }
}

/// Whether something else than a file stands there: a folder, a link, a pipe, a device.
pub fn is_no_file(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|found| !found.is_file())
}

/// Takes from others what they may do with the archive's folder `dir` and with what loa keeps in it: an earlier version, or
/// another umask, may have given it. What cannot be changed stays; it is then not ours to change.
pub fn tighten(dir: &Path) {
    let index = dir.join(DIRECTORY);
    // The files of an index are looked at only when somebody else could reach them.
    if narrow(&index) {
        each(&index, |_| true);
    }
    narrow(dir);
    let ours = [super::FILE_NAME, super::PICTURES_FILE_NAME, "sync.lock", "index.lock"];
    each(dir, |name| ours.iter().any(|known| name.starts_with(known)));
}

fn each(dir: &Path, ours: impl Fn(&str) -> bool) {
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(&ours) {
            narrow(&entry.path());
        }
    }
}

/// Takes the rights of group and others from a file or folder; whether they had any. Links and shared folders (those with
/// the sticky bit) are left alone.
#[cfg(unix)]
fn narrow(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    let Ok(metadata) = std::fs::symlink_metadata(path) else { return false };
    let mode = metadata.permissions().mode();
    if metadata.is_symlink() || mode & 0o1000 != 0 || mode & 0o7700 == mode & 0o7777 {
        return false;
    }
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode & 0o7700)).is_ok()
}

#[cfg(not(unix))]
fn narrow(_: &Path) -> bool {
    false
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_lock_file_that_is_a_link_empties_nobodys_file() {
        let dir = tempfile::tempdir().unwrap();
        let (victim, link) = (dir.path().join("victim.txt"), dir.path().join("index.lock"));
        std::fs::write(&victim, "mine").unwrap();
        symlink(&victim, &link).unwrap();
        assert!(lock_file(&link).is_err() && new_file(&link).is_err() && appended(&link).is_err());
        assert_eq!(std::fs::read_to_string(&victim).unwrap(), "mine");
    }

    #[test]
    fn what_others_could_read_is_tightened_at_opening() {
        let dir = tempfile::tempdir().unwrap();
        let home = dir.path().join("loa");
        folder(&home.join(DIRECTORY)).unwrap();
        let in_index = format!("{DIRECTORY}/meta.json");
        let files = ["archive.db", "archive.db.before-restore-1", "pictures.db", &in_index].map(|f| home.join(f));
        for file in &files {
            std::fs::write(file, "x").unwrap();
            std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o666)).unwrap();
        }
        for open in [&home, &home.join(DIRECTORY)] {
            std::fs::set_permissions(open, std::fs::Permissions::from_mode(0o777)).unwrap();
        }
        tighten(&home);
        assert!(files.iter().all(|file| mode(file) == 0o600));
        assert_eq!((mode(&home), mode(&home.join(DIRECTORY))), (0o700, 0o700));
    }

    #[test]
    fn new_folders_and_files_are_the_users_alone() {
        let dir = tempfile::tempdir().unwrap();
        let deep = dir.path().join("a/b");
        folder(&deep).unwrap();
        lock_file(&deep.join("x")).unwrap();
        assert_eq!((mode(&dir.path().join("a")), mode(&deep), mode(&deep.join("x"))), (0o700, 0o700, 0o600));
    }
}
