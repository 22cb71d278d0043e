//! Secret ballots: nothing on disk leads from a ballot to a person once the poll is closed; and
//! what is downloaded can be counted again.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use insta::assert_snapshot;
use stackwise_sandbox::{Actor, Member, MessageView, Options, Sandbox};

use crate::steps::{post, posted, press, said, through};
use crate::world::World;

/// Every file below a folder.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
    found
}

/// The forms in which a number could lie on disk.
fn forms(id: u64) -> Vec<Vec<u8>> {
    vec![
        id.to_string().into_bytes(),
        format!("{id:x}").into_bytes(),
        id.to_le_bytes().to_vec(),
        id.to_be_bytes().to_vec(),
    ]
}

#[track_caller]
fn nowhere(folder: &Path, secret: &[Vec<u8>], what: &str) {
    for (file, bytes) in files(folder) {
        for form in secret {
            let there = bytes.windows(form.len()).any(|part| part == form.as_slice());
            assert!(!there, "{what} stands in {file}");
        }
    }
}

/// The 32 bytes of the one key there is, raw and as they are written.
fn key_forms(folder: &Path) -> Vec<Vec<u8>> {
    let keys = files(&folder.join("keys"));
    let (_, bytes) = keys.first().expect("an open secret poll has a key");
    let text = String::from_utf8_lossy(bytes);
    let list = text.split(['[', ']']).nth(1).unwrap().to_owned();
    let raw: Vec<u8> = list.split(',').map(|byte| byte.parse().unwrap()).collect();
    assert_eq!(raw.len(), 32);
    let hex = raw.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect();
    vec![list.into_bytes(), raw, hex]
}

/// Presses these one after another; what is to be chosen in a page's menu says so.
async fn cast(who: &Actor, poll: &MessageView, labels: &[&str]) {
    let mut page = who.press(poll, labels[0]).await.unwrap();
    for label in &labels[1..] {
        page = match label.strip_prefix("in the menu: ") {
            Some(options) => {
                let options: Vec<&str> = options.split(", ").collect();
                let menu = "Pick what you can live with";
                who.choose(page.message().unwrap(), menu, &options).await.unwrap()
            }
            None => press(who, &page, label).await,
        };
    }
}

/// Five people who are not the author.
fn voters(world: &World) -> Vec<Member> {
    ["Cleo", "Dan", "Eli", "Fay", "Gus"].map(|name| world.guild.add_member(name)).into()
}

#[tokio::test]
async fn after_closing_nothing_on_disk_leads_from_a_ballot_to_a_voter() {
    for (line, votes) in [
        (
            "options: a, b vote: Pick one",
            [&["Vote a"][..], &["Vote b"], &["Vote a"], &["Vote b"], &["Vote a"]],
        ),
        (
            "options: a, b, c vote: Rank",
            [
                &["Vote", "a", "b", "Cast this ballot"],
                &["Vote", "b", "Cast this ballot"],
                &["Vote", "c", "Undo last", "a", "Cast this ballot"],
                // A half-done ballot is as secret as one that is cast.
                &["Vote", "c"],
                &["Vote", "a", "c", "b", "Cast this ballot"],
            ],
        ),
        (
            "options: a, b, c vote: Pick several",
            [
                &["Vote", "in the menu: a", "Cast this ballot"],
                &["Vote", "in the menu: a, b", "Cast this ballot"],
                &["Vote", "No opinion"],
                &["Vote", "in the menu: c"],
                &["Vote", "in the menu: b, c", "Cast this ballot"],
            ],
        ),
        (
            "options: a, b vote: Rate 0 to 5",
            [
                &["Vote", "5 points", "1 point", "Cast this ballot"],
                &["Vote", "0 points", "4 points", "Cast this ballot"],
                &["Vote", "2 points"],
                &["Vote", "Pass this one over", "3 points", "Cast this ballot"],
                &["Vote", "No opinion"],
            ],
        ),
        (
            "vote: Agree or object",
            [&["Agree"], &["Block"], &["Agree"], &["Disagree"], &["Abstain"]],
        ),
    ] {
        let mut world = World::new().await;
        let people = voters(&world);
        let line = format!("/poll create question: Which? {line} closes: 3h secret: True");
        let poll = posted(&world, &line).await;
        for (voter, labels) in people.iter().zip(votes) {
            cast(&voter.in_channel(&world.stack), &poll, labels).await;
        }
        let first = people[0].in_channel(&world.stack);
        let mine = first.press(&poll, "My vote").await.unwrap();
        if votes[0].contains(&"Cast this ballot") {
            let old = press(&first, &mine, "Change my vote").await;
            let other = first.press(&poll, "Vote").await.unwrap();
            press(&first, &other, "Start over").await;
            let stale = press(&first, &old, "Start over").await;
            assert!(stale.text().contains("out of date"), "{}", stale.text());
        }
        let mine = first.press(&poll, "My vote").await.unwrap();
        press(&first, &mine, "Take back my vote").await;
        cast(&first, &poll, votes[0]).await;
        world.restart().await;
        let mine = first.press(&poll, "My vote").await.unwrap();
        let reason = press(&first, &mine, "Add a reason").await;
        let given = [("Your reason", "I know it.")];
        first.submit(reason.modal().unwrap(), &given).await.unwrap();
        let ids = ids(&people);
        // While it is open the key would tell; the store alone does not.
        for id in &ids {
            nowhere(&world.store().join("tree"), &forms(*id), "a voter");
        }
        let key = key_forms(world.store());
        nowhere(&world.store().join("tree"), &key, "the key");

        world.advance(Duration::from_secs(3 * 3600));
        said(&world, "Result of P-1").await;
        world.stop().await;
        for id in &ids {
            nowhere(world.store(), &forms(*id), "a voter");
        }
        nowhere(world.store(), &key, "the key");
        assert!(files(&world.store().join("keys")).is_empty());
    }
}

