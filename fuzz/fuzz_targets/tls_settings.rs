//! Settings neither trust nor leave unchecked what nobody said, and typing errors are errors. The body is
//! `verifail_fuzzing::targets::tls_settings`.
#![no_main]

use verifail_fuzzing::targets::tls_settings::TARGET;

libfuzzer_sys::fuzz_target!(|data: &[u8]| TARGET.run(data));
