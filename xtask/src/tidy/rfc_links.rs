//! Rule: one form of RFC link, `https://www.rfc-editor.org/rfc/rfc5280#section-6.1.3`, so that links can be searched
//! for and checked. Drafts have no such page and may be linked where they are.

use super::Report;
use super::tree::Tree;

const OTHER_PLACES: &[&str] = &[
    "tools.ietf.org/html/rfc",
    "tools.ietf.org/rfc",
    "datatracker.ietf.org/doc/html/rfc",
    "datatracker.ietf.org/doc/rfc",
    "www.ietf.org/rfc",
    "//ietf.org/rfc",
    "rfc-editor.org/info/rfc",
    "rfc-editor.org/rfc/",
];
const FORM: &str = "https://www.rfc-editor.org/rfc/rfc";

pub(super) fn check(tree: &Tree, report: &mut Report) {
    for file in tree.files().iter().filter(|file| !file.path.contains("corpus/") && file.file_name() != "rfc_links.rs")
    {
        for (number, line) in file.lines() {
            for (start, _) in line.match_indices("http") {
                let link = line.get(start..).unwrap_or_default();
                let end = link.find(|c: char| c.is_whitespace() || "<>()[]\"'`".contains(c)).unwrap_or(link.len());
                let link = link.get(..end).unwrap_or_default().trim_end_matches(['.', ',', ';', ':']);
                if OTHER_PLACES.iter().any(|place| link.contains(place)) && !is_house_form(link) {
                    report.add(&file.path, number, format!("`{link}` is not of the form {FORM}5280#section-6.1.3"));
                }
            }
        }
    }
}

fn is_house_form(link: &str) -> bool {
    let Some(rest) = link.strip_prefix(FORM) else {
        return false;
    };
    let (number, fragment) = rest.split_once('#').map_or((rest, None), |(number, fragment)| (number, Some(fragment)));
    !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && fragment.is_none_or(|fragment| !fragment.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::check as check_rule;

    #[test]
    fn other_forms_of_rfc_links_are_found() {
        let form = "is not of the form https://www.rfc-editor.org/rfc/rfc5280#section-6.1.3";
        check_rule(
            super::check,
            &[(
                "a.md",
                "<https://www.rfc-editor.org/rfc/rfc5280#section-6.1.3>, https://www.rfc-editor.org/rfc/rfc9525.\n\
                 [x](https://tools.ietf.org/html/rfc6125#section-6)\n\
                 https://datatracker.ietf.org/doc/html/rfc5280\n\
                 https://www.rfc-editor.org/rfc/rfc5280.html\n\
                 https://datatracker.ietf.org/doc/draft-ietf-lamps-x/\n\
                 https://www.rfc-editor.org/errata/eid5802\n",
            )],
            &[
                &format!("a.md:2: `https://tools.ietf.org/html/rfc6125#section-6` {form}"),
                &format!("a.md:3: `https://datatracker.ietf.org/doc/html/rfc5280` {form}"),
                &format!("a.md:4: `https://www.rfc-editor.org/rfc/rfc5280.html` {form}"),
            ],
        );
    }
}
