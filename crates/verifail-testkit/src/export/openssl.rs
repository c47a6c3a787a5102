//! `openssl verify`: the files it reads and its arguments.
//!
//! Without `-purpose` it looks at no extended key usage, without `-verify_hostname` at no name, and without `-trusted`
//! it takes the machine's own trust anchors too: so all three are always said, and that there are no trust anchors as
//! well.

use std::fmt;

use super::limbo::address;
use super::pem::{block, certificate};
use super::{Omission, omissions};
use crate::case::Case;
use crate::signing::Scheme;
use crate::world::{Purpose, Reference, RevocationQuestion};

/// A command line of `openssl verify`. `Display` is that line, for a shell.
///
/// # Examples
/// ```
/// use verifail_testkit::{World, export};
///
/// let (world, _) = export::for_others(&World::good());
/// let line = export::openssl::OpensslVerify::of(&world.materialise());
/// assert_eq!(
///     line.to_string(),
///     "openssl verify -trusted anchors.pem -untrusted intermediates.pem -attime 1781481600 -purpose sslserver \
///      -verify_hostname www.example.com end-entity.pem"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpensslVerify {
    /// Names and contents of the files that have to be in the current directory.
    pub files: Vec<(&'static str, String)>,
    /// The arguments of `openssl`.
    pub arguments: Vec<String>,
    /// What the command line does not say.
    pub omissions: Vec<Omission>,
}

impl OpensslVerify {
    /// The command line for a case.
    pub fn of(case: &Case) -> Self {
        let mut line = Self { files: Vec::new(), arguments: vec!["verify".to_owned()], omissions: Vec::new() };
        let question = &case.question;
        line.omissions = omissions(question);
        if case.scheme == Scheme::Toy {
            line.omissions.push(Omission::ToySignatures);
        }
        if case.anchors.is_empty() {
            // An empty file of trust anchors it refuses to read.
            line.arguments.extend(["-no-CAfile", "-no-CApath", "-no-CAstore"].map(str::to_owned));
        } else {
            line.certificates("-trusted", "anchors.pem", "trust anchor", &case.anchors);
        }
        if !case.intermediates.is_empty() {
            line.certificates("-untrusted", "intermediates.pem", "intermediate", &case.intermediates);
        }
        line.option("-attime", question.time.to_string());
        line.purpose(question.purpose);
        match &question.reference {
            None => {}
            // What C takes for the end of a text cannot be an argument.
            Some(Reference::Dns(name)) if name.contains('\0') => line.omissions.push(Omission::Reference),
            Some(Reference::Dns(name)) => line.option("-verify_hostname", name.clone().into_owned()),
            Some(Reference::Ip(octets)) => match address(octets) {
                Some(address) => line.option("-verify_ip", address),
                None => line.omissions.push(Omission::Reference),
            },
        }
        if question.explicit_policy {
            line.arguments.push("-explicit_policy".to_owned());
        }
        for policy in &question.policies {
            let id = verifail::ObjectIdentifier::new(&crate::materialise::policy_id(*policy)).to_string();
            line.option("-policy", id);
        }
        if let Some(depth) = question.max_path_depth {
            line.option("-verify_depth", depth.to_string());
        }
        if let Some(RevocationQuestion { end_entity_only, allow_unknown }) = question.revocation {
            if allow_unknown {
                line.omissions.push(Omission::RevocationDetails);
            }
            line.arguments.push(if end_entity_only { "-crl_check" } else { "-crl_check_all" }.to_owned());
            if !case.crls.is_empty() {
                line.files.push(("crls.pem", case.crls.iter().map(|der| block("X509 CRL", der)).collect()));
                line.option("-CRLfile", "crls.pem".to_owned());
            }
        }
        line.files.push(("end-entity.pem", certificate("end entity", &case.end_entity)));
        line.arguments.push("end-entity.pem".to_owned());
        line
    }

    fn option(&mut self, name: &str, value: String) {
        self.arguments.extend([name.to_owned(), value]);
    }

    fn certificates(&mut self, option: &str, file: &'static str, what: &str, ders: &[Vec<u8>]) {
        let numbered = (1..).zip(ders);
        self.files.push((file, numbered.map(|(at, der)| certificate(&format!("{what} {at}"), der)).collect()));
        self.option(option, file.to_owned());
    }

    fn purpose(&mut self, purpose: Purpose) {
        let word = match purpose {
            // Without the option no purpose is looked at; `any` is a purpose of its own.
            Purpose::Any => return,
            Purpose::ServerAuth => "sslserver",
            Purpose::ClientAuth => "sslclient",
            Purpose::EmailProtection => "smimesign",
            Purpose::TimeStamping => "timestampsign",
            Purpose::OcspSigning => "ocsphelper",
            Purpose::CodeSigning | Purpose::ServerGatedCrypto | Purpose::Unknown => {
                self.omissions.push(Omission::Purpose(purpose));
                return;
            }
        };
        self.option("-purpose", word.to_owned());
    }
}

impl fmt::Display for OpensslVerify {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("openssl")?;
        for argument in &self.arguments {
            let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:,=@%+".contains(c);
            if !argument.is_empty() && argument.chars().all(is_plain) {
                write!(f, " {argument}")?;
            } else {
                write!(f, " '{}'", argument.replace('\'', "'\\''"))?;
            }
        }
        Ok(())
    }
}
