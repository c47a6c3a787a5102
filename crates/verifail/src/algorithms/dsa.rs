//! stub
pub(crate) fn verify_dsa(_a: &[u8], _p: &[u8], _k: &[u8], _m: &[u8], _s: &[u8]) -> crate::verdict::SignatureState {
    crate::verdict::SignatureState::Unsupported
}
