//! What the rules ask of a token stream: which paths and macros it mentions, which attributes it carries, which
//! modules it declares. Works on tokens, so that the bodies of macros are seen too; resolves no names.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A path or a macro that the code mentions.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) line: usize,
    /// `std::fs::read`, or `println!` with the mark. A `use` tree is spread out: one mention for each of its leaves.
    pub(super) path: String,
}

/// An attribute and the item it stands before.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    pub(super) line: usize,
    /// What stands between the brackets, one space between tokens: `cfg (test)`, `tokio :: test`.
    pub(super) text: String,
    /// The name of the function that follows, if a function follows.
    pub(super) function: Option<String>,
}

/// All paths and macros. With `but_tests`, items under `#[cfg(test)]` are left out.
pub(super) fn mentions(tokens: &TokenStream, but_tests: bool) -> Vec<Mention> {
    let mut found = Vec::new();
    collect_mentions(tokens, "", but_tests, &mut found);
    found
}

/// All attributes, inner ones included.
pub(super) fn attributes(tokens: &TokenStream) -> Vec<Attribute> {
    let mut found = Vec::new();
    collect_attributes(tokens, &mut found);
    found
}

/// The names behind `mod`, with their lines, wherever the declaration stands.
pub(super) fn modules(tokens: &TokenStream) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut after_mod = false;
    for token in tokens.clone() {
        match token {
            TokenTree::Ident(ident) if after_mod => {
                found.push((ident.span().start().line, ident.to_string()));
                after_mod = false;
            }
            TokenTree::Ident(ident) => after_mod = ident == "mod",
            TokenTree::Group(group) => {
                after_mod = false;
                found.extend(modules(&group.stream()));
            }
            _ => after_mod = false,
        }
    }
    found
}

