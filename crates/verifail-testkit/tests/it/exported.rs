//! A test as it is exported; `export.rs` writes it and compares it with this file.

#[test]
fn an_exported_chain_is_judged_as_before() {
    let text = r##"verifail chain 1
# An expired server below a CA for clients.
expect rustls reject eku-missing-or-wrong, expired
expect go reject eku-missing-or-wrong, expired
expect rfc5280 reject expired

scheme toy
time 2026-06-15T00:00:00Z
name www.example.com
purpose server-auth

end-entity = server key 2 issued by 1  # "www.example.com"
  not-after 2026-06-14T00:00:00Z

intermediate = ca key 1 issued by 0  # "CA 1"
  extended-key-usage client-auth

anchor = root key 0  # "CA 0"
"##;
    let file: verifail_testkit::chain_format::ChainFile = text.parse().expect("a .chain text");
    let case = file.world.materialise();
    for expectation in &file.expectations {
        let policy = verifail::Policy::named(expectation.policy()).expect("a named policy");
        let outcome = verifail_testkit::Verifier::verify(&verifail_testkit::adapter::Core, &case, policy);
        assert!(expectation.agrees_with(&outcome), "{expectation}, not {outcome}");
    }
}
