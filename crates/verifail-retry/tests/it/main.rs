//! The properties of a retry, R1 to R19: one binary, a module a group of properties.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking, helpers too")]
#![allow(clippy::print_stdout, reason = "how many states a model has is said where somebody looks")]

mod attempts;
mod breaker;
mod budget;
mod cancellation;
mod connections;
mod deadline;
mod delays;
mod errors;
mod events;
mod evidence;
mod fixture;
mod herd;
mod hints;
mod hops;
mod jitter_law;
mod metastable;
mod models;
mod permanent;
mod sent;

#[test]
fn no_file_of_this_directory_is_forgotten() {
    let main = include_str!("main.rs");
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let module = name.trim_end_matches(".rs");
        assert!(module == "main" || main.contains(&format!("mod {module};")), "{name} is in no module");
    }
}

/// For each property, the test that shows that it notices something broken: a twin of what decides, or a model, a law,
/// a fleet, a peer that is wrong on purpose.
const CONTROLS: [(&str, &str); 19] = [
    ("R1", "one_attempt_more_than_there_may_be_is_noticed"),
    ("R2", "an_attempt_that_cannot_end_in_time_and_a_call_that_believes_its_clock_are_noticed"),
    ("R3", "jitter_above_the_cap_an_overflow_and_chance_from_elsewhere_are_noticed"),
    ("R4", "a_law_that_is_off_by_a_few_percent_is_noticed"),
    ("R5", "jitter_above_the_cap_an_overflow_and_chance_from_elsewhere_are_noticed"),
    ("R6", "one_reason_that_is_tried_again_is_noticed"),
    ("R7", "a_hint_that_is_ignored_or_followed_for_ever_is_noticed"),
    ("R8", "with_a_plain_store_the_budget_is_exceeded"),
    ("R9", "a_bucket_that_overflows_leaves_its_range"),
    ("R10", "a_token_that_is_lost_and_a_task_that_runs_on_are_noticed"),
    ("R11", "a_request_that_is_sent_twice_or_not_repeated_though_it_was_not_sent_is_noticed"),
    ("R12", "hops_that_do_not_tell_each_other_multiply"),
    ("R13", "without_jitter_everybody_is_back_in_the_same_moment"),
    ("R14", "without_a_budget_it_is_kept_down_by_those_who_wait_for_it"),
    ("R15", "jitter_above_the_cap_an_overflow_and_chance_from_elsewhere_are_noticed"),
    ("R16", "an_attempt_that_cannot_end_in_time_and_a_call_that_believes_its_clock_are_noticed"),
    ("R17", "a_failure_that_is_blamed_on_the_wrong_hop_is_noticed"),
    ("R18", "with_a_plain_store_two_probes_get_through"),
    ("R19", "a_session_that_is_offered_again_and_an_address_that_is_tried_again_are_noticed"),
];

#[test]
fn every_property_has_a_control() {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it");
    let files = [directory.to_owned(), format!("{directory}/models")].map(|path| std::fs::read_dir(path).unwrap());
    let paths = files.into_iter().flatten().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let text: String = paths.map(|path| std::fs::read_to_string(path).unwrap()).collect();
    for (property, control) in CONTROLS {
        assert!(text.contains(&format!("fn {control}(")), "{property}: no test is called {control}");
    }
}
