//! Files that members attach to commands and messages.

use serde_json::{Value, json};
use stackwise_sandbox::ScriptError;

use crate::bot::text;
use crate::world::{World, world};

async fn world_with_import() -> World {
    let world = world().await;
    let file = json!({ "type": 11, "name": "file", "description": "d", "required": true });
    let command = json!({ "name": "import", "description": "d", "options": [file] });
    world.rest.register(&world.sandbox, json!([command])).await;
    world
}

#[tokio::test]
async fn a_command_takes_a_file() {
    let mut world = world_with_import().await;
    let actor = world.ada().attach("notes.md", "# Notes").unwrap();
    let line = tokio::spawn(async move { actor.slash("/import file: notes.md").await });
    let event = world.socket.event("INTERACTION_CREATE").await["d"].clone();
    let option = &event["data"]["options"][0];
    assert_eq!(option["type"], 11);
    let file = &event["data"]["resolved"]["attachments"][text(&option["value"])];
    assert_eq!((&file["filename"], &file["size"]), (&json!("notes.md"), &json!(7)));
    assert_eq!(file["content_type"], "text/markdown");
    let bytes = reqwest::get(text(&file["url"])).await.unwrap().bytes().await.unwrap();
    assert_eq!(&bytes[..], b"# Notes");
    let reply = json!({ "type": 4, "data": { "content": "taken" } });
    assert_eq!(world.rest.answer(&event, reply).await.0, 204);
    assert_eq!(line.await.unwrap().unwrap().text(), "taken");
}

#[tokio::test]
async fn a_message_carries_files() {
    let mut world = world().await;
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03".as_slice();
    let actor = world.ada().attach("plan.png", png).unwrap().attach("a b.txt", "x").unwrap();
    let said = actor.say("see");
    assert_eq!(said.text(), "see\nplan.png\na_b.txt");
    assert_eq!(&said.files()[1].bytes[..], b"x");
    let heard = world.socket.event("MESSAGE_CREATE").await["d"]["attachments"].clone();
    assert_eq!((&heard[0]["width"], &heard[0]["height"]), (&json!(2), &json!(3)));
}

#[tokio::test]
async fn what_cannot_be_attached_is_an_error() {
    let world = world_with_import().await;
    let bad =
        |made: Result<_, ScriptError>| assert!(matches!(made, Err(ScriptError::BadValue { .. })));
    bad(world.ada().attach("large.bin", vec![0; 10 * 1024 * 1024 + 1]).map(|_| Value::Null));
    bad(world.ada().slash("/import file: notes.md").await.map(|_| Value::Null));
    let mut actor = world.ada();
    for number in 0..10 {
        actor = actor.attach(&format!("{number}.txt"), "x").unwrap();
    }
    bad(actor.attach("10.txt", "x").map(|_| Value::Null));
}
