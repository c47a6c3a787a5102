//! `TLS_RESUMPTION`: whether sessions are kept and resumed.

use super::setting::{SWITCH, Setting, read, switch};

pub(super) const SETTING: Setting = Setting {
    name: "TLS_RESUMPTION",
    wanted: SWITCH,
    read: |settings, text, origin| read(switch(text), origin, &mut settings.resumption),
};
