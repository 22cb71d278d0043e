//! The page in a headless Chromium: the main job on it, two windows at once, hostile text, and how
//! it looks on a phone, in dark and in light.

use std::time::Duration;

use stackwise_sandbox::{Options, TourStop};

use crate::world::World;
use chromium::Chromium;

mod chromium;
mod demo;

const WIDE: (u32, u32) = (1280, 860);
const PHONE: (u32, u32) = (390, 844);

async fn world() -> World {
    let stop = |member: &str, text: &str, line: &str| TourStop {
        member: member.into(),
        text: text.into(),
        line: line.into(),
    };
    let tour = vec![
        stop("Ben", "Ask something.", "/ask question: Is Django good for chat?"),
        stop("Ada", "Look.", ""),
    ];
    World::with(Options { page: true, tour, ..Options::default() }).await
}

#[tokio::test]
async fn a_poll_is_held_in_two_windows_and_decided() {
    let Some(chromium) = Chromium::start() else { return };
    let world = world().await;
    let page = world.sandbox.page_url();
    let mut window = chromium.open(&page, WIDE, true).await;
    window.be("Ada").await;
    window.send("/poll create question: Which backend? options: Django, Node.js closes: 3h").await;
    window.press("Post this poll").await;
    window.reads("Poll P-1").await;

    let mia = format!("{page}?member={}", world.mia_member().id);
    let mut second = chromium.open(&mia, PHONE, false).await;
    second.press("Vote Django").await;
    second.reads("Your vote is stored: Django").await;
    window.reads("Django, 1 vote").await;
    let shown = window.eval("document.getElementById('messages').innerText").await;
    assert!(!shown.as_str().unwrap().contains("Your vote is stored"), "for Mia alone");
    window.be("Ben").await;
    window.press("Vote Django").await;
    window.reads("Your vote is stored: Django").await;
    // Redraws keep their distance.
    world.advance(Duration::from_secs(3));
    second.reads("2 votes").await;

    window.be("Ada").await;
    window.send("/poll close poll: P-1").await;
    window.press("Close it for good").await;
    window.press("Result as a picture").await;
    window.until("[...document.images].some((one) => one.complete && one.naturalWidth > 500 && one.alt.startsWith('Django came first'))").await;
    window.press("Record the decision").await;
    window.press("Decide: Django").await;
    window.until("document.getElementById('modal').open").await;
    window.press("Submit").await;
    second.reads("Decision D-1").await;
    second.until("[...document.querySelectorAll('a[download]')].some((one) => one.textContent.startsWith('D-1'))").await;
    window.press("Traffic").await;
    window
        .until(
            "[...document.querySelectorAll('#traffic summary')].some((one) => one.textContent.includes('INTERACTION_CREATE'))",
        )
        .await;
    let leak = window.eval("document.getElementById('traffic').textContent").await;
    assert!(!leak.as_str().unwrap().contains(world.sandbox.token()), "a token is shown");
}

#[tokio::test]
async fn text_stays_text_and_lines_complete() {
    let Some(chromium) = Chromium::start() else { return };
    let world = world().await;
    let mut window = chromium.open(&world.sandbox.page_url(), WIDE, false).await;
    let hostile = "<img src=x onerror=window.taken=1> <script>window.taken=1</script> **bold**";
    window.send(hostile).await;
    window.reads("<script>window.taken=1</script>").await;
    let taken = "window.taken || document.querySelectorAll('main img, main script').length";
    assert_eq!(window.eval(taken).await, 0);
    window.until("document.querySelector('main strong').textContent === 'bold'").await;

    let typed = |text: &str| {
        format!(
            "(() => {{ const line = document.getElementById('line'); line.value = '{text}'; line.dispatchEvent(new Event('input')); }})()"
        )
    };
    for (text, offered) in
        [("/po", "/poll"), ("/compare first: no", "Node.js"), ("hello @be", "@Ben")]
    {
        window.eval(&typed(text)).await;
        window
            .until(&format!(
                "document.querySelector('#picker li')?.textContent.startsWith('{offered}')"
            ))
            .await;
    }
    let attach = "(() => { const input = document.getElementById('attaching'); const data = new DataTransfer(); data.items.add(new File(['x'], 'notes.md')); input.files = data.files; input.dispatchEvent(new Event('change', { bubbles: true })); })()";
    window.eval(attach).await;
    window.until("document.querySelector('#files li')?.textContent.startsWith('notes.md')").await;
    window.send("with a file").await;
    window.until("[...document.querySelectorAll('main a[download]')].some((one) => one.textContent === 'notes.md')").await;
    window.press("Tour").await;
    window.press("Write it for me").await;
    window.until("document.getElementById('line').value.startsWith('/ask')").await;
    window
        .until("document.getElementById('member').selectedOptions[0].textContent === 'Ben'")
        .await;
}

#[tokio::test]
async fn nothing_overlaps_is_cut_or_pale() {
    let Some(chromium) = Chromium::start() else { return };
    let world = world().await;
    let page = world.sandbox.page_url();
    world.ada().slash("/ask question: Is Django good for chat?").await.unwrap();
    let line = "/poll stack question: Which backend for the chat service? options: Django, Node.js, Stay as we are closes: 3h";
    let draft = world.ada().slash(line).await.unwrap();
    for size in [WIDE, PHONE] {
        for dark in [true, false] {
            let mut window = chromium.open(&page, size, dark).await;
            window.be("Ada").await;
            window.reads("Draft of a poll").await;
            let wrong = window.eval(include_str!("look.js")).await;
            assert_eq!(wrong, "", "{size:?}, dark: {dark}");
            window.press("Traffic").await;
            window.until("document.querySelector('#traffic summary')").await;
            let wrong = window.eval(include_str!("look.js")).await;
            assert_eq!(wrong, "", "{size:?}, dark: {dark}, with traffic");
            window.eval("document.querySelector('#traffic .close').click()").await;
        }
    }
    let mut window = chromium.open(&page, PHONE, true).await;
    window.press("View").await;
    window.eval("document.getElementById('embeds').click()").await;
    window
        .until("![...document.querySelectorAll('.embed')].some((one) => one.checkVisibility())")
        .await;
    drop(draft);
}
