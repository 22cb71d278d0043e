//! What a crowd does to others: `stackwise-sandbox serve` in a process of its own, thousands of
//! hostile connections from this one, and a normal client beside them.
//!
//! `cargo bench -p stackwise-sandbox --bench crowd [-- CONNECTIONS]`; a process needs a descriptor
//! for each (`ulimit -n`).

#![expect(clippy::print_stdout, reason = "a bench tells what it measured")]

use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use futures_util::{SinkExt, StreamExt};
use serde_json::json;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::task::JoinSet;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;

const CROWD: usize = 10_000;
const REQUESTS: usize = 2_000;
const LARGE: usize = 25 * 1024 * 1024;

const UPGRADE: &str = "GET /?v=10&encoding=json&compress=zstd-stream HTTP/1.1\r\nhost: x\r\n\
    connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n\
    sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let wanted = std::env::args().skip(1).find_map(|number| number.parse().ok());
        let server = Server::start().await;
        let gateway = Gateway::open(&server).await;
        let client = Client::new(&server);
        println!("started: {}", server.memory());
        client.measure("alone").await;
        println!("after the client: {}", server.memory());

        let began = Instant::now();
        let mut crowd = Vec::new();
        for number in 0..wanted.unwrap_or(CROWD) {
            let Ok(stream) = hostile(&server, number).await else { break };
            crowd.push(stream);
        }
        let (opened, took) = (crowd.len(), began.elapsed().as_secs_f64());
        println!("opened {opened} hostile connections in {took:.1} s: {}", server.memory());
        client.measure("with the crowd held open").await;
        let dripping = tokio::spawn(drip(crowd));
        client.measure("with bytes dripping in").await;
        let churn = tokio::spawn(churn(server.address.clone()));
        client.measure("with new ones coming all the time").await;
        churn.abort();
        println!("after all of them: {}", server.memory());
        for (token, name) in [("wrong", "the wrong token"), ("sandbox-token", "the right token")] {
            let met = upload(&server, token).await;
            println!("64 bodies of 25 MiB at once with {name}: {met}; {}", server.memory());
        }
        client.measure("afterwards").await;
        dripping.abort();
        gateway.end().await;
    });
}

struct Server {
    child: Child,
    address: String,
}

impl Server {
    async fn start() -> Self {
        let program = PathBuf::from(env!("CARGO_BIN_EXE_stackwise-sandbox"));
        let options = ["serve", "--bind", "127.0.0.1:0", "--bucket-limit", "off"];
        let mut child = Command::new(program)
            .args(options)
            .args(["--global-limit", "off"])
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the sandbox starts");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        loop {
            let line = lines.next_line().await.expect("a line").expect("an address");
            if let Some((_, address)) = line.split_once("ws://") {
                return Self { child, address: address.trim().to_owned() };
            }
        }
    }

    /// Peak and present memory of the process. Linux alone tells.
    fn memory(&self) -> String {
        let path = format!("/proc/{}/status", self.child.id().expect("it runs"));
        let Ok(status) = std::fs::read_to_string(path) else { return "no figures".to_owned() };
        let mebibytes = |key| {
            let line = status.lines().find_map(|line: &str| line.strip_prefix(key));
            let kibibytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
            kibibytes.map_or(0, |kibibytes: u64| kibibytes / 1024)
        };
        format!("peak {} MiB, at present {} MiB", mebibytes("VmHWM:"), mebibytes("VmRSS:"))
    }
}

/// One of the crowd: silent, stuck in a header, stuck in a body, never identifying, or listening
/// to the page and never reading.
async fn hostile(server: &Server, number: usize) -> std::io::Result<TcpStream> {
    let first = match number % 6 {
        0 => String::new(),
        1 => "GET /api/v10/gateway HTTP/1.1\r\nx-slow: ".to_owned(),
        2 => format!("GET / HTTP/1.1\r\nx-long: {}", "x".repeat(31_000)),
        3 => {
            "POST /api/v10/users/@me/channels HTTP/1.1\r\nhost: x\r\ncontent-length: 60000\r\n\r\n{"
                .to_owned()
        }
        4 => UPGRADE.to_owned(),
        _ => format!("GET /page/events HTTP/1.1\r\nhost: {}\r\n\r\n", server.address),
    };
    let mut stream = TcpStream::connect(&server.address).await?;
    // Whoever is let go while it writes has been opened all the same.
    let _gone = stream.write_all(first.as_bytes()).await;
    Ok(stream)
}

