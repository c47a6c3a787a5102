//! `TLS_INSECURE`: verification is switched off. For emergencies: only `1` does it, and nothing else is taken for *no*
//! either, since whoever writes `false` believes that the variable is a switch with two positions.

use super::setting::{Setting, read};

pub(super) const SETTING: Setting = Setting {
    name: "TLS_INSECURE",
    wanted: "1, which switches the verification of certificates off; to leave it on, do not set this at all",
    read: |settings, text, origin| read((text == "1").then_some(true), origin, &mut settings.insecure),
};
