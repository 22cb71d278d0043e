//! The first calls: is Discord there, and does it know the token? Nothing else happens before.

use std::sync::Arc;

use tokio::sync::watch;
use twilight_http_ratelimiting::Method;

use super::rest::{Call, Rest, RestError};
use super::send::Sender;
use super::unparsed::Unparsed;
use super::{Error, Settings};
use crate::app::Messenger;

/// A Discord that answers and knows the token.
pub struct Discord {
    pub(super) settings: Settings,
    pub(super) rest: Arc<Rest>,
    /// Where events come from, as `GET /gateway` names it.
    pub(super) gateway: String,
    pub(super) us: u64,
    pub(super) ready: watch::Sender<bool>,
    pub(super) unparsed: Unparsed,
}

impl Discord {
    /// Asks the API where its gateway is, then who the token belongs to. Needs a tokio runtime.
    ///
    /// # Errors
    ///
    /// [`Error::Unreachable`] when there is no usable answer; [`Error::Token`] when the token is
    /// not known.
    pub async fn connect(settings: Settings) -> Result<Self, Error> {
        let unreachable = |why| Error::Unreachable { api: settings.api.clone(), why };
        let known = |why| match why {
            RestError::Unauthorized => Error::Token,
            other => unreachable(other),
        };
        let rest = Rest::new(&settings.api, &settings.token).map_err(known)?;

        let answer = rest.send(&Call::new(Method::Get, "gateway")).await.map_err(unreachable)?;
        let gateway = answer["url"].as_str().ok_or_else(|| unreachable(strange("/gateway")))?;

        let me = rest.send(&Call::new(Method::Get, "users/@me")).await.map_err(known)?;
        let us = me["id"].as_str().and_then(|id| id.parse().ok());
        let us = us.ok_or_else(|| unreachable(strange("/users/@me")))?;

        Ok(Self {
            gateway: gateway.to_owned(),
            us,
            rest: Arc::new(rest),
            ready: watch::Sender::new(false),
            unparsed: Unparsed::default(),
            settings,
        })
    }

    /// Posts and edits messages.
    #[must_use]
    pub fn messenger(&self) -> Arc<dyn Messenger> {
        Arc::new(Sender::new(Arc::clone(&self.rest), self.us))
    }

    /// Turns true once commands are registered, polls are in line and events arrive.
    #[must_use]
    pub fn readiness(&self) -> watch::Receiver<bool> {
        self.ready.subscribe()
    }

    /// Events that could not be read.
    #[must_use]
    pub fn unparsed(&self) -> Unparsed {
        self.unparsed.clone()
    }
}

fn strange(path: &str) -> RestError {
    RestError::Unreachable(format!("the answer to GET {path} is not what Discord sends"))
}
