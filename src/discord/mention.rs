//! Messages that mention the bot, turned into invocations.

use serenity::all::{Message, MessageType};

use crate::app::{
    BotRights, ChannelId, Invocation, InvocationId, MessageId, Person, Request, ServerId, UserId,
};

/// The invocation in a message that mentions the user `us` in its own text.
///
/// None for bots, webhooks, system messages and replies to a message of ours: a reply notifies us
/// without asking anything. `@everyone` is no mention of ours, whatever else it reaches.
pub(super) fn invocation(message: &Message, us: u64) -> Option<Invocation> {
    let person = &message.author;
    if person.bot || message.webhook_id.is_some() || person.id.get() == us {
        return None;
    }
    if !matches!(message.kind, MessageType::Regular | MessageType::InlineReply) {
        return None;
    }
    let replied_to = message.referenced_message.as_deref();
    if replied_to.is_some_and(|m| m.author.id.get() == us) {
        return None;
    }
    let text = without_mention(&message.content, us)?;
    let name = message.member.as_ref().and_then(|m| m.nick.as_deref());
    let name = name.or(person.global_name.as_deref()).unwrap_or(&person.name);
    Some(Invocation {
        id: InvocationId(message.id.get()),
        server: message.guild_id.map(|g| ServerId(g.get())),
        channel: ChannelId(message.channel_id.get()),
        // Who wrote a message there may write there. Discord tells no more about either of us.
        person: Person::new(UserId(person.id.get()), name),
        rights: BotRights { send: true, embed: true, attach: true },
        locale: "en-US".into(),
        request: Request::Mention { text, message: MessageId(message.id.get()) },
    })
}

/// The text without mentions of the user `us`; none when it holds none.
fn without_mention(text: &str, us: u64) -> Option<String> {
    let forms = [format!("<@{us}>"), format!("<@!{us}>")];
    if !forms.iter().any(|form| text.contains(form)) {
        return None;
    }
    let bare = forms.iter().fold(text.to_owned(), |text, form| text.replace(form, " "));
    Some(bare.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(without_mention(text, 7).as_deref(), expected, "{text}");
    }

    #[test]
    fn only_the_text_itself_mentions() {
        check("<@7> is node fast?", Some("is node fast?"));
        check("hey <@!7>  is node fast?", Some("hey    is node fast?"));
        check("<@7>", Some(""));
        check("is node fast?", None);
        check("<@77> is node fast?", None);
        check("@everyone is node fast?", None);
    }
}