/// Who was picked is known while the poll is open, and nowhere in the store itself.
#[tokio::test]
async fn who_was_picked_for_a_secret_poll_is_gone_when_it_closes() {
    let mut world = World::new().await;
    let people = voters(&world);
    let ada = world.ada();
    let line = "/poll create question: Which? options: a, b closes: 3d secret: True";
    let draft = ada.slash(line).await.unwrap();
    let pick = ["Voters: people I pick, up to 25 …"];
    let page = ada.choose(draft.message().unwrap(), "Who may vote", &pick).await.unwrap();
    let chosen: Vec<&Member> = people.iter().collect();
    let page = page.message().unwrap();
    let draft = ada.choose_members(page, "Choose people", &chosen).await.unwrap();
    let ids = ids(&people);
    for id in &ids {
        nowhere(&world.store().join("tree"), &forms(*id), "somebody picked for a draft");
    }
    let poll = post(&world, &draft).await;
    for voter in &people[1..] {
        voter.in_channel(&world.stack).press(&poll, "Vote b").await.unwrap();
    }
    let key = key_forms(world.store());
    // The reminder, too, does not name whom it waits for.
    world.advance(Duration::from_secs(49 * 3600));
    said(&world, "4 of 5 have voted").await;
    world.advance(Duration::from_secs(24 * 3600));
    said(&world, "Result of P-1").await;
    for message in world.stack.public_messages() {
        for voter in &people {
            assert!(!message.text().contains(&voter.name()), "{}", message.text());
        }
    }
    world.stop().await;
    for id in &ids {
        nowhere(world.store(), &forms(*id), "somebody who was picked");
    }
    nowhere(world.store(), &key, "the key");
}

fn ids(people: &[Member]) -> Vec<u64> {
    people.iter().map(|person| person.id.to_string().parse().unwrap()).collect()
}

