//! The log, on standard error.

use std::fmt::{Debug, Write};
use std::io::IsTerminal;

use anyhow::Context as _;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

use super::Failure;

/// Starts the log. `RUST_LOG` overrides the configuration.
pub(super) fn start(filter: &str) -> Result<(), Failure> {
    let filter = std::env::var("RUST_LOG").unwrap_or_else(|_| filter.into());
    let filter = EnvFilter::try_new(&filter)
        .with_context(|| {
            format!("the log filter {filter:?} cannot be read\n  help: write log = \"info\", or parts like \"info,serenity=warn\"")
        })
        .map_err(Failure::Person)?;
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        // A log file or a journal is read without colours.
        .with_ansi(std::io::stderr().is_terminal());
    tracing_subscriber::registry().with(filter).with(NoFarewell).with(lines).init();
    Ok(())
}

/// Keeps back one warning: the client library says goodbye to the gateway at the end and warns when
/// the other side hangs up first, as it always may. Nothing is lost, and a warning on every orderly
/// end teaches people to overlook warnings.
///
/// Its target alone does not tell it apart: failures to resume or to keep the connection alive
/// come from the same module, and those count.
struct NoFarewell;

/// What that warning says.
const FAREWELL: &str = "Received an error awaiting close frame";

impl<S: Subscriber> Layer<S> for NoFarewell {
    fn event_enabled(&self, event: &Event<'_>, _: Context<'_, S>) -> bool {
        if !event.metadata().target().starts_with("serenity") {
            return true;
        }
        let mut message = Message::default();
        event.record(&mut message);
        !message.0.contains(FAREWELL)
    }
}

/// The message of an event.
#[derive(Default)]
struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            // Writing to a string does not fail.
            let _ = write!(self.0, "{value:?}");
        }
    }
}
