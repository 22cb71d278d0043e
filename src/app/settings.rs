//! What a server's managers set for it.

use super::polls::{Core, failed};
use super::writer::Waits;
use super::{Invocation, ServerRecord};
use crate::poll::count::Method;
use crate::poll::{Defaults, TimeZoneName};
use crate::render::Message;
use crate::render::settings::{self as show, Panel, Refusal};

impl Core {
    /// The panel, after what is given was set. For members with Manage Server.
    pub(super) async fn settings(
        &self,
        inv: &Invocation,
        typed: Option<&str>,
        rank: Option<Method>,
    ) -> Message {
        let Some(server) = inv.server else {
            return show::refused(&Refusal::NoServer);
        };
        // Discord hides the command from others, unless a server's own rules say otherwise.
        if !inv.person.manages_server {
            return show::refused(&Refusal::NotYours);
        }
        let typed = typed.map(str::trim).filter(|typed| !typed.is_empty());
        let wanted = match typed.map(|typed| (typed, TimeZoneName::new(typed))) {
            Some((typed, None)) => return show::refused(&Refusal::NoZone(typed)),
            Some((_, Some(zone))) => Some(zone),
            None => None,
        };
        let changed = wanted.is_some() || rank.is_some();
        let kept = self.writer.call(Waits::Somebody, move |ledger, _| {
            let before = ledger.server(server)?;
            if !changed {
                return Ok(before);
            }
            let zone = wanted.map(|zone| zone.name().to_owned()).or(before.zone);
            let after = ServerRecord { zone, rank: rank.or(before.rank), ..before };
            ledger.put_server(server, after.clone());
            Ok(after)
        });
        match kept.await {
            Err(why) => failed(&why),
            Ok(record) => {
                let chosen = record.zone.and_then(|name| TimeZoneName::new(&name));
                show::panel(&Panel {
                    chosen: chosen.is_some(),
                    zone: chosen.as_ref().unwrap_or(&self.zone),
                    rank: record.rank.unwrap_or(Defaults::default().rank),
                    changed,
                    now: self.clock.now(),
                })
            }
        }
    }
}
