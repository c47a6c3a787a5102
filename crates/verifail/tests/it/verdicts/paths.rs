//! Which paths are found, in which order, what each lacks and what finding them cost: worlds in which there is more
//! than one way, or none.

use verifail::verdict::Counters;

use super::{check, entry, said};
use crate::der::{self, Extension, oid};
use crate::faults::{Fault, extra_ca};
use crate::key::{self, Digest};
use crate::world::{Answer, CA_KEY, CrlTemplate, NAME, ROOT_KEY, SERVER_KEY, Template, World};

/// One policy of each kind of search, and one that takes key identifiers' word.
const POLICIES: [&str; 5] = ["rfc5280", "web-pki", "rustls", "go", "openssl"];

fn root(name: &str, key: usize) -> Template {
    let mut root = Template::ca(name, key, name, key);
    root.not_before = "20100101000000Z".to_owned();
    root.not_after = "20460101000000Z".to_owned();
    root
}

fn expired(mut template: Template) -> Template {
    template.not_after = "20260614000000Z".to_owned();
    template.serial_number.push(1);
    template
}

fn renumbered(mut template: Template, serial: u8) -> Template {
    template.serial_number.push(serial);
    template
}

fn with_identifier(mut template: Template, identifier: &[u8]) -> Template {
    template.set(der::subject_key_identifier(identifier));
    template
}

/// `count` CAs of the issuer's name whose keys signed nothing.
fn strangers(world: &mut World, count: u8, identified: bool) {
    for number in 0..count {
        let mut stranger = Template::ca("CA", 4 + usize::from(number % 6), "Root", ROOT_KEY);
        stranger.serial_number = vec![0x33, number];
        if let Some(last) = stranger.public_key_info.last_mut() {
            *last = last.wrapping_add(number);
        }
        world.intermediates.push(if identified {
            with_identifier(stranger, &key::identifier(CA_KEY))
        } else {
            stranger.without_key_identifiers()
        });
    }
}

/// `levels` CAs one above the other, the end entity below the lowest, nothing trusted.
fn tower(world: &mut World, levels: usize) {
    world.intermediates.clear();
    world.anchors.clear();
    for level in 0..levels {
        let issuer = if level + 1 == levels { "Root".to_owned() } else { format!("CA {}", level + 1) };
        world.intermediates.push(Template::ca(&format!("CA {level}"), 3 + level % 8, &issuer, 3 + (level + 1) % 8));
    }
    world.end_entity = Template::server(SERVER_KEY, "CA 0", 3);
}

fn crls(world: &mut World, crls: &[(&str, usize)]) {
    world.check_revocation(crls.iter().map(|(issuer, key)| CrlTemplate::of(issuer, *key)).collect());
}

