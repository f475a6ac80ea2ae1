//! `loa show --revisions` and `--diff`: the earlier versions of an article, and what the newspaper changed.

use serde_json::json;

use crate::model::{Article, Moment, Revision};
use crate::text::revision::{self, ChangeExtent};

use crate::cli::args::{ShowArgs, ShowFormat};
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::output::TextLook;
use crate::cli::output::render;
use crate::cli::session::Session;

/// Lists the earlier versions, newest first.
pub(in crate::cli) fn list(
    session: &mut Session,
    article: &Article,
    revisions: &[Revision],
    args: &ShowArgs,
) -> Outcome {
    if revisions.is_empty() {
        return Err(CommandFailure::nothing(no_revisions(session, article)));
    }
    for (number, version) in (1..).zip(revisions) {
        let ChangeExtent { gone, new } = revision::extent(&changes(article, version));
        if args.format == Some(ShowFormat::Json) || args.shape.json {
            session.out.json(&json!({
                "number": number, "fetched": Moment::exact(version.fetched), "title": version.title,
                "gone": gone, "new": new, "body": version.body,
            }))?;
        } else {
            let date = render::date(Some(Moment::exact(version.fetched)));
            session.out.line(&format!("{number:>2}  {date}  −{gone} +{new}  {}", version.title))?;
        }
    }
    Ok(Exit::Fine)
}

/// Explains why there is no earlier version.
fn no_revisions(session: &Session, article: &Article) -> String {
    match (article.body.is_empty(), article.row.edited) {
        (true, _) => session.say.phrase("never-read"),
        (false, true) => session.say.phrase("revisions-lost"),
        (false, false) => session.say.phrase("cli-no-revisions"),
    }
}

/// Prints what changed since the version with this number.
pub(in crate::cli) fn diff(session: &mut Session, article: &Article, revisions: &[Revision], number: usize) -> Outcome {
    if revisions.is_empty() {
        return Err(CommandFailure::nothing(no_revisions(session, article)));
    }
    let Some(version) = number.checked_sub(1).and_then(|at| revisions.get(at)) else {
        return Err(CommandFailure::nothing(session.say.no_revision(number, revisions.len())));
    };
    let date = render::date(Some(Moment::exact(version.fetched)));
    session.out.painted(&session.out.paint(&session.say.changed_since(&date), TextLook::Dim))?;
    for (sign, text) in changes(article, version).iter().filter_map(revision::line) {
        let look = if sign == '−' { TextLook::Dim } else { TextLook::Plain };
        for line in render::hanging(session, &format!("{sign} "), &text, look) {
            session.out.painted(&line)?;
        }
    }
    Ok(Exit::Fine)
}

/// The changes from an earlier version to the current article.
fn changes(article: &Article, version: &Revision) -> Vec<revision::RevisedParagraph> {
    revision::between(version, article)
}
