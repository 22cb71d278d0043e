//! Close codes.
//! Source: <https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes>

/// Why the sandbox closes a socket.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Close {
    UnknownOpcode,
    Decode,
    NotAuthenticated,
    WrongToken,
    AlreadyAuthenticated,
    InvalidSequence,
    RateLimited,
    SessionTimedOut,
    InvalidShard,
    ShardingRequired,
    InvalidIntents,
    DisallowedIntents,
}

impl Close {
    pub(crate) const fn code(self) -> u16 {
        match self {
            Self::UnknownOpcode => 4001,
            Self::Decode => 4002,
            Self::NotAuthenticated => 4003,
            Self::WrongToken => 4004,
            Self::AlreadyAuthenticated => 4005,
            Self::InvalidSequence => 4007,
            Self::RateLimited => 4008,
            Self::SessionTimedOut => 4009,
            Self::InvalidShard => 4010,
            Self::ShardingRequired => 4011,
            Self::InvalidIntents => 4013,
            Self::DisallowedIntents => 4014,
        }
    }
}

/// The words that go with a code.
pub(crate) const fn reason(code: u16) -> &'static str {
    match code {
        4001 => "Unknown opcode.",
        4002 => "Error while decoding payload.",
        4003 => "Not authenticated.",
        4004 => "Authentication failed.",
        4005 => "Already authenticated.",
        4007 => "Invalid seq.",
        4008 => "Rate limited.",
        4009 => "Session timed out.",
        4010 => "Invalid shard.",
        4011 => "Sharding required.",
        4012 => "Invalid API version.",
        4013 => "Invalid intent(s).",
        4014 => "Disallowed intent(s).",
        _ => "",
    }
}
