//! A bot by hand: a websocket and an HTTP client, and nothing in between.

use flate2::{Decompress, FlushDecompress};
use futures_util::{SinkExt, StreamExt};
use reqwest::{Method, Response};
use serde_json::{Value, json};
use stackwise_sandbox::Sandbox;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// Servers, their messages, and what stands in them.
pub(crate) const INTENTS: u64 = 1 | 1 << 9 | 1 << 15;

pub(crate) struct Socket {
    ws: WebSocketStream<MaybeTlsStream<TcpStream>>,
    inflate: Decompress,
}

impl Socket {
    /// Connects and reads the hello.
    pub(crate) async fn open(sandbox: &Sandbox) -> Self {
        Self::connect(sandbox, "").await
    }

    /// The same with one deflated stream.
    pub(crate) async fn open_deflated(sandbox: &Sandbox) -> Self {
        Self::connect(sandbox, "&compress=zlib-stream").await
    }

    /// The close code that this address is met with.
    pub(crate) async fn refused(sandbox: &Sandbox, wish: &str) -> u16 {
        Self::dial(sandbox, wish).await.next().await.unwrap_err()
    }

    async fn dial(sandbox: &Sandbox, wish: &str) -> Self {
        let url = format!("{}/?{wish}", sandbox.gateway_url());
        let (ws, _) = connect_async(url).await.unwrap();
        Self { ws, inflate: Decompress::new(true) }
    }

    async fn connect(sandbox: &Sandbox, more: &str) -> Self {
        let mut socket = Self::dial(sandbox, &format!("v=10&encoding=json{more}")).await;
        assert_eq!(socket.next().await.unwrap()["op"], 10);
        socket
    }

    /// The next payload, or the close code.
    pub(crate) async fn next(&mut self) -> Result<Value, u16> {
        loop {
            match self.ws.next().await {
                Some(Ok(Message::Text(text))) => return Ok(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Binary(bytes))) => {
                    assert!(bytes.ends_with(&[0, 0, 0xFF, 0xFF]));
                    let mut text = Vec::with_capacity(64 * 1024);
                    self.inflate.decompress_vec(&bytes, &mut text, FlushDecompress::Sync).unwrap();
                    return Ok(serde_json::from_slice(&text).unwrap());
                }
                Some(Ok(Message::Close(Some(frame)))) => return Err(frame.code.into()),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Err(0),
            }
        }
    }

    /// The next dispatch of this name; others are passed over.
    pub(crate) async fn event(&mut self, name: &str) -> Value {
        loop {
            let payload = self.next().await.unwrap();
            if payload["t"] == name {
                return payload;
            }
        }
    }

    pub(crate) async fn send(&mut self, payload: Value) {
        self.raw(payload.to_string()).await;
    }

    pub(crate) async fn raw(&mut self, text: String) {
        self.ws.send(Message::Text(text.into())).await.unwrap();
    }

    pub(crate) async fn identify(&mut self, token: &str, intents: u64) {
        let properties = json!({ "os": "linux", "browser": "test", "device": "test" });
        let data = json!({ "token": token, "intents": intents, "properties": properties });
        self.send(json!({ "op": 2, "d": data })).await;
    }

    /// Ends the connection without a goodbye.
    pub(crate) fn vanish(self) {
        drop(self.ws);
    }
}

/// The REST side.
#[derive(Clone)]
pub(crate) struct Rest {
    client: reqwest::Client,
    base: String,
    token: String,
}

impl Rest {
    pub(crate) fn new(sandbox: &Sandbox) -> Self {
        Self {
            client: reqwest::Client::new(),
            base: format!("{}/api/v10", sandbox.api_base()),
            token: format!("Bot {}", sandbox.token()),
        }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.client
            .request(method, format!("{}{path}", self.base))
            .header("authorization", &self.token)
    }

    /// Sends JSON; returns status and answer.
    pub(crate) async fn call(&self, method: Method, path: &str, body: Value) -> (u16, Value) {
        read(self.request(method, path).json(&body).send().await.unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str) -> (u16, Value) {
        read(self.request(Method::GET, path).send().await.unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.call(Method::POST, path, body).await
    }

    /// Answers an interaction.
    pub(crate) async fn answer(&self, interaction: &Value, body: Value) -> (u16, Value) {
        let (id, token) = (text(&interaction["id"]), text(&interaction["token"]));
        self.post(&format!("/interactions/{id}/{token}/callback"), body).await
    }

    pub(crate) async fn register(&self, sandbox: &Sandbox, commands: Value) {
        let path = format!("/applications/{}/commands", sandbox.application_id());
        let (status, answer) = self.call(Method::PUT, &path, commands).await;
        assert_eq!(status, 200, "{answer}");
    }
}

pub(crate) async fn read(response: Response) -> (u16, Value) {
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or(Value::Null))
}

/// The code of an error with its status.
#[track_caller]
pub(crate) fn refused(answer: &(u16, Value), status: u16, code: u32) {
    assert_eq!((answer.0, &answer.1["code"]), (status, &json!(code)), "{}", answer.1);
}

/// The code of the one problem of a body, at this place in it.
#[track_caller]
pub(crate) fn wrong_at(answer: &(u16, Value), path: &str, code: &str) {
    refused(answer, 400, 50035);
    let found = &answer.1["errors"].pointer(&format!("{path}/_errors/0/code"));
    assert_eq!(*found, Some(&json!(code)), "{}", answer.1);
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}
