//! `loa topics`: the topics of labour news, and how many stored articles each has.

use crate::config::Config;
use crate::labour::topics::{self, Topic};

use crate::cli::args::{OutputForm, TopicsArgs};
use crate::cli::commands::list;
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::output::json;
use crate::cli::output::records::Records;
use crate::cli::session::Session;

/// Articles indexed before they are counted.
const INDEX_STEP: usize = 5_000;

/// The topics of a configuration, in order.
pub(in crate::cli) fn all(config: &Config) -> Vec<Topic> {
    let own = config.topics.iter().map(|topic| Topic { name: topic.name.clone(), query: topic.query.clone() });
    topics::with_own(&own.collect::<Vec<_>>())
}

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &TopicsArgs) -> Outcome {
    let topics = all(&session.loaded.config);
    let store = session.store()?;
    if let Err(error) = store.catch_up(INDEX_STEP, &|| false, &mut |_| {}) {
        session.message(&session.say.not_indexed(&error));
    }
    if let Some(name) = args.name.as_deref() {
        let Some(topic) = topics::find(&topics, name) else {
            let known: Vec<&str> = topics.iter().map(|topic| topic.name.as_str()).collect();
            return Err(CommandFailure::usage(session.say.no_such_topic(name, &known.join("; "))));
        };
        let mut rows = store.all_found(&topic.query)?;
        rows.sort_by_key(|row| std::cmp::Reverse((row.sort, row.id)));
        rows.truncate(args.limit);
        return list::all(session, &store, &rows, &args.shape);
    }
    let mut records = Records::new(&args.shape, json::TOPIC, &json::TOPIC[..2], session.say)?;
    for topic in &topics {
        let articles = store.count_found(&topic.query)?;
        match args.shape.form() {
            OutputForm::Text => session.out.line(&format!("{articles:>7}  {}", topic.name))?,
            _ => records.add(&mut session.out, &json::topic(topic, articles))?,
        }
    }
    records.finish(&mut session.out)?;
    Ok(Exit::Fine)
}
