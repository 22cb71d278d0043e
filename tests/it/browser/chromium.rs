//! A headless Chromium, driven over its protocol for developer tools.
//! Source: <https://chromedevtools.github.io/devtools-protocol/>

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// Programs that are Chromium, first come first served; `CHROMIUM` names another.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// Longest wait for the browser itself.
const PATIENCE: Duration = Duration::from_secs(30);

/// A browser; it ends with this value.
pub(super) struct Chromium {
    child: Child,
    /// Where it takes calls: `127.0.0.1:PORT`.
    address: String,
    _profile: TempDir,
}

/// One of its windows.
pub(super) struct Window {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    calls: u64,
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Chromium {
    /// Starts it; none, with a word, where there is no Chromium.
    pub(super) fn start() -> Option<Self> {
        let named = std::env::var("CHROMIUM").ok();
        let mut names = named.iter().map(String::as_str).chain(NAMES);
        let profile = tempfile::tempdir().unwrap();
        let Some(mut child) = names.find_map(|name| spawn(name, &profile)) else {
            eprintln!("skipped: no Chromium is installed");
            return None;
        };
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines.map_while(Result::ok).find_map(|line| {
            let rest = line.split_once("ws://")?.1;
            Some(rest.split('/').next()?.to_owned())
        });
        let address = address.expect("Chromium tells its address");
        Some(Self { child, address, _profile: profile })
    }

    /// Opens an address in a window of this size, in light or dark.
    pub(super) async fn open(&self, url: &str, size: (u32, u32), dark: bool) -> Window {
        let new = format!("http://{}/json/new?about:blank", self.address);
        let target: Value =
            reqwest::Client::new().put(new).send().await.unwrap().json().await.unwrap();
        let socket = target["webSocketDebuggerUrl"].as_str().unwrap();
        let (socket, _) = connect_async(socket).await.unwrap();
        let mut window = Window { socket, calls: 0 };
        let scheme = if dark { "dark" } else { "light" };
        let media = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        window.call("Emulation.setEmulatedMedia", json!({ "features": media })).await;
        let (width, height) = size;
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        window.call("Emulation.setDeviceMetricsOverride", metrics).await;
        window.call("Page.navigate", json!({ "url": url })).await;
        window.until("true").await;
        window
    }
}

fn spawn(name: &str, profile: &TempDir) -> Option<Child> {
    Command::new(name)
        .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        .args(["--remote-debugging-port=0", "--no-first-run"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg("about:blank")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .ok()
}

impl Window {
    async fn call(&mut self, method: &str, params: Value) -> Value {
        self.calls += 1;
        let id = self.calls;
        let call = json!({ "id": id, "method": method, "params": params });
        self.socket.send(Message::text(call.to_string())).await.unwrap();
        self.hear(|said| said["id"] == id).await["result"].take()
    }

    /// The next thing that the browser says of this kind; others are passed over.
    async fn hear(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        let heard = async {
            loop {
                let message = self.socket.next().await.unwrap().unwrap();
                let Ok(text) = message.to_text() else { continue };
                let Ok(said) = serde_json::from_str::<Value>(text) else { continue };
                if wanted(&said) {
                    return said;
                }
            }
        };
        tokio::time::timeout(PATIENCE, heard).await.expect("Chromium answers")
    }

    /// The value of an expression; of a promise, what it comes to.
    #[track_caller]
    pub(super) fn eval<'a>(
        &'a mut self,
        expression: &'a str,
    ) -> impl Future<Output = Value> + use<'a> {
        let at = std::panic::Location::caller();
        async move {
            let params =
                json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
            let answer = self.call("Runtime.evaluate", params).await;
            assert!(answer["exceptionDetails"].is_null(), "{at}: {expression}: {answer}");
            answer["result"]["value"].clone()
        }
    }

    /// Waits until an expression holds.
    #[track_caller]
    pub(super) fn until<'a>(
        &'a mut self,
        expression: &'a str,
    ) -> impl Future<Output = ()> + use<'a> {
        let at = std::panic::Location::caller();
        async move {
            let wait = format!(
                "new Promise((done) => {{ const begun = Date.now(); const look = () => {{ \
                 if (document.readyState === 'complete' && ({expression})) done(true); \
                 else if (Date.now() - begun > 15000) done(false); else setTimeout(look, 20); }}; look(); }})"
            );
            let holds = self.eval(&wait).await;
            if holds != true {
                let seen = self.eval("document.body.innerText").await;
                panic!("{at}: never: {expression}\n{}", seen.as_str().unwrap_or_default());
            }
        }
    }

    /// Presses the last button with this label.
    pub(super) async fn press(&mut self, label: &str) {
        let label = json!(label);
        let found = format!(
            "[...document.querySelectorAll('button')].filter((one) => one.checkVisibility() && one.textContent.trim() === {label}).at(-1)"
        );
        self.until(&found).await;
        self.eval(&format!("{found}.click()")).await;
    }

    /// Types a line and sends it.
    pub(super) async fn send(&mut self, line: &str) {
        self.until("document.getElementById('member').options.length > 0").await;
        let write = format!(
            "(() => {{ const line = document.getElementById('line'); line.value = {}; document.getElementById('form').requestSubmit(); }})()",
            json!(line)
        );
        self.eval(&write).await;
    }

    /// Becomes another member.
    pub(super) async fn be(&mut self, name: &str) {
        let be = format!(
            "(() => {{ const list = document.getElementById('member'); list.value = [...list.options].find((one) => one.textContent === {}).value; list.dispatchEvent(new Event('change', {{ bubbles: true }})); }})()",
            json!(name)
        );
        self.until("document.getElementById('member').options.length > 0").await;
        self.eval(&be).await;
    }

    /// Waits until one is this member.
    pub(super) async fn is(&mut self, name: &str) {
        let is = format!(
            "document.getElementById('member').selectedOptions[0]?.textContent === {}",
            json!(name)
        );
        self.until(&is).await;
    }

    /// Sends what the tour writes for this member.
    pub(super) async fn write_for_me(&mut self, name: &str) {
        self.is(name).await;
        self.press("Write it for me").await;
        self.until("document.getElementById('line').value.startsWith('/')").await;
        self.press("Send").await;
    }

    /// Fills a field of the form that is open.
    pub(super) async fn fill(&mut self, id: &str, text: &str) {
        let field = format!("document.querySelector('#modal[open] [name={id}]')");
        self.until(&field).await;
        self.eval(&format!("{field}.value = {}", json!(text))).await;
    }

    /// Types where the focus is.
    pub(super) async fn types(&mut self, text: &str) {
        self.call("Input.insertText", json!({ "text": text })).await;
    }

    /// Presses a key of this name and Windows key code.
    pub(super) async fn key(&mut self, name: &str, code: u32) {
        let text = if name == "Enter" { "\r" } else { "" };
        for kind in [if text.is_empty() { "rawKeyDown" } else { "keyDown" }, "keyUp"] {
            let params = json!({ "type": kind, "key": name, "code": name, "text": text, "windowsVirtualKeyCode": code });
            self.call("Input.dispatchKeyEvent", params).await;
        }
    }

    /// Presses the key for the menu of what has the focus.
    pub(super) async fn menu_key(&mut self) {
        self.key("ContextMenu", 93).await;
    }

    /// Controls, pictures and places that a screen reader would have no name for.
    pub(super) async fn nameless(&mut self) -> Vec<String> {
        const NAMED: [&str; 11] = [
            "article",
            "button",
            "combobox",
            "dialog",
            "form",
            "image",
            "link",
            "listbox",
            "log",
            "navigation",
            "textbox",
        ];
        let tree = self.call("Accessibility.getFullAXTree", json!({})).await;
        let nodes = tree["nodes"].as_array().unwrap();
        assert!(nodes.len() > 20, "{tree}");
        let nameless = nodes.iter().filter(|node| {
            let role = node["role"]["value"].as_str().unwrap_or_default();
            node["ignored"] != true && NAMED.contains(&role) && node["name"]["value"] == ""
        });
        nameless.map(ToString::to_string).collect()
    }

    /// Waits until the messages say this.
    pub(super) async fn reads(&mut self, text: &str) {
        let says =
            format!("document.getElementById('messages').innerText.includes({})", json!(text));
        self.until(&says).await;
    }
}
