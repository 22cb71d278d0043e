//! Ends the bot when a shard is closed for good.
//!
//! serenity returns an error for some close codes (4004, 4013, 4014). For others (4003, 4010, 4011)
//! it keeps a dead connection, or connects and is closed in turn, without an end. A connection that
//! stands but never says READY is the sign of both.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use serenity::all::{ConnectionStage, ShardId, ShardManager};

use super::Error;

/// Returns once a shard has been connected for `patience`, in all, without becoming ready.
///
/// Time without any connection does not count: the network will come back.
pub(super) async fn watch(shards: Arc<ShardManager>, patience: Duration) -> Error {
    let tick = patience / 8;
    let mut unready: HashMap<ShardId, Duration> = HashMap::new();
    loop {
        tokio::time::sleep(tick).await;
        for (id, runner) in shards.runners.lock().await.iter() {
            if runner.stage == ConnectionStage::Connected {
                unready.remove(id);
                continue;
            }
            let so_far = unready.entry(*id).or_default();
            *so_far += tick;
            if *so_far >= patience {
                return Error::NeverReady { shard: id.0, seconds: patience.as_secs() };
            }
        }
    }
}