const WORLDS: &[Fault<World>] = &[
    ("nothing is wrong", |_| {}),
    ("the anchor is supplied as well", |w| w.intermediates.push(w.anchors[0].clone())),
    ("the end entity is supplied as well", |w| w.intermediates.insert(0, w.end_entity.clone())),
    ("a certificate is supplied twice", |w| w.intermediates.push(w.intermediates[0].clone())),
    ("an expired twin of the CA comes first", |w| {
        let twin = expired(w.intermediates[0].clone());
        w.intermediates.insert(0, twin);
    }),
    ("a twin of the CA that is not yet valid comes first", |w| {
        let mut twin = renumbered(w.intermediates[0].clone(), 0);
        twin.not_before = "20260616000000Z".to_owned();
        w.intermediates.insert(0, twin);
    }),
    ("both twins of the CA expired", |w| {
        let twin = expired(w.intermediates[0].clone());
        w.intermediates = vec![twin.clone(), renumbered(twin, 2)];
    }),
    ("a self-issued CA beside one that is not", |w| {
        w.intermediates.push(Template::ca("CA", CA_KEY, "CA", CA_KEY));
    }),
    ("the CA's key is in another CA's certificate, of the same name", |w| {
        w.intermediates.push(Template::ca("CA", CA_KEY, "Elsewhere", 9));
    }),
    ("two anchors of one name, the second's key signed", |w| w.anchors.insert(0, root("Root", 5))),
    ("two anchors of one name, neither key signed", |w| w.anchors = vec![root("Root", 5), root("Root", 6)]),
    ("two anchors of one name and key", |w| w.anchors.push(renumbered(w.anchors[0].clone(), 9))),
    ("two anchors, one expired", |w| w.anchors.push(expired(w.anchors[0].clone()))),
    ("an anchor of another name with the key", |w| w.anchors = vec![root("Other Root", ROOT_KEY)]),
    ("anchors of other names, one with the key", |w| {
        w.anchors = (3..8).chain([ROOT_KEY]).map(|k| root(&format!("Other {k}"), k)).collect();
    }),
    ("anchors of other names, one with the key and its identifier", |w| {
        w.anchors = (3..8).map(|k| root(&format!("Other {k}"), k).without_key_identifiers()).collect();
        w.anchors.push(root("Other Root", ROOT_KEY));
    }),
    ("four anchors of other names, one of them twice", |w| {
        w.anchors = (3..6).map(|k| root(&format!("Other {k}"), k).without_key_identifiers()).collect();
        w.anchors.push(w.anchors[0].clone());
        w.anchors.push(root("Other Root", ROOT_KEY).without_key_identifiers());
    }),
    ("four anchors of other names, supplied as well", |w| {
        w.anchors = (3..6).map(|k| root(&format!("Other {k}"), k).without_key_identifiers()).collect();
        w.anchors.push(root("Other Root", ROOT_KEY).without_key_identifiers());
        w.intermediates.extend(w.anchors.clone());
    }),
    ("five anchors of other names, one with the key and no identifier", |w| {
        w.anchors = (0..5).map(|k| root(&format!("Other {k}"), 3 + k).without_key_identifiers()).collect();
        w.anchors[4] = root("Other Root", ROOT_KEY).without_key_identifiers();
        w.intermediates[0] = w.intermediates[0].clone().without_key_identifiers();
    }),
    ("four anchors of other names, one with the key and no identifier", |w| {
        w.anchors = (0..4).map(|k| root(&format!("Other {k}"), 3 + k).without_key_identifiers()).collect();
        w.anchors[3] = root("Other Root", ROOT_KEY).without_key_identifiers();
        w.intermediates[0] = w.intermediates[0].clone().without_key_identifiers();
    }),
    ("the end entity's issuer has another name", |w| w.end_entity.issuer = der::name("Renamed CA")),
    ("the end entity's issuer has another name, and no identifiers", |w| {
        w.end_entity.issuer = der::name("Renamed CA");
        w.end_entity = w.end_entity.clone().without_key_identifiers();
    }),
    ("the end entity's issuer has another name, among others", |w| {
        w.end_entity.issuer = der::name("Renamed CA");
        w.end_entity = w.end_entity.clone().without_key_identifiers();
        strangers(w, 4, false);
    }),
    ("the CA's issuer has another name", |w| w.intermediates[0].issuer = der::name("Renamed Root")),
    ("the CA is trusted, and its root is not", |w| w.anchors = vec![w.intermediates[0].clone()]),
    ("the CA is trusted too", |w| w.anchors.push(w.intermediates[0].clone())),
    ("the end entity is trusted", |w| {
        w.anchors = vec![w.end_entity.clone()];
        w.intermediates.clear();
    }),
    ("the end entity is trusted, and its CA is supplied", |w| w.anchors = vec![w.end_entity.clone()]),
    ("the end entity is trusted, and expired", |w| {
        w.end_entity = expired(w.end_entity.clone());
        w.anchors.push(w.end_entity.clone());
    }),
    ("a self-signed end entity", |w| {
        w.end_entity.issuer = w.end_entity.subject.clone();
        w.end_entity.signer = SERVER_KEY;
        w.end_entity.remove(oid::AUTHORITY_KEY_IDENTIFIER);
    }),
    ("a self-signed end entity of another's key, which is trusted", |w| {
        w.end_entity.issuer = w.end_entity.subject.clone();
        w.end_entity.signer = 7;
        w.end_entity.remove(oid::AUTHORITY_KEY_IDENTIFIER);
        w.anchors = vec![root(NAME, 7)];
    }),
    ("another key signed", |w| w.end_entity.signer = 7),
    ("another key signed, and its identifier says so", |w| {
        w.end_entity.signer = 7;
        w.end_entity.set(der::authority_key_identifier(&key::identifier(7)));
    }),
    ("other keys signed both", |w| {
        w.end_entity.signer = 7;
        w.intermediates[0].signer = 8;
    }),
    ("nobody can check the signature", |w| w.end_entity.digest = Digest::Sha1),
    ("the CA's key cannot be read", |w| {
        w.intermediates[0].public_key_info =
            der::sequence(&[der::sequence(&[der::object_identifier(oid::UNKNOWN)]), der::bit_string(&[1])]);
    }),
    ("three strangers of the CA's name", |w| strangers(w, 3, true)),
    ("three strangers, and the CA is missing", |w| {
        w.intermediates.clear();
        strangers(w, 3, true);
    }),
    ("three strangers of the CA's name, and no anchor", |w| {
        strangers(w, 3, true);
        w.anchors.clear();
    }),
    ("seven strangers of the CA's name, and no anchor", |w| {
        strangers(w, 7, true);
        w.anchors.clear();
    }),
    ("eight strangers of the CA's name, and no anchor", |w| {
        strangers(w, 8, true);
        w.anchors.clear();
    }),
    ("eight strangers without identifiers, and no anchor", |w| {
        strangers(w, 8, false);
        w.anchors.clear();
    }),
    ("cross-signed roots", |w| {
        w.intermediates.push(Template::ca("Root", ROOT_KEY, "Other Root", 5));
        w.anchors = vec![root("Other Root", 5)];
    }),
    ("cross-signed roots, both trusted", |w| {
        w.intermediates.push(Template::ca("Root", ROOT_KEY, "Other Root", 5));
        w.anchors.push(root("Other Root", 5));
        w.end_entity = expired(w.end_entity.clone());
    }),
    ("two CAs that certify each other", |w| {
        w.anchors.clear();
        w.intermediates = vec![Template::ca("CA", CA_KEY, "Other CA", 3), Template::ca("Other CA", 3, "CA", CA_KEY)];
    }),
    ("a tower of seven", |w| tower(w, 7)),
    ("a tower of eight, as many as are looked at", |w| tower(w, 8)),
    ("a tower of nine, more than are looked at", |w| tower(w, 9)),
    ("a tower of seven that ends at the anchor", |w| {
        tower(w, 7);
        w.anchors = vec![root("Root", 3 + 7)];
    }),
    ("a tower of six that ends at the anchor", |w| {
        tower(w, 6);
        w.anchors = vec![root("Root", 3 + 6)];
    }),
    ("a way up that forks", |w| {
        w.anchors.clear();
        extra_ca(w);
        w.intermediates.push(Template::ca("CA", CA_KEY, "Elsewhere", 9));
        w.intermediates.push(Template::ca("Elsewhere", 9, "Further", 10));
    }),
    ("of two roads one is refused for less", |w| {
        let mut worse = expired(w.intermediates[0].clone());
        worse.set(der::basic_constraints(false, None));
        let better = renumbered(expired(w.intermediates[0].clone()), 7);
        w.intermediates = vec![worse, better];
    }),
    ("a constraint of two CAs", |w| {
        extra_ca(w);
        w.intermediates[0].set(der::name_constraints(&[der::dns("example.net")], &[]));
        w.intermediates[1].set(der::name_constraints(&[], &[der::dns("example.com")]));
    }),
    ("a constraint that is kept", |w| {
        extra_ca(w);
        w.intermediates[1].set(der::name_constraints(&[der::dns("example.com")], &[]));
    }),
    ("a constraint of the anchor that is kept", |w| {
        w.anchors[0].set(der::name_constraints(&[der::dns("example.com")], &[]));
    }),
    ("five names outside what is permitted", |w| {
        let names: Vec<_> = (0..6).map(|n| der::dns(&format!("{n}.example.net"))).collect();
        w.end_entity.set(der::subject_alt_name(&names));
        w.intermediates[0].set(der::name_constraints(&[der::dns("example.com")], &[]));
    }),
    ("twenty other names", |w| {
        let names: Vec<_> = (0..20).map(|n| der::dns(&format!("{n}.example.com"))).collect();
        w.end_entity.set(der::subject_alt_name(&names));
    }),
    ("names of another kind", |w| {
        w.end_entity.set(der::subject_alt_name(&[der::email("a@example.com"), der::ip(&[192, 0, 2, 1])]));
    }),
    ("twenty purposes, and not the one", |w| {
        let purposes: Vec<Vec<u8>> = (0..20).map(|n| [oid::UNKNOWN, &[n]].concat()).collect();
        let purposes: Vec<&[u8]> = purposes.iter().map(Vec::as_slice).collect();
        w.end_entity.set(der::extended_key_usage(&purposes));
    }),
    ("a hundred extensions twice", |w| {
        for number in 0..100 {
            let id = [oid::UNKNOWN, &[number]].concat();
            w.end_entity.extensions.push(Extension::new(&id, true, vec![5, 0]));
        }
    }),
    ("revocation is known", |w| crls(w, &[("CA", CA_KEY), ("Root", ROOT_KEY)])),
    ("revocation of the CA is unknown", |w| crls(w, &[("CA", CA_KEY)])),
    ("a stranger signed the CRL", |w| crls(w, &[("CA", 7), ("Root", ROOT_KEY)])),
    ("a CRL by another key of the CA", |w| {
        w.intermediates.push(Template::ca("CA", 7, "Root", ROOT_KEY));
        crls(w, &[("CA", 7), ("Root", ROOT_KEY)]);
    }),
    ("a CRL by another key of the CA, among twenty that signed nothing", |w| {
        strangers(w, 20, false);
        w.intermediates.push(Template::ca("CA", 7, "Root", ROOT_KEY).without_key_identifiers());
        crls(w, &[("CA", 7), ("Root", ROOT_KEY)]);
    }),
    ("a CRL by a key of the CA that may not sign CRLs", |w| {
        let mut other = Template::ca("CA", 7, "Root", ROOT_KEY);
        other.set(der::key_usage(der::KEY_CERT_SIGN));
        w.intermediates.push(other);
        crls(w, &[("CA", 7), ("Root", ROOT_KEY)]);
    }),
    ("a CRL by another key of the CA, whose certificate expired", |w| {
        w.intermediates.push(expired(Template::ca("CA", 7, "Root", ROOT_KEY)));
        crls(w, &[("CA", 7), ("Root", ROOT_KEY)]);
    }),
    ("a CRL by another key of the CA, which another root certified", |w| {
        w.anchors.push(root("Other Root", 5));
        w.intermediates.push(Template::ca("CA", 7, "Other Root", 5));
        crls(w, &[("CA", 7), ("Root", ROOT_KEY), ("Other Root", 5)]);
    }),
    ("a CRL by the old key of a CA that changed it", |w| {
        w.intermediates.insert(0, Template::ca("CA", 3, "CA", CA_KEY));
        w.end_entity.signer = 3;
        w.end_entity.set(der::authority_key_identifier(&key::identifier(3)));
        crls(w, &[("CA", CA_KEY), ("Root", ROOT_KEY)]);
    }),
    ("revocation of the end entity alone", |w| {
        crls(w, &[("CA", CA_KEY)]);
        w.question.revocation = Some((verifail::RevocationScope::EndEntity, false));
    }),
    ("a constraint of the CA and of the anchor", |w| {
        w.intermediates[0].set(der::name_constraints(&[der::dns("example.com")], &[]));
        w.anchors[0].set(der::name_constraints(&[der::dns("example.com")], &[]));
    }),
    ("a constraint above a self-issued CA", |w| {
        w.intermediates.insert(0, Template::ca("CA", 3, "CA", CA_KEY));
        w.end_entity.signer = 3;
        w.end_entity.set(der::authority_key_identifier(&key::identifier(3)));
        w.intermediates[1].set(der::name_constraints(&[der::dns("example.com")], &[]));
    }),
    ("a constraint above a server without names", |w| {
        w.end_entity.remove(oid::SUBJECT_ALT_NAME);
        w.intermediates[0].set(der::name_constraints(&[der::dns("example.com")], &[]));
        w.question.name = None;
    }),
    ("nobody's name asked for", |w| {
        w.question.name = None;
        w.question.purpose = verifail::KeyPurpose::Any;
    }),
];

/// What is said, how each path's signatures came out, and what it cost.
fn said_of_paths(answer: &Answer, policy: &str) -> String {
    let paths = answer.paths.iter().map(|p| format!("{:?}{}", p.signatures, if p.anchored { "" } else { " open" }));
    let Counters { signature_checks, path_steps, name_constraint_comparisons, .. } = answer.counters;
    format!(
        "{}  {}\n  {signature_checks} signatures, {path_steps} steps, {name_constraint_comparisons} comparisons\n",
        said(answer, policy),
        paths.collect::<Vec<_>>().join("; "),
    )
}

#[test]
fn the_paths_that_are_found_are_those_that_are_written_down() {
    let worlds = WORLDS.iter().map(|(name, edit)| (name, World::with(edit)));
    check("paths.txt", worlds.map(|(name, world)| entry(name, &world, &POLICIES, said_of_paths)));
}
