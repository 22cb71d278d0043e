//! What a server's managers set, and what it changes.

use insta::assert_snapshot;
use stackwise_sandbox::Permissions;

use crate::world::World;

#[tokio::test]
async fn a_manager_chooses_the_time_zone_that_closing_times_are_read_in() {
    let mut world = World::new().await;
    let olga = world.sandbox.add_member(&world.guild, "Olga", Permissions::MANAGE_GUILD);
    let olga = olga.in_channel(&world.stack);
    let panel = olga.slash("/settings").await.unwrap();
    assert_snapshot!(panel.text(), @r"
    Settings of this server
    Time zone: UTC, as nobody has chosen one here. It is Fri 20 Nov 2026, 12:00 there.
    Closing times are read in it. Choose another one with `/settings time-zone`.
    Rankings are counted by ranked pairs unless a draft says otherwise. Open polls keep how they are counted.
    _Only you can see this_
    ");
    let line = "/poll create question: Which? options: a, b closes: 2026-11-24 17:00";
    let draft = world.ada().slash(line).await.unwrap();
    assert!(draft.text().contains("Closes <t:1795539600:F>"), "17:00 UTC: {}", draft.text());

    let cities = olga.autocomplete("/settings time-zone: berl|").await.unwrap();
    assert_eq!(cities[0].name, "Europe/Berlin");
    let cities = olga.autocomplete("/settings time-zone: new y|").await.unwrap();
    assert_eq!(cities[0].name, "America/New_York");
    assert!(olga.autocomplete("/settings time-zone: |").await.unwrap().len() > 20);

    let wrong = olga.slash("/settings time-zone: Mars/**Base**").await.unwrap();
    assert_snapshot!(wrong.text(), @r"
    I know no time zone “Mars/\*\*Base\*\*”. Nothing was changed. Type a city and pick from what completes, like Europe/Berlin.
    _Only you can see this_
    ");
    let set = olga.slash("/settings time-zone: europe/berlin").await.unwrap();
    assert_snapshot!(set.text(), @r"
    Stored for this server:
    Time zone: Europe/Berlin. It is Fri 20 Nov 2026, 13:00 there.
    Closing times that you type are read in it, those of drafts as well. Open polls keep theirs.
    Rankings are counted by ranked pairs unless a draft says otherwise. Open polls keep how they are counted.
    _Only you can see this_
    ");
    let ranked = "/poll create question: Which? options: a, b, c";
    let draft = world.ada().slash(ranked).await.unwrap();
    assert!(draft.text().contains("Vote: rank, counted by ranked pairs"), "{}", draft.text());
    let set = olga.slash("/settings rank: Instant runoff").await.unwrap();
    assert!(set.text().contains("counted by instant runoff"), "{}", set.text());
    let draft = world.ada().slash(ranked).await.unwrap();
    assert!(draft.text().contains("Vote: rank, counted by instant runoff"), "{}", draft.text());
    world.restart().await;
    let panel = olga.slash("/settings").await.unwrap();
    assert_snapshot!(panel.text(), @r"
    Settings of this server
    Time zone: Europe/Berlin. It is Fri 20 Nov 2026, 13:00 there.
    Closing times are read in it. Choose another one with `/settings time-zone`.
    Rankings are counted by instant runoff unless a draft says otherwise. Open polls keep how they are counted.
    _Only you can see this_
    ");
    let draft = world.ada().slash(line).await.unwrap();
    assert!(draft.text().contains("Closes <t:1795536000:F>"), "17:00 in Berlin: {}", draft.text());
    assert!(draft.text().contains("time zone Europe/Berlin"), "{}", draft.text());
    assert_eq!(world.stack.public_messages().len(), 0, "settings are nobody else's business");
}

#[tokio::test]
async fn others_are_not_shown_the_settings() {
    let world = World::new().await;
    assert!(world.mia().slash("/settings").await.is_err(), "Discord does not offer it");
}
