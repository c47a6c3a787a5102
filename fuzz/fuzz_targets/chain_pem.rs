//! What a file holds, written as PEM, is read as the same. The body is `verifail_fuzzing::targets::chain_pem`.
#![no_main]

use verifail_fuzzing::targets::chain_pem::TARGET;

libfuzzer_sys::fuzz_target!(init: TARGET.warm_up(), |data: &[u8]| TARGET.run(data));
