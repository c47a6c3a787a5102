//! Inspection products among certificates, by the names of their authorities.

use verifail::Certificate;
use verifail::capture::{Interceptor, MAX_ENTRIES};
use verifail::hypothesis::interceptor;

/// The products whose authority is among certificates, or issued one of them; each name once.
pub(super) fn among<'c>(certificates: impl Iterator<Item = &'c [u8]>, place: &str) -> Vec<Interceptor> {
    let mut found: Vec<Interceptor> = Vec::new();
    for der in certificates {
        let Ok(certificate) = Certificate::from_der(der) else { continue };
        // A product's maker has a site, whose certificate bears its name and is no authority's.
        let is_authority = certificate.basic_constraints().is_some_and(|one| one.is_ok_and(|one| one.ca));
        let subject = is_authority.then(|| certificate.subject());
        for name in subject.into_iter().chain([certificate.issuer()]) {
            let name = name.to_string();
            let Some(product) = interceptor(&name) else { continue };
            let seen = format!("{name} in {place}");
            if found.len() < MAX_ENTRIES && !found.iter().any(|known| known.seen == seen) {
                let mut one = Interceptor::default();
                (one.product, one.seen) = (product.to_owned(), seen);
                found.push(one);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_authority_of_mozilla_is_taken_for_an_inspection_product() {
        let roots = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().map(|der| der.as_ref());
        assert_eq!(among(roots, "Mozilla's list"), []);
    }
}
