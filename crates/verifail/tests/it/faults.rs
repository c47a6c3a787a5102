//! The catalogue of faults: every way in which tests break a certificate or a whole world, each with a name.
//!
//! A fault of a certificate can be put into any certificate of a path. What it means there is the policy's decision and
//! the tests' question; the catalogue does not know.

use verifail::{KeyPurpose, RevocationScope};

use crate::der::{self, Extension, oid};
use crate::key::{self, Digest};
use crate::world::{CA_KEY, CrlTemplate, NAME, ROOT_KEY, SERVER_KEY, Template, World};

/// A name and what it does.
pub(crate) type Fault<T> = (&'static str, fn(&mut T));

/// Faults of one certificate.
pub(crate) const OF_A_CERTIFICATE: &[Fault<Template>] = &[
    ("unreadable validity", |t| t.not_before = "20209901000000Z".to_owned()),
    ("printable string with a letter it has not", |t| {
        t.subject = der::attribute(oid::COMMON_NAME, 0x13, b"a\xff");
    }),
    ("an extension twice", |t| {
        let first = t.extensions.first().cloned();
        t.extensions.extend(first);
    }),
    ("basic constraints that do not decode", |t| {
        t.set(Extension::new(oid::BASIC_CONSTRAINTS, true, vec![0x30, 5]));
    }),
    ("unique identifier", |t| t.issuer_unique_id = true),
    ("version 1 without extensions", |t| {
        t.version = 1;
        t.extensions.clear();
    }),
    ("version 1 with extensions", |t| t.version = 1),
    ("negative serial number", |t| t.serial_number = vec![0x81]),
    ("serial number of 21 octets", |t| t.serial_number = vec![0x11; 21]),
    ("algorithms inside and outside differ", |t| {
        t.inner_algorithm = Some(der::sequence(&[der::object_identifier(oid::ED25519)]));
    }),
    ("unknown signature algorithm", |t| algorithm(t, oid::UNKNOWN)),
    ("algorithm identifier in a sequence of its own", |t| {
        let algorithm = der::sequence(&[Digest::Sha256.algorithm()]);
        t.inner_algorithm = Some(algorithm.clone());
        t.outer_algorithm = Some(algorithm);
    }),
    ("DSA with SHA-1", |t| algorithm(t, &[0x2a, 0x86, 0x48, 0xce, 0x38, 4, 3])),
    ("ECDSA with SHA-224", |t| algorithm(t, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 1])),
    ("MD5", |t| algorithm(t, &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 4])),
    ("SHA-1", |t| t.digest = Digest::Sha1),
    ("tampered signature", |t| t.tampered = true),
    ("unreadable RSA key", |t| t.public_key_info = rsa_key(&der::tlv(0x04, &[1]))),
    ("Ed448 key", |t| t.public_key_info = ed448()),
    ("key on a curve that is not for TLS", |t| {
        let algorithm = [&[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1][..], &[0x2b, 0x81, 4, 0, 10]];
        let algorithm = der::sequence(&algorithm.map(der::object_identifier));
        t.public_key_info = der::sequence(&[algorithm, der::bit_string(&[4; 65])]);
    }),
    ("RSA key of 504 bits", |t| t.public_key_info = rsa_of(63)),
    ("RSA key of 1024 bits", |t| t.public_key_info = rsa_of(128)),
    ("RSA key of 32768 bits", |t| t.public_key_info = rsa_of(4096)),
    ("validity the wrong way round", |t| {
        std::mem::swap(&mut t.not_before, &mut t.not_after);
    }),
    ("not yet valid", |t| t.not_before = "20260616000000Z".to_owned()),
    ("expired", |t| t.not_after = "20260614000000Z".to_owned()),
    ("valid for ten years", |t| {
        t.not_before = "20260601000000Z".to_owned();
        t.not_after = "20360601000000Z".to_owned();
    }),
    ("no authority key identifier", |t| t.remove(oid::AUTHORITY_KEY_IDENTIFIER)),
    ("critical authority key identifier", |t| {
        t.set(der::authority_key_identifier(&key::identifier(t.signer)));
        t.set_critical(oid::AUTHORITY_KEY_IDENTIFIER, true);
    }),
    ("authority key identifier without a key identifier", |t| {
        let issuer = der::tlv(0xa1, &der::directory("Root"));
        let value = der::sequence(&[issuer, der::tlv(0x82, &[1])]);
        t.set(Extension::new(oid::AUTHORITY_KEY_IDENTIFIER, false, value));
    }),
    ("authority key identifier of another key", |t| t.set(der::authority_key_identifier(&[7; 20]))),
    ("no subject key identifier", |t| t.remove(oid::SUBJECT_KEY_IDENTIFIER)),
    ("critical subject key identifier", |t| {
        t.set(der::subject_key_identifier(&key::identifier(t.signer)));
        t.set_critical(oid::SUBJECT_KEY_IDENTIFIER, true);
    }),
    ("no basic constraints", |t| t.remove(oid::BASIC_CONSTRAINTS)),
    ("no CA", |t| t.set(der::basic_constraints(false, None))),
    ("a CA", |t| t.set(der::basic_constraints(true, None))),
    ("path length of what is no CA", |t| t.set(der::basic_constraints(false, Some(1)))),
    ("neither basic constraints nor key usage", |t| {
        t.remove(oid::BASIC_CONSTRAINTS);
        t.remove(oid::KEY_USAGE);
    }),
    ("basic constraints not critical", |t| t.set_critical(oid::BASIC_CONSTRAINTS, false)),
    ("empty key usage", |t| t.set(der::key_usage(0))),
    ("no key usage", |t| t.remove(oid::KEY_USAGE)),
    ("key usage for CRLs only", |t| t.set(der::key_usage(der::CRL_SIGN))),
    ("key usage for certificates only", |t| t.set(der::key_usage(der::KEY_CERT_SIGN))),
    ("key usage that does not decode", |t| t.set(Extension::new(oid::KEY_USAGE, true, vec![3]))),
    ("purpose clientAuth", |t| t.set(der::extended_key_usage(&[oid::CLIENT_AUTH]))),
    ("purpose any", |t| t.set(der::extended_key_usage(&[oid::ANY_EXTENDED_KEY_USAGE]))),
    ("purposes any and serverAuth", |t| {
        t.set(der::extended_key_usage(&[oid::SERVER_AUTH, oid::ANY_EXTENDED_KEY_USAGE]));
    }),
    ("also for code signing", |t| t.set(der::extended_key_usage(&[oid::SERVER_AUTH, oid::CODE_SIGNING]))),
    ("also for OCSP signing", |t| t.set(der::extended_key_usage(&[oid::SERVER_AUTH, oid::OCSP_SIGNING]))),
    ("also for time stamping", |t| t.set(der::extended_key_usage(&[oid::SERVER_AUTH, oid::TIME_STAMPING]))),
    ("no extended key usage", |t| t.remove(oid::EXTENDED_KEY_USAGE)),
    ("extended key usage without a purpose", |t| t.set(der::extended_key_usage(&[]))),
    ("critical extended key usage", |t| {
        t.set(der::extended_key_usage(&[oid::SERVER_AUTH]));
        t.set_critical(oid::EXTENDED_KEY_USAGE, true);
    }),
    ("no subject alternative name", |t| t.remove(oid::SUBJECT_ALT_NAME)),
    ("empty subject alternative name", |t| t.set(der::subject_alt_name(&[]))),
    ("subject alternative name that does not decode", |t| {
        t.set(Extension::new(oid::SUBJECT_ALT_NAME, false, der::tlv(0x04, &[1])));
    }),
    ("subject alternative name with a blank", |t| {
        t.set(der::subject_alt_name(&[der::dns(NAME), der::dns("a b.example.com")]));
    }),
    ("critical subject alternative name", |t| t.set_critical(oid::SUBJECT_ALT_NAME, true)),
    ("another server's name", |t| t.set(der::subject_alt_name(&[der::dns("other.example.com")]))),
    ("common name that is no alternative name", |t| {
        t.subject = der::name("another.example.com");
    }),
    ("name constraints without a subtree", |t| t.set(der::name_constraints(&[], &[]))),
    ("name constraints not critical", |t| {
        t.set(der::name_constraints(&[der::dns("example.com")], &[]));
        t.set_critical(oid::NAME_CONSTRAINTS, false);
    }),
    ("name constraints", |t| t.set(der::name_constraints(&[der::dns("example.com")], &[]))),
    ("name constraints on directory names", |t| {
        t.set(der::name_constraints(&[], &[der::directory("Nobody")]));
    }),
    ("name constraints in no syntax", |t| {
        t.set(der::name_constraints(&[der::dns("example.com"), der::dns("a b")], &[]));
    }),
    ("unknown critical extension", |t| t.set(der::unknown(true))),
    ("critical authority information access", |t| {
        t.set(der::ca_issuers("http://ca.example.com/ca.der"));
        t.set_critical(oid::AUTHORITY_INFO_ACCESS, true);
    }),
    ("certificate policy with an unknown qualifier", |t| {
        let qualifier = der::sequence(&[der::object_identifier(oid::UNKNOWN), der::tlv(0x05, &[])]);
        let policy = der::sequence(&[der::object_identifier(oid::POLICY_ONE), der::sequence(&[qualifier])]);
        t.set(Extension::new(oid::CERTIFICATE_POLICIES, true, der::sequence(&[policy])));
    }),
    ("policy constraints not critical", |t| {
        t.set(der::require_explicit_policy(9));
        t.set_critical(oid::POLICY_CONSTRAINTS, false);
    }),
];

