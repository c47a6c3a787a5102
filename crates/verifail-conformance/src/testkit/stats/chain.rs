//! Chains of three certificates that are all different and all good: the same draw as a world of the testkit and as
//! parameters of rcgen.

use std::time::Duration;

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyIdMethod, KeyUsagePurpose,
    SanType, SerialNumber,
};
use rustls_pki_types::CertificateDer;
use verifail_testkit::World;
use verifail_testkit::choices::{Choices, Random};
use verifail_testkit::materialise::key_identifier;
use verifail_testkit::signing::toy::ToyKey;
use verifail_testkit::signing::{KEYS, Scheme};
use verifail_testkit::world::{
    AuthorityKeyIdentifier, CertSpec, DAY, GeneralName, KeyId, KeyIdentifier, NOW, Name, Reference, Serial,
    SubjectAltName, Validity,
};

/// What makes a chain another one than the last: names, serial numbers, keys, validity periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Chain {
    /// Anchor, CA, end entity.
    keys: [KeyId; 3],
    serials: [u64; 3],
    names: [u32; 3],
    /// Of the end entity, in seconds around the time that is asked about.
    before: i64,
    after: i64,
}

impl Chain {
    /// The next one. Two of a thousand million have a serial number in common once.
    pub(super) fn draw(random: &mut Random) -> Self {
        let first = random.below(u32::from(KEYS)) as KeyId;
        let number = |random: &mut Random| random.bits() >> 1 | 1 << 62;
        Self {
            keys: [first, (first + 1) % KEYS, (first + 2) % KEYS],
            serials: [number(random), number(random), number(random)],
            names: [random.below(1 << 24), random.below(1 << 24), random.below(1 << 24)],
            before: i64::from(random.below(20 * DAY as u32)),
            after: i64::from(random.below(20 * DAY as u32)),
        }
    }

    fn host(&self) -> String {
        format!("www{}.example.com", self.names[2])
    }

    fn ca_names(&self) -> [String; 2] {
        [format!("Root CA {}", self.names[0]), format!("Issuing CA {}", self.names[1])]
    }

    /// As a world.
    pub(super) fn world(&self, scheme: Scheme) -> World {
        let [anchor, ca, end_entity] = self.keys;
        let [root_name, ca_name] = self.ca_names().map(Name::common);
        let host = self.host();
        let issued = |spec: CertSpec, serial, subject: &Name, issuer: &Name| CertSpec {
            serial: Serial::Number(serial),
            subject: subject.clone(),
            issuer: issuer.clone(),
            ..spec
        };
        let root = issued(CertSpec::root(anchor), self.serials[0], &root_name, &root_name);
        let below = issued(CertSpec::ca(ca, anchor), self.serials[1], &ca_name, &root_name);
        let server = CertSpec {
            validity: Validity { not_before: NOW - self.before, not_after: NOW + self.after },
            subject_alt_name: Some(SubjectAltName::of(vec![GeneralName::dns(host.clone())])),
            ..issued(CertSpec::server(end_entity, ca), self.serials[2], &Name::common(host.clone()), &ca_name)
        };
        debug_assert_eq!(server.authority_key_identifier, Some(AuthorityKeyIdentifier::of(ca)));
        World::with(|world| {
            world.scheme = scheme;
            world.end_entity = server;
            world.intermediates = vec![below];
            world.anchors = vec![root];
            world.question.reference = Some(Reference::Dns(host.into()));
        })
    }

    /// Written by rcgen, with toy keys: end entity, CA, anchor.
    ///
    /// # Errors
    /// rcgen's.
    pub(super) fn rcgen(&self) -> Result<[CertificateDer<'static>; 3], rcgen::Error> {
        let [anchor, ca, end_entity] = self.keys;
        let [root_name, ca_name] = self.ca_names();
        let host = self.host();
        let long = [NOW - 2_000 * DAY, NOW + 2_000 * DAY];
        let authority = |name: String, key, serial| {
            let mut params = params(name, key, serial, long);
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
            params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
            params
        };
        let root = authority(root_name, anchor, self.serials[0]);
        let mut below = authority(ca_name, ca, self.serials[1]);
        below.use_authority_key_identifier_extension = true;
        below.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        let name = host.clone().try_into()?;
        let mut server = params(host, end_entity, self.serials[2], [NOW - self.before, NOW + self.after]);
        server.use_authority_key_identifier_extension = true;
        server.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        server.subject_alt_names = vec![SanType::DnsName(name)];
        let [anchor, ca, end_entity] = [anchor, ca, end_entity].map(ToyKey::new);
        let root_issuer = Issuer::from_params(&root, &anchor);
        let ca_issuer = Issuer::from_params(&below, &ca);
        Ok([
            server.signed_by(&end_entity, &ca_issuer)?.into(),
            below.signed_by(&ca, &root_issuer)?.into(),
            root.self_signed(&anchor)?.into(),
        ])
    }

    /// The name that the server is asked for.
    pub(super) fn reference(&self) -> String {
        self.host()
    }
}

fn params(name: String, key: KeyId, serial: u64, [not_before, not_after]: [i64; 2]) -> CertificateParams {
    let epoch = rcgen::date_time_ymd(1970, 1, 1);
    let at = |seconds: i64| epoch + Duration::from_secs(seconds.unsigned_abs());
    let mut params = CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = at(not_before);
    params.not_after = at(not_after);
    params.serial_number = Some(SerialNumber::from(serial));
    params.key_identifier_method = KeyIdMethod::PreSpecified(key_identifier(KeyIdentifier::Of(key)).to_vec());
    params
}
