//! `verifail policies`.

use serde_json::Value;
use verifail::Policy;

use crate::verifail;

#[test]
fn every_policy_is_listed_and_can_be_printed() {
    let list = verifail(&["policies"]).expect_code(0).stdout;
    assert_eq!(list.lines().count(), Policy::all().len());
    for policy in Policy::all() {
        assert!(list.lines().any(|line| line.starts_with(policy.name()) && line.contains(policy.title())), "{list}");
        let expansion = verifail(&["policies", policy.name()]).expect_code(0).stdout;
        for row in policy.rows() {
            assert!(expansion.contains(row.requirement.code()), "{}", row.requirement);
        }
    }
}

#[test]
fn json_has_every_row() {
    let json = |arguments: &[&str]| -> Value {
        serde_json::from_str(&verifail(arguments).expect_code(0).stdout).expect("the output is JSON")
    };
    let list = json(&["policies", "--json"]);
    assert_eq!(list.as_array().map(Vec::len), Some(Policy::all().len()));
    let rustls = json(&["policies", "rustls", "--json"]);
    let policy = Policy::named("rustls").expect("rustls is a policy");
    assert_eq!(rustls["schema"], 1);
    assert_eq!(rustls["rows"].as_array().map(Vec::len), Some(policy.rows().len()));
    assert_eq!(rustls["rows"][0]["requirement"], policy.rows()[0].requirement.code());
}
