//! The bot as a process of its own, against a sandbox.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use stackwise_sandbox::Sandbox;

/// A bot that runs; it ends with this value.
pub(crate) struct Bot(Child);

impl Drop for Bot {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Bot {
    /// Starts the bot on the store in this folder and waits until it says that it is ready.
    pub(crate) async fn ready(sandbox: &Sandbox, folder: &Path) -> Self {
        let mut bot = Self::start(sandbox, folder);
        let mut said = BufReader::new(bot.0.stdout.take().expect("its output"));
        let line = move || said.read_line(&mut String::new()).map(|length| (length, said));
        let spoke = tokio::task::spawn_blocking(line).await.expect("a line");
        let (length, said) = spoke.expect("its output");
        assert!(0 < length, "the bot ended before it was ready");
        bot.0.stdout = Some(said.into_inner());
        bot
    }

    fn start(sandbox: &Sandbox, folder: &Path) -> Self {
        let config = folder.join("config.toml");
        let store = folder.join("store");
        let text = format!("[store]\npath = '{}'\n[health]\nbind = ''\n", store.display());
        std::fs::write(&config, text).expect("the configuration");
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let child = Command::new(env!("CARGO_BIN_EXE_stackwise"))
            .arg("run")
            .arg("--config")
            .arg(config)
            .current_dir(root)
            .env("DISCORD_TOKEN", sandbox.token())
            .env("STACKWISE_DISCORD_API", sandbox.api_base())
            .env("RUST_LOG", "warn")
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn();
        Self(child.expect("the bot starts"))
    }

    /// A figure of its memory in MiB: `VmRSS` for now, `VmHWM` for the most so far.
    pub(crate) fn memory(&self, name: &str) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id()));
        let status = status.unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        let kib = line.and_then(|l| l.trim().trim_end_matches(" kB").parse::<f64>().ok());
        kib.unwrap_or(f64::NAN) / 1024.0
    }
}
