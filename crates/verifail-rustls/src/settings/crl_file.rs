//! `CRL_FILE`: revocation lists that every certificate of a path is looked up in.

use std::path::PathBuf;

use super::setting::{Setting, read};

pub(super) const WANTED: &str = "a file of revocation lists, PEM or one in DER";

pub(super) const SETTING: Setting = Setting {
    name: "CRL_FILE",
    wanted: WANTED,
    read: |settings, text, origin| {
        let path = (!text.trim().is_empty()).then(|| Some(PathBuf::from(text)));
        read(path, origin, &mut settings.crl_file)
    },
};
