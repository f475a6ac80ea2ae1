//! Arguments of `loa store`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// `loa store …`
#[derive(Debug, Clone, Subcommand)]
pub enum StoreCommand {
    /// Figures: articles, sizes, what waits for the search index, each source
    Stats(StoreOutput),
    /// Drop what the configuration lets go (`store.keep_days`, `store.max_mib`, `[[retention]]`); starred articles stay
    Prune(PruneArgs),
    /// Give free space back to the disk; needs as much again while it works
    Vacuum(StoreOutput),
    /// Look for damage; exit code 1 when there is some
    Check(CheckArgs),
    /// Copy the archive, whole and consistent, to a new file, while others go on using it
    Backup(BackupArgs),
    /// Put a copy in the archive's place; what was there is kept beside it
    Restore(RestoreArgs),
    /// Build the search index anew from the archive
    Reindex(StoreOutput),
    /// Remove everything that loa ever wrote: archive, copies, pictures, index, log; says first what that is
    Wipe(WipeArgs),
}

/// `loa store wipe`
#[derive(Debug, Clone, Args)]
pub struct WipeArgs {
    /// Remove without asking; needed where nobody can be asked
    #[arg(long, short)]
    pub yes: bool,
}

/// Flags of a `loa store` command that has no others.
#[derive(Debug, Clone, Args)]
pub struct StoreOutput {
    /// One object
    #[arg(long)]
    pub json: bool,
}

/// `loa store prune`
#[derive(Debug, Clone, Args)]
pub struct PruneArgs {
    /// Only say what would be dropped
    #[arg(long)]
    pub dry_run: bool,
    /// Drop without asking; needed where nobody can be asked
    #[arg(long, short, conflicts_with = "dry_run")]
    pub yes: bool,
    /// Articles older than N days may go, instead of `store.keep_days`; 0 = none for their age
    #[arg(long, value_name = "N")]
    pub keep_days: Option<u32>,
    /// The oldest may go until the texts take N MiB, instead of `store.max_mib`; 0 = no bound
    #[arg(long, value_name = "N")]
    pub max_mib: Option<u64>,
    /// Unread articles may go too
    #[arg(long)]
    pub unread: bool,
    /// One object
    #[arg(long)]
    pub json: bool,
}

/// `loa store check`
#[derive(Debug, Clone, Args)]
pub struct CheckArgs {
    /// Mend what can be mended: lists, counters, damaged rows; articles that are lost are read again from kept pages
    #[arg(long)]
    pub repair: bool,
    /// One object
    #[arg(long)]
    pub json: bool,
}

/// `loa store backup`
#[derive(Debug, Clone, Args)]
pub struct BackupArgs {
    /// A file that is not there yet
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// One object
    #[arg(long)]
    pub json: bool,
}

/// `loa store restore`
#[derive(Debug, Clone, Args)]
pub struct RestoreArgs {
    /// A copy that `loa store backup` made
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Restore without asking; needed where nobody can be asked
    #[arg(long, short)]
    pub yes: bool,
    /// One object
    #[arg(long)]
    pub json: bool,
}
