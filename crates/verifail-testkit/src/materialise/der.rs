//! DER, written front to back: a constructed element gets its length when it is closed.

/// A buffer that elements are appended to.
#[derive(Clone, Debug, Default)]
pub struct Der {
    out: Vec<u8>,
}

impl Der {
    /// With room for that many octets.
    pub fn with_capacity(octets: usize) -> Self {
        Self { out: Vec::with_capacity(octets) }
    }

    /// An element whose contents are appended by a closure.
    pub fn node(&mut self, tag: u8, contents: impl FnOnce(&mut Self)) {
        self.node_padded(tag, 0, contents);
    }

    /// The same, with that many octets of length more than DER allows.
    pub fn node_padded(&mut self, tag: u8, padding: usize, contents: impl FnOnce(&mut Self)) {
        self.out.push(tag);
        self.out.push(0);
        let start = self.out.len();
        contents(self);
        let length = self.out.len() - start;
        if length < 0x80 && padding == 0 {
            self.out[start - 1] = length as u8;
            return;
        }
        let octets = length.to_be_bytes();
        // The short form has no octets besides the first.
        let significant = if length < 0x80 { 0 } else { octets.len() - (length.leading_zeros() / 8) as usize };
        let count = (significant + padding).clamp(1, octets.len());
        self.out[start - 1] = 0x80 | count as u8;
        self.out.splice(start..start, octets[octets.len() - count..].iter().copied());
    }

    /// A SEQUENCE.
    pub fn sequence(&mut self, contents: impl FnOnce(&mut Self)) {
        self.node(0x30, contents);
    }

    /// A primitive element.
    pub fn octets(&mut self, tag: u8, contents: &[u8]) {
        if contents.len() < 0x80 {
            self.out.extend([tag, contents.len() as u8]);
            self.out.extend_from_slice(contents);
        } else {
            self.node(tag, |der| der.raw(contents));
        }
    }

    /// An element that is encoded already.
    pub fn raw(&mut self, element: &[u8]) {
        self.out.extend_from_slice(element);
    }

    /// A non-negative INTEGER.
    pub fn integer(&mut self, number: u64) {
        let octets = number.to_be_bytes();
        let skip = (number.leading_zeros() / 8).min(7) as usize;
        let significant = &octets[skip..];
        let sign = usize::from(significant.first().is_some_and(|first| first & 0x80 != 0));
        self.out.extend([2, (significant.len() + sign) as u8]);
        self.out.extend(std::iter::repeat_n(0, sign));
        self.out.extend_from_slice(significant);
    }

    /// BOOLEAN TRUE.
    pub fn truth(&mut self) {
        self.raw(&[1, 1, 0xff]);
    }

    /// An OBJECT IDENTIFIER from its contents.
    pub fn object_identifier(&mut self, contents: &[u8]) {
        self.octets(6, contents);
    }

    /// A BIT STRING of whole octets.
    pub fn bit_string(&mut self, octets: &[u8]) {
        self.node(3, |der| {
            der.raw(&[0]);
            der.raw(octets);
        });
    }

    /// What was written.
    pub fn as_slice(&self) -> &[u8] {
        &self.out
    }

    /// What was written, owned.
    pub fn into_vec(self) -> Vec<u8> {
        self.out
    }
}
