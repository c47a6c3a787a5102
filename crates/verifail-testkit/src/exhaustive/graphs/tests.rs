//! The enumeration is what it says it is, and a short run of it.

use super::*;

fn policies() -> Vec<&'static Policy> {
    ["rustls", "rfc5280"].into_iter().filter_map(Policy::named).collect()
}

#[test]
fn graphs_come_once_up_to_renaming_and_hold_every_kind() {
    let all = graphs(2);
    let distinct: std::collections::BTreeSet<_> = all.iter().collect();
    assert_eq!(distinct.len(), all.len());
    let some = |what: &dyn Fn(&Graph) -> bool| all.iter().filter(|graph| what(graph)).count() > 0;
    assert!(some(&|graph| graph.paths().len() == 2), "two ways up");
    assert!(some(&|graph| graph.anchors().count() == 2), "two anchors");
    assert!(some(&|graph| graph.edges().any(|(issuer, subject)| issuer == subject)), "self-issued");
    assert!(some(&|graph| graph.issued == 1 << 1 | 1 << 4), "a loop: CA 0 and CA 1 issued each other's");
    assert!(some(&|graph| graph.twins == Some((0, 1))), "the issuer's name with another key");
    assert!(some(&|graph| graph.paths().is_empty()), "no anchor in reach");
}

#[test]
fn attributes_are_all_distinct_and_change_the_certificate() {
    let graph = graphs(0)[0];
    let plain = graph.certificate(1, 0);
    let mut seen = std::collections::HashSet::new();
    for attributes in Attributes::of_cas() {
        let mut spec = plain.clone();
        attributes.apply(&mut spec);
        assert!(seen.insert(spec));
    }
    assert_eq!(seen.len(), 160);
    assert_eq!(Attributes::of_end_entities().len(), 8);
}

#[test]
fn the_core_agrees_with_the_model_on_every_small_graph() {
    let tally = run(&Bounds { deviations: &[2, 2, 1], unanchored: 0 }, &policies()).unwrap();
    assert_eq!(tally.examples, [], "{} disagreements", tally.disagreements);
    let counted = count(&Bounds { deviations: &[2, 2, 1], unanchored: 0 });
    assert_eq!((tally.graphs, tally.configurations), (counted.graphs, counted.configurations));
    assert!(tally.accepted > 1_000 && tally.whole > 0, "{tally:?}");
}

#[test]
fn what_is_remembered_of_paths_is_what_the_model_says_of_worlds() {
    for graph in graphs(2).into_iter().filter(|graph| !graph.paths().is_empty()).step_by(3) {
        let (edges, trusted): (Vec<_>, Vec<_>) = (graph.edges().collect(), graph.anchors().collect());
        let mut oracle = Oracle::new(policies()[0]);
        oracle.enter(&edges, &trusted, &graph.paths());
        let slots = trusted.len() + 1 + edges.len();
        for (slot, state) in (0..slots).flat_map(|slot| [1, 3, 7].map(|state| (slot, state))) {
            let mut states = vec![0; slots];
            states[slot] = state;
            let of = |states: &[usize]| states.iter().map(|state| Attributes::of_cas()[*state]).collect::<Vec<_>>();
            let world = || {
                let configuration = Configuration {
                    graph,
                    end_entity: Attributes::of_end_entities()[states[trusted.len()]],
                    intermediates: of(&states[trusted.len() + 1..]),
                    anchors: of(&states[..trusted.len()]),
                };
                configuration.world()
            };
            assert_eq!(*oracle.judge(&states, &world), Expected::whole(&world(), policies()[0]), "{graph:?}");
        }
    }
}
