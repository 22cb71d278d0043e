//! The terms of a poll: how one votes in it, who may, who sees what, and what makes a result.
//! They are chosen in the draft and fixed when the poll opens.

use super::count::Method;
use super::{Kind, Member, Voters};

/// Longest reason, in code points.
pub const REASON_CODE_POINTS: usize = 300;

/// What holds for a poll from its opening on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// What voters are asked for.
    pub kind: Kind,
    /// How ballots are counted; fits the kind. Of no meaning where one agrees or objects.
    pub method: Method,
    /// The rest.
    pub rules: Rules,
}

/// What holds whatever the kind of ballot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Who may vote.
    pub voters: Voters,
    /// Who sees which votes when.
    pub disclosure: Disclosure,
    /// With fewer ballots there is no result.
    pub quorum: Option<u32>,
    /// What share the winner needs, in percent of the ballots that take a side; 1 to 100.
    pub pass: Option<u8>,
    /// Whether voters say why.
    pub reasons: Reasons,
    /// Who records the decision; none for the author.
    pub decider: Option<Member>,
    /// Close as soon as everybody who may vote has; only where it is known who that is.
    pub close_when_all: bool,
    /// What happens a day before it closes.
    pub reminder: Reminder,
}

/// Who sees which votes when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Disclosure {
    /// Everybody sees the counts at any time.
    #[default]
    Live,
    /// The counts are shown to those who have voted, and to all once the poll is closed.
    AfterVote,
    /// The counts are shown once the poll is closed.
    AtClose,
    /// As before, and the key that tells whose a ballot is is destroyed once the poll is closed.
    Secret,
}

impl Disclosure {
    /// Whether ballots are secret.
    #[must_use]
    pub fn is_secret(self) -> bool {
        self == Self::Secret
    }
}

/// Whether voters say why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reasons {
    /// They are not asked.
    Off,
    /// Those who like.
    #[default]
    Optional,
    /// Nobody votes without a reason, but for no opinion.
    Required,
}

/// What happens a day before a poll closes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reminder {
    /// Nothing.
    Off,
    /// A line in the channel; nobody is notified.
    #[default]
    Line,
    /// A line that notifies this role.
    Role(Role),
}

/// A role of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Discord's id.
    pub id: RoleId,
    /// Its name when it was chosen; people's text.
    pub name: String,
}

/// A role's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoleId(pub u64);

/// The terms as chosen so far. What is not chosen follows from the options and the server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Chosen kind.
    pub kind: Option<Kind>,
    /// Chosen method.
    pub method: Option<Method>,
    /// The rest.
    pub rules: Rules,
}

/// How a server counts where nobody chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Defaults {
    /// Rankings.
    pub rank: Method,
    /// Points.
    pub rate: Method,
}

impl Default for Defaults {
    fn default() -> Self {
        Self { rank: Method::RankedPairs, rate: Method::Score }
    }
}

impl Choices {
    /// What a poll with so many options opens with: two options are picked from, more are ranked.
    #[must_use]
    pub fn terms(&self, options: usize, defaults: Defaults) -> Terms {
        let kind = self.kind.unwrap_or(if options > 2 { Kind::Rank } else { Kind::PickOne });
        let method = self.method.filter(|method| methods(kind).contains(method));
        let method = method.unwrap_or(match kind {
            Kind::Rank => defaults.rank,
            Kind::Rate => defaults.rate,
            kind => methods(kind)[0],
        });
        Terms { kind, method, rules: self.rules.clone() }
    }
}

/// The methods that count ballots of a kind. Where one agrees or objects, the one named counts
/// nothing; see [`super::Tally`].
#[must_use]
pub fn methods(kind: Kind) -> &'static [Method] {
    match kind {
        Kind::PickOne | Kind::Agree => &[Method::Plurality],
        Kind::PickSeveral { .. } => &[Method::Approval],
        Kind::Rank => &[Method::RankedPairs, Method::Schulze, Method::Irv, Method::Borda],
        Kind::Rate => &[Method::Score, Method::Star],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_chosen_follows_from_the_options_and_the_server() {
        let defaults = Defaults { rank: Method::Schulze, rate: Method::Star };
        let check = |choices: &Choices, options, kind, method| {
            let terms = choices.terms(options, defaults);
            assert_eq!((terms.kind, terms.method), (kind, method));
        };
        let of = |kind, method| Choices { kind, method, ..Choices::default() };
        check(&of(None, None), 2, Kind::PickOne, Method::Plurality);
        check(&of(None, None), 3, Kind::Rank, Method::Schulze);
        check(&of(None, Some(Method::Irv)), 3, Kind::Rank, Method::Irv);
        check(&of(None, Some(Method::Irv)), 2, Kind::PickOne, Method::Plurality);
        check(&of(Some(Kind::Rate), None), 2, Kind::Rate, Method::Star);
        check(&of(Some(Kind::Agree), None), 0, Kind::Agree, Method::Plurality);
    }
}
