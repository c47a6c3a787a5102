//! X509-parser reads the same list, and an entry is found if and only if it is there. The body is
//! `verifail_fuzzing::targets::crl_der`.
#![no_main]

use verifail_fuzzing::targets::crl_der::TARGET;

libfuzzer_sys::fuzz_target!(init: TARGET.warm_up(), |data: &[u8]| TARGET.run(data));
