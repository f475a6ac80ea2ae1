//! `--demo`: our own paper on 127.0.0.1, walked by the real road into an archive that lasts as long as the run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::demo::{self, Paper};
use crate::model::Timestamp;
use crate::sources::{Catalog, overlay};

use super::exit::Failure;

/// Tries for a name of the temporary folder that nobody has.
const TRIES: usize = 16;

/// The running paper and its folder.
pub(super) struct Demo {
    paper: Paper,
    folder: Option<Folder>,
}

/// A folder that goes with us.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        // Whatever cannot be removed stays in the system's temporary folder, which cleans itself.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Demo {
    /// Starts the paper; the archive goes to `data_dir`, else to a temporary folder.
    pub(super) fn start(
        runtime: &tokio::runtime::Runtime,
        data_dir: Option<&Path>,
        now: Timestamp,
    ) -> Result<Self, Failure> {
        let paper = runtime.block_on(demo::start(now.0))?;
        let folder = if data_dir.is_some() { None } else { Some(temporary()?) };
        Ok(Self { paper, folder })
    }

    /// The temporary folder.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.folder.as_ref().map(|folder| folder.0.as_path())
    }

    /// The paper's sites and nothing else.
    pub(super) fn catalog() -> Result<Arc<Catalog>, Failure> {
        const FILE: &str = "(demo)";
        Ok(Arc::new(Catalog::default().with_user(FILE, overlay::read(FILE, demo::SOURCES_TOML)?)?))
    }

    /// Where its papers are served.
    pub(super) fn mirrors(&self) -> BTreeMap<String, String> {
        self.paper.mirrors()
    }
}

fn temporary() -> std::io::Result<Folder> {
    let mut last = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
    for _ in 0..TRIES {
        let name = format!("loa-demo-{}-{:08x}", std::process::id(), fastrand::u32(..));
        let path = std::env::temp_dir().join(name);
        match private_dir(&path) {
            Ok(()) => return Ok(Folder(path)),
            Err(error) => last = error,
        }
    }
    Err(last)
}

#[cfg(unix)]
fn private_dir(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().mode(0o700).create(path)
}

#[cfg(not(unix))]
fn private_dir(path: &Path) -> std::io::Result<()> {
    std::fs::DirBuilder::new().create(path)
}
