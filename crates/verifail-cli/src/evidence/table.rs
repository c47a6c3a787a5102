//! Tables of observations, in TOML or with separated values.
//!
//! In TOML every array of tables is a table of observations, whatever it is called, and `text` or `texts` at the top
//! are what programs printed. With separated values the first line names the columns; commas, semicolons and tabs are
//! known.

use verifail::classification::Circumstances;
use verifail::hypothesis::{Fact, Observation};

use super::Collected;

/// Rows of a table that are read.
const MAX_ROWS: usize = 10_000;

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Values with this octet between them.
    Separated(u8),
    Toml,
}

/// The form of a table; `None` for what is none.
pub(super) fn form(name: &str, bytes: &[u8]) -> Option<Form> {
    let lower = name.to_ascii_lowercase();
    let text = std::str::from_utf8(bytes).ok()?;
    let first = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#')).unwrap_or_default();
    if lower.ends_with(".toml") {
        return Some(Form::Toml);
    }
    let separator = *[b'\t', b';', b','].iter().max_by_key(|octet| first.bytes().filter(|b| b == *octet).count())?;
    if lower.ends_with(".csv") || lower.ends_with(".tsv") {
        return Some(Form::Separated(separator));
    }
    // By what is in it, of standard input and of files with other names: a head line in which most names are known.
    let columns: Vec<String> = first.split(char::from(separator)).map(column).collect();
    let known = columns.iter().filter(|name| is_known(name)).count();
    if columns.len() > 1
        && known * 2 > columns.len()
        && columns.iter().any(|name| name == "outcome" || name == "result")
    {
        return Some(Form::Separated(separator));
    }
    let has_rows = |table: toml::Table| table.values().any(|value| rows_of(value).is_some());
    (text.contains("[[") && text.parse().is_ok_and(has_rows)).then_some(Form::Toml)
}

fn column(name: &str) -> String {
    name.trim().trim_matches('"').trim_start_matches('\u{feff}').to_ascii_lowercase().replace([' ', '-'], "_")
}

fn is_known(column: &str) -> bool {
    Observation::FIELDS.iter().any(|names| names.contains(&column)) || FLAGS.contains(&column)
}

/// Columns that switch something on or off.
const FLAGS: &[&str] = &["insecure", "no_resumption", "own_anchors", "own_ca", "resumption", "sandbox", "sandboxed"];

/// Adds the rows of a table.
pub(super) fn add(
    collected: &mut Collected,
    name: &str,
    bytes: &[u8],
    form: Form,
    circumstances: Circumstances,
) -> Result<(), String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "is no UTF-8".to_owned())?;
    let before = collected.case.observations().len();
    match form {
        Form::Toml => of_toml(collected, name, text, circumstances)?,
        Form::Separated(separator) => of_lines(collected, name, text, separator)?,
    }
    let rows = collected.case.observations().len() - before;
    collected.piece("table", name, &format!("{rows} observations"));
    Ok(())
}

/// The rows of an array of tables.
fn rows_of(value: &toml::Value) -> Option<Vec<&toml::Table>> {
    let rows: Vec<_> = value.as_array()?.iter().filter_map(toml::Value::as_table).collect();
    (!rows.is_empty()).then_some(rows)
}

fn of_toml(collected: &mut Collected, name: &str, text: &str, circumstances: Circumstances) -> Result<(), String> {
    let document: toml::Table =
        text.parse().map_err(|error: toml::de::Error| error.to_string().trim_end().to_owned())?;
    let mut said_something = false;
    for (key, value) in &document {
        let texts: Vec<&str> = match value {
            toml::Value::String(text) if key != "title" && key != "note" => vec![text],
            toml::Value::Array(list) if list.iter().all(toml::Value::is_str) => {
                list.iter().filter_map(toml::Value::as_str).collect()
            }
            _ => Vec::new(),
        };
        match (key.as_str(), rows_of(value)) {
            ("facts" | "results", None) => {
                for code in texts {
                    let fact = Fact::from_code(code).ok_or_else(|| format!("no fact is called `{code}`"))?;
                    collected.case.fact(name, fact);
                    said_something = true;
                }
            }
            ("text" | "texts" | "error" | "errors" | "said", None) => {
                for text in texts {
                    collected.text(&format!("{name}, {key}"), text.as_bytes(), circumstances);
                    said_something = true;
                }
            }
            (_, Some(rows)) => {
                for (at, row) in rows.into_iter().enumerate().take(MAX_ROWS) {
                    let source = format!("{name}, {key} {}", at + 1);
                    said_something = true;
                    observe(collected, &source, row.keys().map(String::as_str), |field| row.get(field).map(shown))?;
                }
            }
            ("title" | "note" | "notes", _) => {}
            (other, None) => {
                return Err(format!("`{other}` is no array of tables, and no text: see `verifail diagnose --help`"));
            }
        }
    }
    if said_something {
        Ok(())
    } else {
        Err("no observation in it: `[[observation]]` with an `outcome` is wanted".to_owned())
    }
}

/// A value as one writes it; an array is a way of stations.
fn shown(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(list) => list.iter().map(shown).collect::<Vec<_>>().join(" -> "),
        toml::Value::Boolean(switch) => switch.to_string(),
        toml::Value::Datetime(time) => time.to_string(),
        toml::Value::Float(number) => number.to_string(),
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Table(_) => String::new(),
    }
}

fn of_lines(collected: &mut Collected, name: &str, text: &str, separator: u8) -> Result<(), String> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .trim(csv::Trim::All)
        .comment(Some(b'#'))
        .from_reader(text.as_bytes());
    let columns: Vec<String> = reader.headers().map_err(|error| error.to_string())?.iter().map(column).collect();
    if !columns.iter().any(|name| is_known(name)) {
        return Err(format!(
            "its first line names no column that is known: client, path, endpoint, options, outcome, … (it has {})",
            columns.join(", ")
        ));
    }
    for (at, record) in reader.records().enumerate().take(MAX_ROWS) {
        let record = record.map_err(|error| error.to_string())?;
        let source = format!("{name}, row {}", at + 1);
        let field = |wanted: &str| {
            let at = columns.iter().position(|name| name == wanted)?;
            record.get(at).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        observe(collected, &source, columns.iter().map(String::as_str), field)?;
    }
    Ok(())
}

fn observe<'c>(
    collected: &mut Collected,
    source: &str,
    mut columns: impl Iterator<Item = &'c str>,
    field: impl Fn(&str) -> Option<String>,
) -> Result<(), String> {
    if let Some(unknown) = columns.find(|name| !is_known(name)) {
        return Err(format!(
            "{source}: no column is called `{unknown}`; there are client, vantage, path, calls, endpoint, options, outcome, status, runs, failed, fingerprint, issuer, time, note and {}",
            FLAGS.join(", ")
        ));
    }
    let observation = Observation::read(source, field).map_err(|error| format!("{source}: {error}"))?;
    if let Some(host) = &observation.host {
        collected.host(host);
    }
    if collected.client.is_none() {
        collected.client.clone_from(&observation.client);
    }
    collected.case.observation(observation);
    Ok(())
}