/// Faults of a world as a whole.
pub(crate) const OF_A_WORLD: &[Fault<World>] = &[
    ("distrusted server key", |w| w.question.distrusted = vec![SERVER_KEY]),
    ("distrusted CA key", |w| w.question.distrusted = vec![CA_KEY]),
    ("distrusted root key", |w| w.question.distrusted = vec![ROOT_KEY]),
    ("a CA's short RSA key, signed with", |w| {
        w.intermediate().public_key_info = rsa_of(63);
        algorithm(&mut w.end_entity, RSA_WITH_SHA256);
    }),
    ("the root's short RSA key, signed with", |w| {
        w.anchor().public_key_info = rsa_of(63);
        algorithm(w.intermediate(), RSA_WITH_SHA256);
    }),
    ("a CA's unreadable RSA key, signed with", |w| {
        w.intermediate().public_key_info = rsa_key(&der::tlv(0x04, &[1]));
        algorithm(&mut w.end_entity, RSA_WITH_SHA256);
    }),
    ("the root's unreadable RSA key, signed with", |w| {
        w.anchor().public_key_info = rsa_key(&der::tlv(0x04, &[1]));
        algorithm(w.intermediate(), RSA_WITH_SHA256);
    }),
    ("a CA's Ed448 key, signed with", |w| {
        w.intermediate().public_key_info = ed448();
        algorithm(&mut w.end_entity, ED448);
    }),
    ("the root's Ed448 key, signed with", |w| {
        w.anchor().public_key_info = ed448();
        algorithm(w.intermediate(), ED448);
    }),
    ("server's issuer of another name", |w| w.end_entity.issuer = der::name("Nobody")),
    ("CA's issuer of another name", |w| w.intermediate().issuer = der::name("Nobody")),
    ("nameless CA", |w| {
        w.intermediate().subject = der::name("");
        w.end_entity.issuer = der::name("");
    }),
    ("nameless root", |w| {
        w.anchor().subject = der::name("");
        w.anchor().issuer = der::name("");
        w.intermediate().issuer = der::name("");
    }),
    ("nameless server with a name that is not critical", |w| w.end_entity.subject = der::name("")),
    ("path length exceeded", |w| {
        extra_ca(w);
        w.intermediates[1].set(der::basic_constraints(true, Some(0)));
    }),
    ("an end entity that is a CA and does not look like one", |w| {
        let end_entity = &mut w.end_entity;
        end_entity.set(der::basic_constraints(true, None));
        end_entity.set_critical(oid::BASIC_CONSTRAINTS, false);
        end_entity.remove(oid::KEY_USAGE);
        end_entity.subject = der::name("");
    }),
    ("path length of the root exceeded", |w| w.anchor().set(der::basic_constraints(true, Some(0)))),
    ("RCS MLS client of another kind", |w| {
        w.question.purpose = KeyPurpose::RcsMlsClient;
        w.end_entity.set(der::key_usage(der::DIGITAL_SIGNATURE | 0x2000));
    }),
    ("outside the permitted DNS names", |w| {
        w.intermediate().set(der::name_constraints(&[der::dns("example.net")], &[]));
    }),
    ("outside the root's permitted DNS names", |w| {
        w.anchor().set(der::name_constraints(&[der::dns("example.net")], &[]));
    }),
    ("inside the excluded DNS names", |w| {
        w.intermediate().set(der::name_constraints(&[], &[der::dns("example.com")]));
    }),
    ("inside the root's excluded DNS names", |w| {
        w.anchor().set(der::name_constraints(&[], &[der::dns("example.com")]));
    }),
    ("a CA's own name inside the excluded DNS names", |w| {
        extra_ca(w);
        w.intermediates[1].set(der::name_constraints(&[], &[der::dns("ca.example.com")]));
        w.intermediates[0].set(der::subject_alt_name(&[der::dns("ca.example.com")]));
    }),
    ("a CA's own name outside the permitted DNS names", |w| {
        extra_ca(w);
        w.intermediates[1].set(der::name_constraints(&[der::dns("example.com")], &[]));
        w.intermediates[0].set(der::subject_alt_name(&[der::dns("ca.example.net")]));
    }),
    ("a constraint on a form that nobody processes", |w| unprocessed(&mut w.intermediates[0], &mut w.end_entity)),
    ("the root's constraint on a form that nobody processes", |w| unprocessed(&mut w.anchors[0], &mut w.end_entity)),
    ("a CA's own name in a form that nobody processes", |w| {
        extra_ca(w);
        let [below, above] = &mut w.intermediates[..] else {
            return;
        };
        below.set(der::subject_alt_name(&[der::dns("ca.example.com")]));
        unprocessed(above, below);
    }),
    ("no certificate policy where one is required", |w| w.question.policies.explicit_policy = true),
    ("a CA requires a policy that the server has not", |w| {
        w.intermediate().set(der::certificate_policies(&[oid::POLICY_ONE]));
        w.intermediate().set(der::require_explicit_policy(0));
        w.end_entity.set(der::certificate_policies(&[oid::POLICY_TWO]));
    }),
    ("the CA has no policy where one is required", |w| {
        w.intermediate().set(der::require_explicit_policy(0));
        extra_ca(w);
    }),
    ("policy mapped to any", |w| {
        w.intermediate().set(der::policy_mappings(&[(oid::POLICY_ONE, oid::ANY_POLICY)]));
    }),
    ("server revoked", |w| {
        let crl = CrlTemplate::of("CA", CA_KEY).revoking(&w.end_entity);
        w.check_revocation(vec![crl, CrlTemplate::of("Root", ROOT_KEY)]);
    }),
    ("CA revoked", |w| {
        let crl = CrlTemplate::of("Root", ROOT_KEY).revoking(&w.intermediates[0]);
        w.check_revocation(vec![crl, CrlTemplate::of("CA", CA_KEY)]);
    }),
    ("no CRL", |w| w.check_revocation(Vec::new())),
    ("no CRL, server only", |w| w.question.revocation = Some((RevocationScope::EndEntity, false))),
    ("no anchor", |w| w.anchors.clear()),
    ("root supplied and not trusted", |w| {
        let root = w.anchors.remove(0);
        w.intermediates.push(root);
    }),
    ("server self-signed", |w| {
        w.end_entity.issuer = w.end_entity.subject.clone();
        w.end_entity.signer = SERVER_KEY;
    }),
    ("intermediate missing", |w| w.intermediates.clear()),
    ("intermediate missing and its place named", |w| {
        w.intermediates.clear();
        w.end_entity.set(der::ca_issuers("http://ca.example.com/ca.der"));
    }),
    ("deeper than asked for", |w| w.question.max_path_depth = Some(0)),
    ("too much to search", too_much),
];

