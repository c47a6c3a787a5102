//! iPAddress: whether an address lies within a network.
//!
//! RFC 5280 section 4.2.1.10 writes a base as address and mask, 8 or 32 octets, "in the style of RFC 4632". The
//! choices:
//!
//! - **Families do not mix.** An IPv4 address is never inside an IPv6 network; `::ffff:192.0.2.1` is IPv6.
//! - **The mask** of RFC 4632 is a prefix: ones, then zeros. One with holes has no CIDR notation and is an error.
//!   OpenSSL applies it bit by bit ([`Mask::Any`]). webpki compares while it reads the mask and stops at the first
//!   octet that differs, so that a fault behind it goes unseen ([`Mask::PrefixAsRead`]).
//! - **Host bits** of the base's address are ignored, as no verifier asks that they be zero.

use super::NameSyntax;

/// Which masks are accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mask {
    /// Every mask; each bit counts by itself.
    Any,
    /// Ones, then zeros.
    Prefix,
    /// Ones, then zeros, as far as the first octet in which address and network differ.
    PrefixAsRead,
}

/// `address` (4 or 16 octets) lies within the network `base` (8 or 32 octets).
///
/// # Errors
/// [`NameSyntax::Presented`] and [`NameSyntax::Base`] for other lengths, [`NameSyntax::Mask`] for a mask that `mask`
/// does not accept. A base of the other family is not an error, nor is its mask looked at.
pub(crate) fn within(address: &[u8], base: &[u8], mask: Mask) -> Result<bool, NameSyntax> {
    match (address.len(), base.len()) {
        (4, 8) | (16, 32) => {}
        (4, 32) | (16, 8) => return Ok(false),
        (4 | 16, _) => return Err(NameSyntax::Base),
        _ => return Err(NameSyntax::Presented),
    }
    let (network, bits) = base.split_at(base.len() / 2);
    if mask == Mask::Prefix && !is_prefix(bits) {
        return Err(NameSyntax::Mask);
    }
    for (read, ((a, n), m)) in (1..).zip(address.iter().zip(network).zip(bits)) {
        if mask == Mask::PrefixAsRead && !bits.get(..read).is_some_and(is_prefix) {
            return Err(NameSyntax::Mask);
        }
        if (a ^ n) & m != 0 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// How an IPv4-mapped IPv6 address begins (RFC 4291 section 2.5.5.2).
pub(crate) const MAPPED: [u8; 12] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

/// An address and a mask of its length that is a prefix.
pub(crate) fn is_network(base: &[u8]) -> bool {
    matches!(base.len(), 8 | 32) && is_prefix(base.split_at(base.len() / 2).1)
}

/// Ones, then zeros.
fn is_prefix(mask: &[u8]) -> bool {
    let ones = mask.iter().take_while(|octet| **octet == 0xff).count();
    let mut rest = mask.iter().skip(ones);
    rest.next().is_none_or(|octet| octet.leading_ones() + octet.trailing_zeros() == 8) && rest.all(|octet| *octet == 0)
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    fn octets(text: &str) -> Vec<u8> {
        match text.parse().unwrap() {
            IpAddr::V4(v4) => v4.octets().to_vec(),
            IpAddr::V6(v6) => v6.octets().to_vec(),
        }
    }

    fn check(address: &str, base: (&str, &str), expect: [Result<bool, NameSyntax>; 3]) {
        let base_octets = [octets(base.0), octets(base.1)].concat();
        for (mask, expect) in [Mask::Any, Mask::Prefix, Mask::PrefixAsRead].into_iter().zip(expect) {
            assert_eq!(within(&octets(address), &base_octets, mask), expect, "{address} in {base:?} with {mask:?}");
        }
    }

    #[test]
    fn addresses_are_within_networks_of_their_family() {
        for (address, base, expect) in [
            ("192.0.2.0", ("192.0.2.0", "255.255.255.0"), true),
            ("192.0.2.255", ("192.0.2.0", "255.255.255.0"), true),
            ("192.0.3.0", ("192.0.2.0", "255.255.255.0"), false),
            ("192.0.2.127", ("192.0.2.0", "255.255.255.128"), true),
            ("192.0.2.128", ("192.0.2.0", "255.255.255.128"), false),
            ("192.0.2.1", ("192.0.2.77", "255.255.255.0"), true),
            ("192.0.2.1", ("192.0.2.1", "255.255.255.255"), true),
            ("192.0.2.2", ("192.0.2.1", "255.255.255.255"), false),
            ("203.0.113.9", ("0.0.0.0", "0.0.0.0"), true),
            ("2001:db8::1", ("2001:db8::", "ffff:ffff::"), true),
            ("2001:db9::1", ("2001:db8::", "ffff:ffff::"), false),
            ("2001:db8:8000::1", ("2001:db8::", "ffff:ffff:8000::"), false),
            ("2001:db8::1", ("::", "::"), true),
            ("192.0.2.1", ("::", "::"), false),
            ("::ffff:192.0.2.1", ("0.0.0.0", "0.0.0.0"), false),
            ("::ffff:192.0.2.1", ("192.0.2.0", "255.255.255.0"), false),
        ] {
            check(address, base, [Ok(expect); 3]);
        }
    }

    #[test]
    fn a_mask_with_holes_is_an_error_unless_it_is_applied_bit_by_bit() {
        let mask = Err(NameSyntax::Mask);
        check("192.0.2.1", ("192.0.2.1", "255.0.255.0"), [Ok(true), mask, mask]);
        check("192.7.2.1", ("192.0.2.1", "255.0.255.0"), [Ok(true), mask, mask]);
        check("192.0.2.1", ("192.0.2.1", "253.0.0.0"), [Ok(true), mask, mask]);
        check("192.0.2.1", ("192.0.2.1", "0.0.0.1"), [Ok(true), mask, mask]);
        check("192.0.2.1", ("192.0.2.1", "127.0.0.0"), [Ok(true), mask, mask]);
        check("2001:db8::1", ("2001:db8::", "ffff:0:ffff::"), [Ok(true), mask, mask]);
    }

    #[test]
    fn a_mask_fault_behind_a_difference_goes_unseen_as_read() {
        check("10.0.2.1", ("192.0.2.1", "255.0.255.0"), [Ok(false), Err(NameSyntax::Mask), Ok(false)]);
        check("10.0.2.1", ("192.0.2.1", "253.0.255.0"), [Ok(false), Err(NameSyntax::Mask), Err(NameSyntax::Mask)]);
    }

    #[test]
    fn every_other_length_is_an_error() {
        for mask in [Mask::Any, Mask::Prefix, Mask::PrefixAsRead] {
            for n in 0..40 {
                let expect = if n == 8 || n == 32 { Ok(n == 8) } else { Err(NameSyntax::Base) };
                assert_eq!(within(&[0; 4], &vec![0; n], mask), expect, "base of {n}");
                if n != 4 && n != 16 {
                    assert_eq!(within(&vec![0; n], &[0; 8], mask), Err(NameSyntax::Presented), "address of {n}");
                }
            }
        }
    }

    #[test]
    fn prefixes_are_the_masks_of_every_length() {
        for ones in 0..=32 {
            let mask = u32::MAX.checked_shl(32 - ones).unwrap_or(0);
            assert!(is_prefix(&mask.to_be_bytes()), "/{ones}");
            if (1..=31).contains(&ones) {
                assert!(!is_prefix(&(!mask).to_be_bytes()), "inverted /{ones}");
            }
        }
    }

    #[test]
    fn a_network_is_an_address_and_a_prefix_of_its_length() {
        for (base, expect) in [
            (vec![192, 0, 2, 0, 255, 255, 255, 0], true),
            (vec![255, 0, 255, 0, 255, 255, 0, 0], true),
            (vec![0; 8], true),
            ([[0x55; 16], [0xff; 16]].concat(), true),
            ([[0xff; 16], [0x55; 16]].concat(), false),
            (vec![192, 0, 2, 0, 255, 0, 255, 0], false),
            (vec![255, 255, 255, 0], false),
            (vec![0; 16], false),
            (vec![], false),
        ] {
            assert_eq!(is_network(&base), expect, "{base:?}");
        }
    }
}
