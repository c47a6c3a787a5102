//! Settings neither trust nor leave unchecked what nobody said, and typing errors are errors. The body is
//! `verifail_fuzzing::targets::tls_settings`.
#![no_main]

use verifail_fuzzing::targets::tls_settings::TARGET;

libfuzzer_sys::fuzz_target!(init: TARGET.warm_up(), |data: &[u8]| TARGET.run(data));
