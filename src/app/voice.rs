//! A voice: the user's command, or a synthesiser that is found, given sentences one a line on its standard input.
//!
//! The table of presets says how each is asked to speak and to write a file. Deliberately absent: sound itself.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::time::Duration;

use thiserror::Error;

use crate::config::{Environment, Speech};
use crate::store::private;
use crate::text::guard;

/// How often a speaking program is looked at; stopping it takes no longer than two looks.
const LOOK: Duration = Duration::from_millis(20);

/// Why nothing can be read aloud.
#[derive(Debug, Error)]
pub enum VoiceError {
    /// No command is configured, and no synthesiser is found.
    #[error("no voice")]
    NoVoice,
    /// The voice cannot write a file.
    #[error("no file can be written by this voice")]
    NoFile,
    /// The program could not be run.
    #[error("{0}: {1}")]
    NotRun(String, std::io::Error),
    /// It ended with an error.
    #[error("{0}: {1}")]
    Failed(String, ExitStatus),
}

/// A synthesiser that is looked for.
struct Preset {
    program: &'static str,
    /// Arguments to speak standard input line by line; `{words}`, `{rate}`, `{length}` are the speed in its own unit.
    speak: &'static [&'static str],
    /// Arguments to write `{file}`; empty: it cannot.
    write: &'static [&'static str],
    /// It needs a model, which takes the place of `{model}`.
    model: bool,
}

/// In the order in which they are taken.
const PRESETS: &[Preset] = &[
    Preset { program: "spd-say", speak: &["-w", "-l", "vi", "-r", "{rate}", "-e"], write: &[], model: false },
    Preset {
        program: "espeak-ng",
        speak: &["-v", "vi", "-s", "{words}"],
        write: &["-v", "vi", "-s", "{words}", "-w", "{file}", "--stdin"],
        model: false,
    },
    Preset {
        program: "piper",
        speak: &[],
        write: &["--model", "{model}", "--length-scale", "{length}", "--output_file", "{file}"],
        model: true,
    },
];

/// Words a minute that espeak-ng speaks by itself.
const WORDS_A_MINUTE: u32 = 175;

/// Whether the program gets the signals of the terminal (ctrl-c) too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ProcessGroup {
    /// It does: the terminal stops it together with loa.
    Ours,
    /// It does not: only loa stops it, with everything that it started.
    Own,
}

/// Puts the program into a process group of its own, where the signals of the terminal do not reach it.
#[cfg(unix)]
fn set_process_group(command: &mut Command, group: ProcessGroup) {
    if group == ProcessGroup::Own {
        std::os::unix::process::CommandExt::process_group(command, 0);
    }
}

/// Without process groups every program gets the signals.
#[cfg(not(unix))]
fn set_process_group(_: &mut Command, _: ProcessGroup) {}

/// A voice at one speed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    command: Vec<String>,
}

impl Voice {
    /// The voice that speaks.
    pub fn to_speak(settings: &Speech, environment: &Environment, speed: u16) -> Result<Self, VoiceError> {
        let command = if settings.command.is_empty() {
            preset(environment, |preset| preset.speak).ok_or(VoiceError::NoVoice)?
        } else {
            settings.command.clone()
        };
        Ok(Self { command: filled(&command, speed, "") })
    }

    /// The voice that writes `file`.
    pub fn to_write(settings: &Speech, environment: &Environment, speed: u16, file: &Path) -> Result<Self, VoiceError> {
        let command = if settings.wav_command.is_empty() {
            let found = preset(environment, |preset| preset.write);
            found.ok_or(if settings.command.is_empty() { VoiceError::NoVoice } else { VoiceError::NoFile })?
        } else {
            settings.wav_command.clone()
        };
        Ok(Self { command: filled(&command, speed, &file.display().to_string()) })
    }

