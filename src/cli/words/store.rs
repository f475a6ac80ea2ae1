//! Messages about the archive.

use crate::store::{FileTrouble, OpeningNotice, Problem, StoreError};

use crate::cli::words::Say;
use crate::words::Sayable;

/// Whether articles were dropped, or would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Pruning {
    Planned,
    Done,
}

impl Say {
    /// An error of the archive.
    pub(in crate::cli) fn archive_error(self, error: &StoreError) -> String {
        let values: &[(&str, &dyn Sayable)] = match error {
            StoreError::CannotOpen { path, what } | StoreError::File { path, what } => {
                &[("path", &path.display().to_string()), ("what", &self.file_trouble(what))]
            }
            StoreError::TooNew { found, known } => &[("found", found), ("known", known)],
            StoreError::Busy { seconds } => &[("seconds", seconds)],
            StoreError::Sql(what) | StoreError::Index(what) => &[("what", what)],
            StoreError::DiskFull | StoreError::ReadOnly | StoreError::Damaged => &[],
        };
        self.error(&format!("store-{}", error.kind()), error, values)
    }

    /// What happened when the archive was opened.
    pub(in crate::cli) fn opening(self, notice: &OpeningNotice) -> String {
        let (id, path) = match notice {
            OpeningNotice::Migrated { copy } => ("opening-migrated", copy),
            OpeningNotice::Salvaged { aside, articles } => {
                let aside = aside.display().to_string();
                return self.with("opening-salvaged", &[("articles", articles), ("path", &aside)]);
            }
            OpeningNotice::Emptied { home } => ("opening-emptied", home),
            OpeningNotice::LogCut { log } => ("opening-log-cut", log),
            OpeningNotice::NoFile { aside } => ("opening-no-file", aside),
            OpeningNotice::ReadOnly { file } => ("opening-read-only", file),
        };
        self.with(id, &[("path", &path.display().to_string())])
    }

    /// What is wrong with a file.
    fn file_trouble(self, what: &FileTrouble) -> String {
        let (id, why) = match what {
            FileTrouble::Exists => ("file-exists", ""),
            FileTrouble::NotAnArchive => ("file-no-archive", ""),
            FileTrouble::NoFile => ("file-no-file", ""),
            FileTrouble::BrokenLink => ("file-broken-link", ""),
            FileTrouble::Damaged(why) => ("file-damaged", why.as_str()),
            FileTrouble::Forbidden => ("file-forbidden", ""),
            FileTrouble::ReadOnlyDisk => ("file-read-only-disk", ""),
            FileTrouble::DiskFull => ("file-disk-full", ""),
            FileTrouble::Missing => ("file-missing", ""),
            FileTrouble::Other(why) => return why.clone(),
        };
        self.error(id, what, &[("why", &why)])
    }

    /// A line of `store stats`: the name of a figure, by its JSON name.
    pub(in crate::cli) fn figure(self, name: &str) -> String {
        self.named("figure", name)
    }

    /// The phrase for a name in JSON or code; the name itself if the catalogue has none.
    fn named(self, family: &str, name: &str) -> String {
        let id = format!("{family}-{}", name.replace('_', "-"));
        if self.words().has(&id) { self.phrase(&id) } else { name.to_owned() }
    }

    /// The totals of a prune.
    pub(in crate::cli) fn pruned(self, articles: u64, mib: &str, pruning: Pruning) -> String {
        let id = match pruning {
            Pruning::Done => "pruned",
            Pruning::Planned => "prune-planned",
        };
        self.with(id, &[("articles", &articles), ("mib", &mib)])
    }

    /// What stays although it is old.
    pub(in crate::cli) fn kept_back(self, starred: u64, unread: u64) -> String {
        self.with("kept-back", &[("starred", &starred), ("unread", &unread)])
    }

    /// How many articles of one source are removed.
    pub(in crate::cli) fn pruned_source(self, source: &str, articles: u64, mib: &str) -> String {
        self.with("pruned-source", &[("source", &source), ("articles", &articles), ("mib", &mib)])
    }

    /// Asks before the archive is replaced.
    pub(in crate::cli) fn ask_restore(self, file: &str) -> String {
        self.with("ask-restore", &[("file", &file)])
    }

    /// Free space was returned to the disk.
    pub(in crate::cli) fn vacuumed(self, before: &str, after: &str) -> String {
        self.with("vacuumed", &[("before", &before), ("after", &after)])
    }

