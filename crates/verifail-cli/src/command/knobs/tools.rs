//! The data file of tools, read.

use serde::{Deserialize, Serialize};

use crate::failure::{Failure, printable};

/// One tool.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tool {
    /// What `knobs` calls it.
    pub(super) name: String,
    /// What it is called in full.
    pub(super) title: String,
    /// Other names that are understood.
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    /// Variables, options, files.
    pub(super) settings: String,
    /// What they do to what is trusted.
    pub(super) effect: Effect,
    /// The same in full.
    pub(super) effect_in_full: String,
    /// Whether it honours the system's store.
    pub(super) system_store: String,
    /// The least that can be let pass.
    pub(super) narrowest: String,
    /// What switches verification off.
    pub(super) broadest: String,
    /// Since which version.
    #[serde(default)]
    pub(super) since: String,
    /// What people fall into.
    #[serde(default)]
    pub(super) traps: String,
    /// The lines to set.
    pub(super) lines: Vec<String>,
    /// How it is checked.
    #[serde(default)]
    pub(super) check: Option<String>,
    /// Where this is from.
    pub(super) source: String,
    /// How sure.
    pub(super) confidence: String,
}

/// What a setting does to what is trusted.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Effect {
    Adds,
    Chooses,
    Replaces,
}

impl Effect {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Adds => "adds",
            Self::Chooses => "chooses",
            Self::Replaces => "replaces",
        }
    }
}

#[derive(Deserialize)]
struct File {
    tool: Vec<Tool>,
}

/// Every tool, by name.
pub(super) fn all() -> Result<Vec<Tool>, Failure> {
    let file: File = toml::from_str(include_str!("tools.toml"))
        .map_err(|error| Failure::new(format!("the list of tools: {error}")))?;
    Ok(file.tool)
}

/// The tool of that name, or of that other name.
pub(super) fn named<'t>(all: &'t [Tool], name: &str) -> Result<&'t Tool, Failure> {
    let wanted = name.to_ascii_lowercase();
    let is = |tool: &&Tool| tool.name == wanted || tool.aliases.contains(&wanted);
    all.iter().find(is).ok_or_else(|| {
        let near: Vec<_> =
            all.iter().filter(|tool| is_near(tool, &wanted)).map(|tool| tool.name.as_str()).take(5).collect();
        let near = if near.is_empty() { String::new() } else { format!("; nearest: {}", near.join(", ")) };
        Failure::new(format!("no tool {}; `verifail knobs` lists them{near}", printable(name)))
    })
}

fn is_near(tool: &Tool, wanted: &str) -> bool {
    let title = tool.title.to_ascii_lowercase();
    let prefix = wanted.get(..wanted.len().min(3)).unwrap_or(wanted);
    !prefix.is_empty() && (title.contains(wanted) || tool.name.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::command::knobs::check;

    #[test]
    fn every_tool_is_there_once_and_says_enough() {
        let all = all().unwrap();
        assert_eq!(all.len(), 69);
        let names = all.iter().flat_map(|tool| tool.aliases.iter().chain([&tool.name]));
        let names: Vec<_> = names.collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
        assert!(all.is_sorted_by_key(|tool| tool.name.trim_start_matches('.').to_owned()));
        for tool in &all {
            let name = &tool.name;
            assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{name}");
            assert!(!tool.lines.is_empty() && !tool.settings.is_empty() && !tool.source.is_empty(), "{name}");
            assert!(matches!(tool.confidence.as_bytes(), [b'S' | b'I' | b'M', ..]), "{name}");
        }
    }

    #[test]
    fn what_says_that_it_can_be_checked_can() {
        for tool in all().unwrap() {
            if let Some(check) = &tool.check {
                assert!(check::CHECKS.iter().any(|one| one.name == check), "{}", tool.name);
            }
        }
        let all = all().unwrap();
        assert!(check::CHECKS.iter().all(|one| all.iter().any(|tool| tool.check.as_deref() == Some(one.name))));
    }
}
