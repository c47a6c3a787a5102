//! `TLS_POLICY`: what rustls-webpki accepts is held to a named policy besides.

use verifail::Policy;

use super::setting::{Setting, read};

pub(super) const SETTING: Setting = Setting {
    name: "TLS_POLICY",
    wanted: "the name of a policy, as `verifail policies` lists them",
    read: |settings, text, origin| read(Policy::named(text).map(Some), origin, &mut settings.policy),
};
