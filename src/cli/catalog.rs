//! What the configuration and the command line give together: the sites, and the flags that act as settings.

use std::sync::Arc;

use crate::cli::args::Common;
use crate::cli::exit::CommandFailure;
use crate::config::Loaded;
use crate::config::load::Flag;
use crate::extract;
use crate::sources::{BuiltIn, Catalog, overlay};

/// The built-in sites, overlaid with the user's own.
pub(super) fn catalog(loaded: &Loaded) -> Result<Arc<Catalog>, CommandFailure> {
    let mut catalog = Catalog::built_in()?;
    if let (Some(file), Some(text), false) = (&loaded.file, &loaded.text, loaded.config.sources.is_empty()) {
        let name = file.display().to_string();
        let sources = overlay::read(&name, text)?;
        for source in &sources {
            extract::check_rules(&name, &source.article, &source.listing)
                .map_err(|error| error.at_its_line(text, source.line))?;
        }
        catalog = catalog.with_user(&name, sources)?;
    }
    let choice = &loaded.config.choice;
    let built_in = if choice.builtin { BuiltIn::All } else { BuiltIn::Named };
    let groups = loaded.config.groups.iter().map(|group| (group.name.as_str(), group.sources.as_slice()));
    Ok(Arc::new(catalog.grouped(groups).arranged(&choice.order, built_in)))
}

/// The flags that act as settings.
pub(super) fn flags(common: &Common) -> Vec<Flag> {
    let offline = Flag { flag: "--offline", section: "network", name: "offline", value: "true".to_owned() };
    if common.offline { vec![offline] } else { Vec::new() }
}
