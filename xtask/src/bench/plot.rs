//! Plots as SVG that stands in a page: bars for ratios, lines over two logarithmic axes for growth. Colours come from
//! the page's style sheet, so that they follow its light or dark.

use std::fmt::Write as _;

/// A bar with its value.
pub(super) struct Bar {
    pub(super) label: String,
    pub(super) value: f64,
    /// Ours, or beside it.
    pub(super) own: bool,
}

const WIDTH: f64 = 640.0;
const LABEL: f64 = 170.0;
const ROW: f64 = 22.0;

/// Horizontal bars. What is longer than `longest` is cut, and says its value.
pub(super) fn bars(title: &str, unit: &str, bars: &[Bar], longest: f64) -> String {
    let height = ROW * bars.len() as f64 + 8.0;
    let mut svg = open(title, WIDTH, height);
    let room = WIDTH - LABEL - 90.0;
    for (at, bar) in bars.iter().enumerate() {
        let y = ROW * at as f64 + 4.0;
        let width = (bar.value.min(longest) / longest * room).max(1.0);
        let class = if bar.own { "own" } else { "peer" };
        let cut = if bar.value > longest { " …" } else { "" };
        let _ = write!(
            svg,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>\
             <rect class=\"{class}\" x=\"{LABEL}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{:.1}\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\">{:.3}{unit}{cut}</text>",
            LABEL - 8.0,
            y + 13.0,
            escape(&bar.label),
            ROW - 6.0,
            LABEL + width + 6.0,
            y + 13.0,
            bar.value,
        );
    }
    svg + "</svg>"
}

/// A line through points, both axes logarithmic to the base 2.
pub(super) fn growth(title: &str, points: &[(f64, f64)]) -> String {
    const SIDE: f64 = 200.0;
    const EDGE: f64 = 28.0;
    let mut svg = open(title, SIDE, SIDE * 0.8);
    let height = SIDE * 0.8;
    let logs: Vec<(f64, f64)> = points.iter().map(|(n, cost)| (n.log2(), cost.max(1.0).log2())).collect();
    let range = |of: fn(&(f64, f64)) -> f64| {
        let (low, high) = logs.iter().map(of).fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
        if high - low < 1.0 { (low - 0.5, low + 0.5) } else { (low, high) }
    };
    let ((left, right), (low, high)) = (range(|p| p.0), range(|p| p.1));
    let place = |(x, y): &(f64, f64)| {
        let across = EDGE + (x - left) / (right - left) * (SIDE - 2.0 * EDGE);
        let down = height - EDGE - (y - low) / (high - low) * (height - 2.0 * EDGE);
        (across, down)
    };
    let line: Vec<String> = logs.iter().map(&place).map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let _ = write!(
        svg,
        "<path class=\"axis\" d=\"M{EDGE} {:.1}V{:.1}H{:.1}\"/><polyline points=\"{}\"/>",
        EDGE / 2.0,
        height - EDGE + 6.0,
        SIDE - EDGE / 2.0,
        line.join(" ")
    );
    for (x, y) in logs.iter().map(&place) {
        let _ = write!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.5\"/>");
    }
    if let (Some(first), Some(last)) = (points.first(), points.last()) {
        for (n, anchor, x) in [(first.0, "start", EDGE), (last.0, "end", SIDE - EDGE)] {
            let _ = write!(svg, "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{n}</text>", height - 8.0);
        }
        let _ = write!(svg, "<text x=\"{:.1}\" y=\"12\">{}</text>", EDGE + 6.0, short(last.1));
    }
    svg + "</svg>"
}

fn open(title: &str, width: f64, height: f64) -> String {
    let title = escape(title);
    format!(
        "<svg viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-label=\"{title}\">\
         <title>{title}</title>"
    )
}

/// A number in a few characters.
pub(super) fn short(value: f64) -> String {
    match value {
        v if v >= 1e6 => format!("{:.1} M", v / 1e6),
        v if v >= 1e4 => format!("{:.0} k", v / 1e3),
        v => format!("{v:.0}"),
    }
}

/// Text in a page.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_values_and_no_longer_than_the_longest() {
        let bar = |value, own| Bar { label: "a<b".to_owned(), value, own };
        let svg = bars("title", "×", &[bar(1.0, true), bar(2.0, false), bar(9.0, false)], 2.0);
        assert_eq!((svg.matches("<rect").count(), svg.matches("class=\"own\"").count()), (3, 1));
        assert_eq!(svg.matches("width=\"380.0\"").count(), 2);
        assert!(svg.contains("a&lt;b") && svg.contains("9.000× …"));
    }

    #[test]
    fn a_flat_line_and_a_steep_one_stay_inside() {
        for points in [[(8.0, 0.0), (128.0, 0.0)], [(8.0, 1.0), (128.0, 1e9)]] {
            let svg = growth("t", &points);
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
            assert_eq!(svg.matches("<circle").count(), 2);
        }
    }
}
