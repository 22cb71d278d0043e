//! The program as an operator meets it: one clear sentence for each thing that is wrong, the right
//! exit code, and nothing damaged.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use stackwise_sandbox::{Options, Readiness, Sandbox};
use tempfile::TempDir;

const OURS: i32 = 1;
const THEIRS: i32 = 2;

/// The program, started in the project's folder with nothing of the environment that concerns it.
fn program(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stackwise"));
    command.args(words).current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::null());
    for name in ["DISCORD_TOKEN", "DISCORD_TOKEN_FILE", "STACKWISE_DISCORD_API", "RUST_LOG"] {
        command.env_remove(name);
    }
    command
}

/// A configuration of its own, with the store beside it.
struct Home {
    folder: TempDir,
}

impl Home {
    fn new() -> Self {
        let home = Self { folder: tempfile::tempdir().unwrap() };
        home.configure("[health]\nbind = \"\"\n");
        home
    }

    fn configure(&self, more: &str) {
        let store = self.folder.path().join("store");
        let text = format!("[store]\npath = '{}'\n{more}", store.display());
        fs::write(self.config(), text).unwrap();
    }

    fn config(&self) -> String {
        self.folder.path().join("config.toml").display().to_string()
    }

    fn store(&self) -> std::path::PathBuf {
        self.folder.path().join("store")
    }

    fn bot(&self, token: &str, api: &str) -> Command {
        let mut command = program(&["run", "--config", &self.config()]);
        command.env("DISCORD_TOKEN", token).env("STACKWISE_DISCORD_API", api);
        command
    }
}

/// It ends with this code, and what it says holds all of this; never a panic, never the token.
#[track_caller]
fn check(done: &Output, code: i32, says: &[&str]) {
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(code), "{said}");
    for part in says {
        assert!(said.contains(part), "{part:?} is not in:\n{said}");
    }
    assert!(!said.contains("panicked"), "{said}");
    assert!(!said.contains("hush-hush"), "the token is told:\n{said}");
}

/// Runs a command while the sandbox goes on answering.
async fn output(mut command: Command) -> Output {
    tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap()
}

async fn sandbox() -> Sandbox {
    let options = Options { token: "hush-hush".into(), ..Options::default() };
    let sandbox = Sandbox::start(options).await.unwrap();
    let _channel = sandbox.add_guild("Team").add_channel("stack");
    sandbox
}

/// An address that nobody listens on.
fn nowhere() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().to_string()
}