    /// Gives all lines to one run of the program, and waits until it has ended. Blocks.
    pub fn say_all(&self, lines: &[String]) -> Result<(), VoiceError> {
        let (mut child, pipe) = self.start(ProcessGroup::Ours)?;
        // A program that does not read to the end is no failure of ours; how it ended tells.
        drop(write(pipe, lines));
        let status = child.wait().map_err(|error| VoiceError::NotRun(self.name(), error))?;
        self.judged(status)
    }

    /// Says one line; `stop` is asked again and again meanwhile. Whether it was said to the end. Blocks.
    pub fn say(&self, line: &str, stop: &dyn Fn() -> bool) -> Result<bool, VoiceError> {
        let (mut child, pipe) = self.start(ProcessGroup::Own)?;
        let written = [line.to_owned()];
        // Written beside, so that a program that does not read can still be stopped.
        let writer = std::thread::spawn(move || drop(write(pipe, &written)));
        loop {
            match child.try_wait().map_err(|error| VoiceError::NotRun(self.name(), error))? {
                Some(status) => {
                    drop(writer.join());
                    return if stop() { Ok(false) } else { self.judged(status).map(|()| true) };
                }
                None if stop() => {
                    end(&mut child);
                    return Ok(false);
                }
                None => std::thread::sleep(LOOK),
            }
        }
    }

    fn start(&self, group: ProcessGroup) -> Result<(Child, Option<ChildStdin>), VoiceError> {
        let (program, arguments) = self.command.split_first().ok_or(VoiceError::NoVoice)?;
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        set_process_group(&mut command, group);
        let mut child = private::spawn(&mut command).map_err(|error| VoiceError::NotRun(self.name(), error))?;
        let pipe = child.stdin.take();
        Ok((child, pipe))
    }

    fn name(&self) -> String {
        guard(self.command.first().map_or("", String::as_str)).into_owned()
    }

    fn judged(&self, status: ExitStatus) -> Result<(), VoiceError> {
        if status.success() { Ok(()) } else { Err(VoiceError::Failed(self.name(), status)) }
    }
}

fn write(pipe: Option<ChildStdin>, lines: &[String]) -> std::io::Result<()> {
    let Some(mut pipe) = pipe else { return Ok(()) };
    for line in lines {
        let line = guard(line).replace('\n', " ");
        pipe.write_all(line.as_bytes())?;
        pipe.write_all(b"\n")?;
        pipe.flush()?;
    }
    Ok(())
}

