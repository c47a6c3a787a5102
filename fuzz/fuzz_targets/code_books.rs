//! A number is what a walk through the books says, bare or in its stack's words. The body is
//! `verifail_fuzzing::targets::code_books`.
#![no_main]

use verifail_fuzzing::targets::code_books::TARGET;

libfuzzer_sys::fuzz_target!(init: TARGET.warm_up(), |data: &[u8]| TARGET.run(data));
