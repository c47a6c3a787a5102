//! Verdicts that were recorded of other verifiers: a table with a case a row and a verifier a column.
//!
//! Tab-separated, with a header whose first field is `id`; a verdict is `SUCCESS`, `FAILURE` or `SKIPPED`.

use std::collections::BTreeMap;

use crate::outcome::Expectation;

/// One verifier's column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The verifier.
    pub name: String,
    /// The verdicts by case; `None` for one it skipped.
    pub verdicts: BTreeMap<String, Option<Expectation>>,
}

/// Takes one column out of a table.
///
/// # Errors
/// When there is no such column, a row is short, a case has two rows, or a verdict is not known.
pub fn column(table: &str, name: &str) -> Result<Column, String> {
    let mut lines = table.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let header = lines.next().unwrap_or_default();
    if header.first() != Some(&"id") {
        return Err("the first line is no header that begins with id".to_owned());
    }
    let at =
        header.iter().position(|column| *column == name).filter(|at| *at > 0).ok_or_else(|| {
            format!("no column {name}; there are: {}", header.get(1..).unwrap_or_default().join(", "))
        })?;
    let mut verdicts = BTreeMap::new();
    for (number, row) in (2..).zip(lines).filter(|(_, row)| row != &[""]) {
        let (Some(id), Some(verdict)) = (row.first(), row.get(at)) else {
            return Err(format!("line {number} has too few fields"));
        };
        let verdict = match *verdict {
            "SUCCESS" => Some(Expectation::Accept),
            "FAILURE" => Some(Expectation::Reject),
            "SKIPPED" => None,
            other => return Err(format!("line {number}: unknown verdict {other}")),
        };
        if verdicts.insert((*id).to_owned(), verdict).is_some() {
            return Err(format!("line {number}: {id} has two rows"));
        }
    }
    Ok(Column { name: name.to_owned(), verdicts })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "id\texpected\tgo\na::b\tFAILURE\tSUCCESS\na::c\tSUCCESS\tSKIPPED\n";

    fn check(table: &str, name: &str, error: &str) {
        let found = column(table, name).unwrap_err();
        assert!(found.contains(error), "{found}");
    }

    #[test]
    fn a_column_has_its_own_verdicts_and_keeps_what_was_skipped() {
        let go = column(TABLE, "go").unwrap();
        assert_eq!(go.verdicts["a::b"], Some(Expectation::Accept));
        assert_eq!(go.verdicts["a::c"], None);
    }

    #[test]
    fn a_table_that_does_not_fit_is_an_error_that_says_where() {
        check(TABLE, "java", "no column java; there are: expected, go");
        check(TABLE, "id", "no column id");
        check("", "go", "no header");
        check("id\tgo\na\n", "go", "line 2 has too few fields");
        check("id\tgo\na\tMAYBE\n", "go", "line 2: unknown verdict MAYBE");
        check("id\tgo\na\tSUCCESS\na\tSUCCESS\n", "go", "line 3: a has two rows");
    }
}
