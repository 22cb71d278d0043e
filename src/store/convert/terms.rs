//! Terms of polls and drafts.

use super::super::format::{
    ChoicesV2, DisclosureV2, KindV2, ReasonsV2, ReminderV2, RoleV2, RulesV2, TermsV2, VotersV2,
};
use crate::poll::count::Method;
use crate::poll::{
    Choices, Disclosure, Kind, Reasons, Reminder, Role, RoleId, Rules, Terms, Voters,
};

impl From<&Terms> for TermsV2 {
    fn from(terms: &Terms) -> Self {
        Self {
            kind: terms.kind.into(),
            method: terms.method.name().into(),
            rules: (&terms.rules).into(),
        }
    }
}

impl TryFrom<TermsV2> for Terms {
    type Error = String;

    fn try_from(stored: TermsV2) -> Result<Self, String> {
        Ok(Self {
            kind: stored.kind.into(),
            method: method(&stored.method)?,
            rules: stored.rules.into(),
        })
    }
}

impl From<&Choices> for ChoicesV2 {
    fn from(choices: &Choices) -> Self {
        Self {
            kind: choices.kind.map(Into::into),
            method: choices.method.map(|method| method.name().into()),
            rules: (&choices.rules).into(),
        }
    }
}

impl TryFrom<ChoicesV2> for Choices {
    type Error = String;

    fn try_from(stored: ChoicesV2) -> Result<Self, String> {
        Ok(Self {
            kind: stored.kind.map(Into::into),
            method: stored.method.as_deref().map(method).transpose()?,
            rules: stored.rules.into(),
        })
    }
}

fn method(name: &str) -> Result<Method, String> {
    name.parse().map_err(|_| format!("no method of counting is called {name:?}"))
}

impl From<Kind> for KindV2 {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::PickOne => Self::PickOne,
            Kind::PickSeveral { most } => Self::PickSeveral { most },
            Kind::Rank => Self::Rank,
            Kind::Rate => Self::Rate,
            Kind::Agree => Self::Agree,
        }
    }
}

impl From<KindV2> for Kind {
    fn from(kind: KindV2) -> Self {
        match kind {
            KindV2::PickOne => Self::PickOne,
            KindV2::PickSeveral { most } => Self::PickSeveral { most },
            KindV2::Rank => Self::Rank,
            KindV2::Rate => Self::Rate,
            KindV2::Agree => Self::Agree,
        }
    }
}

impl From<&Rules> for RulesV2 {
    fn from(rules: &Rules) -> Self {
        Self {
            voters: match &rules.voters {
                Voters::Everyone => VotersV2::Everyone,
                Voters::JoinedBefore => VotersV2::JoinedBefore,
                Voters::Role(role) => VotersV2::Role(role.into()),
                Voters::Picked(people) => VotersV2::Picked(*people),
            },
            disclosure: match rules.disclosure {
                Disclosure::Live => DisclosureV2::Live,
                Disclosure::AfterVote => DisclosureV2::AfterVote,
                Disclosure::AtClose => DisclosureV2::AtClose,
                Disclosure::Secret => DisclosureV2::Secret,
            },
            quorum: rules.quorum,
            pass: rules.pass,
            reasons: match rules.reasons {
                Reasons::Off => ReasonsV2::Off,
                Reasons::Optional => ReasonsV2::Optional,
                Reasons::Required => ReasonsV2::Required,
            },
            decider: rules.decider.as_ref().map(Into::into),
            close_when_all: rules.close_when_all,
            reminder: match &rules.reminder {
                Reminder::Off => ReminderV2::Off,
                Reminder::Line => ReminderV2::Line,
                Reminder::Role(role) => ReminderV2::Role(role.into()),
            },
        }
    }
}

impl From<RulesV2> for Rules {
    fn from(stored: RulesV2) -> Self {
        Self {
            voters: match stored.voters {
                VotersV2::Everyone => Voters::Everyone,
                VotersV2::JoinedBefore => Voters::JoinedBefore,
                VotersV2::Role(role) => Voters::Role(role.into()),
                VotersV2::Picked(people) => Voters::Picked(people),
            },
            disclosure: match stored.disclosure {
                DisclosureV2::Live => Disclosure::Live,
                DisclosureV2::AfterVote => Disclosure::AfterVote,
                DisclosureV2::AtClose => Disclosure::AtClose,
                DisclosureV2::Secret => Disclosure::Secret,
            },
            quorum: stored.quorum,
            pass: stored.pass,
            reasons: match stored.reasons {
                ReasonsV2::Off => Reasons::Off,
                ReasonsV2::Optional => Reasons::Optional,
                ReasonsV2::Required => Reasons::Required,
            },
            decider: stored.decider.map(Into::into),
            close_when_all: stored.close_when_all,
            reminder: match stored.reminder {
                ReminderV2::Off => Reminder::Off,
                ReminderV2::Line => Reminder::Line,
                ReminderV2::Role(role) => Reminder::Role(role.into()),
            },
        }
    }
}

impl From<&Role> for RoleV2 {
    fn from(role: &Role) -> Self {
        Self { id: role.id.0, name: role.name.clone() }
    }
}

impl From<RoleV2> for Role {
    fn from(stored: RoleV2) -> Self {
        Self { id: RoleId(stored.id), name: stored.name }
    }
}