fn algorithm(template: &mut Template, id: &[u8]) {
    let algorithm = der::sequence(&[der::object_identifier(id)]);
    template.inner_algorithm = Some(algorithm.clone());
    template.outer_algorithm = Some(algorithm);
}

const RSA_WITH_SHA256: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 11];
const ED448: &[u8] = &[0x2b, 0x65, 113];

fn ed448() -> Vec<u8> {
    let algorithm = der::sequence(&[der::object_identifier(ED448)]);
    der::sequence(&[algorithm, der::bit_string(&[9; 57])])
}

pub(crate) fn rsa_key(key: &[u8]) -> Vec<u8> {
    let algorithm = der::sequence(&[der::object_identifier(oid::RSA_ENCRYPTION), der::tlv(0x05, &[])]);
    der::sequence(&[algorithm, der::bit_string(key)])
}

/// An RSA key that nobody has.
pub(crate) fn rsa_of(octets: usize) -> Vec<u8> {
    rsa_key(&der::sequence(&[der::unsigned(&vec![0xc1; octets]), der::unsigned(&[1, 0, 1])]))
}

/// One more CA, between the good world's CA and its root; the new one is `intermediates[0]`.
pub(crate) fn extra_ca(world: &mut World) {
    world.intermediates.insert(0, Template::ca("Lower CA", 3, "CA", CA_KEY));
    world.end_entity = Template { signer: 3, issuer: der::name("Lower CA"), ..world.end_entity.clone() };
    world.end_entity.set(der::authority_key_identifier(&key::identifier(3)));
}

