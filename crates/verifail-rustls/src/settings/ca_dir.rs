//! `CA_DIR`: a directory of files of trust anchors.

use super::anchor_source::{AnchorSource, WANTED};
use super::setting::{Setting, read};

pub(super) const SETTING: Setting = Setting {
    name: "CA_DIR",
    wanted: WANTED,
    read: |settings, text, origin| read(text.parse::<AnchorSource>().ok().map(Some), origin, &mut settings.ca_dir),
};
