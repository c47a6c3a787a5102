//! What a verification was asked, but for the time, as one SHA-256.

use std::net::IpAddr;

use super::Framed;
use crate::inputs::{Identity, InitialPolicies, Inputs, KeyPurpose, Revocation, RevocationScope};
use crate::service_identity::ReferenceIdentifier;

/// The SHA-256 of a chain and of everything that was asked about it but the time.
///
/// It stands for one policy, one set of trust anchors and one list of algorithms, which the holder of the memory has to
/// keep: they are not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainKey([u8; 32]);

impl ChainKey {
    /// The key of a question to the core. `None` where an input has no exact octets: Envoy's matchers, which are not
    /// remembered.
    ///
    /// CRLs are hashed whole, which costs about what reading them did.
    pub fn of_inputs<C: AsRef<[u8]>>(end_entity: &[u8], intermediates: &[C], inputs: &Inputs<'_>) -> Option<Self> {
        // Every field by name: one that is added does not compile until it is in the key.
        let Inputs { time: _, identity, purpose, policies, revocation, distrusted_keys, max_path_depth } = inputs;
        let mut key = chain(end_entity, intermediates);
        add_identity(&mut key, identity)?;
        add_purpose(&mut key, purpose);
        add_policies(&mut key, policies);
        add_revocation(&mut key, revocation.as_ref());
        key.number(distrusted_keys.len());
        distrusted_keys.iter().for_each(|contents| key.part(contents));
        match max_path_depth {
            None => key.number(0),
            Some(depth) => {
                key.number(1);
                key.number(*depth);
            }
        }
        Some(Self(key.finish()))
    }

    /// The key of a question to another verifier: the chain, and `question` for all else that it depends on but the
    /// time.
    pub fn of_parts<C: AsRef<[u8]>>(end_entity: &[u8], intermediates: &[C], question: &[&[u8]]) -> Self {
        let mut key = chain(end_entity, intermediates);
        key.number(question.len());
        question.iter().for_each(|part| key.part(part));
        Self(key.finish())
    }

    pub(super) const fn octets(&self) -> &[u8; 32] {
        &self.0
    }
}

fn chain<C: AsRef<[u8]>>(end_entity: &[u8], intermediates: &[C]) -> Framed {
    let mut key = Framed::new();
    key.part(end_entity);
    key.number(intermediates.len());
    intermediates.iter().for_each(|der| key.part(der.as_ref()));
    key
}

fn add_identity(key: &mut Framed, identity: &Identity) -> Option<()> {
    match identity {
        Identity::Unchecked => key.number(0),
        Identity::Reference(ReferenceIdentifier::Dns(name)) => {
            key.number(1);
            key.part(name.to_string().as_bytes());
        }
        Identity::Reference(ReferenceIdentifier::Ip(address)) => {
            key.number(2);
            match address {
                IpAddr::V4(address) => key.part(&address.octets()),
                IpAddr::V6(address) => key.part(&address.octets()),
            }
        }
        Identity::SanMatchers(_) => return None,
    }
    Some(())
}

fn add_purpose(key: &mut Framed, purpose: &KeyPurpose) {
    // Profiles share object identifiers, so the variant counts too.
    key.number(match purpose {
        KeyPurpose::Any => 0,
        KeyPurpose::C2paManifest => 1,
        KeyPurpose::C2paTimeStamping => 2,
        KeyPurpose::ClientAuth => 3,
        KeyPurpose::Other(_) => 4,
        KeyPurpose::RcsMlsClient => 5,
        KeyPurpose::ServerAuth => 6,
    });
    key.part(purpose.id().map_or(&[][..], |id| id.as_bytes()));
}

fn add_policies(key: &mut Framed, policies: &InitialPolicies) {
    let InitialPolicies { user_initial_policy_set, policy_mapping_inhibit, explicit_policy, any_policy_inhibit } =
        policies;
    key.number(user_initial_policy_set.len());
    user_initial_policy_set.iter().for_each(|id| key.part(id.as_ref().as_bytes()));
    let flags = [policy_mapping_inhibit, explicit_policy, any_policy_inhibit];
    flags.into_iter().for_each(|flag| key.number(usize::from(*flag)));
}

