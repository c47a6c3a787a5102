//! `HTTP_TIMEOUT`: how long a whole request may take.

use super::setting::{DURATION, Setting, duration, read};

pub(super) const SETTING: Setting = Setting {
    name: "HTTP_TIMEOUT",
    wanted: DURATION,
    read: |settings, text, origin| read(duration(text).map(Some), origin, &mut settings.http_timeout),
};
