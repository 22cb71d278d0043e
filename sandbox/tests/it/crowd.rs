//! Crowds, silence, floods: whoever means well is served beside them.

use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use reqwest::Method;
use serde_json::{Value, json};
use stackwise_sandbox::{Actor, CrowdLimits, Limit, Options, RateLimits, Sandbox};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::bot::{INTENTS, Rest, Socket, read, text};

const UPGRADE: &str = "GET /?v=10&encoding=json HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\n\
    upgrade: websocket\r\nsec-websocket-version: 13\r\n\
    sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

/// A close frame with code 4002, up to the code.
const CLOSE_4002: [u8; 2] = 4002u16.to_be_bytes();

async fn sandbox(crowd: CrowdLimits) -> Sandbox {
    let options = Options { crowd, page: true, ..Options::default() };
    Sandbox::start(options).await.unwrap()
}

async fn dial(sandbox: &Sandbox, first: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(sandbox.address()).await.unwrap();
    // The sandbox may have had enough by the time the rest is written.
    let _ = stream.write_all(first).await;
    stream
}

/// Everything that comes until the sandbox ends the connection.
async fn rest_of(mut stream: TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    let read = async {
        let mut part = [0; 4096];
        while let Ok(1..) = stream.read(&mut part).await.inspect(|&n| bytes.extend(&part[..n])) {}
    };
    tokio::time::timeout(Duration::from_secs(5), read).await.expect("the connection ends");
    bytes
}

async fn answer_of(sandbox: &Sandbox, request: String) -> String {
    String::from_utf8_lossy(&rest_of(dial(sandbox, request.as_bytes()).await).await).into_owned()
}

fn post(sandbox: &Sandbox, token: &str, length: usize) -> String {
    format!(
        "POST /api/v10/channels/1/messages HTTP/1.1\r\nhost: x\r\nauthorization: Bot {token}\r\n\
         content-type: application/json\r\ncontent-length: {length}\r\n\r\n"
    )
    .replace("channels/1", &format!("channels/{}", sandbox.bot_id()))
}

/// A bot that answers one command, beside whatever else is going on.
struct Bot {
    ada: Actor,
    rest: Rest,
    socket: Socket,
}

impl Bot {
    async fn new(sandbox: &Sandbox) -> Self {
        let guild = sandbox.add_guild("Demo team");
        let channel = guild.add_channel("stack");
        let ada = guild.add_member("Ada").in_channel(&channel);
        let rest = Rest::new(sandbox);
        rest.register(sandbox, json!([{ "name": "ping", "description": "d" }])).await;
        let mut socket = Socket::open(sandbox).await;
        socket.identify(sandbox.token(), INTENTS).await;
        socket.event("GUILD_CREATE").await;
        Self { ada, rest, socket }
    }

    async fn answers(&mut self) {
        let asked = self.ada.slash("/ping");
        let answered = async {
            let created = self.socket.event("INTERACTION_CREATE").await;
            let pong = json!({ "type": 4, "data": { "content": "Pong" } });
            assert_eq!(self.rest.answer(&created["d"], pong).await.0, 204);
        };
        let (exchange, ()) = tokio::join!(asked, answered);
        assert_eq!(exchange.unwrap().text(), "Pong");
    }
}

#[tokio::test]
async fn silent_connections_shut_nobody_out() {
    // They would stay for an hour.
    let header = Duration::from_secs(3600);
    let limits = CrowdLimits { connections: 16, header, ..CrowdLimits::default() };
    let sandbox = sandbox(limits).await;
    let mut early = Bot::new(&sandbox).await;
    let mut crowd = Vec::new();
    for number in 0..120 {
        let stream = format!("GET /page/events HTTP/1.1\r\nhost: {}\r\n\r\n", sandbox.address());
        let first =
            ["", "GET /api/v10/gateway HT", "POST /page/step HTTP/1.1\r\nhost: ", UPGRADE, &stream];
        crowd.push(dial(&sandbox, first[number % first.len()].as_bytes()).await);
    }
    tokio::time::timeout(Duration::from_secs(5), early.answers()).await.expect("it stays");
    let late = async { Bot::new(&sandbox).await.answers().await };
    tokio::time::timeout(Duration::from_secs(5), late).await.expect("there is room");
    // The early one is still there, and hears of everything.
    early.socket.event("INTERACTION_CREATE").await;
    let page = reqwest::get(sandbox.page_url()).await.unwrap();
    assert_eq!(page.status(), 200);
}

