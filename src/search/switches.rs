//! Signals that can be switched off, to measure what each is worth.

use std::str::FromStr;

/// A signal with a switch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Likeness to a whole question that an entry is asked as.
    Likeness,
    /// Likeness of a single sentence of an entry.
    Passage,
    /// Words side by side as in the question.
    Pairs,
    /// The topic that the words point to.
    Topic,
    /// The stacks named.
    Stack,
    /// The stance asked for.
    Stance,
    /// Numbers, when an amount is asked for.
    Amount,
    /// A side asked for and little else.
    Side,
    /// Entries that compare, for a question that does.
    Comparison,
    /// Share of the informative words that an entry holds.
    Coverage,
    /// A part for each stack asks for both.
    Both,
    /// Each sentence of a longer message read by itself as well.
    Sentences,
    /// The second and third place do not repeat a better one.
    Diversity,
    /// Everyday words that stand for words of the entries.
    Synonyms,
    /// The topic of what a word stands for.
    Meaning,
    /// Mistyped words read as the nearest known ones.
    Spelling,
    /// Questions that are known to have no answer.
    Gaps,
    /// Names of technologies that no entry is about.
    Technology,
    /// Questions in another language.
    Language,
    /// Attempts to give the bot instructions.
    Orders,
    /// Instructions that are asked for.
    HowTo,
    /// Figures, versions and persons that are asked for.
    Detail,
    /// Everyday words of other matters.
    Elsewhere,
    /// No word of the trade in a question without a stack or a project.
    Astray,
    /// Words of the trade that no entry uses.
    Jargon,
    /// Greetings, thanks and laughter.
    Chatter,
}

impl Signal {
    /// Every signal with its name, as `stackwise eval --without` takes it.
    pub const ALL: [(&'static str, Self); 26] = [
        ("likeness", Self::Likeness),
        ("passage", Self::Passage),
        ("pairs", Self::Pairs),
        ("topic", Self::Topic),
        ("stack", Self::Stack),
        ("stance", Self::Stance),
        ("amount", Self::Amount),
        ("side", Self::Side),
        ("comparison", Self::Comparison),
        ("coverage", Self::Coverage),
        ("both", Self::Both),
        ("sentences", Self::Sentences),
        ("diversity", Self::Diversity),
        ("synonyms", Self::Synonyms),
        ("meaning", Self::Meaning),
        ("spelling", Self::Spelling),
        ("gaps", Self::Gaps),
        ("technology", Self::Technology),
        ("language", Self::Language),
        ("orders", Self::Orders),
        ("how-to", Self::HowTo),
        ("detail", Self::Detail),
        ("elsewhere", Self::Elsewhere),
        ("astray", Self::Astray),
        ("jargon", Self::Jargon),
        ("chatter", Self::Chatter),
    ];
}

impl FromStr for Signal {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let known = Self::ALL.iter().find(|(known, _)| *known == name);
        known.map(|(_, signal)| *signal).ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|(name, _)| *name).collect();
            format!("no such signal; known: {}", names.join(", "))
        })
    }
}

/// Which signals are on; by default every one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Switches {
    /// One bit a signal that is off.
    off: u32,
}

impl Switches {
    /// Every signal but these.
    #[must_use]
    pub fn without(signals: &[Signal]) -> Self {
        Self { off: signals.iter().fold(0, |off, signal| off | (1 << *signal as u32)) }
    }

    /// Whether a signal is on.
    #[must_use]
    pub fn has(self, signal: Signal) -> bool {
        self.off & (1 << signal as u32) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_signal_has_a_switch_of_its_own() {
        for (name, signal) in Signal::ALL {
            let switches = Switches::without(&[name.parse().unwrap()]);
            let off: Vec<&str> = Signal::ALL
                .iter()
                .filter(|(_, other)| !switches.has(*other))
                .map(|(name, _)| *name)
                .collect();
            assert_eq!(off, [name], "{signal:?}");
            assert!(Switches::default().has(signal));
        }
        assert!("no".parse::<Signal>().unwrap_err().contains("likeness"));
    }
}
