//! Names under subtrees are judged as by the reference model. The body is
//! `verifail_fuzzing::targets::name_constraints`.
#![no_main]

use verifail_fuzzing::targets::name_constraints::TARGET;

libfuzzer_sys::fuzz_target!(init: TARGET.warm_up(), |data: &[u8]| TARGET.run(data));
