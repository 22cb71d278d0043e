//! How payloads travel: plain, single payloads deflated, or one stream, deflated or by Zstandard.
//! Source: <https://discord.com/developers/docs/events/gateway#encoding-and-compression>

use std::io::Write;

use axum::extract::ws::{Message, Utf8Bytes};
use flate2::write::ZlibEncoder;
use flate2::{Compress, Compression, FlushCompress};
use zstd::stream::write::Encoder;

/// The quickest of the ordinary levels.
const ZSTD_LEVEL: i32 = 1;

/// From this size on, a client that allows deflated payloads gets them so. In bytes.
const WORTH_IT: usize = 4096;

/// The way payloads travel on one socket.
pub(crate) enum Transport {
    Plain,
    /// Asked for by `compress: true` in IDENTIFY.
    Payload,
    /// Asked for by `compress=zlib-stream` in the address: one context for the whole connection.
    Stream(Box<Compress>),
    /// Asked for by `compress=zstd-stream` in the address: one frame for the whole connection.
    Zstd(Box<Encoder<'static, Vec<u8>>>),
}

impl Transport {
    pub(crate) fn stream() -> Self {
        Self::Stream(Box::new(Compress::new(Compression::fast(), true)))
    }

    pub(crate) fn zstd() -> std::io::Result<Self> {
        Ok(Self::Zstd(Box::new(Encoder::new(Vec::new(), ZSTD_LEVEL)?)))
    }

    /// The websocket message for a payload.
    pub(crate) fn pack(&mut self, text: Utf8Bytes) -> std::io::Result<Message> {
        match self {
            Self::Payload if text.len() >= WORTH_IT => {
                let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
                encoder.write_all(text.as_bytes())?;
                Ok(Message::Binary(encoder.finish()?.into()))
            }
            Self::Plain | Self::Payload => Ok(Message::Text(text)),
            Self::Stream(context) => Ok(Message::Binary(flushed(context, text.as_bytes())?.into())),
            Self::Zstd(stream) => {
                stream.write_all(text.as_bytes())?;
                stream.flush()?;
                Ok(Message::Binary(std::mem::take(stream.get_mut()).into()))
            }
        }
    }
}

/// Deflates one payload up to a flush mark: the bytes end in 00 00 FF FF.
fn flushed(context: &mut Compress, input: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut output = Vec::with_capacity(input.len() / 2 + 64);
    let start = context.total_in();
    loop {
        let done = usize::try_from(context.total_in() - start).unwrap_or(input.len());
        context.compress_vec(&input[done..], &mut output, FlushCompress::Sync)?;
        if output.len() < output.capacity() {
            return Ok(output);
        }
        output.reserve(output.capacity());
    }
}
