//! Inspection products by the names of their authorities: a committed list of markers, `interceptors.tsv`.

use std::sync::LazyLock;

use verifail::Certificate;
use verifail::capture::{Interceptor, MAX_ENTRIES};

/// A product, and what is in the names of the authorities that it makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Marker {
    /// The product.
    pub product: &'static str,
    /// Words in a subject or issuer, in any case.
    pub words: &'static str,
}

static MARKERS: LazyLock<Vec<Marker>> = LazyLock::new(|| {
    let rows = include_str!("interceptors.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t')).map(|(product, words)| Marker { product, words }).collect()
});

/// Every marker, by product.
///
/// # Examples
/// ```
/// let markers = verifail_rustls::survey::markers();
/// assert!(markers.iter().any(|marker| marker.product == "mitmproxy"));
/// ```
pub fn markers() -> &'static [Marker] {
    &MARKERS
}

/// The products whose authority is among certificates or issued one of them, each name once.
pub(super) fn among<'c>(certificates: impl Iterator<Item = &'c [u8]>, place: &str) -> Vec<Interceptor> {
    let mut found: Vec<Interceptor> = Vec::new();
    for der in certificates {
        let Ok(certificate) = Certificate::from_der(der) else { continue };
        for name in [certificate.subject(), certificate.issuer()] {
            let name = name.to_string();
            let Some(marker) = of(&name) else { continue };
            let seen = format!("{name} in {place}");
            if found.len() < MAX_ENTRIES && !found.iter().any(|known| known.seen == seen) {
                let mut interceptor = Interceptor::default();
                (interceptor.product, interceptor.seen) = (marker.product.to_owned(), seen);
                found.push(interceptor);
            }
        }
    }
    found
}

fn of(name: &str) -> Option<&'static Marker> {
    let name = name.to_lowercase();
    markers().iter().find(|marker| name.contains(&marker.words.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_stand_by_product_and_none_is_in_another() {
        assert!(markers().len() > 40);
        assert!(markers().is_sorted_by_key(|marker| (marker.product.to_lowercase(), marker.words)));
        for marker in markers() {
            assert!(marker.words.len() >= 6, "{marker:?} is in too many names");
            assert_eq!(of(&format!("CN=x {} y", marker.words)).map(|found| found.product), Some(marker.product));
        }
    }

    #[test]
    fn no_authority_of_mozilla_is_taken_for_an_inspection_product() {
        let roots = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().map(|der| der.as_ref());
        assert_eq!(among(roots, "Mozilla's list"), []);
    }
}