/// A byte on every connection, again and again.
async fn drip(mut crowd: Vec<TcpStream>) {
    loop {
        for stream in &mut crowd {
            let _gone = stream.write_all(b"x").await;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Connections that come and stay silent, as fast as they can be opened.
async fn churn(address: String) {
    let mut held = std::collections::VecDeque::new();
    loop {
        if let Ok(stream) = TcpStream::connect(&address).await {
            held.push_back(stream);
        }
        if held.len() > 2_000 {
            held.pop_front();
        }
    }
}

/// Many large bodies at once; how many met which answer.
async fn upload(server: &Server, token: &str) -> String {
    let mut all = JoinSet::new();
    let body = Bytes::from(vec![b'x'; LARGE]);
    for _ in 0..64 {
        let url = format!("http://{}/api/v10/channels/1/messages", server.address);
        let request = reqwest::Client::new()
            .post(url)
            .header("authorization", format!("Bot {token}"))
            .header("content-type", "multipart/form-data; boundary=x")
            .body(body.clone());
        all.spawn(async move { request.send().await.map_or(0, |answer| answer.status().as_u16()) });
    }
    let mut met = std::collections::BTreeMap::new();
    while let Some(status) = all.join_next().await {
        *met.entry(status.unwrap_or(0)).or_insert(0) += 1;
    }
    format!("{met:?}")
}

/// The normal client's REST side: every request on a connection of its own, the hardest case.
struct Client {
    client: reqwest::Client,
    url: String,
}

impl Client {
    fn new(server: &Server) -> Self {
        let client = reqwest::Client::builder().pool_max_idle_per_host(0).build();
        let url = format!("http://{}/api/v10/users/@me", server.address);
        Self { client: client.expect("a client"), url }
    }

    async fn measure(&self, when: &str) {
        let (mut times, mut failed) = (Vec::with_capacity(REQUESTS), 0);
        for _ in 0..REQUESTS {
            let began = Instant::now();
            let request = self.client.get(&self.url).header("authorization", "Bot sandbox-token");
            let answer = request.send().await;
            failed += usize::from(!answer.is_ok_and(|answer| answer.status() == 200));
            times.push(began.elapsed());
        }
        times.sort();
        let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e3;
        let (p50, p99) = (at(50), at(99));
        println!("{REQUESTS} requests {when}: p50 {p50:.3} ms, p99 {p99:.3} ms, {failed} failed");
    }
}

/// The normal client's gateway side.
struct Gateway(tokio::task::JoinHandle<u64>, tokio::sync::oneshot::Sender<()>);

impl Gateway {
    async fn open(server: &Server) -> Self {
        let url = format!("ws://{}/?v=10&encoding=json", server.address);
        let (mut socket, _) = connect_async(url).await.expect("a gateway");
        let identify = json!({ "op": 2, "d": { "token": "sandbox-token", "intents": 1 } });
        socket.send(Message::text(identify.to_string())).await.expect("sent");
        let (end, mut ended) = tokio::sync::oneshot::channel();
        let beat = Message::text(r#"{"op":1,"d":null}"#);
        let beating = tokio::spawn(async move {
            let mut pulse = tokio::time::interval(Duration::from_secs(1));
            let mut heard = 0;
            loop {
                tokio::select! {
                    _ = pulse.tick() => socket.send(beat.clone()).await.expect("the socket is there"),
                    said = socket.next() => {
                        said.expect("the socket is there").expect("a frame");
                        heard += 1;
                    }
                    _ = &mut ended => return heard,
                }
            }
        });
        Self(beating, end)
    }

    async fn end(self) {
        let _ended = self.1.send(());
        let heard = self.0.await.expect("the gateway client lives");
        println!("the normal gateway socket stayed, and heard {heard} payloads");
    }
}
