//! The record as a Markdown file, in the manner of MADR (<https://adr.github.io/madr/>).

use std::fmt::Write as _;

use super::super::cite::date;
use super::words::turnout;
use crate::decision::{Decision, Departure, FromPoll, Status};
use crate::poll::{Attached, AttachedPoint, TimeZoneName, local_day, visible};
use crate::render::{Attachment, text, text_with};

/// Longest name of a file without its ending, in characters.
const NAME: usize = 60;

/// The file.
#[must_use]
pub fn file(decision: &Decision, zone: &TimeZoneName) -> Attachment {
    let values = [("number", decision.number.to_string().into())];
    Attachment {
        name: file_name(decision),
        alt: text_with("decision-file-alt", &values),
        bytes: markdown(decision, zone).into_bytes(),
    }
}

/// "D-12-use-django-for-the-chat-service.md": letters, digits and hyphens of ASCII.
#[must_use]
pub fn file_name(decision: &Decision) -> String {
    let mut name = decision.number.to_string();
    let plain: String =
        decision.text.title().chars().flat_map(char::to_lowercase).map(latin).collect();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    for word in words {
        if name.len() + 1 + word.len() > NAME {
            break;
        }
        name.push('-');
        name.push_str(word);
    }
    name + ".md"
}

/// A lower-case letter without what stands above or below it, as far as Western Europe goes.
const fn latin(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ß' | 'ś' | 'š' | 'ş' => 's',
        'ť' | 'ţ' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

fn markdown(decision: &Decision, zone: &TimeZoneName) -> String {
    let written = &decision.text;
    let mut out = format!("# {}: {}\n\n", decision.number, escaped(written.title()));
    for line in standing(decision, zone) {
        let _ = writeln!(out, "- {line}");
    }
    let mut part = |heading: &str, body: String| {
        if !body.is_empty() {
            let _ = write!(out, "\n## {}\n\n{}\n", text(heading), body.trim_end());
        }
    };
    part("decision-question", escaped(written.question()));
    let options: Vec<String> =
        written.options().iter().map(|option| format!("- {}", escaped(option))).collect();
    part("decision-options", options.join("\n"));
    part("decision-file-decision", escaped(written.decided()));
    let because: Vec<String> = written.because().lines().map(escaped).collect();
    part("decision-because", because.join("\n\n"));
    part("decision-vote", decision.poll.as_ref().map_or_else(String::new, |p| vote(p, zone)));
    part("decision-reasons", reasons(decision));
    part("decision-against", against(decision));
    if let Some(attached) = decision.evidence.as_deref() {
        let values = [("day", local_day(attached.at, zone).into())];
        let heading = text_with("decision-file-evidence", &values);
        let _ = write!(out, "\n## {heading}\n\n{}\n", evidence(attached, decision).trim_end());
    }
    let recount = decision.poll.as_ref().and_then(|poll| poll.vote.recount.as_ref());
    if let Some(command) = recount {
        let _ = write!(out, "\n## {}\n\n`{}`\n", text("decision-file-recount"), code(command));
    }
    out
}

fn standing(decision: &Decision, zone: &TimeZoneName) -> Vec<String> {
    let day = ("day", local_day(decision.at, zone).into());
    let status = match decision.status() {
        Status::Replaced(by) => {
            text_with("decision-file-replaced", &[day, ("by", by.to_string().into())])
        }
        Status::Accepted | Status::Proposed => text_with("decision-file-accepted", &[day]),
    };
    let who = ("who", escaped(&decision.by.name).into());
    let by = match &decision.poll {
        Some(poll) => {
            text_with("decision-file-by-poll", &[who, ("poll", poll.number.to_string().into())])
        }
        None => text_with("decision-file-by", &[who]),
    };
    let review = decision
        .review
        .map_or_else(|| text("decision-review-never"), |review| local_day(review.at, zone));
    let review = text_with("decision-file-review", &[("day", review.into())]);
    let replaces = decision
        .replaces
        .map(|old| text_with("decision-file-replaces", &[("number", old.to_string().into())]));
    [Some(status), Some(by), Some(review), replaces].into_iter().flatten().collect()
}

fn vote(poll: &FromPoll, zone: &TimeZoneName) -> String {
    let vote = &poll.vote;
    let secret = if vote.secret { "decision-ballots-secret" } else { "decision-ballots-open" };
    let values = [
        ("poll", poll.number.to_string().into()),
        ("kind", escaped(&vote.kind).into()),
        ("ballots", text(secret).into()),
        ("from", local_day(vote.from, zone).into()),
        ("to", local_day(vote.to, zone).into()),
    ];
    let how = format!("{} {}", text_with("decision-vote-how", &values), turnout(vote));
    let method = text_with("decision-file-method", &[("method", escaped(&vote.method).into())]);
    let mut body = format!("{how}\n{method}\n\n");
    for line in &vote.lines {
        let _ = writeln!(body, "- {}", escaped(line));
    }
    if !vote.head_to_head.is_empty() {
        let heads = ["decision-file-preferred", "decision-file-over", "decision-file-ballots"];
        let heads = heads.map(text);
        let _ = write!(body, "\n| {} |\n|---|---|---|\n", heads.join(" | "));
        for pair in &vote.head_to_head {
            let (most, fewest) = (pair.ballots.0.into(), pair.ballots.1.into());
            let ballots = text_with("decision-file-pair", &[("most", most), ("fewest", fewest)]);
            let (one, other) = (escaped(&pair.preferred), escaped(&pair.over));
            let _ = writeln!(body, "| {one} | {other} | {ballots} |");
        }
    }
    if let Some(firmness) = &vote.firmness {
        let _ = write!(body, "\n{}\n", escaped(firmness));
    }
    if poll.departs == Departure::Departs && !vote.winners.is_empty() {
        let winners = escaped(&vote.winners.join(", "));
        let line = text_with("decision-departs", &[("winners", winners.into())]);
        let _ = write!(body, "\n{line}\n");
    }
    body
}

fn reasons(decision: &Decision) -> String {
    let line = |reason: &crate::decision::Reason| {
        let values =
            [("option", escaped(&reason.option).into()), ("text", escaped(&reason.text).into())];
        format!("- {}", text_with("decision-reason", &values))
    };
    decision.reasons.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn against(decision: &Decision) -> String {
    match &decision.against {
        Some(point) => cited(point),
        None if decision.covers.stacks.is_empty() => text("decision-against-unknown"),
        None => text("decision-against-none"),
    }
}

fn evidence(attached: &Attached, decision: &Decision) -> String {
    let mut body = String::new();
    for option in &attached.options {
        let _ = write!(body, "### {}\n\n", escaped(&option.option));
        let sides = [("poll-evidence-for", &option.pros), ("poll-evidence-against", &option.cons)];
        for (side, points) in sides {
            for point in points {
                let _ = writeln!(body, "- {}: {}", text(side), cited(point));
            }
        }
        body.push('\n');
    }
    for option in decision.text.options().iter().filter(|option| attached.on(option).is_none()) {
        let none = text("decision-file-no-evidence");
        let _ = write!(body, "### {}\n\n- {none}\n\n", escaped(option));
    }
    body
}

/// A statement with its places: "… [PLANEKS, no date, “Pros”]".
fn cited(point: &AttachedPoint) -> String {
    let places = point.cites.iter().map(|cite| {
        let (source, section) = (escaped(&cite.source), escaped(&cite.section));
        format!("{source}, {}, “{section}”", date(cite.date.as_deref()))
    });
    let places: Vec<String> = places.collect();
    format!("{} ({})", escaped(&point.text), places.join("; "))
}

/// The text as one line that no Markdown reader takes for anything but text.
/// Source: <https://spec.commonmark.org/0.31.2/#backslash-escapes>
fn escaped(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len() + 8);
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    for (place, c) in text.chars().enumerate() {
        let first = place == 0 && matches!(c, '#' | '-' | '+' | '=' | ':' | '~');
        let numbered = digits > 0 && place == digits && matches!(c, '.' | ')');
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '|' | '&' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c if first || numbered => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// A command between backticks.
fn code(command: &str) -> String {
    visible(command).replace(['`', '\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::decision;
    use super::*;
    use crate::decision::{DecisionText, TypedDecision};
    use crate::time::Timestamp;

    fn text_of(decided: &str) -> Option<DecisionText> {
        let typed = TypedDecision { decided: decided.into(), ..TypedDecision::default() };
        Some(typed.check(false, Timestamp::from_millis(0), &TimeZoneName::UTC).ok()?.0)
    }

    #[track_caller]
    fn named(decided: &str, expected: &str) {
        let text = text_of(decided).unwrap();
        assert_eq!(file_name(&Decision { text, ..decision() }), expected);
    }

    #[test]
    fn a_file_is_named_by_its_number_and_words() {
        named("Use Django for the chat service.", "D-12-use-django-for-the-chat-service.md");
        named("Über Größe: Ça va?", "D-12-uber-grose-ca-va.md");
        named("用 Django", "D-12-django.md");
        named("決定", "D-12.md");
        named("../../etc/passwd", "D-12-etc-passwd.md");
        named(
            &"word ".repeat(30),
            "D-12-word-word-word-word-word-word-word-word-word-word-word.md",
        );
    }

    #[test]
    fn people_s_text_stays_text() {
        for (typed, expected) in [
            ("# big", "\\# big"),
            ("1. one", "1\\. one"),
            ("a | b", "a \\| b"),
            ("<script>", "\\<script\\>"),
            ("[x](http://y)", "\\[x\\](http://y)"),
            ("---", "\\---"),
            ("a\nb", "a b"),
            ("&lt; **b** `c`", "\\&lt; \\*\\*b\\*\\* \\`c\\`"),
            ("\u{202E}x", "x"),
        ] {
            assert_eq!(escaped(typed), expected);
        }
    }

    proptest! {
        #[test]
        fn any_decision_has_a_safe_name(decided in ".{1,150}") {
            if let Some(text) = text_of(&decided) {
                let name = file_name(&Decision { text, ..decision() });
                prop_assert!(name.starts_with("D-12") && name.len() <= NAME + 3, "{}", name);
                let stem = name.strip_suffix(".md").unwrap();
                prop_assert!(stem.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
            }
        }
    }
}
