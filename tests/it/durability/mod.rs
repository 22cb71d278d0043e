//! What was acknowledged stays: the real program is killed, and its disk fills up or takes nothing.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use stackwise_sandbox::{Channel, Guild, Member, MessageView, Options, Sandbox};
use tempfile::TempDir;

mod killed;
#[cfg(target_os = "linux")]
mod no_space;

/// How many vote at once.
const VOTERS: usize = 12;

struct World {
    sandbox: Sandbox,
    guild: Guild,
    channel: Channel,
    voters: Vec<Member>,
    folder: TempDir,
}

impl World {
    async fn new() -> Self {
        let sandbox = Sandbox::start(Options::default()).await.unwrap();
        let guild = sandbox.add_guild("Load");
        let channel = guild.add_channel("stack");
        let voters = (0..VOTERS).map(|n| guild.add_member(&format!("Voter {n}"))).collect();
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("store");
        let config = format!("[store]\npath = '{}'\n[health]\nbind = \"\"\n", store.display());
        fs::write(folder.path().join("config.toml"), config).unwrap();
        Self { sandbox, guild, channel, voters, folder }
    }

    /// Starts the program and waits until it answers.
    async fn start(&self) -> Child {
        let before = self.sandbox.readiness();
        // A write past a limit ends a program that does not ignore the signal.
        let child = Command::new("sh")
            .args(["-c", "trap '' XFSZ; exec \"$0\" run --config \"$1\""])
            .arg(env!("CARGO_BIN_EXE_stackwise"))
            .arg(self.folder.path().join("config.toml"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("DISCORD_TOKEN", self.sandbox.token())
            .env("STACKWISE_DISCORD_API", self.sandbox.api_base())
            .env_remove("RUST_LOG")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        self.sandbox.bot_ready_since(before).await.unwrap();
        child
    }

    /// The folder of its store.
    fn store(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    async fn poll(&self) -> MessageView {
        let ada = self.guild.add_member("Ada").in_channel(&self.channel);
        let line = "/poll create question: Which? options: a, b, c vote: Pick one closes: never";
        let draft = ada.slash(line).await.unwrap();
        ada.press(draft.message().unwrap(), "Post this poll").await.unwrap();
        let look = || self.channel.public_messages().into_iter().find(|m| m.text().contains("P-1"));
        self.sandbox.wait_for("the poll", look).await.unwrap()
    }

    /// What the program says is a voter's vote; none if there is none.
    async fn vote_of(&self, voter: &Member, poll: &MessageView) -> Option<String> {
        let mine = voter.in_channel(&self.channel).press(poll, "My vote").await.unwrap();
        let text = mine.text();
        let named = text.strip_prefix("Your vote: ")?.split('.').next()?;
        Some(format!("Vote {named}"))
    }
}

/// Whether a voter was told that the vote counts.
fn is_acknowledged(told: &str) -> bool {
    let said = ["Your vote is stored", "Your vote is changed", "Still your vote"];
    said.iter().any(|said| told.starts_with(said))
}
