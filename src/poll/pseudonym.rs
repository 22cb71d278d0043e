//! Secret ballots: under which name one is kept.

use std::fmt;

use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::{PollId, VoterId};

/// The key of one poll; whoever has it can tell whose a secret ballot is.
#[derive(Clone, PartialEq, Eq)]
pub struct PollSecret(pub [u8; 32]);

/// A voter's name in one secret poll. Without the poll's key nobody can tell whose it is: the same
/// person has another name in every poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pseudonym(pub u128);

impl fmt::Debug for PollSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PollSecret(hidden)")
    }
}

impl Pseudonym {
    /// The first half of HMAC-SHA256 over the poll and the voter
    /// (<https://www.rfc-editor.org/rfc/rfc2104>). Two voters of one poll share a name with a
    /// chance of one in 10^31 among 5,000.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "HMAC takes keys of every length")]
    pub fn of(secret: &PollSecret, poll: PollId, voter: VoterId) -> Self {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&secret.0).expect("HMAC takes keys of every length");
        mac.update(&poll.0.to_be_bytes());
        mac.update(&voter.0.to_be_bytes());
        let bytes = mac.finalize().into_bytes();
        Self(bytes.iter().take(16).fold(0, |name, byte| name << 8 | u128::from(*byte)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_depends_on_key_poll_and_voter() {
        let name =
            |key, poll, voter| Pseudonym::of(&PollSecret([key; 32]), PollId(poll), VoterId(voter));
        let first = name(1, 2, 3);
        assert_eq!(first, name(1, 2, 3));
        assert_ne!(first, name(9, 2, 3));
        assert_ne!(first, name(1, 9, 3));
        assert_ne!(first, name(1, 2, 9));
        assert_eq!(format!("{:?}", PollSecret([7; 32])), "PollSecret(hidden)");
    }
}
