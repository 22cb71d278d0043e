//! A conversation as a text file: who types or presses what, one step a line.
//!
//! ```text
//! # Comments and empty lines are skipped.
//! Ada: /ask question: Is Django safe by default?
//! Ada: press "More points"
//! Ada: choose "Which topic did you mean?" "Security"
//! Ada: fill "question" "Which backend?" "options" "Django\nNode.js"
//! Ben: type /compare first: no|
//! Ben: say @Stackwise is django good for a shop?
//! Ben: menu "Answer this"
//! ```

use std::collections::HashMap;

use anyhow::{Context, anyhow, bail};
use stackwise_sandbox::{
    Channel, Component, Member, MessageId, MessageView, ModalView, Outcome, Sandbox,
};

/// Steps that have been read and understood.
#[derive(Debug)]
pub(super) struct Script {
    steps: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    line: usize,
    member: String,
    said: String,
    action: Action,
}

#[derive(Debug, PartialEq)]
enum Action {
    Slash(String),
    Complete(String),
    Say(String),
    Press(String),
    Menu(String),
    Choose(String, Vec<String>),
    Fill(Vec<(String, String)>),
}

impl Script {
    /// Reads a script; `members` are the names that may act.
    ///
    /// # Errors
    ///
    /// Every line that cannot be understood.
    pub(super) fn parse(text: &str, members: &[&str]) -> anyhow::Result<Self> {
        let mut steps = Vec::new();
        let mut faults = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match step(index + 1, line, members) {
                Ok(step) => steps.push(step),
                Err(error) => faults.push(format!("line {}: {error:#}", index + 1)),
            }
        }
        if faults.is_empty() && steps.is_empty() {
            faults.push("there is no step in it".into());
        }
        if !faults.is_empty() {
            bail!(
                "{}\n  help: write `{}: /ask question: Is Django safe?`, or press, choose, fill, type, say, menu",
                faults.join("\n"),
                members.first().unwrap_or(&"Ada")
            );
        }
        Ok(Self { steps })
    }

    /// Plays the script; `tell` gets the transcript, piece by piece.
    ///
    /// # Errors
    ///
    /// A step that could not be taken, with its line.
    pub(super) async fn play(
        &self,
        stage: &mut Stage,
        tell: &mut dyn FnMut(&str),
    ) -> anyhow::Result<()> {
        for step in &self.steps {
            tell(&format!("{}: {}\n", step.member, step.said));
            let shown = stage
                .take(&step.member, &step.action)
                .await
                .with_context(|| format!("line {}: {}", step.line, step.said))?;
            for text in shown {
                tell(&format!("{}\n", indent(&text)));
            }
            tell("\n");
        }
        Ok(())
    }
}

fn step(line: usize, text: &str, members: &[&str]) -> anyhow::Result<Step> {
    let (member, said) = text.split_once(':').context("there is no `Name:` in front")?;
    let member = member.trim();
    if !members.contains(&member) {
        bail!("nobody here is called {member:?}; members: {}", members.join(", "));
    }
    let said = said.trim();
    Ok(Step { line, member: member.into(), said: said.into(), action: action(said)? })
}

fn action(said: &str) -> anyhow::Result<Action> {
    if said.starts_with('/') {
        return Ok(Action::Slash(said.into()));
    }
    let (verb, rest) = said.split_once(' ').unwrap_or((said, ""));
    let rest = rest.trim();
    match verb {
        "say" if !rest.is_empty() => return Ok(Action::Say(rest.into())),
        "type" if rest.contains('|') => return Ok(Action::Complete(rest.into())),
        "type" => bail!("`type` wants a `|` where the cursor stands"),
        _ => {}
    }
    let mut texts = quoted(rest)?;
    match (verb, texts.len()) {
        ("press", 1) => Ok(Action::Press(texts.remove(0))),
        ("menu", 1) => Ok(Action::Menu(texts.remove(0))),
        ("choose", 2..) => {
            let options = texts.split_off(1);
            Ok(Action::Choose(texts.remove(0), options))
        }
        ("fill", n) if n > 0 && n % 2 == 0 => Ok(Action::Fill(
            texts.chunks(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect(),
        )),
        ("press" | "menu" | "choose" | "fill" | "say", n) => {
            bail!("`{verb}` does not take {n} texts")
        }
        _ => bail!("`{verb}` is no step"),
    }
}

/// Texts in double quotes, with `\n` and `\"` inside.
fn quoted(text: &str) -> anyhow::Result<Vec<String>> {
    let mut texts = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let body = rest.strip_prefix('"').context("texts stand in double quotes")?;
        let mut out = String::new();
        let mut end = None;
        let mut letters = body.char_indices();
        while let Some((at, letter)) = letters.next() {
            match letter {
                '"' => {
                    end = Some(at + 1);
                    break;
                }
                '\\' => match letters.next() {
                    Some((_, 'n')) => out.push('\n'),
                    Some((_, other)) => out.push(other),
                    None => {}
                },
                letter => out.push(letter),
            }
        }
        rest = body[end.context("a quote is not closed")?..].trim_start();
        texts.push(out);
    }
    Ok(texts)
}

/// What a person reads of a message, with what stands in its menus: turning a menu's page changes
/// nothing else.
fn readable(view: &MessageView) -> String {
    let menus = view.selects().map(|menu| {
        let labels: Vec<&str> = menu.options.iter().map(|option| option.label.as_str()).collect();
        format!("\nIn the menu: {}", labels.join("; "))
    });
    format!("{}{}", view.text(), menus.collect::<String>())
}

