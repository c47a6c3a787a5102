//! Counterexamples as other programs read them. The Rust test that is exported is a module of this binary; what
//! x509-limbo's JSON means is tested where it is read, in the conformance package.

use std::process::Command;

use verifail::{Bundle, Policy};
use verifail_testkit::adapter::Core;
use verifail_testkit::chain_format::{ChainFile, Expectation};
use verifail_testkit::choices::Random;
use verifail_testkit::export::openssl::OpensslVerify;
use verifail_testkit::export::{self, Omission, pem};
use verifail_testkit::signing::{self, Scheme};
use verifail_testkit::world::{
    CertSpec, CrlSpec, DAY, ExtendedKeyUsage, NOW, Purpose, Question, Reference, RevocationQuestion, ca_name,
};
use verifail_testkit::{Verifier, World, generate};

#[test]
fn worlds_of_toy_keys_get_real_keys_and_the_same_answer() {
    let policy = Policy::named("rfc5280").unwrap();
    let mut choices = Random::new(5);
    let mut accepted = 0;
    for _ in 0..150 {
        let world = generate::world(&mut choices);
        let (real, omissions) = export::for_others(&world);
        assert_eq!((real.scheme.is_real(), omissions.as_slice()), (true, [].as_slice()));
        let (toy, real) = (Core.verify(&world.materialise(), policy), Core.verify(&real.materialise(), policy));
        assert_eq!((toy.decision(), toy.reasons()), (real.decision(), real.reasons()), "{}", world.to_chain());
        accepted += usize::from(toy.is_accepted());
    }
    assert!((30..120).contains(&accepted), "{accepted}");
}

#[test]
fn keys_beyond_the_real_pool_get_free_numbers_as_long_as_there_are_some() {
    let pool = signing::keys(Scheme::P256);
    let mut world = World::good();
    world.intermediates = vec![CertSpec::ca(pool, 0)];
    world.end_entity = CertSpec::server(pool + 1, pool);
    let (real, omissions) = export::for_others(&world);
    assert!(omissions.is_empty());
    assert!(Core.verify(&real.materialise(), Policy::named("rfc5280").unwrap()).is_accepted(), "{}", real.to_chain());
    world.intermediates.extend((0..pool).map(|key| CertSpec::ca(key, 0)));
    assert_eq!(export::for_others(&world).1, [Omission::KeysCoincide]);
}

#[test]
fn a_bundle_names_each_certificate_and_reads_back() {
    let case = World::good().materialise();
    let bundle = pem::bundle(&case);
    let comments: Vec<_> = bundle.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(
        comments,
        [
            "# end entity: CN=www.example.com issued by CN=CA 1",
            "# intermediate 1: CN=CA 1 issued by CN=CA 0",
            "# trust anchor 1: CN=CA 0 issued by CN=CA 0",
        ]
    );
    let read = Bundle::read_default(bundle.as_bytes()).unwrap();
    let read: Vec<_> = read.certificates().iter().map(|entry| entry.der()).collect();
    assert_eq!(read, [&case.end_entity[..], &case.intermediates[0], &case.anchors[0]]);
}

/// The file whose test is a module of this binary.
fn exported() -> ChainFile {
    let world = World::with(|world| {
        world.end_entity.validity.not_after = NOW - DAY;
        world.intermediates[0].extended_key_usage = Some(ExtendedKeyUsage::of(&[Purpose::ClientAuth]));
    });
    let case = world.materialise();
    let expect = |policy: &Policy| Expectation::of(policy.name(), &Core.verify(&case, policy)).unwrap();
    let expectations = ["rustls", "go", "rfc5280"].map(|name| expect(Policy::named(name).unwrap()));
    ChainFile { expectations: expectations.to_vec(), ..world.into() }.about("An expired server below a CA for clients.")
}

#[test]
fn an_exported_rust_test_is_what_is_compiled_and_run_here() {
    let source =
        export::rust_test(&exported(), "an_exported_chain_is_judged_as_before", "verifail_testkit::adapter::Core");
    let module = "//! A test as it is exported; `export.rs` writes it and compares it with this file.\n\n";
    assert_eq!(include_str!("exported.rs"), format!("{module}{}", source.unwrap()));
    assert_eq!(export::rust_test(&World::good().into(), "nothing", "()"), None);
}

