//! `loa config init|show|check|path`.

use crate::config::{Environment, Loaded, Paths, example, load};

use super::args::{Common, ConfigCommand};
use super::exit::{Exit, Failure, Outcome};
use super::output::Output;
use super::session::flags;
use super::words::Say;

/// Runs the command. `init` and `path` work even when the configuration is broken.
pub(super) fn run(common: &Common, command: &ConfigCommand) -> Outcome {
    let environment = Environment::of_process();
    let paths = Paths::find(common.config.as_deref(), common.data_dir.as_deref(), &environment);
    let mut out = Output::stdout(common.color, &environment);
    match command {
        ConfigCommand::Init => out.line(example::render().trim_end())?,
        ConfigCommand::Path => out.line(&paths.config.display().to_string())?,
        ConfigCommand::Show => out.line(example::show(&loaded(common, &paths, &environment)?).trim_end())?,
        ConfigCommand::Check => {
            let loaded = loaded(common, &paths, &environment)?;
            let file = loaded.file.as_ref().map(|file| file.display().to_string());
            out.line(&Say(loaded.language()).config_fine(file.as_deref()))?;
        }
    }
    out.flush()?;
    Ok(Exit::Fine)
}

fn loaded(common: &Common, paths: &Paths, environment: &Environment) -> Result<Loaded, Failure> {
    Ok(load(&paths.config, common.config.is_some(), environment, &flags(common))?)
}
