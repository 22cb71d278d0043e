//! Chance that comes again.

/// The same numbers for the same seed.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    /// A number from 0 on, below `most`.
    pub(super) fn below(&mut self, most: usize) -> usize {
        // Constants: Knuth's MMIX, <https://en.wikipedia.org/wiki/Linear_congruential_generator>
        let (factor, step) = (6_364_136_223_846_793_005, 1_442_695_040_888_963_407);
        self.0 = self.0.wrapping_mul(factor).wrapping_add(step);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}
