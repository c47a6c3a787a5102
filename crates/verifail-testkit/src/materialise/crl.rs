//! A CRL, written and signed.

use super::certificate::{serial, time};
use super::der::Der;
use super::general_name::name;
use super::{key_identifier, oid};
use crate::signing::{self, Scheme};
use crate::world::{CrlSpec, KeyIdentifier};

pub(super) fn write(scheme: Scheme, spec: &CrlSpec) -> Vec<u8> {
    let mut out = Der::with_capacity(256);
    out.sequence(|der| {
        let start = der.as_slice().len();
        tbs(der, scheme, spec);
        let signature = signing::sign(scheme, spec.signer, der.as_slice().get(start..).unwrap_or_default());
        der.raw(signing::signature_algorithm(scheme));
        der.bit_string(&signature);
    });
    out.into_vec()
}

fn tbs(der: &mut Der, scheme: Scheme, spec: &CrlSpec) {
    der.sequence(|der| {
        der.integer(1);
        der.raw(signing::signature_algorithm(scheme));
        name(der, &spec.issuer);
        time(der, spec.this_update, true);
        time(der, spec.next_update, true);
        if !spec.revoked.is_empty() {
            der.sequence(|der| {
                for number in &spec.revoked {
                    der.sequence(|der| {
                        serial(der, 2, *number, false);
                        time(der, spec.this_update, true);
                    });
                }
            });
        }
        der.node(0xa0, |der| {
            der.sequence(|der| {
                der.sequence(|der| {
                    der.object_identifier(oid::AUTHORITY_KEY_IDENTIFIER);
                    let identifier = key_identifier(KeyIdentifier::Of(spec.signer));
                    der.node(4, |der| der.sequence(|der| der.octets(0x80, &identifier)));
                });
                der.sequence(|der| {
                    der.object_identifier(oid::CRL_NUMBER);
                    der.node(4, |der| der.integer(7));
                });
            });
        });
    });
}
