//! The demo as a newcomer starts it, in a browser: its whole tour, and the keyboard alone.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use super::chromium::Chromium;
use super::{PHONE, WIDE};

/// `stackwise demo`, killed with this value.
struct Demo {
    child: Child,
    page: String,
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Demo {
    fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_stackwise"))
            .args(["demo", "--bind", "127.0.0.1:0"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let ready = "Stackwise is ready: ";
        let page = lines
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix(ready).map(str::to_owned))
            .expect("the demo tells its page");
        Self { child, page }
    }
}

#[tokio::test]
async fn the_tour_leads_through_the_main_job() {
    let Some(chromium) = Chromium::start() else { return };
    let demo = Demo::start();
    let mut window = chromium.open(&demo.page, WIDE, true).await;
    let mut phone = chromium.open(&demo.page, PHONE, false).await;
    window.press("Tour").await;
    window.write_for_me("Ben").await;
    window.reads("sources lean").await;
    window.press("Next").await;
    window.write_for_me("Ben").await;
    window.reads("Open a topic").await;
    window.press("Next").await;
    window.write_for_me("Ada").await;
    window.press("Post this poll").await;
    for (name, first) in [("Ben", "Node.js"), ("Chris", "Node.js"), ("Ada", "Django")] {
        window.press("Next").await;
        window.is(name).await;
        window.press("Vote").await;
        window.press(first).await;
        window.press("Cast this ballot").await;
        window.reads("Your ballot is stored").await;
    }
    phone.reads("Poll P-1").await;
    window.write_for_me("Ada").await;
    window.press("Close it for good").await;
    window.press("Next").await;
    window.press("Record the decision").await;
    window.press("Decide: Node.js").await;
    window.fill("because", "It carries many open connections.").await;
    window.press("Submit").await;
    window.reads("Decision D-1").await;
    window.press("Next").await;
    window.write_for_me("Ben").await;
    window.reads("It carries many open connections.").await;
    phone.reads("Decision D-1").await;
    let wrong = window.eval(include_str!("look.js")).await;
    assert_eq!(wrong, "", "at the end of the tour");
    let wrong = phone.eval(include_str!("look.js")).await;
    assert_eq!(wrong, "", "on the phone");
}

#[tokio::test]
async fn the_keyboard_alone_does() {
    let Some(chromium) = Chromium::start() else { return };
    let demo = Demo::start();
    let mut window = chromium.open(&demo.page, WIDE, false).await;
    window.eval("document.getElementById('line').focus()").await;
    window.types("/com").await;
    window.until("document.querySelector('#picker li[aria-selected=true]')").await;
    window.key("Enter", 13).await;
    window.until("document.getElementById('line').value === '/compare '").await;
    window.until("document.querySelector('#picker li')").await;
    window.key("Tab", 9).await;
    window.until("document.getElementById('line').value === '/compare first: '").await;
    window.types("node").await;
    window.until("document.querySelector('#picker li')?.textContent === 'Node.js'").await;
    window.key("Tab", 9).await;
    window.types("second: django").await;
    window.until("document.querySelector('#picker li')?.textContent === 'Django'").await;
    window.key("Tab", 9).await;
    window.until("document.getElementById('line').value.includes('second: Django')").await;
    window.key("Enter", 13).await;
    window.reads("Open a topic").await;

    // Up to the answer, into it, and press what is first there.
    window.key("ArrowUp", 38).await;
    window.until("document.activeElement.matches('article:last-child')").await;
    window.key("ArrowUp", 38).await;
    window.until("document.activeElement.matches('article:first-child')").await;
    window.menu_key().await;
    window.until("document.activeElement.matches('#menu [role=menuitem]')").await;
    window.key("Enter", 13).await;
    window
        .until("document.querySelector('article:first-child .reactions button[aria-pressed=true]')")
        .await;
    window.key("ArrowDown", 40).await;
    window.until("document.activeElement.matches('article:last-child')").await;
    window.key("Escape", 27).await;
    window.until("document.activeElement.id === 'line'").await;
    let nameless = window.nameless().await;
    assert_eq!(nameless, [""; 0], "what a screen reader cannot name");
}
