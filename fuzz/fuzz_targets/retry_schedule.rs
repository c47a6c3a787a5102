//! Decisions keep to the policy, and budget and breaker to a naive twin. The body is
//! `verifail_fuzzing::targets::retry_schedule`.
#![no_main]

use verifail_fuzzing::targets::retry_schedule::TARGET;

libfuzzer_sys::fuzz_target!(init: TARGET.warm_up(), |data: &[u8]| TARGET.run(data));
