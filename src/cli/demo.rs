//! `--demo`: an invented newspaper on 127.0.0.1, read by the normal pipeline into an archive that lasts as long as the
//! run.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;

use crate::config::paths::CONFIG_FILE;
use crate::demo::{self, Paper};
use crate::model::Timestamp;
use crate::sources::{Catalog, overlay};
use crate::store::private;

use crate::cli::exit::CommandFailure;

/// The folder of the user's themes, beside the configuration.
const THEMES: &str = "themes";
/// Most themes that are copied into the demo.
const MAX_THEMES: usize = 100;

/// The running newspaper server and its folder.
pub(super) struct Demo {
    paper: Paper,
    folder: Option<TempDir>,
}

impl Demo {
    /// Starts the server; the archive goes to `data_dir`, otherwise to a temporary folder.
    pub(super) fn start(
        runtime: &tokio::runtime::Runtime,
        data_dir: Option<&Path>,
        now: Timestamp,
    ) -> Result<Self, CommandFailure> {
        let paper = runtime.block_on(demo::start(now.0))?;
        let folder = if data_dir.is_some() { None } else { Some(temporary()?) };
        Ok(Self { paper, folder })
    }

    /// The temporary folder.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.folder.as_ref().map(TempDir::path)
    }

    /// Only the demo's sites.
    pub(super) fn catalog() -> Result<Arc<Catalog>, CommandFailure> {
        const FILE: &str = "(demo)";
        Ok(Arc::new(Catalog::default().with_user(FILE, overlay::read(FILE, demo::SOURCES_TOML)?)?))
    }

    /// Where its sites are served.
    pub(super) fn mirrors(&self) -> BTreeMap<String, String> {
        self.paper.mirrors()
    }
}

/// Copies the user's configuration and themes into the demo's folder, so that changes made there do not touch the
/// originals.
pub(super) fn own_configuration(folder: &Path, home: &Path, text: Option<&str>) -> std::io::Result<PathBuf> {
    let file = folder.join(CONFIG_FILE);
    private::new_file(&file)?.write_all(text.unwrap_or_default().as_bytes())?;
    let home = home.parent().map(|home| home.join(THEMES));
    let Some(themes) = home.and_then(|home| std::fs::read_dir(home).ok()) else { return Ok(file) };
    std::fs::create_dir(folder.join(THEMES))?;
    for theme in themes.flatten().take(MAX_THEMES).filter(|theme| theme.path().is_file()) {
        std::fs::copy(theme.path(), folder.join(THEMES).join(theme.file_name()))?;
    }
    Ok(file)
}

/// A folder with an unguessable name, private to the user, removed when dropped.
pub(super) fn temporary() -> std::io::Result<TempDir> {
    tempfile::Builder::new().prefix("loa-").tempdir()
}
