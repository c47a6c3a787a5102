//! Three certificates, as most servers have them: end entity, intermediate, anchor. One good chain, and every way in
//! which it is refused that `reject.rs` asks about.

use std::path::Path;
use std::{fs, io};

use rcgen::ExtendedKeyUsagePurpose;

use crate::issuing::{Algorithm, Issuing, KeyIdentifiers, PAST_PERIOD};

/// What is sent, and what is trusted; all in DER.
#[derive(Clone, Debug)]
pub struct World {
    /// The certificate to be verified.
    pub end_entity: Vec<u8>,
    /// Sent with it.
    pub intermediates: Vec<Vec<u8>>,
    /// Trusted.
    pub anchors: Vec<Vec<u8>>,
}

impl World {
    /// Writes it into a directory, so that several programs verify the same octets.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn write(&self, directory: &Path) -> io::Result<()> {
        fs::create_dir_all(directory)?;
        fs::write(directory.join("end-entity.der"), &self.end_entity)?;
        for (kind, list) in [("intermediate", &self.intermediates), ("anchor", &self.anchors)] {
            for (at, der) in list.iter().enumerate() {
                fs::write(directory.join(format!("{kind}-{at:04}.der")), der)?;
            }
        }
        Ok(())
    }

    /// Reads what was written.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn read(directory: &Path) -> io::Result<Self> {
        let list = |kind: &str| -> io::Result<Vec<Vec<u8>>> {
            let files = (0..).map(|at| directory.join(format!("{kind}-{at:04}.der")));
            files.take_while(|file| file.exists()).map(fs::read).collect()
        };
        Ok(Self {
            end_entity: fs::read(directory.join("end-entity.der"))?,
            intermediates: list("intermediate")?,
            anchors: list("anchor")?,
        })
    }
}

/// What is wrong with a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The end entity's signature was made with another key than the issuer's.
    BadSignature,
    /// The end entity has expired.
    ExpiredEndEntity,
    /// The intermediate has expired.
    ExpiredIntermediate,
    /// The end entity is its own issuer.
    SelfSigned,
    /// Nobody trusted or sent has the intermediate's issuer's name.
    UnknownIssuer,
    /// The end entity is for client authentication only.
    WrongKeyPurpose,
    /// The end entity is valid for another name.
    WrongName,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Self; 7] = [
        Self::BadSignature,
        Self::ExpiredEndEntity,
        Self::ExpiredIntermediate,
        Self::SelfSigned,
        Self::UnknownIssuer,
        Self::WrongKeyPurpose,
        Self::WrongName,
    ];
}

/// The chain that is accepted.
pub fn good(algorithm: Algorithm) -> World {
    chain(algorithm, None)
}

/// Keys of several algorithms: the end entity's, the intermediate's, the anchor's.
pub fn of_keys([end_entity, intermediate, anchor]: [Algorithm; 3]) -> World {
    let issuing = Issuing::new(end_entity, KeyIdentifiers::Sound);
    let anchor = issuing.authority_with("Example Anchor CA", anchor);
    let intermediate = issuing.authority_with("Example Issuing CA", intermediate);
    World {
        end_entity: issuing.end_entity(&intermediate, |_| {}),
        intermediates: vec![issuing.issue(&anchor, &intermediate, |_| {})],
        anchors: vec![issuing.anchor(&anchor)],
    }
}

/// The same chain with one fault.
pub fn faulty(algorithm: Algorithm, fault: Fault) -> World {
    chain(algorithm, Some(fault))
}

fn chain(algorithm: Algorithm, fault: Option<Fault>) -> World {
    let issuing = Issuing::new(algorithm, KeyIdentifiers::Sound);
    let anchor = issuing.authority("Example Anchor CA");
    let intermediate = issuing.authority("Example Issuing CA");
    let stranger = issuing.authority("Example Stranger CA");
    let other_key = issuing.authority("Example Issuing CA");
    let signer = match fault {
        Some(Fault::BadSignature) => &other_key,
        _ => &intermediate,
    };
    let end_entity = match fault {
        Some(Fault::SelfSigned) => issuing.self_signed_end_entity(),
        _ => issuing.end_entity(signer, |params| match fault {
            Some(Fault::ExpiredEndEntity) => [params.not_before, params.not_after] = PAST_PERIOD,
            Some(Fault::WrongKeyPurpose) => params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth],
            Some(Fault::WrongName) => params.subject_alt_names = vec![dns_name("www.example.org")],
            _ => {}
        }),
    };
    let sent = issuing.issue(&anchor, &intermediate, |params| {
        if fault == Some(Fault::ExpiredIntermediate) {
            [params.not_before, params.not_after] = PAST_PERIOD;
        }
    });
    let trusted = match fault {
        Some(Fault::UnknownIssuer) => &stranger,
        _ => &anchor,
    };
    World { end_entity, intermediates: vec![sent], anchors: vec![issuing.anchor(trusted)] }
}

fn dns_name(name: &str) -> rcgen::SanType {
    rcgen::SanType::DnsName(name.try_into().expect("ASCII"))
}