#[tokio::test]
async fn who_is_slow_is_let_go() {
    let short = Duration::from_millis(400);
    let limits = CrowdLimits { header: short, body: short, identify: short, connections: 99 };
    let sandbox = sandbox(limits).await;
    assert_eq!(answer_of(&sandbox, String::new()).await, "");
    assert_eq!(answer_of(&sandbox, "GET / HTTP/1.1\r\nhost".to_owned()).await, "");
    let host = sandbox.address();
    let step = format!(
        "POST /page/step HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{{"
    );
    let answer = answer_of(&sandbox, step).await;
    assert!(answer.starts_with("HTTP/1.1 408 Request Timeout"), "{answer}");
    for length in [100, 1_000_000] {
        let request = post(&sandbox, sandbox.token(), length) + "{";
        let answer = answer_of(&sandbox, request).await;
        assert!(answer.starts_with("HTTP/1.1 408 Request Timeout"), "{answer}");
    }
    let mut socket = Socket::open(&sandbox).await;
    assert_eq!(socket.next().await.unwrap_err(), 4003);
    Bot::new(&sandbox).await.answers().await;
}

#[tokio::test]
async fn what_is_too_large_is_not_taken() {
    let sandbox = sandbox(CrowdLimits::default()).await;
    let wrong = answer_of(&sandbox, post(&sandbox, "wrong", 20_000_000)).await;
    assert!(wrong.starts_with("HTTP/1.1 401 Unauthorized"), "{wrong}");
    let large = answer_of(&sandbox, post(&sandbox, sandbox.token(), 26_214_401)).await;
    assert!(large.starts_with("HTTP/1.1 413 Payload Too Large"), "{large}");
    assert!(large.contains("40005"), "{large}");
    let head = format!("GET / HTTP/1.1\r\nhost: x\r\nx-long: {}\r\n\r\n", "x".repeat(1 << 20));
    let head = answer_of(&sandbox, head).await;
    assert!(head.starts_with("HTTP/1.1 431 "), "{head}");

    let rest = Rest::new(&sandbox);
    let json = rest.request(Method::POST, "/users/@me/channels").body(vec![b' '; 5 << 20]);
    assert_eq!(read(json.send().await.unwrap()).await.0, 413);
}

/// A client that reads nothing loses its socket, not its session.
#[tokio::test]
async fn who_does_not_read_is_cut_off() {
    let sandbox = sandbox(CrowdLimits::default()).await;
    let guild = sandbox.add_guild("Demo team");
    let channel = guild.add_channel("stack");
    let ada = guild.add_member("Ada").in_channel(&channel);
    let mut socket = Socket::open(&sandbox).await;
    socket.identify(sandbox.token(), INTENTS).await;
    let ready = socket.event("READY").await;
    let long = "x".repeat(2000);
    let mut said = 0;
    while sandbox.bot_connected() {
        ada.say(&long);
        said += 1;
        assert!(said < 100_000, "everything is queued");
        tokio::task::yield_now().await;
    }
    let mut again = Socket::open(&sandbox).await;
    let data =
        json!({ "token": sandbox.token(), "session_id": ready["d"]["session_id"], "seq": 2 });
    again.send(json!({ "op": 6, "d": data })).await;
    let answer = again.next().await.unwrap();
    assert_eq!((&answer["op"], &answer["d"]), (&json!(9), &json!(false)), "too much was missed");
}

