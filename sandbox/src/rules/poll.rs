//! Polls of the platform's own kind.
//! Source of the limits: <https://discord.com/developers/docs/resources/poll>

use serde_json::Value;

use super::field::{Length, given, list, number, required_text};
use super::{Path, Problems};

const QUESTION: Length = Length::between(1, 300);
const ANSWERS: Length = Length::between(1, 10);
const ANSWER: Length = Length::between(1, 55);
/// Longest life: 32 days, in hours.
const HOURS: i64 = 768;

/// Checks the poll of a message.
pub(super) fn poll(problems: &mut Problems, at: &Path<'_>, body: &Value) {
    let Some(poll) = given(body, "poll") else { return };
    let at = at.key("poll");
    required_text(problems, &at.key("question"), &poll["question"], "text", QUESTION);
    number(problems, &at, poll, "duration", 1, HOURS);
    if given(poll, "answers").is_none() {
        problems.required(&at.key("answers"));
    }
    let answers = list(problems, &at, poll, "answers", ANSWERS);
    let at = at.key("answers");
    for (index, answer) in answers.iter().enumerate() {
        let at = at.index(index);
        let media = &answer["poll_media"];
        if given(media, "emoji").is_none() {
            required_text(problems, &at.key("poll_media"), media, "text", ANSWER);
        }
    }
}

#[cfg(test)]
#[expect(clippy::needless_pass_by_value, reason = "cases read better without ampersands")]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(body: Value, good: bool) {
        let mut problems = Problems::default();
        poll(&mut problems, &Path::ROOT, &body);
        assert_eq!(problems.is_empty(), good, "{}", problems.into_json());
    }

    fn of(question: &str, answer: &str, answers: usize, hours: u64) -> Value {
        let answers = vec![json!({ "poll_media": { "text": answer } }); answers];
        json!({ "poll": { "question": { "text": question }, "answers": answers, "duration": hours } })
    }

    #[test]
    fn polls_are_short_and_end() {
        check(json!({}), true);
        check(of("q", "a", 10, 768), true);
        check(of(&"q".repeat(301), "a", 1, 1), false);
        check(of("q", &"a".repeat(56), 1, 1), false);
        check(of("q", "a", 11, 1), false);
        check(of("q", "a", 0, 1), false);
        check(of("q", "a", 1, 769), false);
    }
}
