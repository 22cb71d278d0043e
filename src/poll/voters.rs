//! Who may vote.

use super::{Role, RoleId, VoterId};
use crate::time::Timestamp;

/// Most people that an author picks one by one.
/// Source: a menu of members takes 25 values,
/// <https://discord.com/developers/docs/components/reference#user-select>
pub const MOST_PICKED: usize = 25;

/// Who may vote in a poll.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Voters {
    /// Everybody who sees it.
    #[default]
    Everyone,
    /// Who was a member of the server when it opened.
    JoinedBefore,
    /// Who has this role when they vote.
    Role(Role),
    /// Picked people, this many. Who they are stands beside the poll's key, and goes with it.
    Picked(u8),
}

/// What is known about somebody who wants to vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applicant {
    /// Who.
    pub id: VoterId,
    /// A program.
    pub bot: bool,
    /// Their roles at this moment.
    pub roles: Vec<RoleId>,
    /// When they joined the server, if Discord says so.
    pub joined_at: Option<Timestamp>,
}

/// Why somebody may not vote.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unentitled {
    /// Programs do not vote.
    #[error("bots do not vote")]
    Bot,
    /// They lack the role of this name.
    #[error("only members with the role {0:?} vote")]
    Role(String),
    /// They are not among those picked.
    #[error("only picked people vote")]
    NotPicked,
    /// They joined after the poll opened, which was then.
    #[error("only those vote who joined before {0}")]
    JoinedLater(Timestamp),
}

impl Voters {
    /// Whether somebody may vote in a poll that opened then. `roll` holds those picked.
    ///
    /// # Errors
    ///
    /// [`Unentitled`] with the reason.
    pub fn admit(
        &self,
        applicant: &Applicant,
        opened_at: Timestamp,
        roll: &[VoterId],
    ) -> Result<(), Unentitled> {
        if applicant.bot {
            return Err(Unentitled::Bot);
        }
        match self {
            Self::Everyone => Ok(()),
            Self::JoinedBefore => match applicant.joined_at {
                Some(joined) if joined <= opened_at => Ok(()),
                _ => Err(Unentitled::JoinedLater(opened_at)),
            },
            Self::Role(role) if applicant.roles.contains(&role.id) => Ok(()),
            Self::Role(role) => Err(Unentitled::Role(role.name.clone())),
            Self::Picked(_) if roll.contains(&applicant.id) => Ok(()),
            Self::Picked(_) => Err(Unentitled::NotPicked),
        }
    }

    /// How many may vote, where that is known.
    #[must_use]
    pub fn known(&self) -> Option<u32> {
        match self {
            Self::Picked(people) => Some((*people).into()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn voters_are_admitted_by_what_is_known_of_them() {
        let at = Timestamp::from_millis;
        let ben = Applicant {
            id: VoterId(3),
            bot: false,
            roles: vec![RoleId(8)],
            joined_at: Some(at(5)),
        };
        let role = |id| Voters::Role(Role { id: RoleId(id), name: "Backend".into() });
        let check = |voters: Voters, who: &Applicant, expected| {
            assert_eq!(voters.admit(who, at(10), &[VoterId(3)]), expected);
        };
        check(Voters::Everyone, &ben, Ok(()));
        check(Voters::Everyone, &Applicant { bot: true, ..ben.clone() }, Err(Unentitled::Bot));
        check(Voters::JoinedBefore, &ben, Ok(()));
        let late = Applicant { joined_at: Some(at(11)), ..ben.clone() };
        check(Voters::JoinedBefore, &late, Err(Unentitled::JoinedLater(at(10))));
        let unknown = Applicant { joined_at: None, ..ben.clone() };
        check(Voters::JoinedBefore, &unknown, Err(Unentitled::JoinedLater(at(10))));
        check(role(8), &ben, Ok(()));
        check(role(9), &ben, Err(Unentitled::Role("Backend".into())));
        check(Voters::Picked(1), &ben, Ok(()));
        check(Voters::Picked(1), &Applicant { id: VoterId(4), ..ben }, Err(Unentitled::NotPicked));
    }
}
