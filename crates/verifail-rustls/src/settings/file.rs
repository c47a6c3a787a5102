//! Settings from a TOML file: the same names in lower case, the same texts.

use std::path::Path;

use super::error::SettingsError;
use super::nearest::nearest;
use super::origin::Origin;
use super::{TlsSettings, setting};

/// Octets of a settings file.
const MAX_FILE: u64 = 1 << 20;

impl TlsSettings {
    /// Takes over what a TOML file says. Keys are the settings' names in lower case, values the texts that the
    /// environment would have; `true` and `false` are `on` and `off`. What it says stands above what was said before.
    ///
    /// # Errors
    /// Names the file, and the key whose value is not taken or that is unknown.
    ///
    /// # Examples
    /// ```
    /// use verifail_rustls::TlsSettings;
    ///
    /// # let directory = tempfile::tempdir()?;
    /// # let path = directory.path().join("client.toml");
    /// std::fs::write(&path, "tls_roots = \"system\"\ntls_resumption = false\nhttp_timeout = \"30s\"\n")?;
    /// let settings = TlsSettings::new().file(&path)?;
    /// assert!(settings.to_string().contains("tls_roots = system"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn file(self, path: impl AsRef<Path>) -> Result<Self, SettingsError> {
        use std::io::Read as _;

        let path = path.as_ref();
        let unreadable = |why: String| SettingsError::File { path: path.to_owned(), why };
        let file = std::fs::File::open(path).map_err(|error| unreadable(error.to_string()))?;
        let mut text = String::new();
        file.take(MAX_FILE + 1).read_to_string(&mut text).map_err(|error| unreadable(error.to_string()))?;
        if text.len() as u64 > MAX_FILE {
            return Err(unreadable(format!("more than {MAX_FILE} octets")));
        }
        self.toml(&text, path)
    }

    /// [`file`](Self::file) with a text at hand; `path` is where it is said to come from.
    ///
    /// # Errors
    /// As [`file`](Self::file).
    pub fn toml(mut self, text: &str, path: impl AsRef<Path>) -> Result<Self, SettingsError> {
        let path = path.as_ref();
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| SettingsError::File {
            path: path.to_owned(),
            // Without the excerpt: the file may hold what is nobody's business.
            why: error.message().to_owned(),
        })?;
        for (key, value) in &table {
            let origin = Origin::File { path: path.to_owned(), key: key.clone() };
            let Some(setting) = setting::ALL.iter().find(|setting| setting.name.to_ascii_lowercase() == *key) else {
                let names: Vec<_> = setting::ALL.iter().map(|setting| setting.name.to_ascii_lowercase()).collect();
                let nearest = nearest(key, names.iter().map(String::as_str)).map(str::to_owned);
                return Err(SettingsError::Unknown { origin, nearest });
            };
            let text = match value {
                toml::Value::String(text) => text.clone(),
                toml::Value::Boolean(true) => "on".to_owned(),
                toml::Value::Boolean(false) => "off".to_owned(),
                toml::Value::Integer(number) => number.to_string(),
                other => return Err(SettingsError::value(origin, other.type_str(), setting.wanted)),
            };
            setting.apply(&mut self, &text, origin)?;
        }
        Ok(self)
    }
}
