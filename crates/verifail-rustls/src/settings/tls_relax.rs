//! `TLS_RELAX`: what is not checked. Extended key usage is all that can be named.

use super::setting::{Setting, read};

pub(super) const SETTING: Setting = Setting {
    name: "TLS_RELAX",
    wanted: "eku, which leaves out extended key usage and nothing else",
    read: |settings, text, origin| read((text == "eku").then_some(true), origin, &mut settings.relax_eku),
};
