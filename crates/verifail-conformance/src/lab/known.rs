//! What clients are known to do otherwise than the catalogue says: `known/lab.toml`.

use std::error::Error;

use serde::Deserialize;

/// A client that does otherwise.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// Its name.
    pub clients: Vec<String>,
    /// The faults.
    pub faults: Vec<String>,
    /// What it says: a reason's code, `accepted`, `silent`, `unclassified`.
    pub says: String,
    /// Why that is so, and why it is kept.
    pub reason: String,
    /// Whether it depends on who is faster, so that it may also do as the catalogue says.
    #[serde(default)]
    pub sometimes: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    known: Vec<Known>,
}

impl Known {
    pub(super) fn is_about(&self, client: &str, fault: &str) -> bool {
        self.clients.iter().any(|name| name == client) && self.faults.iter().any(|name| name == fault)
    }
}

pub(super) fn read() -> Result<Vec<Known>, Box<dyn Error>> {
    let file: File = toml::from_str(include_str!("../../known/lab.toml"))?;
    for entry in &file.known {
        if let Some(name) = entry.faults.iter().find(|name| verifail_lab::fault(name).is_none()) {
            return Err(format!("known/lab.toml: no fault is called {name}").into());
        }
        if let Some(name) = entry.clients.iter().find(|name| super::client_names().all(|known| known != **name)) {
            return Err(format!("known/lab.toml: no client is called {name}").into());
        }
    }
    Ok(file.known)
}