/// Ends a program of a group of its own, with all that it started.
fn end(child: &mut Child) {
    if cfg!(unix) {
        let group = format!("-{}", child.id());
        // Without `kill` the program itself is ended all the same, below.
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// The first synthesiser that is found and can do what is asked.
fn preset(environment: &Environment, how: impl Fn(&Preset) -> &'static [&'static str]) -> Option<Vec<String>> {
    PRESETS.iter().find_map(|preset| {
        let arguments = Some(how(preset)).filter(|arguments| !arguments.is_empty())?;
        let program = find_program(environment, preset.program)?;
        let model = if preset.model { Some(piper_model(environment)?) } else { None };
        let filled = arguments.iter().map(|argument| match &model {
            Some(model) => argument.replace("{model}", &model.display().to_string()),
            None => (*argument).to_owned(),
        });
        Some(std::iter::once(program.display().to_string()).chain(filled).collect())
    })
}

fn find_program(environment: &Environment, name: &str) -> Option<PathBuf> {
    let path = environment.get("PATH")?;
    std::env::split_paths(path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// A Vietnamese voice of piper in the folders where its voices are kept.
fn piper_model(environment: &Environment) -> Option<PathBuf> {
    let home = environment.path("XDG_DATA_HOME").or_else(|| Some(environment.path("HOME")?.join(".local/share")));
    let folders = home.into_iter().flat_map(|home| [home.join("piper"), home.join("piper-voices")]);
    let mut found: Vec<PathBuf> = folders
        .chain([PathBuf::from("/usr/share/piper-voices")])
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flat_map(|entries| entries.filter_map(|entry| Some(entry.ok()?.path())))
        .filter(|file| file.extension().is_some_and(|end| end == "onnx"))
        .filter(|file| file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("vi_VN")))
        .collect();
    found.sort();
    found.into_iter().next()
}

/// The command with its speed and file; percent becomes the unit of each program.
fn filled(command: &[String], speed: u16, file: &str) -> Vec<String> {
    let percent = u32::from(speed.clamp(30, 300));
    let rate = (i64::from(percent) - 100).clamp(-100, 100);
    let length = format!("{}.{:02}", 100 / percent, 10_000 / percent % 100);
    let words = WORDS_A_MINUTE * percent / 100;
    let values = [
        ("{speed}", percent.to_string()),
        ("{words}", words.to_string()),
        ("{rate}", rate.to_string()),
        ("{length}", length),
        ("{file}", file.to_owned()),
    ];
    let fill =
        |argument: &String| values.iter().fold(argument.clone(), |text, (name, value)| text.replace(name, value));
    command.iter().enumerate().map(|(at, argument)| if at == 0 { argument.clone() } else { fill(argument) }).collect()
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    const LINE: &str = "Câu.";

    fn fake(script: &str) -> Voice {
        let settings = Speech { command: ["sh", "-c", script].map(str::to_owned).to_vec(), ..Speech::default() };
        Voice::to_speak(&settings, &Environment::default(), 100).unwrap()
    }

    #[test]
    fn every_sentence_is_a_line_of_one_run() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("heard");
        let voice = fake(&format!("cat > '{}'", file.display()));
        voice.say_all(&["Một câu.".to_owned(), "Hai\ncâu\u{1b}[31m.".to_owned()]).unwrap();
        assert_eq!(std::fs::read_to_string(file).unwrap(), "Một câu.\nHai câu.\n");
    }

    #[test]
    fn a_stopped_voice_ends_with_all_that_it_started() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("late");
        let voice = fake(&format!("cat > /dev/null; (sleep 600; echo > '{}') & wait", file.display()));
        let begun = Instant::now();
        let said = voice.say(LINE, &|| begun.elapsed() > Duration::from_millis(50)).unwrap();
        assert!(!said && !file.exists());
        // Far from the ten minutes that it would have taken.
        assert!(begun.elapsed() < Duration::from_mins(1));
    }

    #[test]
    fn a_sentence_that_was_said_says_so_and_a_failure_is_told() {
        assert!(fake("cat > /dev/null").say(LINE, &|| false).unwrap());
        assert!(matches!(fake("exit 3").say_all(&[]), Err(VoiceError::Failed(..))));
    }

    #[test]
    fn speed_and_file_stand_where_the_command_names_them() {
        let command = ["v", "-s", "{speed}", "{words}", "{rate}", "{length}", "{file}"].map(str::to_owned);
        assert_eq!(filled(&command, 200, "a.wav"), ["v", "-s", "200", "350", "100", "0.50", "a.wav"]);
    }

    #[test]
    fn without_a_command_and_a_synthesiser_there_is_no_voice() {
        let nothing = Environment::of(&[("PATH", "/nowhere")]);
        assert!(matches!(Voice::to_speak(&Speech::default(), &nothing, 100), Err(VoiceError::NoVoice)));
        let only_speaks = Speech { command: vec!["cat".to_owned()], ..Speech::default() };
        let file = Path::new("a.wav");
        assert!(matches!(Voice::to_write(&only_speaks, &nothing, 100, file), Err(VoiceError::NoFile)));
    }

    #[test]
    fn the_first_synthesiser_that_is_found_speaks_vietnamese() {
        let home = tempfile::tempdir().unwrap();
        let program = home.path().join("espeak-ng");
        std::fs::copy("/bin/true", &program).unwrap();
        let path = Environment::of(&[("PATH", home.path().to_str().unwrap())]);
        let voice = Voice::to_speak(&Speech::default(), &path, 100).unwrap();
        assert_eq!(voice.command, [program.to_str().unwrap(), "-v", "vi", "-s", "175"]);
    }
}
