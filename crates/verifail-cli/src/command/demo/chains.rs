//! The demo's chains: who issues whom, and what is wrong. Keys are fresh each time; names and dates are fixed.

use rcgen::{
    BasicConstraints, Certificate, CertificateParams, CustomExtension, DnType, Error, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints, date_time_ymd,
};

/// One chain and its story.
pub(super) struct Case {
    /// What `--case` calls it.
    pub(super) name: &'static str,
    /// What happened, in a line.
    pub(super) story: &'static str,
    /// The name that the client wanted.
    pub(super) asked_for: &'static str,
    /// Generates it.
    pub(super) chain: fn() -> Result<Chain, Error>,
}

/// What a server sent, and what the client trusts.
pub(super) struct Chain {
    /// End entity first.
    pub(super) certificates: Vec<Certificate>,
    /// Trust anchors.
    pub(super) anchors: Vec<Certificate>,
}

impl Case {
    /// From good to doubly bad.
    pub(super) const ALL: &'static [Self] = &[
        Self { name: "good", story: "a chain as it should be", asked_for: "shop.example", chain: good },
        Self {
            name: "inspection-proxy",
            story: "an inspecting proxy minted a certificate whose extended key usage lacks serverAuth",
            asked_for: "api.example",
            chain: inspection_proxy,
        },
        Self {
            name: "wrong-name",
            story: "the connection reached a server of another name",
            asked_for: "api.example",
            chain: wrong_name,
        },
        Self {
            name: "cross-signed",
            story: "the intermediate under the old root has expired; the same CA cross-signed by a new root is the way round",
            asked_for: "shop.example",
            chain: cross_signed,
        },
        Self {
            name: "missing-intermediate",
            story: "the server was configured without its chain file",
            asked_for: "shop.example",
            chain: missing_intermediate,
        },
        Self {
            name: "self-signed",
            story: "a development certificate in production",
            asked_for: "shop.example",
            chain: self_signed,
        },
        Self {
            name: "name-constraints",
            story: "a CA limited to corp.example issued for a host elsewhere",
            asked_for: "shop.example",
            chain: name_constraints,
        },
        Self {
            name: "two-faults",
            story: "expired and for another name: most verifiers stop at the first",
            asked_for: "api.example",
            chain: two_faults,
        },
    ];
}

/// A CA: its name, dates and key.
struct Authority {
    params: CertificateParams,
    key: KeyPair,
}

impl Authority {
    fn new(name: &str, depth: u8) -> Result<Self, Error> {
        let mut params = named(name, 2020, 2035, Vec::new())?;
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(depth));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        Ok(Self { params, key: KeyPair::generate()? })
    }

    fn root(name: &str) -> Result<(Self, Certificate), Error> {
        let root = Self::new(name, 1)?;
        let certificate = root.params.self_signed(&root.key)?;
        Ok((root, certificate))
    }

    /// A CA below, and its certificate.
    fn subordinate(&self, name: &str) -> Result<(Self, Certificate), Error> {
        let subordinate = Self::new(name, 0)?;
        let certificate = self.certify(&subordinate.params, &subordinate.key)?;
        Ok((subordinate, certificate))
    }

    fn certify(&self, params: &CertificateParams, key: &KeyPair) -> Result<Certificate, Error> {
        params.signed_by(key, &Issuer::from_params(&self.params, &self.key))
    }

    fn certify_server(&self, params: &CertificateParams) -> Result<Certificate, Error> {
        self.certify(params, &KeyPair::generate()?)
    }
}

fn named(name: &str, from: i32, to: i32, names: Vec<String>) -> Result<CertificateParams, Error> {
    let mut params = CertificateParams::new(names)?;
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(from, 1, 1);
    params.not_after = date_time_ymd(to, 1, 1);
    params.use_authority_key_identifier_extension = true;
    Ok(params)
}

