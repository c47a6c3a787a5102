//! The extensions of one certificate, with the sets of their types: most checks ask for one that is not there.

use std::ops::Deref;

use super::Extension;
use crate::short::Short;

/// As many as ordinary certificates have are kept without the heap.
const FEW: usize = 10;

/// Types in id-ce (2.5.29), which standard extensions are of.
const ID_CE: [u8; 2] = [0x55, 0x1d];

/// A list, in the order of the certificate.
#[derive(Clone, Debug)]
#[cfg_attr(test, derive(PartialEq))]
pub(in crate::certificate) struct Extensions<'a> {
    list: Short<Extension<'a>, FEW>,
    /// One bit for each type that may be there, see [`bit`].
    types: u64,
    /// Two of them have the same bit.
    may_repeat: bool,
}

/// The bit of a type: one for each that id-ce has up to 62, and one for all others.
const fn bit(id: &[u8]) -> u64 {
    match id {
        [a, b, number @ ..=62] if *a == ID_CE[0] && *b == ID_CE[1] => 1 << *number,
        _ => 1 << 63,
    }
}

impl<'a> Extensions<'a> {
    pub(in crate::certificate) const fn new() -> Self {
        Self { list: Short::new(), types: 0, may_repeat: false }
    }

    pub(in crate::certificate) fn push(&mut self, extension: Extension<'a>) {
        let bit = bit(extension.id.as_bytes());
        self.may_repeat |= self.types & bit != 0;
        self.types |= bit;
        self.list.push(extension);
    }

    /// The first one of a type.
    #[inline]
    pub(in crate::certificate) fn first(&self, id: &[u8]) -> Option<&Extension<'a>> {
        if self.types & bit(id) == 0 { None } else { self.list.iter().find(|extension| extension.id.is(id)) }
    }

    /// Whether an earlier one has the type of the one at a position.
    pub(in crate::certificate) fn repeats(&self, at: usize) -> bool {
        // Quadratic in at most `MAX_EXTENSIONS`, over slices of a few octets.
        self.may_repeat
            && self.list.get(at).is_some_and(|extension| {
                self.list.iter().take(at).any(|earlier| earlier.id.is(extension.id.as_bytes()))
            })
    }
}

impl<'a> Deref for Extensions<'a> {
    type Target = [Extension<'a>];

    fn deref(&self) -> &[Extension<'a>] {
        &self.list
    }
}

impl<'a> FromIterator<Extension<'a>> for Extensions<'a> {
    fn from_iter<I: IntoIterator<Item = Extension<'a>>>(extensions: I) -> Self {
        let mut list = Self::new();
        extensions.into_iter().for_each(|extension| list.push(extension));
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oid::ObjectIdentifier;

    #[test]
    fn the_sets_say_what_looking_through_the_list_says() {
        // In id-ce, above what has a bit of its own, and elsewhere; shorter and longer.
        let ids: [&[u8]; 9] = [
            &[0x55, 0x1d, 0],
            &[0x55, 0x1d, 17],
            &[0x55, 0x1d, 62],
            &[0x55, 0x1d, 63],
            &[0x55, 0x1d, 127],
            &[0x55, 0x1d],
            &[0x55, 0x1d, 17, 1],
            &[0x2b, 6, 17],
            &[],
        ];
        let extension = |id: &&'static [u8]| Extension { id: ObjectIdentifier::new(id), critical: false, value: &[] };
        // Every list of two, and of three with the first once more.
        for (i, j) in (0..ids.len()).flat_map(|i| (0..ids.len()).map(move |j| (i, j))) {
            for list in [vec![ids[i], ids[j]], vec![ids[i], ids[j], ids[i]]] {
                let extensions: Extensions<'_> = list.iter().map(extension).collect();
                for id in ids {
                    let first = list.iter().position(|listed| *listed == id);
                    assert_eq!(extensions.first(id), first.map(|at| &extensions[at]), "{id:?} in {list:?}");
                }
                for at in 0..=list.len() {
                    let repeats = list.get(at).is_some_and(|id| list[..at].contains(id));
                    assert_eq!(extensions.repeats(at), repeats, "{at} of {list:?}");
                }
            }
        }
    }
}