/// What `openssl verify` says to a world, in its own directory; `None` without OpenSSL.
fn openssl(name: &str, world: &World) -> Option<(bool, String)> {
    let (world, omissions) = export::for_others(world);
    let line = OpensslVerify::of(&world.materialise());
    assert_eq!((omissions, &line.omissions), (Vec::new(), &Vec::new()), "{line}");
    let directory = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("openssl").join(name);
    std::fs::create_dir_all(&directory).unwrap();
    for (file, contents) in &line.files {
        std::fs::write(directory.join(file), contents).unwrap();
    }
    let output = Command::new("openssl").args(&line.arguments).current_dir(directory).output().ok()?;
    let said = [output.stdout, output.stderr].concat();
    Some((output.status.success(), String::from_utf8_lossy(&said).into_owned()))
}

#[test]
#[allow(clippy::print_stderr, reason = "a skip is said aloud")]
fn openssl_reads_the_command_line_and_decides_as_its_policy_does() {
    let policy = Policy::named("openssl").unwrap();
    let revocation = Some(RevocationQuestion { end_entity_only: true, allow_unknown: false });
    type Edit = fn(&mut World);
    let edits: [(&str, Edit, &str); 10] = [
        ("good", |_| (), "OK"),
        ("expired", |world| world.end_entity.validity.not_after = NOW - DAY, "certificate has expired"),
        ("name", |world| world.question.reference = Some(Reference::Dns("example.net".into())), "hostname mismatch"),
        ("address", |world| world.question.reference = Some(Reference::Ip(vec![192, 0, 2, 1])), "IP address mismatch"),
        ("purpose", |world| world.question.purpose = Purpose::ClientAuth, "purpose"),
        ("no anchor", |world| world.anchors.clear(), "unable to get local issuer"),
        ("anchor", |world| world.anchors[0] = CertSpec::root(5), "unable to get local issuer"),
        ("signature", |world| world.end_entity.signer = 9, "signature failure"),
        ("time", |world| world.question.time += 4_000 * DAY, "certificate has expired"),
        (
            "depth",
            |world| {
                *world =
                    World { question: Question { max_path_depth: Some(0), ..Question::default() }, ..World::tower(2) }
            },
            "",
        ),
    ];
    let mut worlds: Vec<_> = edits.iter().map(|(name, edit, words)| (*name, World::with(edit), *words)).collect();
    for (name, revoked, words) in [("unrevoked", false, "OK"), ("revoked", true, "certificate revoked")] {
        let mut world = World::good();
        world.question.revocation = revocation;
        world.crls = vec![CrlSpec::of(ca_name(1), 1)];
        if revoked {
            world.crls[0].revoked = vec![world.end_entity.serial];
        }
        worlds.push((name, world, words));
    }
    for (name, world, words) in worlds {
        let Some((accepted, said)) = openssl(name, &world) else {
            eprintln!("SKIPPED: there is no `openssl` to run; install OpenSSL 3");
            return;
        };
        assert!(said.contains(words), "{name}: {said}");
        let ours = Core.verify(&export::for_others(&world).0.materialise(), policy);
        assert_eq!(Some(accepted), ours.decision(), "{name}: {said}{ours}");
        assert_eq!(accepted, words == "OK", "{name}: {said}");
    }
}

#[test]
fn what_a_form_cannot_say_is_said_beside_it() {
    let mut world = World::with(|world| world.scheme = Scheme::Toy);
    world.question.distrusted = vec![1];
    world.question.purpose = Purpose::ServerGatedCrypto;
    world.question.reference = Some(Reference::Dns("a\0b".into()));
    let line = OpensslVerify::of(&world.materialise());
    let all = [
        Omission::DistrustedKeys,
        Omission::ToySignatures,
        Omission::Purpose(Purpose::ServerGatedCrypto),
        Omission::Reference,
    ];
    assert_eq!(line.omissions, all);
    world.question.reference = Some(Reference::Dns("it's; rm -rf *".into()));
    let line = OpensslVerify::of(&world.materialise());
    assert!(line.to_string().contains("-verify_hostname 'it'\\''s; rm -rf *' "), "{line}");
}
