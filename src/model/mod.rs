//! Shared plain data types, which every room may use. Uses no other room.
//!
//! `serde` is allowed here only for formats that are contracts: an extracted article and a stored, exported or imported
//! one have the same JSON, which is defined once.

pub mod article;
pub mod block;
mod case;
pub mod complaint;
pub mod finding;
pub mod id;
mod imprint;
pub mod language;
mod line_index;
pub mod listing;
pub mod offer;
pub mod progress;
pub mod query;
pub mod query_form;
pub mod rows;
pub mod search;
pub mod time;
pub mod trouble;
pub mod url;

pub use article::{
    Article, DateRank, Draft, Evidence, Field, LabelChange, Labelled, Note, Offline, PlainVersion, Provenance,
    Revision, Summary, VersionKind,
};
pub use block::{Block, Mark, MarkKind, Rich};
pub use case::Judgement;
pub use complaint::{Complaint, QueryMistake};
pub use finding::{Finding, FindingKind};
pub use id::{ArticleId, IMPORTED, JobId, SectionId, SourceId, StoryId};
pub use imprint::Imprint;
pub use language::Language;
pub use line_index::LineIndex;
pub use listing::{Entry, Extent, FeedText, Listing};
pub use progress::{SyncNews, Tally};
pub use query::{Cursor, Filter, Order, Query, RowSide, Scope, Window};
pub use query_form::{QUERY_FORMS, QueryField, QueryForm, QueryPart, QueryState};
pub use rows::{CitedDocument, Counts, DocumentOrder, RowMark, Rows, Since};
pub use search::{Fit, Hit, HitOrder, Hits, Loose, Looseness, SavedSearch, SearchKind, SearchRequest, Synonyms};
pub use time::{Clock, FixedClock, Moment, Precision, SystemClock, Timestamp};
pub use trouble::{Trouble, TroubleKind};
pub use url::{CanonicalUrl, registered_name, same_site};