#[tokio::test]
async fn a_frame_that_is_too_long_closes_the_socket() {
    let sandbox = sandbox(CrowdLimits::default()).await;
    for length in [4097, 10 << 20] {
        let mut socket = Socket::open(&sandbox).await;
        socket.raw("x".repeat(length)).await;
        assert_eq!(socket.next().await.unwrap_err(), 4002, "{length}");
    }
    // A gigabyte, announced; and a message of many frames.
    let announced = [&[0x81, 0xFF][..], &(1u64 << 30).to_be_bytes(), &[0; 4]].concat();
    let part = [&[0x01, 0xFE, 0x08, 0x00, 0, 0, 0, 0][..], &[b'x'; 2048]].concat();
    let next = [&[0x00, 0xFE, 0x08, 0x00, 0, 0, 0, 0][..], &[b'x'; 2048]].concat();
    for sent in [announced, [part, next.repeat(9)].concat()] {
        let stream = dial(&sandbox, &[UPGRADE.as_bytes(), &sent].concat()).await;
        let heard = rest_of(stream).await;
        assert!(heard.windows(2).any(|code| code == CLOSE_4002), "{heard:?}");
    }
    Bot::new(&sandbox).await.answers().await;
}

#[tokio::test]
async fn wrong_tokens_take_nothing_from_the_bot() {
    let five = Some(Limit { requests: 5, per: Duration::from_secs(600) });
    let rate_limits = RateLimits { bucket: five, global: five, invalid: Some(3) };
    let sandbox = Sandbox::start(Options { rate_limits, ..Options::default() }).await.unwrap();
    let client = reqwest::Client::new();
    let url = format!("{}/api/v10/users/@me", sandbox.api_base());
    let mut met = Vec::new();
    for _ in 0..20 {
        let guess = client.get(&url).header("authorization", "Bot guess").send().await.unwrap();
        met.push(guess.status().as_u16());
    }
    assert_eq!(met, [[401; 3].as_slice(), &[429; 17]].concat());
    let (status, me) = Rest::new(&sandbox).get("/users/@me").await;
    assert_eq!((status, text(&me["id"])), (200, sandbox.bot_id().to_string().as_str()));
}

#[tokio::test]
async fn random_bytes_and_frames_leave_the_sandbox_as_it_is() {
    let sandbox = sandbox(CrowdLimits::default()).await;
    let mut bot = Bot::new(&sandbox).await;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let bytes = vec(any::<u8>(), 0..300);
    let value = prop_oneof![
        Just(Value::Null),
        any::<i64>().prop_map(Value::from),
        ".{0,9}".prop_map(Value::from),
        Just(json!({ "token": "sandbox-token", "intents": 1, "session_id": "x", "seq": -1 })),
        Just(json!({ "token": "sandbox-token", "intents": 1, "shard": [0, 0] })),
    ];
    let payload = (0u64..12, value).prop_map(|(op, d)| json!({ "op": op, "d": d }).to_string());
    for _ in 0..60 {
        let noise = bytes.new_tree(&mut runner).unwrap().current();
        drop(dial(&sandbox, &noise).await);
        drop(dial(&sandbox, &[UPGRADE.as_bytes(), &noise].concat()).await);
        let masked = payload.new_tree(&mut runner).unwrap().current().into_bytes();
        let length = u8::try_from(masked.len()).unwrap_or(125).min(125);
        let frame = [&[0x81, 0x80 | length, 0, 0, 0, 0][..], &masked].concat();
        drop(dial(&sandbox, &[UPGRADE.as_bytes(), &frame, &noise].concat()).await);
    }
    bot.answers().await;
    Bot::new(&sandbox).await.answers().await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_process_short_of_descriptors_still_serves() {
    use tokio::io::{AsyncBufReadExt, BufReader};

    let program = env!("CARGO_BIN_EXE_stackwise-sandbox");
    let mut child = tokio::process::Command::new("sh")
        .args(["-c", "ulimit -n 64 && exec \"$0\" serve --bind 127.0.0.1:0", program])
        .stdout(std::process::Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let address = loop {
        let line = lines.next_line().await.unwrap().expect("it tells its address");
        if let Some((_, address)) = line.split_once("ws://") {
            break address.trim().to_owned();
        }
    };
    let mut crowd = Vec::new();
    for _ in 0..200 {
        crowd.push(TcpStream::connect(&address).await.unwrap());
    }
    let url = format!("http://{address}/api/v10/users/@me");
    let request = reqwest::Client::new().get(url).header("authorization", "Bot sandbox-token");
    let request = request.timeout(Duration::from_secs(5));
    assert_eq!(request.send().await.unwrap().status(), 200);
    assert_eq!(child.try_wait().unwrap(), None);
}
