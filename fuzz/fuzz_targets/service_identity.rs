//! Reference identifiers are read and matched as label by label. The body is
//! `verifail_fuzzing::targets::service_identity`.
#![no_main]

use verifail_fuzzing::targets::service_identity::TARGET;

libfuzzer_sys::fuzz_target!(init: TARGET.warm_up(), |data: &[u8]| TARGET.run(data));
