//! The paths that loa reads and writes: the XDG folders, or everything under `--data-dir`.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

/// Name of the configuration file in its folder.
pub const CONFIG_FILE: &str = "config.toml";

/// The paths of one run. No folder is created here; whoever writes creates it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// The configuration file (which may not exist).
    pub config: PathBuf,
    /// The archive and its index.
    pub data: PathBuf,
    /// What may be deleted at any time.
    pub cache: PathBuf,
    /// The log.
    pub state: PathBuf,
    /// There is no home folder: the paths are temporary, and the user should be told.
    pub homeless: bool,
}

impl Paths {
    /// Finds the paths. With `data_dir`, everything that loa writes is under it; `config` is the file to read.
    pub fn find(config: Option<&Path>, data_dir: Option<&Path>) -> Self {
        let mut paths = Self::xdg();
        if let Some(dir) = data_dir {
            paths = paths.under(dir);
        }
        if let Some(file) = config {
            paths.config = file.to_path_buf();
        }
        paths
    }

    /// The same configuration, with everything that is written under `dir`.
    #[must_use]
    pub fn under(&self, dir: &Path) -> Self {
        Self {
            config: self.config.clone(),
            data: dir.to_path_buf(),
            cache: dir.join("cache"),
            state: dir.join("state"),
            homeless: false,
        }
    }

    fn xdg() -> Self {
        match etcetera::choose_base_strategy() {
            Ok(xdg) => Self {
                config: xdg.config_dir().join("loa").join(CONFIG_FILE),
                data: xdg.data_dir().join("loa"),
                cache: xdg.cache_dir().join("loa"),
                state: xdg.state_dir().unwrap_or_else(|| xdg.data_dir()).join("loa"),
                homeless: false,
            },
            Err(_) => Self::without_home(),
        }
    }

    /// No paths: the caller creates a temporary folder and calls [`Self::in_temporary`]. The empty configuration path
    /// names no file, so none is read.
    fn without_home() -> Self {
        let nowhere = PathBuf::new;
        Self { config: nowhere(), data: nowhere(), cache: nowhere(), state: nowhere(), homeless: true }
    }

    /// Everything is written under `dir`, which is removed at the end; no configuration is read from there.
    #[must_use]
    pub fn in_temporary(&self, dir: &Path) -> Self {
        Self { homeless: true, ..self.under(dir) }
    }

    /// The log file.
    pub fn log(&self) -> PathBuf {
        self.state.join("loa.log")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_data_dir_holds_everything_that_is_written() {
        let paths = Paths::find(None, Some(Path::new("/somewhere/loa")));
        for place in [&paths.data, &paths.cache, &paths.state, &paths.log()] {
            assert!(place.starts_with("/somewhere/loa"), "{}", place.display());
        }
    }

    #[test]
    fn a_named_configuration_is_the_one_read() {
        let paths = Paths::find(Some(Path::new("/x/y.toml")), None);
        assert_eq!(paths.config, Path::new("/x/y.toml"));
    }
}
