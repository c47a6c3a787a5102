//! Reading and printing a chain file are inverse, and errors point into the text. The body is
//! `verifail_fuzzing::targets::chain_text_format`.
#![no_main]

use verifail_fuzzing::targets::chain_text_format::TARGET;

libfuzzer_sys::fuzz_target!(init: TARGET.warm_up(), |data: &[u8]| TARGET.run(data));
