//! stub
pub(crate) enum Cause {
    NoCrl,
}
impl Cause {
    pub(crate) fn describe(&self) -> &'static str {
        ""
    }
}
pub(crate) enum Status {
    Good,
    Revoked {
        at: Option<crate::Time>,
        reason: &'static str,
    },
    Unknown(Cause),
}
