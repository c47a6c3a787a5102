//! Sentences broken at blanks, so that a report stays within a window.

/// Columns of a line at most, but for words that are longer.
const WIDTH: usize = 110;

/// The text with line breaks, each line after the first behind `margin` blanks.
pub(crate) fn wrapped(text: &str, margin: usize) -> String {
    let mut out = String::with_capacity(text.len() + margin);
    let mut column = margin;
    for (at, word) in text.split(' ').enumerate() {
        let len = word.chars().count();
        if at > 0 && column + 1 + len > WIDTH {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', margin));
            column = margin;
        } else if at > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += len;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_at_blanks_and_words_are_kept() {
        let text = "word ".repeat(60) + &"x".repeat(200) + " end";
        let wrapped = wrapped(&text, 10);
        assert_eq!(wrapped.split_whitespace().collect::<Vec<_>>(), text.split_whitespace().collect::<Vec<_>>());
        let lines: Vec<_> = wrapped.lines().collect();
        assert!(lines.iter().all(|line| line.len() <= WIDTH || line.contains("xxx")), "{wrapped}");
        assert!(lines.iter().skip(1).all(|line| line.starts_with("          ") && !line.ends_with(' ')), "{wrapped}");
    }
}
