//! `CA_BUNDLE`: a file of trust anchors.

use super::anchor_source::{AnchorSource, WANTED};
use super::setting::{Setting, read};

pub(super) const SETTING: Setting = Setting {
    name: "CA_BUNDLE",
    wanted: WANTED,
    read: |settings, text, origin| read(text.parse::<AnchorSource>().ok().map(Some), origin, &mut settings.ca_bundle),
};
