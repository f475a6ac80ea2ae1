//! How a command ends: the table of exit codes, and failures as messages.

use std::process::ExitCode;

use crate::config::ConfigError;
use crate::sources::SourceError;
use crate::store::StoreError;

use crate::cli::words::Say;

/// The table as `--help` prints it.
pub const EXIT_TABLE: &str = "\
Exit codes:
  0  all went well
  1  failed
  2  wrong usage or configuration
  3  some sources failed, the others went well
  4  nothing found";

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All went well.
    Fine,
    /// Failed.
    Failed,
    /// Wrong usage or configuration.
    Usage,
    /// Some sources (or lines of an import) failed.
    Partly,
    /// Nothing found.
    Nothing,
}

impl Exit {
    /// Its number.
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::Partly => 3,
            Self::Nothing => 4,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Why a command stopped early.
#[derive(Debug)]
pub enum CommandFailure {
    /// The reader of our output has closed it; nothing to report.
    Closed,
    /// A message for stderr.
    Said(Exit, String),
    /// An error of the archive, not yet in the user's language.
    Store(StoreError),
    /// Likewise, an error of the operating system.
    System(std::io::Error),
    /// Likewise, mistakes in the configuration.
    Config(Vec<ConfigError>),
    /// Likewise, a mistake in a source.
    Source(SourceError),
}

impl CommandFailure {
    /// The failure with its message in the user's language.
    pub(super) fn said(self, say: Say) -> Self {
        match self {
            Self::Store(error) => Self::failed(say.archive_error(&error)),
            Self::System(error) => Self::failed(say.why(&error)),
            Self::Config(errors) => {
                Self::usage(errors.iter().map(|error| say.config_error(error)).collect::<Vec<_>>().join("\n"))
            }
            Self::Source(error) => Self::usage(say.source_error(&error)),
            Self::Closed | Self::Said(..) => self,
        }
    }

    /// The message alone.
    pub(super) fn sentence(self, say: Say) -> String {
        match self.said(say) {
            Self::Said(_, sentence) => sentence,
            _ => String::new(),
        }
    }

    /// A failure with a message.
    pub fn failed(sentence: impl ToString) -> Self {
        Self::Said(Exit::Failed, sentence.to_string())
    }

    /// A usage error with a message.
    pub fn usage(sentence: impl ToString) -> Self {
        Self::Said(Exit::Usage, sentence.to_string())
    }

    /// Nothing found, with a message.
    pub fn nothing(sentence: impl ToString) -> Self {
        Self::Said(Exit::Nothing, sentence.to_string())
    }
}

/// The result of every command.
pub type Outcome = Result<Exit, CommandFailure>;

impl From<std::io::Error> for CommandFailure {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe { Self::Closed } else { Self::System(error) }
    }
}

impl From<StoreError> for CommandFailure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<SourceError> for CommandFailure {
    fn from(error: SourceError) -> Self {
        Self::Source(error)
    }
}

impl From<Vec<ConfigError>> for CommandFailure {
    fn from(errors: Vec<ConfigError>) -> Self {
        Self::Config(errors)
    }
}

impl From<serde_json::Error> for CommandFailure {
    fn from(error: serde_json::Error) -> Self {
        Self::failed(error)
    }
}