/// A server certificate from 2026-09-01 to 2027-01-03: 43 days are left at the demo's time.
fn server(name: &str) -> Result<CertificateParams, Error> {
    let mut params = named(name, 2026, 2027, vec![name.to_owned()])?;
    params.not_before = date_time_ymd(2026, 9, 1);
    params.not_after = date_time_ymd(2027, 1, 3);
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    Ok(params)
}

/// A server certificate under an issuing CA under a root.
fn three_deep(params: &CertificateParams) -> Result<Chain, Error> {
    let (root, root_certificate) = Authority::root("Demo Root")?;
    let (issuing, issuing_certificate) = root.subordinate("Demo Issuing CA")?;
    Ok(Chain {
        certificates: vec![issuing.certify_server(params)?, issuing_certificate],
        anchors: vec![root_certificate],
    })
}

fn good() -> Result<Chain, Error> {
    three_deep(&server("shop.example")?)
}

fn inspection_proxy() -> Result<Chain, Error> {
    let (root, root_certificate) = Authority::root("Corporate Inspection CA")?;
    let mut params = server("api.example")?;
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    Ok(Chain { certificates: vec![root.certify_server(&params)?], anchors: vec![root_certificate] })
}

fn wrong_name() -> Result<Chain, Error> {
    three_deep(&server("shop.example")?)
}

fn cross_signed() -> Result<Chain, Error> {
    let (old, old_certificate) = Authority::root("Demo Old Root")?;
    let (new, new_certificate) = Authority::root("Demo New Root")?;
    let issuing = Authority::new("Demo Issuing CA", 0)?;
    let mut expired = issuing.params.clone();
    expired.not_after = date_time_ymd(2026, 6, 1);
    Ok(Chain {
        certificates: vec![
            issuing.certify_server(&server("shop.example")?)?,
            old.certify(&expired, &issuing.key)?,
            new.certify(&issuing.params, &issuing.key)?,
        ],
        anchors: vec![old_certificate, new_certificate],
    })
}

fn missing_intermediate() -> Result<Chain, Error> {
    let mut params = server("shop.example")?;
    params.custom_extensions.push(ca_issuers("http://ca.example/issuing.der"));
    let mut chain = three_deep(&params)?;
    chain.certificates.truncate(1);
    Ok(chain)
}

fn self_signed() -> Result<Chain, Error> {
    let (_, root_certificate) = Authority::root("Demo Root")?;
    let certificate = server("shop.example")?.self_signed(&KeyPair::generate()?)?;
    Ok(Chain { certificates: vec![certificate], anchors: vec![root_certificate] })
}

fn name_constraints() -> Result<Chain, Error> {
    let (root, root_certificate) = Authority::root("Demo Root")?;
    let mut issuing = Authority::new("Corp CA", 0)?;
    issuing.params.name_constraints = Some(NameConstraints {
        permitted_subtrees: vec![GeneralSubtree::DnsName("corp.example".to_owned())],
        excluded_subtrees: Vec::new(),
    });
    let issuing_certificate = root.certify(&issuing.params, &issuing.key)?;
    Ok(Chain {
        certificates: vec![issuing.certify_server(&server("shop.example")?)?, issuing_certificate],
        anchors: vec![root_certificate],
    })
}

fn two_faults() -> Result<Chain, Error> {
    let mut params = server("shop.example")?;
    params.not_before = date_time_ymd(2026, 7, 1);
    params.not_after = date_time_ymd(2026, 10, 1);
    three_deep(&params)
}

/// authorityInfoAccess with one caIssuers location (RFC 5280 section 4.2.2.1). All lengths here are below 128.
fn ca_issuers(location: &str) -> CustomExtension {
    let element = |tag: u8, contents: &[u8]| {
        let length = u8::try_from(contents.len()).unwrap_or(u8::MAX);
        [&[tag, length], contents].concat()
    };
    let method = element(0x06, &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x02]);
    let location = element(0x86, location.as_bytes());
    let description = element(0x30, &[method, location].concat());
    CustomExtension::from_oid_content(&[1, 3, 6, 1, 5, 5, 7, 1, 1], element(0x30, &description))
}
