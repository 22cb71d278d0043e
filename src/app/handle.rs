//! One arm per request: who does what.

use super::{
    App, Invocation, Reply, Request, about, answer_press, ask, compare, complete, decisions, faq,
    mention, recommend, remove, stack_poll,
};
use crate::poll::{Choices, Disclosure, DraftText, Rules};
use crate::render::{Press, notice};

/// Does what was asked for. Delivered twice, it does no harm.
pub async fn handle(app: &App, invocation: Invocation) -> Reply {
    let reply = route(app, &invocation).await;
    let reply = decisions::beside(app, &invocation, reply).await;
    if invocation.rights.embed { reply } else { without_embed(reply) }
}

async fn route(app: &App, inv: &Invocation) -> Reply {
    match &inv.request {
        Request::Ask { question, private } => {
            let reply = ask::ask(app, inv, question, *private);
            decisions::on_question(app, inv, question, reply).await
        }
        Request::Mention { text, message } => mention::mention(app, inv, text, *message).await,
        Request::Compare { first, second, topic } => {
            let reply = compare::compare(app, inv, first, second, topic.as_deref());
            decisions::on_stacks(app, inv, [first, second], topic.as_deref(), reply).await
        }
        Request::Recommend { build } => recommend::recommend(app, inv, build),
        Request::Faq { topic } => faq::faq(app, inv, topic.as_deref()),
        Request::Sources => about::sources(app),
        Request::Help => about::help(app),
        Request::RemoveReply { message, ours, asked_by } => {
            remove::remove(app, inv, *message, *ours, *asked_by).await
        }
        Request::PollCreate { .. }
        | Request::PollStack { .. }
        | Request::PollClose { .. }
        | Request::PollChange { .. }
        | Request::PollResults { .. }
        | Request::PollList
            if inv.server.is_none() =>
        {
            Reply::Private(notice::server_only())
        }
        Request::PollCreate { question, options, closes, vote, secret } => {
            let typed = [question, options, closes].map(|text| text.as_deref().unwrap_or_default());
            let [question, options, closes] = typed;
            let choices = Choices { kind: *vote, ..choices(*secret) };
            app.polls.create(inv, DraftText::new(question, options, closes), choices, None).await
        }
        Request::PollStack { options, question, closes, secret } => {
            let [question, closes] =
                [question, closes].map(|text| text.as_deref().unwrap_or_default());
            stack_poll::plan(app, inv, options, question, closes, choices(*secret)).await
        }
        Request::PollClose { poll } => app.polls.close(inv, poll).await,
        Request::PollChange { poll, change } => app.polls.manage(inv, poll, change).await,
        Request::PollResults { poll } => app.polls.results(inv, poll).await,
        Request::PollList => app.polls.list(inv).await,
        Request::Decision(request) => decisions::request(app, inv, request).await,
        Request::Settings { time_zone, rank } => {
            app.polls.settings(inv, time_zone.as_deref(), *rank).await
        }
        Request::Press { press, message, values, fields } => match press {
            Press::Answer(id, press) => answer_press::press(app, inv, *id, press, values).await,
            Press::Compare(first, second, press) => {
                compare::press(app, inv, first, second, press, values).await
            }
            Press::Recommend(id, press) => recommend::press(app, inv, *id, press, values).await,
            Press::Faq(press) => faq::press(app, inv, press, values),
            Press::Poll(id, press) => {
                app.polls.press(inv, *id, press, *message, values, fields).await
            }
            Press::Decision(id, press) => {
                decisions::press(app, inv, *id, press, *message, fields).await
            }
            Press::Decide(id, press) => decisions::decide_press(app, inv, *id, *press).await,
        },
        Request::StalePress => Reply::Private(notice::stale()),
        Request::Complete { command, option, typed, filled } => {
            complete::complete(app, inv, command, option, typed, filled).await
        }
    }
}

/// The choices of a draft as its command gives them.
fn choices(secret: bool) -> Choices {
    let disclosure = if secret { Disclosure::Secret } else { Disclosure::default() };
    let rules = Rules { disclosure, ..Rules::default() };
    Choices { rules, ..Choices::default() }
}

/// Where embeds cannot be shown, everything stands in plain content.
fn without_embed(reply: Reply) -> Reply {
    match reply {
        Reply::Public(message) => Reply::Public(message.without_embed()),
        Reply::Private(message) => Reply::Private(message.without_embed()),
        Reply::Update(message) => Reply::Update(message.without_embed()),
        other => other,
    }
}