fn collect_mentions(tokens: &TokenStream, prefix: &str, but_tests: bool, found: &mut Vec<Mention>) {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut rest = tokens.as_slice();
    while let Some((token, after)) = rest.split_first() {
        rest = after;
        match token {
            TokenTree::Group(group) => collect_mentions(&group.stream(), "", but_tests, found),
            TokenTree::Ident(ident) => {
                let line = ident.span().start().line;
                let mut path = format!("{prefix}{ident}");
                loop {
                    match rest {
                        [colon, second, TokenTree::Ident(next), after @ ..]
                            if is_punct(colon, ':') && is_punct(second, ':') =>
                        {
                            path.push_str("::");
                            path.push_str(&next.to_string());
                            rest = after;
                        }
                        [colon, second, TokenTree::Group(group), after @ ..]
                            if is_punct(colon, ':')
                                && is_punct(second, ':')
                                && group.delimiter() == Delimiter::Brace =>
                        {
                            collect_mentions(&group.stream(), &format!("{path}::"), but_tests, found);
                            rest = after;
                        }
                        [mark, TokenTree::Group(_), ..] if is_punct(mark, '!') => {
                            path.push('!');
                            break;
                        }
                        _ => break,
                    }
                }
                found.push(Mention { line, path });
            }
            TokenTree::Punct(punct) if but_tests && punct.as_char() == '#' => {
                if let [TokenTree::Group(group), after @ ..] = rest
                    && is_cfg_test(&group.stream())
                {
                    rest = behind_item(after);
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

fn collect_attributes(tokens: &TokenStream, found: &mut Vec<Attribute>) {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut rest = tokens.as_slice();
    while let Some((token, after)) = rest.split_first() {
        rest = after;
        if let TokenTree::Group(group) = token {
            collect_attributes(&group.stream(), found);
        }
        if !is_punct(token, '#') {
            continue;
        }
        let inner = match rest {
            [mark, TokenTree::Group(group), ..] if is_punct(mark, '!') => Some((group, None)),
            [TokenTree::Group(group), after @ ..] => Some((group, function_name(after))),
            _ => None,
        };
        if let Some((group, function)) = inner.filter(|(group, _)| group.delimiter() == Delimiter::Bracket) {
            found.push(Attribute { line: token.span().start().line, text: group.stream().to_string(), function });
        }
    }
}

/// The name of the function that `tokens` begins with, past further attributes, visibility and qualifiers.
fn function_name(tokens: &[TokenTree]) -> Option<String> {
    let mut tokens = tokens.iter();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ident) if ident == "fn" => {
                return match tokens.next() {
                    Some(TokenTree::Ident(name)) => Some(name.to_string()),
                    _ => None,
                };
            }
            TokenTree::Ident(ident)
                if ["pub", "async", "const", "unsafe", "extern"].iter().any(|word| ident == word) => {}
            TokenTree::Group(group) if group.delimiter() != Delimiter::Brace => {}
            TokenTree::Punct(punct) if punct.as_char() == '#' => {}
            TokenTree::Literal(_) => {}
            _ => return None,
        }
    }
    None
}

/// Whether an attribute's content is `cfg(test)` or `cfg(all(test, …))`.
fn is_cfg_test(attribute: &TokenStream) -> bool {
    let text: String = attribute.to_string().split_whitespace().collect();
    text == "cfg(test)" || text.starts_with("cfg(all(test,")
}

/// What follows the item that `tokens` begins with: past its first braces or its first semicolon.
fn behind_item(tokens: &[TokenTree]) -> &[TokenTree] {
    let end = tokens.iter().position(|token| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        token => is_punct(token, ';'),
    });
    end.and_then(|end| tokens.get(end + 1..)).unwrap_or_default()
}

fn is_punct(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, but_tests: bool, expected: &[(usize, &str)]) {
        let tokens: TokenStream = source.parse().expect("tokens");
        let found = mentions(&tokens, but_tests);
        let found: Vec<(usize, &str)> = found.iter().map(|mention| (mention.line, mention.path.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_use_tree_is_spread_out() {
        check(
            "use std::{\n fs,\n net::{IpAddr,\n TcpStream}};",
            false,
            &[
                (1, "use"),
                (2, "std::fs"),
                (3, "std::net::IpAddr"),
                (4, "std::net::TcpStream"),
                (3, "std::net"),
                (1, "std"),
            ],
        );
    }

    #[test]
    fn a_macro_keeps_its_mark_and_an_inequality_is_no_macro() {
        check("std::println!(x); a != (b)", false, &[(1, "std::println!"), (1, "x"), (1, "a"), (1, "b")]);
    }

    #[test]
    fn comments_and_strings_mention_nothing() {
        check("// std::fs\n/* todo!() */ \"std::fs\"", false, &[]);
    }

    #[test]
    fn items_of_tests_can_be_left_out() {
        check(
            "#[cfg(test)] use a::b;\n#[cfg(test)]\nmod tests { fn c() {} }\n#[cfg(not(test))] d",
            true,
            &[(4, "cfg"), (4, "not"), (4, "test"), (4, "d")],
        );
    }

    #[test]
    fn an_attribute_knows_the_function_it_stands_before() {
        let tokens: TokenStream =
            "#![x]\n#[tokio::test]\n#[y(z)]\npub async fn a() { #[w] let b; }".parse().expect("tokens");
        let found = attributes(&tokens);
        let found: Vec<(usize, &str, Option<&str>)> =
            found.iter().map(|found| (found.line, found.text.as_str(), found.function.as_deref())).collect();
        assert_eq!(found, [(1, "x", None), (2, "tokio :: test", Some("a")), (3, "y (z)", Some("a")), (4, "w", None)]);
    }

    #[test]
    fn modules_are_found_inside_modules() {
        let tokens: TokenStream = "mod a; pub(crate) mod b { mod c; }".parse().expect("tokens");
        assert_eq!(modules(&tokens), [(1, "a".to_owned()), (1, "b".to_owned()), (1, "c".to_owned())]);
    }
}
