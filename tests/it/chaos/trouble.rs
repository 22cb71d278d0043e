//! What goes wrong.

use std::time::Duration;

use stackwise_sandbox::Permissions;

use super::Chaos;

/// Requests of a thousand that meet trouble, and events of a thousand that bring some.
const REQUESTS: u32 = 60;
const EVENTS: u32 = 20;

/// Codes after which the client goes on with its session.
const RESUMED: [u16; 6] = [1001, 4000, 4001, 4002, 4005, 4008];

/// How often the client sends a heartbeat.
pub(super) const HEARTBEAT: Duration = Duration::from_secs(1);

/// Longest wait for the client to connect again.
const RECONNECT: Duration = Duration::from_secs(20);

/// Longest that a clock is set back, in seconds.
const BACK: usize = 120;

impl Chaos {
    /// From here on requests and the gateway fail by chance.
    pub(super) fn trouble(&mut self, step: usize) {
        let faults = self.world.sandbox.faults();
        faults.random(self.seed + step as u64, REQUESTS);
        faults.random_gateway(self.seed + step as u64, EVENTS);
    }

    /// The bot's clock jumps. Discord's goes on by a second, or it would forget a message's nonce
    /// between a request and its second try.
    pub(super) fn pass_up_to(&mut self, seconds: usize) {
        let seconds = 1 + self.dice.below(seconds) as u64;
        self.tell(format!("{seconds} s pass"));
        self.world.clock.advance(Duration::from_secs(seconds));
        self.world.sandbox.advance(Duration::from_secs(1));
    }

    /// Clocks are put right: they may go back.
    pub(super) fn set_back(&mut self) {
        let seconds = 1 + self.dice.below(BACK) as u64;
        self.tell(format!("clocks go back by {seconds} s"));
        self.world.clock.set_back(Duration::from_secs(seconds));
        self.world.sandbox.set_back(Duration::from_millis(500));
    }

    /// A moderator deletes the message of a poll.
    pub(super) fn delete_message(&mut self) {
        let Some(index) = self.open_poll() else { return };
        self.tell(format!("the message of poll {index} is deleted"));
        let poll = &self.polls[index];
        let channel = self.servers[poll.server].channel.id;
        self.world.sandbox.delete_message(channel, poll.message.id);
        self.deleted.insert(poll.message.id);
    }

    /// The bot loses rights in a channel, or gets back what it has lost.
    pub(super) fn change_rights(&mut self) {
        let index = self.dice.below(2);
        let lost = [Permissions::SEND_MESSAGES, Permissions::VIEW_CHANNEL][self.dice.below(2)];
        let server = &mut self.servers[index];
        let barred = !server.barred;
        server.barred = barred;
        self.tell(format!("server {index}: barred: {barred}"));
        if barred {
            self.servers[index].channel.deny(self.world.sandbox.bot_id(), lost);
        } else {
            self.give_rights_back(index);
        }
    }

    fn give_rights_back(&mut self, server: usize) {
        let both = Permissions::SEND_MESSAGES | Permissions::VIEW_CHANNEL;
        self.servers[server].channel.allow(self.world.sandbox.bot_id(), both);
        self.servers[server].barred = false;
    }

    /// An outage of a server begins or ends.
    pub(super) fn outage(&mut self) {
        let index = self.dice.below(2);
        let server = &mut self.servers[index];
        server.out = !server.out;
        if server.out {
            server.guild.becomes_unavailable();
        } else {
            server.guild.becomes_available();
        }
        let out = server.out;
        self.tell(format!("server {index}: unavailable: {out}"));
    }

    /// The gateway breaks, and the session goes on.
    pub(super) fn break_socket(&mut self) {
        let faults = self.world.sandbox.faults();
        let what = self.dice.below(6);
        self.tell(format!("trouble {what} at the gateway"));
        match what {
            0 => faults.drop_sockets(),
            1 => faults.ask_to_reconnect(),
            2 => faults.invalidate(true),
            3 => faults.ask_for_heartbeat(),
            4 => faults.deliver_late(1),
            _ => faults.close(RESUMED[self.dice.below(RESUMED.len())]),
        }
    }

    /// The session is lost. The client waits five seconds before it identifies anew, so this is
    /// seldom.
    pub(super) async fn lose_session(&mut self) {
        let faults = self.world.sandbox.faults();
        let what = self.dice.below(5);
        self.tell(format!("the session is lost, by {what}"));
        self.tally.sessions += 1;
        match what {
            0 => faults.invalidate(false),
            1 => {
                faults.refuse_resumes(1);
                faults.drop_sockets();
            }
            2 => faults.close(4007),
            3 => {
                // The client gives the connection up after the second, and waits as well.
                faults.ignore_heartbeats(2);
                tokio::time::sleep(3 * HEARTBEAT).await;
            }
            _ => faults.close(4009),
        }
        let connected = async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            while !self.world.sandbox.bot_connected() {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        tokio::time::timeout(RECONNECT, connected).await.expect("the bot connects again");
    }

    /// The bot ends and starts on the same store.
    pub(super) async fn restart(&mut self) {
        self.tell("the bot starts again");
        self.tally.restarts += 1;
        self.world.restart().await;
    }

    /// Everything that was taken is given back, and chance ends.
    pub(super) fn quiet(&mut self) {
        self.world.sandbox.faults().clear();
        for server in 0..self.servers.len() {
            self.give_rights_back(server);
            if self.servers[server].out {
                self.servers[server].out = false;
                self.servers[server].guild.becomes_available();
            }
        }
    }
}
