//! How good the evidence is, in plain words.

use super::{text, text_with};
use crate::answer::EvidenceLine;
use crate::knowledge::Evidence;

/// "5 articles, 2023 to 2026. None shows a measurement. 2 have a publisher that sells such work."
pub(super) fn evidence(line: &EvidenceLine) -> String {
    let count = line.sources.len();
    let opinions = line.sources.iter().all(|s| s.kind == Evidence::Opinion);
    let mut parts = Vec::new();
    let key = if opinions { "evidence-articles" } else { "evidence-sources" };
    let what = text_with(key, &[("count", count.into())]);
    parts.push(match line.years {
        Some((from, to)) if from == to => {
            let values = [("what", what.into()), ("year", from.to_string().into())];
            text_with("evidence-year", &values)
        }
        Some((from, to)) => {
            let values = [
                ("what", what.into()),
                ("from", from.to_string().into()),
                ("to", to.to_string().into()),
            ];
            text_with("evidence-years", &values)
        }
        None => text_with("evidence-undated", &[("what", what.into())]),
    });
    parts.push(match line.measured {
        0 => text("evidence-unmeasured"),
        measured => text_with("evidence-measured", &[("measured", measured.into())]),
    });
    if line.selling > 0 {
        parts.push(text_with("evidence-selling", &[("selling", line.selling.into())]));
    }
    parts.join(" ")
}
