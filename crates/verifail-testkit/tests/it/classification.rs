//! Relations 43 to 45 on toys: one that keeps them, and one for each way of breaking them.

use verifail_testkit::choices::Random;
use verifail_testkit::relation::classification::{Classifier, twelve_stacks, wrapped};
use verifail_testkit::relation::resumption::{Resumption, resumed};

const EXPIRED: &str = "certificate verify failed: certificate has expired (_ssl.c:1006)";

/// Finds a phrase anywhere; case and line breaks do not matter.
struct Phrases;

impl Classifier for Phrases {
    fn diagnosis(&self, text: &str) -> Option<String> {
        // Escapes of escapes, as a log of a log has them.
        let mut text = text.to_lowercase();
        while text.contains(r"\\") {
            text = text.replace(r"\\", r"\");
        }
        let text = text.replace(r"\n", " ").replace('\n', " ");
        let phrases = ["certificate has expired", "certificate expired", "notafter", "cert_has_expired"];
        phrases.iter().any(|phrase| text.contains(phrase)).then(|| "expired".to_owned())
    }

    fn advice(&self, diagnosis: &str) -> String {
        if diagnosis == "expired" { "never" } else { "later" }.to_owned()
    }
}

/// Wants the text as the stack printed it.
struct Anchored;

impl Classifier for Anchored {
    fn diagnosis(&self, text: &str) -> Option<String> {
        text.starts_with("certificate verify failed").then(|| "expired".to_owned())
    }

    fn advice(&self, _diagnosis: &str) -> String {
        "never".to_owned()
    }
}

/// Knows the beginning of a text better than the whole.
struct Hasty;

impl Classifier for Hasty {
    fn diagnosis(&self, text: &str) -> Option<String> {
        Some(if Phrases.diagnosis(text).is_some() { "expired" } else { "handshake-failure" }.to_owned())
    }

    fn advice(&self, diagnosis: &str) -> String {
        Phrases.advice(diagnosis)
    }
}

fn first_misread(classifier: &dyn Classifier) -> Option<&'static str> {
    (0..200).find_map(|seed| wrapped(classifier, EXPIRED, &mut Random::new(seed)).err().map(|misread| misread.change))
}

#[test]
fn a_classifier_that_looks_for_phrases_keeps_its_diagnosis_in_every_wrapper() {
    assert_eq!(first_misread(&Phrases), None);
}

#[test]
fn a_classifier_that_is_anchored_loses_it() {
    assert!(first_misread(&Anchored).is_some());
}

#[test]
fn a_classifier_that_reads_another_cause_into_a_cut_text_is_found() {
    assert_eq!(first_misread(&Hasty), Some("cut short"));
}

#[test]
fn one_cause_through_several_stacks_gets_one_advice() {
    let texts = [EXPIRED, "x509: certificate has expired or is not yet valid", "CERT_HAS_EXPIRED"];
    assert_eq!(twelve_stacks(&Phrases, &texts), Ok(()));
    let misread = twelve_stacks(&Phrases, &[EXPIRED, "invalid peer certificate: Expired"]).unwrap_err();
    assert_eq!((misread.before.as_deref(), misread.after), (Some("never"), None));
}

/// A client with a ticket for each name; configuration 1 no longer trusts what configuration 0 does.
struct Client {
    /// Tickets are kept apart by configuration.
    by_configuration: bool,
    /// Tickets are kept apart by name.
    by_name: bool,
}

impl Resumption for Client {
    fn configurations(&self) -> usize {
        2
    }

    fn names(&self) -> Vec<String> {
        vec!["a.example".to_owned(), "b.example".to_owned()]
    }

    fn fresh(&mut self, configuration: usize, name: &str) -> bool {
        configuration == 0 && name == "a.example"
    }

    fn resumed(&mut self, first: (usize, &str), then: (usize, &str)) -> bool {
        (!self.by_configuration || first.0 == then.0) && (!self.by_name || first.1 == then.1)
    }
}

#[test]
fn a_client_that_keeps_tickets_by_configuration_and_name_resumes_only_what_it_would_accept() {
    assert_eq!(resumed(&mut Client { by_configuration: true, by_name: true }), Ok(4));
}

#[test]
fn a_client_that_resumes_across_configurations_or_names_is_found() {
    let across = resumed(&mut Client { by_configuration: false, by_name: true }).unwrap_err();
    assert_eq!(across.then, (1, "a.example".to_owned()));
    let across = resumed(&mut Client { by_configuration: true, by_name: false }).unwrap_err();
    assert_eq!(across.then, (0, "b.example".to_owned()));
}
