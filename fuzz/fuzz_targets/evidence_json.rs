//! A diagnosis reads back from JSON, and hangs neither on circumstances nor on escapes. The body is
//! `verifail_fuzzing::targets::evidence_json`.
#![no_main]

use verifail_fuzzing::targets::evidence_json::TARGET;

libfuzzer_sys::fuzz_target!(init: TARGET.warm_up(), |data: &[u8]| TARGET.run(data));
