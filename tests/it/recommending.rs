//! What matters most, what the sources support for that, and the poll that comes of it.

use insta::assert_snapshot;
use stackwise_sandbox::{MessageView, Outcome};

use crate::world::World;

#[tokio::test]
async fn from_what_is_built_to_a_result_that_anybody_can_redo() {
    let world = World::new().await;
    let ada = world.ada();
    let menu = ada.slash("/recommend for: a chat that is hard to attack").await.unwrap();
    assert_snapshot!(menu.text(), @"");
    assert!(menu.message().unwrap().ephemeral);
    let result = ada.press(menu.message().unwrap(), "Go on with these").await.unwrap();
    assert!(matches!(result.outcome, Outcome::Updated(_)));
    assert_snapshot!(result.text(), @"");
    let result = result.message().unwrap();
    let arithmetic = ada.press(result, "Show the arithmetic").await.unwrap();
    assert_snapshot!(arithmetic.text(), @"");

    let again = ada.press(result, "Change what matters").await.unwrap();
    let chosen = choose(&world, again.message().unwrap(), &["Learning curve"]).await;
    assert_snapshot!(chosen.text(), @"");
    assert_eq!(world.stack.public_messages().len(), 0, "all of it is private");
}

#[tokio::test]
async fn a_poll_keeps_the_evidence_it_was_planned_with() {
    let mut world = World::new().await;
    let ada = world.ada();
    let overview = ada.slash("/compare first: node second: django").await.unwrap();
    let menu = ada.press(overview.message().unwrap(), "What matters to us?").await.unwrap();
    let result = choose(&world, menu.message().unwrap(), &["Real-time", "Security"]).await;
    let draft = ada.press(result.message().unwrap(), "Plan a poll").await.unwrap();
    assert_snapshot!(draft.text(), @"");

    // The text is edited; the evidence stays with the options that are still there.
    let form = ada.press(draft.message().unwrap(), "Edit text").await.unwrap();
    let Outcome::Modal(form) = &form.outcome else { panic!("{}", form.text()) };
    let options = ("options", "Django\nNode.js\nFastAPI");
    let edited = ada.submit(form, &[("question", "Which backend?"), options]).await.unwrap();
    assert!(edited.text().contains("No evidence yet: FastAPI"), "{}", edited.text());
    ada.press(edited.message().unwrap(), "Post this poll").await.unwrap();

    world.restart().await;
    let public = world.stack.public_messages();
    let poll = public.iter().find(|message| message.text().contains("Poll P-1")).unwrap();
    let ben = world.ben();
    let first = ben.press(poll, "Evidence").await.unwrap();
    assert!(first.message().unwrap().ephemeral);
    let mut pages = vec![first];
    for _ in 0..2 {
        let page = pages.last().unwrap().message().unwrap();
        let next = page.buttons().find(|b| b.label.starts_with("Next:")).unwrap().label.clone();
        pages.push(ben.press(page, &next).await.unwrap());
    }
    let mut pages: Vec<String> = pages.iter().map(stackwise_sandbox::Exchange::text).collect();
    for page in &mut pages {
        // Where a reader begins depends on who they are.
        page.truncate(page.find("| Option ").unwrap());
        let title = page.find("\n| ").unwrap();
        *page = page.split_off(title + 1);
    }
    pages.sort();
    assert_snapshot!(pages.join("\n"), @"");
}

#[tokio::test]
async fn old_and_forged_buttons_say_what_to_do() {
    let world = World::new().await;
    let ada = world.ada();
    let long = ada.slash(&format!("/recommend for: {}", "x".repeat(501))).await.unwrap();
    assert!(long.text().contains("longer than I can read"), "{}", long.text());
    let menu = ada.slash("/recommend for: a chat").await.unwrap();
    world.advance(std::time::Duration::from_secs(31 * 24 * 60 * 60));
    let late = ada.press(menu.message().unwrap(), "Go on with these").await.unwrap();
    assert!(late.text().contains("Use `/recommend` again"), "{}", late.text());
}

async fn choose(world: &World, from: &MessageView, labels: &[&str]) -> stackwise_sandbox::Exchange {
    let placeholder = from.selects().next().unwrap().placeholder.clone();
    world.ada().choose(from, &placeholder, labels).await.unwrap()
}
