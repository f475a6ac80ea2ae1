//! `loa schema`: the published shape of the JSON output, generated from the types that are serialised.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};

use crate::cli::args::{Common, SchemaOf};
use crate::cli::commands::case::CaseLine;
use crate::cli::commands::docs::{Citing, DocumentStep, ListedDocument};
use crate::cli::commands::doctor::DoctorFinding;
use crate::cli::commands::facts::FactLine;
use crate::cli::exit::{Exit, Outcome};
use crate::cli::output::Output;
use crate::cli::output::json::{FoundRow, JsonRow};
use crate::cli::output::record::ExportLine;
use crate::config::Environment;

/// Name, what prints it, shape.
fn all() -> Vec<(&'static str, &'static str, Schema)> {
    vec![
        ("row", "list -o json", of::<JsonRow<'_>>()),
        ("found", "search -o json", of::<FoundRow<'_>>()),
        ("article", "show -o json, export --format jsonl, import", of::<ExportLine>()),
        ("fact", "facts -o json", of::<FactLine<'_>>()),
        ("case", "case -o json", of::<CaseLine<'_>>()),
        ("document", "docs -o json", of::<ListedDocument<'_>>()),
        ("citing", "docs DOCUMENT -o json", of::<Citing<'_>>()),
        ("step", "docs DOCUMENT --follow -o json", of::<DocumentStep<'_>>()),
        ("finding", "doctor -o json", of::<DoctorFinding<'_>>()),
    ]
}

fn of<T: JsonSchema>() -> Schema {
    // Of what is written: what is left out where there is nothing to say is not required.
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}

/// Runs the command.
pub(in crate::cli) fn run(common: &Common, asked: SchemaOf) -> Outcome {
    let name = match asked {
        SchemaOf::Page => {
            let mut out = Output::stdout(common.color, &Environment::of_process());
            out.line(page().trim_end())?;
            out.flush()?;
            return Ok(Exit::Fine);
        }
        SchemaOf::All => None,
        SchemaOf::Row => Some("row"),
        SchemaOf::Found => Some("found"),
        SchemaOf::Article => Some("article"),
        SchemaOf::Fact => Some("fact"),
        SchemaOf::Case => Some("case"),
        SchemaOf::Document => Some("document"),
        SchemaOf::Citing => Some("citing"),
        SchemaOf::Step => Some("step"),
        SchemaOf::Finding => Some("finding"),
    };
    let shapes = all();
    let value = match name {
        Some(name) => {
            shapes.iter().find(|(found, ..)| *found == name).map_or(Value::Null, |(.., schema)| json!(schema))
        }
        None => Value::Object(
            shapes.iter().map(|(name, _, schema)| ((*name).to_owned(), json!(schema))).collect::<Map<_, _>>(),
        ),
    };
    let mut out = Output::stdout(common.color, &Environment::of_process());
    out.line(&serde_json::to_string_pretty(&value)?)?;
    out.flush()?;
    Ok(Exit::Fine)
}

/// `docs/json.md`: every shape as a table of its fields.
pub(in crate::cli) fn page() -> String {
    let mut page = "# JSON\n\nMade by `loa schema` from the types that are written; field names and kinds are stable and English. \
                    `-o jsonl` (`--json`) prints one object a line, `-o json` one array.\n"
        .to_owned();
    for (name, printed_by, schema) in all() {
        page +=
            &format!("\n## {name}\n\nPrinted by `loa {printed_by}`.\n\n| field | type | meaning |\n|---|---|---|\n");
        let schema = json!(schema);
        let required: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for (field, shape) in schema["properties"].as_object().into_iter().flatten() {
            let about = shape["description"].as_str().unwrap_or_default().replace('\n', " ");
            let optional = if required.contains(&field.as_str()) { "" } else { ", may be missing" };
            page += &format!("| `{field}` | {}{optional} | {about} |\n", kind(shape));
        }
    }
    page
}

fn kind(shape: &Value) -> String {
    let of = |value: &Value| value.as_str().map(str::to_owned);
    if let Some(name) = shape["$ref"].as_str() {
        return name.rsplit('/').next().unwrap_or_default().to_owned();
    }
    if let Some(any) = shape["anyOf"].as_array() {
        return any.iter().map(kind).collect::<Vec<_>>().join(" or ");
    }
    match &shape["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(of).collect::<Vec<_>>().join(" or "),
        Value::String(kind) if kind == "array" => format!("array of {}", self::kind(&shape["items"])),
        Value::String(kind) => kind.clone(),
        _ => "any".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::commands::{case, docs, facts};
    use crate::cli::output::{json, record};

    #[test]
    fn the_page_of_the_manual_is_what_the_types_say() {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json.md");
        assert_eq!(std::fs::read_to_string(file).unwrap(), page(), "run: loa schema page > docs/json.md");
    }

    #[test]
    fn the_fields_that_may_be_asked_for_are_those_of_the_shape() {
        let fields = |schema: Schema| -> Vec<String> {
            let mut names: Vec<String> = json!(schema)["properties"].as_object().unwrap().keys().cloned().collect();
            names.sort();
            names
        };
        let sorted = |names: &[&str]| {
            let mut names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            names.sort();
            names
        };
        assert_eq!(fields(of::<JsonRow<'_>>()), sorted(json::ROW));
        assert_eq!(fields(of::<FoundRow<'_>>()), sorted(json::FOUND));
        assert_eq!(fields(of::<ExportLine>()), sorted(record::FIELDS));
        assert_eq!(fields(of::<FactLine<'_>>()), sorted(facts::FIELDS));
        assert_eq!(fields(of::<CaseLine<'_>>()), sorted(case::FIELDS));
        assert_eq!(fields(of::<ListedDocument<'_>>()), sorted(docs::LISTED));
        assert_eq!(fields(of::<Citing<'_>>()), sorted(docs::CITING));
        assert_eq!(fields(of::<DocumentStep<'_>>()), sorted(docs::STEPS));
    }

    #[test]
    fn what_is_left_out_of_an_article_is_not_required_of_it() {
        let shape = json!(of::<ExportLine>());
        let required: Vec<&str> = shape["required"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let line = json!(ExportLine::default());
        let missing: Vec<&&str> = required.iter().filter(|field| line.get(**field).is_none()).collect();
        assert!(missing.is_empty() && required.contains(&"url"), "{missing:?} of {required:?}");
    }
}
