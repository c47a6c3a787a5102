//! Settings from environment variables under the program's prefix.

use std::collections::BTreeMap;
use std::ffi::OsString;

use super::error::SettingsError;
use super::nearest::nearest;
use super::origin::Origin;
use super::proxy::Proxies;
use super::{TlsSettings, setting};

/// A copy of environment variables: the process's own, or any others.
///
/// # Examples
/// ```
/// use verifail_rustls::{Environment, TlsSettings};
///
/// let environment: Environment = [("DEMO_TLS_ROOTS", "none")].into_iter().collect();
/// let error = TlsSettings::new().environment("DEMO", &environment)?.client().unwrap_err();
/// assert_eq!(error.to_string(), "DEMO_TLS_ROOTS: no trust anchor is left, so that no server could be accepted");
/// # Ok::<(), verifail_rustls::SettingsError>(())
/// ```
#[derive(Clone, Default)]
pub struct Environment(BTreeMap<String, OsString>);

impl Environment {
    /// The process's own, as they are now. Variables whose name is not Unicode are nobody's setting.
    pub fn of_process() -> Self {
        Self(std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value))).collect())
    }

    /// A variable's value; `None` where it is not set, an error where it is not Unicode.
    pub(super) fn value(&self, name: &str) -> Result<Option<&str>, SettingsError> {
        let Some(value) = self.0.get(name) else { return Ok(None) };
        let not_unicode =
            || SettingsError::value(Origin::Variable(name.to_owned()), &value.to_string_lossy(), "a text in UTF-8");
        value.to_str().map(Some).ok_or_else(not_unicode)
    }

    /// A variable's value, as far as it is Unicode.
    #[cfg(feature = "probe")]
    pub(crate) fn lossy(&self, name: &str) -> Option<String> {
        self.0.get(name).map(|value| value.to_string_lossy().into_owned())
    }
}

impl<N: Into<String>, V: Into<OsString>> FromIterator<(N, V)> for Environment {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(variables: I) -> Self {
        Self(variables.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

impl std::fmt::Debug for Environment {
    /// Names only: values may be secrets.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl TlsSettings {
    /// Takes over what the environment says: the program's variables under `prefix`, and the standard ones of proxies.
    /// What is set there stands above what was said before.
    ///
    /// An unknown variable that begins with `<prefix>_TLS_` or `<prefix>_CRL_` is an error, so that a typing error does
    /// not leave a check as it was. Whoever sets a variable to nothing sets it: it is read like any other value, and no
    /// setting takes it.
    ///
    /// # Errors
    /// Names the variable whose value is not taken.
    ///
    /// # Examples
    /// ```
    /// use verifail_rustls::{Environment, TlsSettings};
    ///
    /// let environment: Environment = [("DEMO_TLS_INSECURE", "false")].into_iter().collect();
    /// let error = TlsSettings::new().environment("DEMO", &environment).unwrap_err();
    /// assert!(error.to_string().starts_with("DEMO_TLS_INSECURE: \"false\" is not taken"));
    ///
    /// let environment: Environment = [("DEMO_TLS_ROTS", "system")].into_iter().collect();
    /// let error = TlsSettings::new().environment("DEMO", &environment).unwrap_err();
    /// assert_eq!(error.to_string(), "DEMO_TLS_ROTS: there is no such setting; did you mean DEMO_TLS_ROOTS?");
    /// ```
    pub fn environment(mut self, prefix: &str, environment: &Environment) -> Result<Self, SettingsError> {
        let is_name = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
        if prefix.is_empty() || !prefix.chars().all(is_name) || prefix.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(SettingsError::Prefix { prefix: prefix.to_owned() });
        }
        let name = |setting: &str| format!("{prefix}_{setting}");
        for setting in setting::ALL {
            let variable = name(setting.name);
            if let Some(value) = environment.value(&variable)? {
                setting.apply(&mut self, value, Origin::Variable(variable))?;
            }
        }
        let ours = [name("TLS_"), name("CRL_")];
        let is_ours = |variable: &str| ours.iter().any(|ours| variable.starts_with(ours));
        let known: Vec<String> = setting::ALL.iter().map(|setting| name(setting.name)).collect();
        let unknown = environment.0.keys().find(|variable| is_ours(variable) && !known.contains(variable));
        if let Some(variable) = unknown {
            let nearest = nearest(variable, known.iter().map(String::as_str)).map(str::to_owned);
            return Err(SettingsError::Unknown { origin: Origin::Variable(variable.clone()), nearest });
        }
        self.proxies = Proxies::read(environment)?;
        Ok(self)
    }

    /// [`environment`](Self::environment) with the process's own.
    ///
    /// # Errors
    /// As [`environment`](Self::environment).
    pub fn process_environment(self, prefix: &str) -> Result<Self, SettingsError> {
        self.environment(prefix, &Environment::of_process())
    }
}