fn add_revocation(key: &mut Framed, revocation: Option<&Revocation<'_>>) {
    let Some(Revocation { crls, scope, allow_unknown }) = revocation else {
        return key.number(0);
    };
    key.number(match scope {
        RevocationScope::EndEntity => 1,
        RevocationScope::Path => 2,
    });
    key.number(usize::from(*allow_unknown));
    key.number(crls.len());
    crls.iter().for_each(|crl| key.part(crl.der()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Time;

    #[test]
    fn octets_that_move_from_one_part_to_the_next_are_another_key() {
        let key = |end_entity: &[u8], intermediates: &[&[u8]], question: &[&[u8]]| {
            ChainKey::of_parts(end_entity, intermediates, question)
        };
        let keys = [
            key(b"ab", &[b"c"], &[b"d"]),
            key(b"a", &[b"bc"], &[b"d"]),
            key(b"ab", &[b"c", b"d"], &[]),
            key(b"ab", &[], &[b"c", b"d"]),
            key(b"ab", &[b"cd"], &[b""]),
            key(b"ab", &[b"", b"c"], &[b"d"]),
        ];
        for (at, one) in keys.iter().enumerate() {
            assert!(keys.iter().skip(at + 1).all(|other| one != other), "{at}");
        }
    }

    #[test]
    fn every_input_but_the_time_is_in_the_key() {
        let at = Time::from_unix_seconds(1_750_000_000);
        let base = Inputs::server(at, "a.example".parse().unwrap());
        let key = |inputs: &Inputs<'_>| ChainKey::of_inputs::<&[u8]>(b"chain", &[], inputs);
        let later = Inputs { time: Time::from_unix_seconds(0), ..base.clone() };
        assert_eq!(key(&base), key(&later));
        let explicit = InitialPolicies { explicit_policy: true, ..InitialPolicies::default() };
        let mapping = InitialPolicies { policy_mapping_inhibit: true, ..InitialPolicies::default() };
        let some = InitialPolicies {
            user_initial_policy_set: vec!["2.5.29.32.0".parse().unwrap()],
            ..InitialPolicies::default()
        };
        let document = KeyPurpose::Other(KeyPurpose::C2paManifest.id().unwrap().into());
        let revocation = |scope, allow_unknown| Some(Revocation { crls: &[], scope, allow_unknown });
        let others = [
            base.clone(),
            Inputs::server(at, "b.example".parse().unwrap()),
            Inputs::server(at, "192.0.2.1".parse().unwrap()),
            Inputs::server(at, "::ffff:192.0.2.1".parse().unwrap()),
            Inputs { identity: Identity::Unchecked, ..base.clone() },
            Inputs { purpose: KeyPurpose::Any, ..base.clone() },
            Inputs { purpose: KeyPurpose::C2paManifest, ..base.clone() },
            Inputs { purpose: document, ..base.clone() },
            Inputs { policies: explicit, ..base.clone() },
            Inputs { policies: mapping, ..base.clone() },
            Inputs { policies: some, ..base.clone() },
            Inputs { revocation: revocation(RevocationScope::Path, false), ..base.clone() },
            Inputs { revocation: revocation(RevocationScope::Path, true), ..base.clone() },
            Inputs { revocation: revocation(RevocationScope::EndEntity, false), ..base.clone() },
            Inputs { distrusted_keys: &[b"key"], ..base.clone() },
            Inputs { max_path_depth: Some(0), ..base.clone() },
            Inputs { max_path_depth: Some(1), ..base },
        ];
        for (at, one) in others.iter().enumerate() {
            assert!(others.iter().skip(at + 1).all(|other| key(one) != key(other)), "{one:?}");
        }
    }
}