#[test]
fn a_missing_token_is_told_with_the_way_out() {
    let home = Home::new();
    let done = program(&["run", "--config", &home.config()]).output().unwrap();
    check(&done, THEIRS, &["no bot token", "DISCORD_TOKEN", "stackwise demo"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_token_is_told_and_not_shown() {
    let (sandbox, home) = (sandbox().await, Home::new());
    let done = output(home.bot("wrong-hush-hush", sandbox.api_base())).await;
    check(&done, THEIRS, &["does not accept the bot token", "DISCORD_TOKEN"]);
    assert!(!home.store().exists(), "the store is not touched before the token is known");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_api_that_does_not_answer_ends_the_bot() {
    let api = format!("http://{}", nowhere());
    let done = output(Home::new().bot("hush-hush", &api)).await;
    check(&done, OURS, &["cannot reach Discord", &api, "help: "]);
}

#[test]
fn a_port_in_use_is_told() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let home = Home::new();
    home.configure(&format!("[health]\nbind = \"{address}\"\n"));
    let done = home.bot("hush-hush", "http://127.0.0.1:9").output().unwrap();
    check(&done, THEIRS, &["cannot listen on", &address, "health.bind"]);
    let done = program(&["demo", "--bind", &address]).output().unwrap();
    check(&done, THEIRS, &["cannot listen on", &address, "help: "]);
}

#[test]
fn a_faulty_configuration_names_its_line() {
    let home = Home::new();
    home.configure("[discord]\ncolour = 1\n");
    let done = program(&["check", "--config", &home.config()]).output().unwrap();
    check(&done, THEIRS, &["config.toml:4: unknown field `colour`", "config.example.toml"]);
    home.configure("colour = 1\nlog = 5\n[health]\nbind = \"everywhere\"\n");
    let done = program(&["check", "--config", &home.config()]).output().unwrap();
    check(
        &done,
        THEIRS,
        &["unknown field `colour`", "unknown field `log`", "\"everywhere\" is no address"],
    );
    let done = program(&["check", "--config", "/nowhere/config.toml"]).output().unwrap();
    check(&done, THEIRS, &["cannot read the configuration /nowhere/config.toml"]);
}

#[test]
fn every_fault_of_the_knowledge_is_told_and_the_bot_does_not_start() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("knowledge");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    let copied = Command::new("cp").arg("-r").args([&root, &copy]).status().unwrap();
    assert!(copied.success());
    let entries = copy.join("stacks/django/security.toml");
    let text = fs::read_to_string(&entries).unwrap();
    fs::write(&entries, format!("{text}\n[[point]]\nid = \"x\"\nstanze = \"pro\"\n")).unwrap();
    fs::write(copy.join("stacks/django/secrity.toml"), "").unwrap();
    let folder = copy.display().to_string();
    let says = ["unknown key `stanze`", "has no `text`", "cites nobody", "unknown topic `secrity`"];
    let done = program(&["check", "--knowledge", &folder]).output().unwrap();
    check(&done, THEIRS, &says);
    let home = Home::new();
    home.configure("colour = 1\n");
    let config = home.config();
    let both = program(&["check", "--config", &config, "--knowledge", &folder]).output().unwrap();
    check(&both, THEIRS, &["unknown field `colour`", "unknown key `stanze`"]);
    home.configure("");
    let mut run = program(&["run", "--config", &config, "--knowledge", &folder]);
    let done = run.env("DISCORD_TOKEN", "hush-hush").output().unwrap();
    check(&done, THEIRS, &says);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_misses_its_entry_is_told_by_the_check() {
    let home = Home::new();
    let knowledge = home.folder.path().join("knowledge");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/data/knowledge");
    assert!(Command::new("cp").arg("-r").args([&root, &knowledge]).status().unwrap().success());
    let entries = knowledge.join("stacks/django/security.toml");
    let text = fs::read_to_string(&entries).unwrap();
    let (head, tail) = text.split_once("[[point]]").unwrap();
    let asked = "asked_as = [\"что лучше\"]";
    let tail = tail.replacen("asked_as =", "keywords =", 1);
    fs::write(&entries, format!("{head}[[point]]\n{asked}\n{tail}")).unwrap();
    let folder = knowledge.display().to_string();
    let says = ["security.toml:", "not among the first three", "что лучше", "help: "];
    check(&output(program(&["check", "--knowledge", &folder])).await, THEIRS, &says);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_cannot_be_opened_is_left_alone() {
    let (sandbox, home) = (sandbox().await, Home::new());
    fs::write(home.store(), "a file, not a folder").unwrap();
    let done = output(home.bot("hush-hush", sandbox.api_base())).await;
    check(&done, THEIRS, &["the store cannot be opened", "help: "]);
    assert_eq!(fs::read_to_string(home.store()).unwrap(), "a file, not a folder");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_process_is_told_that_the_store_is_in_use() {
    let (sandbox, home) = (sandbox().await, Home::new());
    let mut first =
        home.bot("hush-hush", sandbox.api_base()).stdout(Stdio::null()).spawn().unwrap();
    sandbox.bot_ready_since(Readiness::default()).await.unwrap();
    let done = output(home.bot("hush-hush", sandbox.api_base())).await;
    first.kill().unwrap();
    first.wait().unwrap();
    check(&done, THEIRS, &["in use by another process", "help: "]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_store_is_refused_and_kept() {
    let (sandbox, home) = (sandbox().await, Home::new());
    // Stopped with no warning, as a crash would: what is on disk must be whole.
    let mut bot = home.bot("hush-hush", sandbox.api_base()).stdout(Stdio::null()).spawn().unwrap();
    sandbox.bot_ready_since(Readiness::default()).await.unwrap();
    bot.kill().unwrap();
    bot.wait().unwrap();
    let mark = home.store().join("mark");
    let mut bytes = fs::read(&mark).unwrap();
    bytes[0] ^= 0xff;
    fs::write(&mark, &bytes).unwrap();
    let done = output(home.bot("hush-hush", sandbox.api_base())).await;
    check(&done, OURS, &["the store is damaged", "help: "]);
    assert_eq!(fs::read(&mark).unwrap(), bytes, "nothing is changed by a refusal");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bot_says_what_to_try_and_ends_when_asked() {
    let (sandbox, home) = (sandbox().await, Home::new());
    let health = nowhere();
    home.configure(&format!("[health]\nbind = \"{health}\"\n"));
    let mut command = home.bot("hush-hush", sandbox.api_base());
    let mut bot = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(bot.stdout.take().unwrap());
    // It speaks once it is ready.
    let first = move || {
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        (said, line)
    };
    let (mut rest, mut said) = tokio::task::spawn_blocking(first).await.unwrap();
    let config = home.config();
    let healthy = || output(program(&["health", "--config", &config]));
    check(&healthy().await, 0, &[]);
    let ended = Command::new("kill").arg(bot.id().to_string()).status().unwrap();
    assert!(ended.success());
    let done = tokio::task::spawn_blocking(|| bot.wait_with_output().unwrap()).await.unwrap();
    check(&done, 0, &[]);
    rest.read_to_string(&mut said).unwrap();
    assert!(said.contains("/ask question:") && said.contains("/poll create"), "{said}");
    assert_eq!(String::from_utf8(done.stderr).unwrap(), "", "an orderly end is nothing to warn of");
    check(&healthy().await, OURS, &["nothing answers", &health]);
}

#[test]
fn an_invitation_needs_no_more_than_an_id() {
    let done = program(&["invite", "--application", "123"]).output().unwrap();
    check(&done, 0, &[]);
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(said.starts_with("https://discord.com/oauth2/authorize?client_id=123&"), "{said}");
    let done = program(&["invite"]).output().unwrap();
    check(&done, THEIRS, &["no bot token", "--application"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_invitation_asks_discord_for_the_application() {
    let sandbox = sandbox().await;
    let mut command = program(&["invite"]);
    command.env("DISCORD_TOKEN", "hush-hush").env("STACKWISE_DISCORD_API", sandbox.api_base());
    let done = output(command).await;
    check(&done, 0, &[]);
    let id = sandbox.application_id().to_string();
    assert!(String::from_utf8(done.stdout).unwrap().contains(&format!("client_id={id}&")));
}

#[test]
fn a_token_file_is_read_and_an_unreadable_one_told() {
    let home = Home::new();
    let file = home.folder.path().join("token");
    fs::write(&file, "two words").unwrap();
    let run = |path: &Path| {
        let mut command = program(&["run", "--config", &home.config()]);
        command.env("DISCORD_TOKEN_FILE", path).output().unwrap()
    };
    check(&run(&file), THEIRS, &["holds a blank"]);
    check(&run(Path::new("/nowhere/token")), THEIRS, &["/nowhere/token", "help: "]);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
}

#[test]
fn a_script_is_played_and_a_faulty_one_told_whole() {
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("talk.txt");
    let play = || program(&["demo", "--script", &script.display().to_string()]).output().unwrap();
    let talk = "Ada: /ask question: Is Django safe by default?\n\
        Ada: press \"More points\"\n\
        Ada: /poll create question: Which backend? options: Django, Node.js\n\
        Ada: press \"Post this poll\"\n\
        Ben: press \"Vote Django\"\n\
        Ada: /poll results poll: P-1\n";
    fs::write(&script, talk).unwrap();
    let done = play();
    check(&done, 0, &[]);
    let said = String::from_utf8(done.stdout).unwrap();
    for part in ["Security", "Sources", "Poll P-1", "Your vote is stored: Django", "1 vote"] {
        assert!(said.contains(part), "{part:?} is not in:\n{said}");
    }

    // Turning the page of a menu changes nothing but the menu.
    fs::write(&script, "Ada: /faq\n").unwrap();
    let first = String::from_utf8(play().stdout).unwrap();
    let menu = first.split_once("( ").and_then(|(_, rest)| rest.split_once(" v )")).unwrap().0;
    fs::write(&script, format!("Ada: /faq\nAda: choose {menu:?} \"More topics …\"\n")).unwrap();
    let both = String::from_utf8(play().stdout).unwrap();
    let turned = both.strip_prefix(&first).unwrap();
    assert!(turned.contains("; Back to the first page"), "{turned}");

    fs::write(&script, "Ada: dance\nZoe: /help\n").unwrap();
    check(
        &play(),
        THEIRS,
        &["line 1: `dance` is no step", "line 2: nobody here is called \"Zoe\""],
    );
    fs::write(&script, "Ada: press \"Nothing\"\n").unwrap();
    check(&play(), THEIRS, &["line 1", "no message has a button \"Nothing\""]);
}

#[test]
fn a_reader_who_has_had_enough_is_no_failure() {
    for words in [
        &["check"][..],
        &["ask", "is django safe"],
        &["compare", "node", "django"],
        &["invite", "--application", "1"],
    ] {
        let (nobody, out) = std::io::pipe().unwrap();
        drop(nobody);
        let done = program(words).stdout(out).stderr(Stdio::piped()).spawn().unwrap();
        check(&done.wait_with_output().unwrap(), 0, &[]);
    }
}