fn indent(text: &str) -> String {
    text.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

/// A channel with people in it, and what each has been shown.
pub(super) struct Stage {
    sandbox: Sandbox,
    channel: Channel,
    members: HashMap<String, Member>,
    form: Option<ModalView>,
    shown: HashMap<MessageId, String>,
}

impl Stage {
    pub(super) fn new(sandbox: Sandbox, channel: Channel, members: &[Member]) -> Self {
        let members = members.iter().map(|member| (member.name(), member.clone())).collect();
        Self { sandbox, channel, members, form: None, shown: HashMap::new() }
    }

    /// Takes a step; returns what the member reads because of it.
    async fn take(&mut self, name: &str, action: &Action) -> anyhow::Result<Vec<String>> {
        let member = self.members.get(name).context("nobody of that name")?.clone();
        let actor = member.in_channel(&self.channel);
        let exchange = match action {
            Action::Say(text) => {
                let said = actor.say(text);
                self.shown.insert(said.id, readable(&said));
                let answers = |view: &MessageView| view.reference == Some(said.id);
                // Silence is an answer too: a mention that asks for nothing gets none.
                let _ = self.channel.shows(&member, answers).await;
                return Ok(self.news(&member));
            }
            Action::Complete(line) => {
                let choices = actor.autocomplete(line).await?;
                return Ok(choices.into_iter().map(|choice| choice.name).collect());
            }
            Action::Slash(line) => actor.slash(line).await?,
            Action::Press(label) => {
                let message = self.with_button(&member, label).await?;
                actor.press(&message, label).await?
            }
            Action::Choose(menu, options) => {
                let message = self.with_menu(&member, menu).await?;
                let options: Vec<&str> = options.iter().map(String::as_str).collect();
                actor.choose(&message, menu, &options).await?
            }
            Action::Fill(boxes) => {
                let form = self.form.take().context("no form is open")?;
                let boxes: Vec<(&str, &str)> =
                    boxes.iter().map(|(label, text)| (label.as_str(), text.as_str())).collect();
                actor.submit(&form, &boxes).await?
            }
            Action::Menu(entry) => {
                let message = self.channel.last_message().context("there is no message yet")?;
                actor.message_menu(&message, entry).await?
            }
        };
        let mut shown = Vec::new();
        match &exchange.outcome {
            Outcome::Modal(form) => {
                shown.push(form.text());
                self.form = Some(form.clone());
            }
            Outcome::Choices(_) | Outcome::Deferred | Outcome::Failed(_) => {
                shown.push(exchange.text());
            }
            _ => {}
        }
        shown.extend(self.news(&member));
        Ok(shown)
    }

    /// What this member sees that is new or has changed.
    fn news(&mut self, member: &Member) -> Vec<String> {
        let mut news = Vec::new();
        for view in self.channel.messages_seen_by(member) {
            let text = readable(&view);
            if self.shown.get(&view.id) != Some(&text) {
                self.shown.insert(view.id, text.clone());
                news.push(text);
            }
        }
        news
    }

    async fn with_button(&self, member: &Member, label: &str) -> anyhow::Result<MessageView> {
        let named = |c: &Component| matches!(c, Component::Button(b) if b.label == label);
        let found = self.newest(member, named).await;
        found.ok_or_else(|| anyhow!("no message has a button {label:?}"))
    }

    async fn with_menu(&self, member: &Member, placeholder: &str) -> anyhow::Result<MessageView> {
        let named =
            |c: &Component| matches!(c, Component::Select(s) if s.placeholder == placeholder);
        let found = self.newest(member, named).await;
        found.ok_or_else(|| anyhow!("no message has a menu {placeholder:?}"))
    }

    /// Waits for it: a poll is redrawn only every other second.
    async fn newest(
        &self,
        member: &Member,
        fits: impl Fn(&Component) -> bool,
    ) -> Option<MessageView> {
        let has = |view: &MessageView| view.rows.iter().flatten().any(&fits);
        self.channel.shows(member, has).await.ok()
    }

    /// Waits until the bot is there.
    pub(super) async fn ready(&self) -> anyhow::Result<()> {
        Ok(self.sandbox.bot_ready().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(said: &str, expected: &Action) {
        assert_eq!(&action(said).unwrap(), expected);
    }

    #[test]
    fn steps_are_read() {
        let text = |t: &str| t.to_owned();
        check("/ask question: a", &Action::Slash(text("/ask question: a")));
        check("press \"More points\"", &Action::Press(text("More points")));
        check(
            "choose \"Which?\" \"a \\\"b\\\"\"",
            &Action::Choose(text("Which?"), vec![text("a \"b\"")]),
        );
        check("fill \"Options\" \"a\\nb\"", &Action::Fill(vec![(text("Options"), text("a\nb"))]));
        check("say hi", &Action::Say(text("hi")));
        check("type /compare first: no|", &Action::Complete(text("/compare first: no|")));
    }

    #[test]
    fn every_faulty_line_is_told() {
        let script = "Ada: /help\nZoe: /help\nnonsense\nAda: press More\nAda: fly\nAda: fill \"a\"";
        let error = Script::parse(script, &["Ada"]).unwrap_err().to_string();
        insta::assert_snapshot!(error, @r#"
        line 2: nobody here is called "Zoe"; members: Ada
        line 3: there is no `Name:` in front
        line 4: texts stand in double quotes
        line 5: `fly` is no step
        line 6: `fill` does not take 1 texts
          help: write `Ada: /ask question: Is Django safe?`, or press, choose, fill, type, say, menu
        "#);
        assert!(Script::parse("# nothing\n", &["Ada"]).is_err());
    }
}