    /// Before everything is removed.
    pub(in crate::cli) fn ask_wipe(self, things: usize) -> String {
        self.with("ask-wipe", &[("things", &things)])
    }

    /// What a wipe leaves.
    pub(in crate::cli) fn wipe_keeps(self, config: &str) -> String {
        self.with("wipe-keeps", &[("config", &config)])
    }

    /// After a wipe.
    pub(in crate::cli) fn wiped(self, things: usize) -> String {
        self.with("wiped", &[("things", &things)])
    }

    /// One problem.
    pub(in crate::cli) fn problem(self, problem: &Problem) -> String {
        let (id, values): (&str, &[(&str, &dyn Sayable)]) = match problem {
            Problem::File(what) => ("problem-file", &[("what", what)]),
            Problem::Counters { list, section, said, real } => {
                ("problem-counters", &[("list", &self.list_name(list, section)), ("said", said), ("real", real)])
            }
            Problem::Stray(rows) => ("problem-stray", &[("rows", rows)]),
            Problem::Unread(pages) => ("problem-unread", &[("pages", pages)]),
            Problem::Index => ("problem-index", &[]),
            Problem::Twins(articles) => ("problem-twins", &[("articles", articles)]),
            Problem::Row { id, what } => ("problem-row", &[("id", id), ("what", what)]),
            Problem::Texts { table, rows } => ("problem-texts", &[("table", table), ("rows", rows)]),
            Problem::Unlisted(articles) => ("problem-unlisted", &[("articles", articles)]),
        };
        self.error(id, problem, values)
    }

    /// A list by its source and section; if both are empty, that of all articles.
    fn list_name(self, source: &str, section: &str) -> String {
        match (source, section) {
            ("", _) => self.phrase("all-articles"),
            (source, "") => source.to_owned(),
            (source, section) => format!("{source}/{section}"),
        }
    }

    /// How much damage was found and repaired.
    pub(in crate::cli) fn mended(self, problems: usize) -> String {
        self.with("mended", &[("problems", &problems)])
    }

    /// Problems were found and not repaired.
    pub(in crate::cli) fn unsound(self, problems: usize) -> String {
        self.with("unsound", &[("problems", &problems)])
    }

    /// Articles were read again from stored pages.
    pub(in crate::cli) fn reread(self, articles: usize) -> String {
        self.with("reread", &[("articles", &articles)])
    }

    /// A copy was made.
    pub(in crate::cli) fn backed_up(self, file: &str, mib: &str) -> String {
        self.with("backed-up", &[("file", &file), ("mib", &mib)])
    }

    /// A backup was restored.
    pub(in crate::cli) fn restored(self, articles: u64, aside: Option<&str>) -> String {
        let before = aside.map(|aside| self.with("restored-before", &[("aside", &aside)])).unwrap_or_default();
        self.with("restored", &[("articles", &articles), ("before", &before)])
    }

    /// The index was built anew.
    pub(in crate::cli) fn reindexed(self, articles: u64) -> String {
        self.with("reindexed", &[("articles", &articles)])
    }

    /// The articles are stored, but the index could not be written.
    pub(in crate::cli) fn not_indexed(self, why: &StoreError) -> String {
        let why = self.archive_error(why);
        self.with("not-indexed", &[("why", &why)])
    }

    /// Another process is writing the index.
    pub(in crate::cli) fn index_elsewhere(self, waiting: usize) -> String {
        self.with("index-elsewhere", &[("waiting", &waiting)])
    }

    /// The name of long work, beside its progress bar.
    pub(in crate::cli) fn at_work(self, what: &str) -> String {
        self.named("at-work", what)
    }

    /// A file is not OPML.
    pub(in crate::cli) fn no_opml(self, why: &str) -> String {
        self.with("no-opml", &[("why", &why)])
    }

    /// A file is too large.
    pub(in crate::cli) fn file_too_large(self, mib: u64) -> String {
        self.with("file-too-large", &[("mib", &mib)])
    }

    /// The totals of an import of feeds.
    pub(in crate::cli) fn feeds_imported(self, new: usize, known: usize, unusable: usize, file: &str) -> String {
        self.with("feeds-imported", &[("file", &file), ("new", &new), ("known", &known), ("unusable", &unusable)])
    }
}
