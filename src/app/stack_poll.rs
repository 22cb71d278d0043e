//! `/poll stack`: a draft whose options are stacks, or anything else, with the evidence on them.

use std::sync::Arc;

use super::attached::attached;
use super::{App, Invocation, Reply};
use crate::answer;
use crate::knowledge::{Knowledge, Stack};
use crate::poll::{Attached, Choices, DraftText};
use crate::render::plan_options;

/// Opens a private draft. Options that name a known stack, by any of its names, get its evidence
/// under the name that was typed.
pub(super) async fn plan(
    app: &App,
    inv: &Invocation,
    options: &str,
    question: &str,
    closes: &str,
    choices: Choices,
) -> Reply {
    let index = app.index();
    let by_line = DraftText::new("", options, "").options_by_line();
    let named = named(index.knowledge(), &by_line);
    let mut stacks: Vec<Arc<Stack>> = Vec::new();
    for (_, stack) in &named {
        if stacks.iter().all(|known| known.id != stack.id) {
            stacks.push(Arc::clone(stack));
        }
    }
    let evidence = attached(app, &stacks, &[]).map(|found| under_typed_names(&found, &named));
    let asked = match question.trim() {
        "" => plan_options(&by_line.lines().collect::<Vec<_>>()),
        typed => typed.to_owned(),
    };
    app.polls.create(inv, DraftText::new(&asked, options, closes), choices, evidence).await
}

/// The options that name a stack, as typed.
fn named(knowledge: &Knowledge, options: &str) -> Vec<(String, Arc<Stack>)> {
    let stack = |option: &str| {
        let stack = answer::stack_named(knowledge, option).ok()?;
        Some((option.to_owned(), Arc::clone(stack)))
    };
    options.lines().filter_map(stack).collect()
}

fn under_typed_names(found: &Attached, named: &[(String, Arc<Stack>)]) -> Arc<Attached> {
    let options = named.iter().filter_map(|(typed, stack)| {
        let on = found.on(&stack.name)?;
        Some(crate::poll::AttachedOption { option: typed.clone(), ..on.clone() })
    });
    Arc::new(Attached { at: found.at, options: options.collect() })
}