/// `above` constrains x400Address and `below` has one, besides its own names.
fn unprocessed(above: &mut Template, below: &mut Template) {
    let address = der::tlv(0xa3, &der::sequence::<&[u8]>(&[]));
    above.set(der::name_constraints(&[], std::slice::from_ref(&address)));
    if let Some(names) = below.extensions.iter_mut().find(|e| e.id == oid::SUBJECT_ALT_NAME) {
        *names = der::subject_alt_name(&[der::dns(NAME), address]);
    }
}

/// Three levels of 120 strangers of the right name each, and the right CA behind them.
fn too_much(world: &mut World) {
    let names = ["One", "Two", "Three", "Root"];
    world.intermediates.clear();
    for (level, pair) in names.windows(2).enumerate() {
        let [subject, issuer] = pair else { continue };
        let (key, signer) = (3 + level, if *issuer == "Root" { ROOT_KEY } else { 4 + level });
        let mut right = Template::ca(subject, key, issuer, signer);
        // Longer than the others: candidates that are otherwise equal are tried by encoding.
        right.set(Extension::new(oid::UNKNOWN, false, der::tlv(0x04, &[0; 600])));
        world.intermediates.push(right);
        for stranger in 0..120u8 {
            let mut template = Template::ca(subject, key, issuer, signer);
            // No point of the curve, so that no signature verifies.
            if let Some(last) = template.public_key_info.last_mut() {
                *last = last.wrapping_add(stranger + 1);
            }
            template.serial_number.push(stranger);
            world.intermediates.push(template);
        }
    }
    world.end_entity = Template::server(SERVER_KEY, "One", 3);
}

/// Where a fault of a certificate is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    EndEntity,
    Intermediate,
    Anchor,
}

impl Place {
    pub(crate) const ALL: [Self; 3] = [Self::EndEntity, Self::Intermediate, Self::Anchor];

    pub(crate) fn of(self, world: &mut World) -> &mut Template {
        match self {
            Self::EndEntity => &mut world.end_entity,
            Self::Intermediate => world.intermediate(),
            Self::Anchor => world.anchor(),
        }
    }
}

/// Every world with one fault, and what it is called.
pub(crate) fn worlds() -> impl Iterator<Item = (String, World)> {
    let certificates = OF_A_CERTIFICATE.iter().flat_map(|(name, edit)| {
        Place::ALL.into_iter().filter_map(move |place| {
            let world = World::with(|w| edit(place.of(w)));
            (place != Place::Anchor || usable(&world.anchors[0])).then(|| (format!("{place:?}: {name}"), world))
        })
    });
    let whole = OF_A_WORLD.iter().map(|(name, edit)| ((*name).to_owned(), World::with(edit)));
    certificates.chain(whole)
}

/// An anchor whose key or structure cannot be read is none.
fn usable(template: &Template) -> bool {
    verifail::TrustAnchor::from_der(&template.der()).is_ok()
}
