//! The order in which one voter sees the options: another one for each, the same each time, so
//! that no option gains by standing first.

use super::{OptionIndex, PollId, VoterId};

/// All options of a poll in one voter's order.
#[must_use]
pub fn shuffled(options: usize, poll: PollId, voter: VoterId) -> Vec<OptionIndex> {
    let last = u8::try_from(options).unwrap_or(u8::MAX);
    let mut order: Vec<OptionIndex> = (0..last).map(OptionIndex).collect();
    let mut state = poll.0 ^ voter.0.rotate_left(32);
    // Fisher and Yates; the remainder favours no option noticeably among 25.
    for place in (1..order.len()).rev() {
        let other = next(&mut state) % (place as u64 + 1);
        order.swap(place, usize::try_from(other).unwrap_or(0));
    }
    order
}

/// `SplitMix64`. Source: <https://prng.di.unimi.it/splitmix64.c>
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_option_stands_first_about_as_often() {
        let mut first = [0_u32; 5];
        for voter in 0..5_000 {
            let order = shuffled(5, PollId(77), VoterId(1_000_000_000 + voter * 4_194_304));
            let mut sorted = order.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, (0..5).map(OptionIndex).collect::<Vec<_>>());
            first[order[0].at()] += 1;
        }
        assert!(first.iter().all(|n| (850..1_150).contains(n)), "{first:?}");
    }
}
