//! Violations from a short run are written, read back in every form, and still there.
#![allow(clippy::print_stderr, clippy::unwrap_used, reason = "a test fails by panicking, and says what it skips")]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use verifail::Time;
use verifail_testkit::Suite;
use verifail_testkit::chain_format::ChainFile;

use super::*;
use crate::limbo;
use crate::testkit::relations::{BEYOND, WEBPKI, read, rustls};
use crate::verifiers::Webpki0103;

/// A directory of this test's own, empty.
fn directory() -> PathBuf {
    let directory = std::env::temp_dir().join(format!("verifail-exported-{}", std::process::id()));
    let _ = fs::remove_dir_all(&directory);
    directory
}

#[test]
fn listed_violations_are_written_small_and_every_form_of_them_reproduces() {
    let (policy, directory) = (rustls().unwrap(), directory());
    let exceptions = read(WEBPKI).unwrap();
    let suite = Suite::new(&Webpki0103, policy).cases(20).seed(1).most_added(BEYOND).relations([7, 8, 9, 19]);
    let report = suite.exceptions(exceptions).run();
    report.assert_clean();
    let written = write(&directory, &report, &Webpki0103, policy).unwrap();
    let found = report.rows.iter().filter(|row| !row.examples.is_empty());
    let rows: BTreeSet<_> = found.map(|row| row.relation.number).collect();
    assert_eq!(rows, [7, 8, 9, 19].into());
    assert_eq!(written.toys, 0, "a violation with too many keys to be real");

    let mut violations = 0;
    for entry in fs::read_dir(directory.join("rustls-webpki-0.103.16").join("rustls")).unwrap() {
        let place = entry.unwrap().path();
        violations += 1;
        let mut decisions = Vec::new();
        for when in ["before", "after"] {
            let place = place.join(when);
            decisions.push(reproduces(&place, policy));
            openssl_runs(&place);
        }
        assert_ne!(decisions[0], decisions[1], "{}", place.display());
    }
    assert_eq!(violations, written.violations);
    fs::remove_dir_all(&directory).unwrap();
}

/// Reads the `.chain` text and the limbo case back, asks the core about both, and gives the verifier's decision.
fn reproduces(place: &Path, policy: &Policy) -> Option<bool> {
    let text = fs::read_to_string(place.join("case.chain")).unwrap();
    let file: ChainFile = text.parse().unwrap();
    assert!(file.about.contains("It is a listed exception: "), "{text}");
    let case = file.world.materialise();
    assert!(case.scheme.is_real());
    let core = Core.verify(&case, policy);
    assert!(file.expectations[0].agrees_with(&core), "{text}");
    let said = Webpki0103.verify(&case, policy);
    assert!(file.about.contains(&format!("rustls-webpki 0.103.16 says {said}")), "{said}\n{text}");

    let suite = limbo::read(&fs::read_to_string(place.join("limbo.json")).unwrap()).unwrap();
    let results = suite.run(policy, Time::from_unix_seconds(0));
    let accepted = matches!(results[0].observation.outcome, crate::outcome::Outcome::Accept);
    assert_eq!((results.len(), Some(accepted)), (1, core.decision()), "{text}");
    assert!(fs::read_to_string(place.join("case.rs")).unwrap().contains("#[test]\nfn rustls_relation_"));
    let bundle = fs::read(place.join("case.pem")).unwrap();
    assert_eq!(verifail::Bundle::read_default(&bundle).unwrap().certificates().len(), case.len());
    said.decision()
}

/// The command line decides as the core does under policy `openssl`.
fn openssl_runs(place: &Path) {
    let Ok(version) = Command::new("openssl").arg("version").output() else {
        eprintln!("SKIPPED: there is no `openssl` to run; install OpenSSL 3");
        return;
    };
    assert!(version.status.success());
    let output = Command::new("sh").arg(place.join("openssl.sh")).output().unwrap();
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    let text = fs::read_to_string(place.join("case.chain")).unwrap();
    let world = text.parse::<ChainFile>().unwrap().world;
    let core = Core.verify(&world.materialise(), Policy::named("openssl").unwrap());
    assert_eq!(Some(output.status.success()), core.decision(), "{said}{core}\n{text}");
    assert!(said.contains("end-entity.pem: OK") || said.contains("verification failed"), "{said}");
}

#[test]
fn what_is_written_for_a_name_is_a_name_of_a_file() {
    assert_eq!(slug("relation 35 too short in the anchor"), "relation-35-too-short-in-the-anchor");
    assert_eq!(slug("rustls-webpki 0.104.0-alpha.8"), "rustls-webpki-0.104.0-alpha.8");
    assert_eq!(slug("../A/b"), "..-a-b");
}
