//! The initial values of certificate policy processing, as suites write them: an object of settings, a list of setter
//! calls, or one text of them. The names are those of BoringSSL's `PkitsTestInfo`.
//!
//! Every spelling of a name counts (`initial_policy_set`, `initialPolicySet`, `SetInitialPolicySet`), and a value may
//! be a JSON value or its text. An unknown setting is ignored unless its name begins with `initial`: an input that is
//! left out would make the verdict worthless, so the case is skipped.

use serde_json::Value;
use verifail::{InitialPolicies, OwnedObjectIdentifier};

use crate::outcome::NoVerdict;

/// anyPolicy, RFC 5280 section 4.2.1.4.
const ANY_POLICY: &str = "2.5.29.32.0";
/// The arc of NIST's test policies; `NIST-test-policy-1` is its first child.
const NIST_TEST_POLICIES: &str = "2.16.840.1.101.3.2.1.48";

/// Reads the settings; null and nothing are the defaults of RFC 5280: any policy, and nothing required or inhibited.
///
/// # Errors
/// When an initial value is not known or not readable.
pub fn read(settings: &Value) -> Result<InitialPolicies, NoVerdict> {
    let mut policies = InitialPolicies::default();
    for (name, value) in pairs(settings) {
        match name.as_str() {
            "initialpolicyset" | "userinitialpolicyset" => policies.user_initial_policy_set = policy_set(&value)?,
            "initialexplicitpolicy" => policies.explicit_policy = flag(&name, &value)?,
            "initialpolicymappinginhibit" | "initialinhibitpolicymapping" => {
                policies.policy_mapping_inhibit = flag(&name, &value)?;
            }
            "initialinhibitanypolicy" | "initialanypolicyinhibit" => {
                policies.any_policy_inhibit = flag(&name, &value)?;
            }
            unknown if unknown.starts_with("initial") => {
                return Err(NoVerdict::Skip(format!("unknown initial value {unknown}")));
            }
            _ => {}
        }
    }
    Ok(policies)
}

/// (plain name, value) of each setting.
fn pairs(settings: &Value) -> Vec<(String, Value)> {
    match settings {
        Value::Object(members) => members.iter().map(|(name, value)| (plain(name), value.clone())).collect(),
        Value::Array(items) => match items.as_slice() {
            [Value::String(name), value] if !name.contains('(') => vec![(plain(name), value.clone())],
            items => items.iter().flat_map(pairs).collect(),
        },
        Value::String(text) => calls(text),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

/// The calls `…SetName(argument)` of a text.
fn calls(text: &str) -> Vec<(String, Value)> {
    text.split(';')
        .filter_map(|statement| {
            let (callee, rest) = statement.split_once('(')?;
            let (argument, _) = rest.rsplit_once(')')?;
            let name = callee.rsplit(['.', '>', ':', ' ']).next()?;
            Some((plain(name), Value::String(argument.to_owned())))
        })
        .collect()
}

/// Lower case, letters and digits only, without a leading `set`.
fn plain(name: &str) -> String {
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    plain.strip_prefix("set").map_or(plain.clone(), str::to_owned)
}

fn flag(name: &str, value: &Value) -> Result<bool, NoVerdict> {
    let unknown = || NoVerdict::Skip(format!("{name} is neither true nor false: {value}"));
    match value {
        Value::Bool(flag) => Ok(*flag),
        Value::Null => Ok(false),
        Value::Number(number) => Ok(number.as_i64().ok_or_else(unknown)? != 0),
        Value::String(text) => match text.trim() {
            "true" | "True" | "1" => Ok(true),
            "false" | "False" | "0" | "" => Ok(false),
            _ => Err(unknown()),
        },
        Value::Array(_) | Value::Object(_) => Err(unknown()),
    }
}

/// A set of policies. One that holds anyPolicy is the empty list: no restriction.
fn policy_set(value: &Value) -> Result<Vec<OwnedObjectIdentifier>, NoVerdict> {
    let names: Vec<&str> = match value {
        Value::Null => Vec::new(),
        Value::String(text) => text.split(',').collect(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
        other => return Err(NoVerdict::Skip(format!("not a set of policies: {other}"))),
    };
    let names: Vec<&str> = names.iter().map(|name| name.trim().trim_matches('"').trim()).collect();
    if names.iter().any(|name| matches!(*name, "anyPolicy" | ANY_POLICY)) {
        return Ok(Vec::new());
    }
    names.into_iter().filter(|name| !name.is_empty()).map(policy).collect()
}

fn policy(name: &str) -> Result<OwnedObjectIdentifier, NoVerdict> {
    let id = match name.strip_prefix("NIST-test-policy-") {
        Some(number) => format!("{NIST_TEST_POLICIES}.{number}"),
        None => name.to_owned(),
    };
    id.parse().map_err(|_| NoVerdict::Skip(format!("unknown policy {name}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(settings: &Value) {
        let policies = read(settings).unwrap();
        let set: Vec<String> = policies.user_initial_policy_set.iter().map(ToString::to_string).collect();
        assert_eq!(set, ["2.16.840.1.101.3.2.1.48.1", "2.16.840.1.101.3.2.1.48.2"], "{settings}");
        assert_eq!(
            (policies.explicit_policy, policies.policy_mapping_inhibit, policies.any_policy_inhibit),
            (true, false, true),
            "{settings}"
        );
    }

    #[test]
    fn every_spelling_of_the_settings_is_read() {
        check(&json!({
            "initial_policy_set": "NIST-test-policy-1, NIST-test-policy-2",
            "initial_explicit_policy": true,
            "initial_inhibit_any_policy": "true",
            "user_constrained_policy_set": "",
        }));
        check(&json!({
            "SetInitialPolicySet": ["NIST-test-policy-1", "2.16.840.1.101.3.2.1.48.2"],
            "SetInitialExplicitPolicy": 1,
            "SetInitialInhibitAnyPolicy": true,
            "SetInitialPolicyMappingInhibit": false,
        }));
        check(&json!([
            "info.SetInitialPolicySet(\"NIST-test-policy-1,NIST-test-policy-2\");",
            "info.SetInitialExplicitPolicy(true);",
            "info.SetInitialInhibitAnyPolicy(true);",
        ]));
        check(&json!([
            ["initial_policy_set", "NIST-test-policy-1,NIST-test-policy-2"],
            ["initial_explicit_policy", true],
            ["initial_inhibit_any_policy", true],
        ]));
        check(&json!(
            "info.SetInitialExplicitPolicy(true); info.SetInitialInhibitAnyPolicy(true);\n\
             info.SetInitialPolicySet(\"NIST-test-policy-1,NIST-test-policy-2\");"
        ));
    }

    #[test]
    fn nothing_stated_is_any_policy_and_nothing_required() {
        assert_eq!(read(&Value::Null), Ok(InitialPolicies::default()));
        assert_eq!(read(&json!({ "initial_policy_set": "anyPolicy" })), Ok(InitialPolicies::default()));
    }

    #[test]
    fn an_initial_value_that_is_not_understood_skips_the_case() {
        for settings in [
            json!({ "initial_moon_phase": 3 }),
            json!({ "initial_policy_set": "house-policy" }),
            json!({ "initial_explicit_policy": "perhaps" }),
        ] {
            assert!(matches!(read(&settings), Err(NoVerdict::Skip(_))), "{settings}");
        }
    }
}
