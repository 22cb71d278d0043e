//! Trouble by chance.

use std::time::Duration;

use super::faults::{Fault, Scope};
use super::session::Out;

/// What happens to the gateway with a dispatch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum GatewayFault {
    /// It arrives twice.
    Twice,
    /// The one after it goes first.
    Late,
    /// The socket breaks after it.
    Cut,
    /// The client is asked to reconnect (op 7).
    Reconnect,
    /// The session is called invalid, and can be resumed (op 9).
    Invalid,
    /// The client is asked for a heartbeat (op 1).
    Heartbeat,
    /// The socket is closed with a code after which the session can be resumed.
    Close(u16),
}

impl GatewayFault {
    /// What the socket is told after the dispatch.
    pub(crate) fn out(self) -> Option<Out> {
        match self {
            Self::Twice | Self::Late => None,
            Self::Cut => Some(Out::Cut),
            Self::Reconnect => Some(Out::RECONNECT),
            Self::Heartbeat => Some(Out::HEARTBEAT),
            Self::Invalid => Some(Out::Invalid { resumable: true }),
            Self::Close(code) => Some(Out::Close(code)),
        }
    }
}

/// Trouble by chance, the same for the same seed and the same requests.
#[derive(Debug)]
pub(crate) struct Dice {
    state: u64,
    of_a_thousand: u32,
}

impl Dice {
    /// Longest slowness and time to come back, so that bots go on within their three seconds.
    const BRIEF: Duration = Duration::from_millis(20);

    pub(crate) const fn new(seed: u64, of_a_thousand: u32) -> Self {
        Self { state: seed, of_a_thousand }
    }

    fn next(&mut self, below: u32) -> u32 {
        // Constants: Knuth's MMIX, <https://en.wikipedia.org/wiki/Linear_congruential_generator>
        let (factor, step) = (6_364_136_223_846_793_005, 1_442_695_040_888_963_407);
        self.state = self.state.wrapping_mul(factor).wrapping_add(step);
        u32::try_from((self.state >> 33) % u64::from(below)).unwrap_or(0)
    }

    pub(crate) fn gateway_fault(&mut self) -> Option<GatewayFault> {
        if self.next(1_000) >= self.of_a_thousand {
            return None;
        }
        Some(match self.next(8) {
            0 => GatewayFault::Twice,
            1 => GatewayFault::Late,
            2 => GatewayFault::Cut,
            3 => GatewayFault::Reconnect,
            4 => GatewayFault::Invalid,
            5 => GatewayFault::Heartbeat,
            6 => GatewayFault::Close(4000),
            _ => GatewayFault::Close(4008),
        })
    }

    pub(crate) fn fault(&mut self) -> Option<Fault> {
        if self.next(1_000) >= self.of_a_thousand {
            return None;
        }
        Some(match self.next(8) {
            0 => Fault::RateLimited { retry_after: Self::BRIEF, scope: Scope::User },
            1 => Fault::RateLimited { retry_after: Self::BRIEF, scope: Scope::Global },
            2 => Fault::Status(500),
            3 => Fault::Status(502),
            4 => Fault::Status(504),
            5 => Fault::Slow(Self::BRIEF),
            6 => Fault::ResetBefore,
            _ => Fault::ResetAfter,
        })
    }
}
