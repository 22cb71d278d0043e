//! What the bot can do, and where its answers come from.

use super::{App, Reply};
use crate::render;

/// `/sources`.
pub(super) fn sources(app: &App) -> Reply {
    Reply::Private(render::sources(app.index().knowledge()))
}

/// `/help`.
pub(super) fn help(app: &App) -> Reply {
    Reply::Private(render::help::help(app.index().knowledge()))
}
