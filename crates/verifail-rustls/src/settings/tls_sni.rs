//! `TLS_SNI`: whether the server's name is sent in clear.

use super::setting::{SWITCH, Setting, read, switch};

pub(super) const SETTING: Setting = Setting {
    name: "TLS_SNI",
    wanted: SWITCH,
    read: |settings, text, origin| read(switch(text), origin, &mut settings.sni),
};
