//! `CONNECT_TIMEOUT`: how long the connection and its handshake may take.

use super::setting::{DURATION, Setting, duration, read};

pub(super) const SETTING: Setting = Setting {
    name: "CONNECT_TIMEOUT",
    wanted: DURATION,
    read: |settings, text, origin| read(duration(text).map(Some), origin, &mut settings.connect_timeout),
};
