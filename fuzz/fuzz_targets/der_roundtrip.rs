//! A certificate without a defect, written from what was read, is the same octets. The body is
//! `verifail_fuzzing::targets::der_roundtrip`.
#![no_main]

use verifail_fuzzing::targets::der_roundtrip::TARGET;

libfuzzer_sys::fuzz_target!(init: TARGET.warm_up(), |data: &[u8]| TARGET.run(data));
