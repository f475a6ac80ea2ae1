//! Handles the screen's requests about the configuration: looking at an address, adding the chosen parts, hiding the
//! built-in newspapers, changing settings. Each request reads the configuration again and writes it completely or not
//! at all. Answers are in the language of the screen.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::{Added, Asking, Connection, Seen, SourceDesk};
use crate::config::edit::set;
use crate::config::settings::{SETTINGS, SettingRow};
use crate::config::{Environment, Loaded, Paths, settings};
use crate::fetch::{Fetcher, NetworkSettings};
use crate::model::offer::OfferPart;
use crate::model::{SourceId, SystemClock};
use crate::sources::{BuiltIn, Catalog};
use crate::sync::{Discovery, Enlisted, GivenNames, NoSource, discover, enlist, offer};

use crate::cli::args::Common;
use crate::cli::catalog::catalog;
use crate::cli::commands::{configuration, edit, source_add, source_remove, source_work};
use crate::cli::demo::Demo;
use crate::cli::exit::CommandFailure;
use crate::cli::session::{RefreshGround, Session};
use crate::cli::words::Say;

/// What the requests need.
struct Desk {
    common: Common,
    ground: RefreshGround,
}

/// The handler for a session.
pub(super) fn desk(session: &Session) -> Arc<dyn SourceDesk> {
    Arc::new(Desk { common: session.common.clone(), ground: session.ground() })
}

impl Desk {
    fn configuration(&self) -> Result<(Loaded, Arc<Catalog>, PathBuf), CommandFailure> {
        let environment = Environment::of_process();
        let paths = Paths::find(self.common.config.as_deref(), self.common.data_dir.as_deref());
        let loaded = configuration::loaded(&self.common, &paths, &environment)?;
        let catalog = if self.common.demo { Demo::catalog()? } else { catalog(&loaded)? };
        Ok((loaded, catalog, paths.config))
    }

    /// The network settings for the connection wished for now.
    fn network(&self, loaded: &Loaded, catalog: &Catalog, wish: Connection) -> NetworkSettings {
        NetworkSettings { offline: wish == Connection::Forbidden, ..self.ground.network(&loaded.config, catalog) }
    }

    fn looked(&self, address: &str, Asking { network, language }: Asking) -> Result<Seen, CommandFailure> {
        let say = Say(language);
        let (loaded, catalog, _) = self.configuration()?;
        let settings = source_add::with_trust(self.network(&loaded, &catalog, network), address, &[]);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let fetcher = Fetcher::new(settings);
        let answer = runtime.block_on(discover(&fetcher, &catalog, &SystemClock, address));
        let (found, remark) = match answer {
            Ok(found) => (found, None),
            Err(why) => {
                let sentence = source_work::no_source(say, address, &why).sentence(say);
                match why {
                    // The user can choose among the other parts of the site.
                    NoSource::Article(found) | NoSource::Empty(found) | NoSource::NoSuchPage(found)
                        if !found.categories.is_empty() =>
                    {
                        (*found, sentence.lines().next().map(str::to_owned))
                    }
                    _ => return Err(CommandFailure::nothing(sentence)),
                }
            }
        };
        Ok(Seen { offer: offer(&found, &catalog), found, remark })
    }

    fn added(
        &self,
        found: &Discovery,
        chosen: &[OfferPart],
        Asking { network, language }: Asking,
    ) -> Result<Added, CommandFailure> {
        let say = Say(language);
        let (loaded, catalog, file) = self.configuration()?;
        let settings = source_add::with_trust(self.network(&loaded, &catalog, network), "", chosen);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let fetcher = Fetcher::new(settings);
        let names = GivenNames::default();
        let enlisted = runtime.block_on(enlist((&fetcher, &catalog, &SystemClock), found, chosen, &names));
        let Enlisted { source, refused, .. } = &enlisted;
        let told = refused.iter().map(|(name, why)| say.part_refused(name, &say.no_source(name, why)));
        let told: Vec<String> = told.collect();
        if source.sections.is_empty() {
            let why = told.first().cloned().unwrap_or_else(|| say.phrase("no-part-chosen"));
            return Err(CommandFailure::nothing(why));
        }
        let before = loaded.text.unwrap_or_default();
        let after = source_add::with_source(&file, &before, source)?;
        write(say, &file, &after)?;
        Ok(Added { id: SourceId(source.id.clone()), sections: source.sections.len(), told, enlisted })
    }

    fn removed(&self, say: Say, typed: &str) -> Result<SourceId, CommandFailure> {
        let (loaded, catalog, file) = self.configuration()?;
        let before = loaded.text.unwrap_or_default();
        let (id, after) = source_remove::without_source(say, &catalog, (&file, &before), typed)?;
        write(say, &file, &after)?;
        Ok(SourceId(id))
    }

    fn toggled(&self, say: Say) -> Result<BuiltIn, CommandFailure> {
        let (loaded, _, file) = self.configuration()?;
        let next = if loaded.config.choice.builtin { BuiltIn::Named } else { BuiltIn::All };
        let Some(setting) = settings::find("sources", "builtin") else { return Ok(next) };
        let value = if next == BuiltIn::All { "true" } else { "false" };
        let after = set(&loaded.text.unwrap_or_default(), setting, value)
            .map_err(|why| CommandFailure::usage(format!("{}: {why:?}", file.display())))?;
        write(say, &file, &after)?;
        Ok(next)
    }

    fn values(&self, key: Option<&str>) -> Result<Vec<(String, String)>, CommandFailure> {
        let (loaded, ..) = self.configuration()?;
        let keys = key.map_or_else(|| SETTINGS.iter().map(SettingRow::key).collect(), |key| vec![key.to_owned()]);
        keys.into_iter().map(|key| Ok((key.clone(), edit::get(&loaded, &key)?))).collect()
    }
}

fn write(say: Say, file: &Path, text: &str) -> Result<(), CommandFailure> {
    let unwritable = |why: &str| CommandFailure::failed(say.unwritable(&file.display().to_string(), why));
    source_work::replace(file, text).map_err(|error| unwritable(&say.why(&error)))
}

impl SourceDesk for Desk {
    fn look(&self, address: &str, asking: Asking) -> Result<Seen, String> {
        self.looked(address, asking).map_err(|failure| failure.sentence(Say(asking.language)))
    }

    fn add(&self, found: &Discovery, chosen: &[OfferPart], asking: Asking) -> Result<Added, String> {
        self.added(found, chosen, asking).map_err(|failure| failure.sentence(Say(asking.language)))
    }

    fn remove(&self, typed: &str, asking: Asking) -> Result<SourceId, String> {
        let say = Say(asking.language);
        self.removed(say, typed).map_err(|failure| failure.sentence(say))
    }

    fn toggle_built_in(&self, asking: Asking) -> Result<BuiltIn, String> {
        let say = Say(asking.language);
        self.toggled(say).map_err(|failure| failure.sentence(say))
    }

    fn settings(&self, key: Option<&str>, asking: Asking) -> Result<Vec<(String, String)>, String> {
        self.values(key).map_err(|failure| failure.sentence(Say(asking.language)))
    }

    fn set(&self, key: &str, value: &str, asking: Asking) -> Result<(), String> {
        let environment = Environment::of_process();
        let paths = Paths::find(self.common.config.as_deref(), self.common.data_dir.as_deref());
        let say = Say(asking.language);
        edit::set(&self.common, &paths, &environment, say, (key, value))
            .map(|_| ())
            .map_err(|failure| failure.sentence(say))
    }
}