/// The program itself, with its log in a file.
async fn program(sandbox: &Sandbox, folder: &Path) -> Child {
    let before = sandbox.readiness();
    let log = folder.join("log");
    let log = std::fs::OpenOptions::new().create(true).append(true).open(log).unwrap();
    let child = Command::new(env!("CARGO_BIN_EXE_stackwise"))
        .args(["run", "--config"])
        .arg(folder.join("config.toml"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("DISCORD_TOKEN", sandbox.token())
        .env("STACKWISE_DISCORD_API", sandbox.api_base())
        // Everything that we ourselves say, and what the libraries say by default.
        .env("RUST_LOG", "info,stackwise=trace,sled=warn,serenity=warn")
        .stdin(Stdio::null())
        .stdout(log.try_clone().unwrap())
        .stderr(log)
        .spawn()
        .unwrap();
    sandbox.bot_ready_since(before).await.unwrap();
    child
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn neither_the_log_nor_a_store_of_a_killed_program_names_a_voter() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let guild = sandbox.add_guild("Demo team");
    let channel = guild.add_channel("stack");
    let ada = guild.add_member("Ada").in_channel(&channel);
    let people: Vec<Member> =
        ["Cleo", "Dan", "Eli", "Fay", "Gus"].map(|name| guild.add_member(name)).into();
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    let config = format!("[store]\npath = '{}'\n[health]\nbind = \"\"\n", store.display());
    std::fs::write(folder.path().join("config.toml"), config).unwrap();

    let mut child = program(&sandbox, folder.path()).await;
    let line =
        "/poll create question: Which? options: a, b, c vote: Rank closes: never secret: True";
    let draft = ada.slash(line).await.unwrap();
    press(&ada, &draft, "Post this poll").await;
    let public = |text: &'static str| {
        let channel = channel.clone();
        move || channel.public_messages().into_iter().rfind(|m| m.text().contains(text))
    };
    let poll = sandbox.wait_for("the poll", public("Poll P-1")).await.unwrap();
    for voter in &people {
        let voter = voter.in_channel(&channel);
        cast(&voter, &poll, &["Vote", "b", "a", "Cast this ballot"]).await;
        let mine = voter.press(&poll, "My vote").await.unwrap();
        press(&voter, &mine, "Change my vote").await;
        child.kill().unwrap();
        child.wait().unwrap();
        child = program(&sandbox, folder.path()).await;
    }
    let key = key_forms(&store);
    let ids = ids(&people);
    for id in &ids {
        nowhere(&store.join("tree"), &forms(*id), "a voter");
    }
    let panel = ada.press(&poll, "Manage this poll").await.unwrap();
    let sure = press(&ada, &panel, "Close this poll now").await;
    press(&ada, &sure, "Close it for good").await;
    sandbox.wait_for("the result", public("Result of P-1")).await.unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    let log = std::fs::read_to_string(folder.path().join("log")).unwrap();
    assert!(!log.is_empty(), "a log that says nothing proves nothing");
    for id in &ids {
        nowhere(folder.path(), &forms(*id), "a voter");
    }
    nowhere(folder.path(), &key, "the key");
}

/// What the test above looks for would be found: in an open poll the store names its voters.
#[tokio::test]
async fn a_voter_of_an_open_poll_is_found_on_disk() {
    let mut world = World::new().await;
    let dan = world.guild.add_member("Dan");
    let poll = posted(&world, "/poll create question: Which? options: a, b closes: 3h").await;
    dan.in_channel(&world.stack).press(&poll, "Vote a").await.unwrap();
    world.stop().await;
    let form = dan.id.to_string().parse::<u64>().unwrap().to_be_bytes();
    let there = |bytes: &[u8]| bytes.windows(form.len()).any(|part| part == form);
    assert!(files(&world.store().join("tree")).iter().any(|(_, bytes)| there(bytes)));
}

#[tokio::test]
async fn a_secret_poll_says_how_secret_it_is_and_shows_no_counts_before_it_closes() {
    let world = World::new().await;
    let poll =
        posted(&world, "/poll create question: Which? options: a, b closes: 3h secret: True").await;
    assert_snapshot!(poll.text(), @r"
    **Poll P-1**: Which?
    | Opened by Ada. Pick one; you can change your vote until the poll closes.
    |
    | - a
    | - b
    |
    | Closes <t:1795186800:F> (<t:1795186800:R>).
    | 0 votes.
    |
    | Secret ballots. The result comes when it closes, and not before, for anybody. Until then whoever runs this bot could look; then the key that leads from people to ballots is destroyed.
    [ Vote a ] [ Vote b ]
    [ My vote ] [ How it is counted ] [ Manage this poll ]
    ");
    world.ben().press(&poll, "Vote a").await.unwrap();
    let so_far = world.ben().slash("/poll results poll: P-1").await.unwrap();
    assert_snapshot!(so_far.text(), @r"
    P-1 is open: Which?
    | - a
    | - b
    |
    | 1 vote. Closes <t:1795186800:F> (<t:1795186800:R>).
    |
    | The poll: https://discord.com/channels/1573306918502400002/1573306918502400004/1573306918502400024
    _Only you can see this_
    ");
    let refused = world.ada().press(&poll, "Manage this poll").await.unwrap();
    assert!(!refused.text().contains("Download"), "{}", refused.text());
    world.advance(Duration::from_secs(3 * 3600));
    let result = said(&world, "Result of P-1").await;
    assert_snapshot!(result.text(), @r"
    **Result of P-1**: a. 1 vote.
    | Which?
    |
    | With so few secret ballots, counts would tell who voted how. So only the winner is shown.
    |
    | Closed <t:1795186800:F>.
    | The poll: https://discord.com/channels/1573306918502400002/1573306918502400004/1573306918502400024
    |
    | A result is not yet a decision: until Ada or a moderator records one, this is proposed.
    [ How it is counted ] [ Download ] [ Record the decision ]
    ");
    world.advance(Duration::from_secs(120));
    let closed = said(&world, "**Poll P-1**, closed").await;
    assert!(!closed.text().contains("1 vote"), "{}", closed.text());
    assert!(closed.text().contains("- a\n"), "{}", closed.text());
    let mine = world.ben().press(&poll, "My vote").await.unwrap();
    assert_snapshot!(mine.text(), @r"
    P-1 is closed. Its ballots were secret: the key that led to yours is destroyed, so I cannot tell which one it was.
    _Only you can see this_
    ");
    let few = world.ada().press(&result, "Download").await.unwrap();
    assert_snapshot!(few.text(), @r"
    P-1 as a file, with the winner alone: counts of so few secret ballots would tell who voted how.
    P-1.json (The poll without its ballots)
    _Only you can see this_
    ");
    let file = &few.message().unwrap().files()[0];
    let json = String::from_utf8(file.bytes.to_vec()).unwrap();
    assert!(!json.contains("\"ballots\""), "{json}");
    assert!(json.contains("\"winners\""), "{json}");
}

#[tokio::test]
async fn a_lost_key_is_told_and_nothing_is_stored() {
    let mut world = World::new().await;
    let poll =
        posted(&world, "/poll create question: Which? options: a, b closes: 3h secret: True").await;
    world.stop().await;
    for (file, _) in files(&world.store().join("keys")) {
        std::fs::remove_file(file).unwrap();
    }
    world.start().await;
    let refused = world.ben().press(&poll, "Vote a").await.unwrap();
    assert!(refused.text().contains("was **not** stored"), "{}", refused.text());
    world.advance(Duration::from_secs(3 * 3600));
    let result = said(&world, "Result of P-1").await;
    assert!(result.text().contains("nobody voted"), "{}", result.text());
}

/// Runs `stackwise count` on a downloaded file and returns its winners.
fn recounted(folder: &Path, json: &[u8], method: &str) -> Vec<String> {
    let path = folder.join("poll.json");
    std::fs::write(&path, json).unwrap();
    let counted = Command::new(env!("CARGO_BIN_EXE_stackwise"))
        .args(["count", "--method", method])
        .arg(&path)
        .output()
        .unwrap();
    assert!(counted.status.success(), "{}", String::from_utf8_lossy(&counted.stderr));
    let counted: serde_json::Value = serde_json::from_slice(&counted.stdout).unwrap();
    serde_json::from_value(counted["winners"].clone()).unwrap()
}

#[tokio::test]
async fn a_download_is_for_those_who_manage_and_recounts_to_the_same_result() {
    let world = World::new().await;
    let people = voters(&world);
    let folder = tempfile::tempdir().unwrap();
    for (number, line, votes, method, winner) in [
        (
            1,
            "options: =SUM(1), b, c vote: Rank",
            [
                &["Vote", "b", "=SUM(1)", "Cast this ballot"][..],
                &["Vote", "b", "Cast this ballot"],
                &["Vote", "c", "b", "Cast this ballot"],
                &["Vote", "No opinion"],
            ],
            "ranked-pairs",
            "b",
        ),
        (
            2,
            "options: x, y vote: Pick one",
            [&["Vote x"][..], &["Vote y"], &["Vote y"], &["Vote y"]],
            "plurality",
            "y",
        ),
    ] {
        let line = format!("/poll create question: Which? {line} closes: 3h");
        let poll = posted(&world, &line).await;
        for (voter, labels) in people.iter().zip(votes) {
            through(&voter.in_channel(&world.stack), &poll, labels).await;
        }
        world.advance(Duration::from_secs(3 * 3600));
        let result = said(&world, &format!("Result of P-{number}")).await;
        assert!(result.text().contains(winner), "{}", result.text());
        let refused = people[0].in_channel(&world.stack).press(&result, "Download").await.unwrap();
        assert!(refused.text().contains("Only Ada"), "{}", refused.text());
        let download = world.mia().press(&result, "Download").await.unwrap();
        let files = download.message().unwrap().files();
        assert_eq!(recounted(folder.path(), &files[0].bytes, method), [winner]);
        if number == 1 {
            assert_snapshot!(download.text(), @r"
        P-1 as files. Equal ballots stand together; who cast which is not in them. To recount: `stackwise count --method ranked-pairs P-1.json`
        P-1.json (The poll with its ballots, for a recount)
        P-1.csv (The ballots as a table)
        _Only you can see this_
        ");
            let csv = String::from_utf8(files[1].bytes.to_vec()).unwrap();
            assert_snapshot!(csv.replace('\r', ""), @r#"
            ballots,"'=SUM(1)","b","c"
            1,,,
            1,,1,
            1,2,1,
            1,,2,1
            "#);
        }
    }
}
