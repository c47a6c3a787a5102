//! A diagnosis goes together with itself, and survives what logs do to a known text. The body is
//! `verifail_fuzzing::targets::classify_text`.
#![no_main]

use verifail_fuzzing::targets::classify_text::TARGET;

libfuzzer_sys::fuzz_target!(init: TARGET.warm_up(), |data: &[u8]| TARGET.run(data));
