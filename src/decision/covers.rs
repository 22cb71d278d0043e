//! What a decision is about, and whether it answers a question.

/// Stacks and topics by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Covers {
    /// The stacks that were chosen among.
    pub stacks: Vec<String>,
    /// The topics it was decided on.
    pub topics: Vec<String>,
}

impl Covers {
    /// How well it covers what is asked about: higher is better, none when it does not.
    ///
    /// It covers the same stacks when it chose among all that are named; or the same topic, when
    /// the question names no stack or one that was chosen among.
    #[must_use]
    pub fn fit(&self, asked: &Self) -> Option<usize> {
        let shared = |mine: &[String], theirs: &[String]| {
            theirs.iter().filter(|id| mine.contains(id)).count()
        };
        let stacks = shared(&self.stacks, &asked.stacks);
        let topics = shared(&self.topics, &asked.topics);
        let all = !asked.stacks.is_empty() && stacks == asked.stacks.len();
        let on_topic = topics > 0 && (asked.stacks.is_empty() || stacks > 0);
        (all || on_topic).then_some(4 * usize::from(all) + 2 * stacks.min(1) + topics.min(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `django+node/real-time`
    fn covers(text: &str) -> Covers {
        let (stacks, topics) = text.split_once('/').unwrap();
        let ids =
            |text: &str| text.split('+').filter(|id| !id.is_empty()).map(Into::into).collect();
        Covers { stacks: ids(stacks), topics: ids(topics) }
    }

    #[test]
    fn the_same_stacks_or_topic_are_covered() {
        let decided = covers("django+node/real-time");
        for (asked, expected) in [
            ("django+node/", true),
            ("node/cost", true),
            ("/real-time", true),
            ("node+rails/real-time", true),
            ("rails/real-time", false),
            ("node+rails/cost", false),
            ("/cost", false),
            ("/", false),
        ] {
            assert_eq!(decided.fit(&covers(asked)).is_some(), expected, "{asked}");
        }
    }

    #[test]
    fn what_is_covered_whole_fits_better() {
        let asked = covers("django+node/real-time");
        let fit = |text: &str| covers(text).fit(&asked).unwrap();
        assert!(fit("django+node/real-time") > fit("django+node/"));
        assert!(fit("django+node/") > fit("django/real-time"));
    }
}
