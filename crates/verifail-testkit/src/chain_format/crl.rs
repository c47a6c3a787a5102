//! A CRL's block, printed and read.

use super::error::ChainError;
use super::line::Line;
use super::value::{print_list, print_name, print_serial, print_time, read_name, read_serial, read_time};
use super::words::CrlProperty;
use crate::world::{CrlSpec, KeyId, Name, Serial, ca_name};

pub(super) fn print(out: &mut String, spec: &CrlSpec) {
    let CrlSpec { issuer, signer, this_update, next_update, revoked } = spec;
    let base = CrlSpec::of(ca_name(*signer), *signer);
    out.push_str(&format!("\ncrl = by key {signer}\n"));
    if *issuer != base.issuer {
        out.push_str("  issuer ");
        print_name(out, issuer);
        out.push('\n');
    }
    for (word, at, usual) in
        [("this-update", *this_update, base.this_update), ("next-update", *next_update, base.next_update)]
    {
        if at != usual {
            out.push_str(&format!("  {word} "));
            print_time(out, at);
            out.push('\n');
        }
    }
    if *revoked != base.revoked {
        out.push_str("  revoked ");
        print_list(out, revoked, |out, serial| print_serial(out, *serial));
        out.push('\n');
    }
}

/// A CRL of which a part was read.
pub(super) struct CrlDraft {
    signer: KeyId,
    issuer: Option<Name>,
    this_update: Option<i64>,
    next_update: Option<i64>,
    revoked: Option<Vec<Serial>>,
}

impl CrlDraft {
    pub(super) fn header(line: &mut Line<'_>) -> Result<Self, ChainError> {
        line.expect_word("by")?;
        line.expect_word("key")?;
        let signer = line.small()?;
        Ok(Self { signer, issuer: None, this_update: None, next_update: None, revoked: None })
    }

    pub(super) fn property(&mut self, line: &mut Line<'_>) -> Result<(), ChainError> {
        match line.keyword()? {
            CrlProperty::Issuer => {
                let issuer = read_name(line)?;
                line.once(&mut self.issuer, issuer)
            }
            CrlProperty::ThisUpdate => {
                let at = read_time(line)?;
                line.once(&mut self.this_update, at)
            }
            CrlProperty::NextUpdate => {
                let at = read_time(line)?;
                line.once(&mut self.next_update, at)
            }
            CrlProperty::Revoked => {
                let serials = line.list(read_serial)?;
                line.once(&mut self.revoked, serials)
            }
        }
    }

    pub(super) fn finish(self) -> CrlSpec {
        let Self { signer, issuer, this_update, next_update, revoked } = self;
        let base = CrlSpec::of(ca_name(signer), signer);
        CrlSpec {
            issuer: issuer.unwrap_or(base.issuer),
            signer,
            this_update: this_update.unwrap_or(base.this_update),
            next_update: next_update.unwrap_or(base.next_update),
            revoked: revoked.unwrap_or(base.revoked),
        }
    }
}
