//! The name that somebody meant.

/// The candidate that is the fewest edits away, if that is fewer than a third of the name.
pub(super) fn nearest<'c>(name: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let with_distance = candidates.map(|candidate| (distance(name, candidate), candidate));
    let (edits, candidate) = with_distance.min_by_key(|(edits, _)| *edits)?;
    (edits * 3 <= name.len()).then_some(candidate)
}

/// Edits (insert, delete, replace an octet) from one to the other: Levenshtein's distance, of names of bounded length.
fn distance(from: &str, to: &str) -> usize {
    const MAX_NAME: usize = 128;
    let (from, to) = (from.as_bytes(), to.as_bytes());
    if from.len().max(to.len()) > MAX_NAME {
        return usize::MAX / 3;
    }
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, left) in from.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, right) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(left != right);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found_and_a_strange_one_has_none() {
        let names = ["DEMO_TLS_ROOTS", "DEMO_TLS_RELAX"];
        assert_eq!(nearest("DEMO_TLS_ROOT", names.into_iter()), Some("DEMO_TLS_ROOTS"));
        assert_eq!(nearest("DEMO_TLS_RELAXED", names.into_iter()), Some("DEMO_TLS_RELAX"));
        assert_eq!(nearest("DEMO_TLS_SOMETHING_ELSE_ALTOGETHER", names.into_iter()), None);
    }

    #[test]
    fn edits_are_counted() {
        assert_eq!((distance("", "abc"), distance("abc", "abc"), distance("kitten", "sitting")), (3, 0, 3));
    }
}
