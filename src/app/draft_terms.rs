//! The terms of a draft, chosen one by one from its menus.

use super::drafting::{Checked, DRAFT_DAYS, already, check, draw};
use super::ledger::Ledger;
use super::polls::{Core, failed, field, private};
use super::vault::Vault;
use super::writer::Waits;
use super::{DraftRecord, Invocation, PollKey, PollRecord, Reply, StoreError};
use crate::poll::{
    Choices, Disclosure, Kind, MOST_OPTIONS, MOST_PICKED, Member, Reasons, Reminder, Role, RoleId,
    Rules, TimeZoneName, VoterId, Voters, clean, methods,
};
use crate::render::poll::{self as show, BadNumber, DraftPage};
use crate::render::{Form, Term};
use crate::time::Timestamp;

/// Longest name of a person or role that is kept, in code points.
const NAME: usize = 80;

/// Most ballots that a quorum may ask for.
const MOST_QUORUM: u32 = 1_000_000;

/// What changing a draft came to.
enum Changed {
    Draft(Box<(DraftRecord, Checked)>, DraftPage),
    Posted(Box<PollRecord>),
    Gone,
}

/// What was chosen or typed.
struct Chosen {
    values: Vec<String>,
    fields: Vec<(String, String)>,
}

impl Core {
    /// Shows a page of the draft.
    pub(super) async fn draft_page(
        &self,
        inv: &Invocation,
        key: PollKey,
        page: DraftPage,
    ) -> Reply {
        self.change_draft(inv, key, move |_, _| Ok(page)).await
    }

    /// Opens the form for quorum, threshold and cap.
    pub(super) async fn ask_numbers(&self, inv: &Invocation, key: PollKey) -> Reply {
        self.form_of_draft(inv, key, |draft| show::numbers_form(key.1, &draft.choices)).await
    }

    /// Opens a form made of the person's own draft.
    pub(super) async fn form_of_draft(
        &self,
        inv: &Invocation,
        key: PollKey,
        form: impl FnOnce(&DraftRecord) -> Form,
    ) -> Reply {
        let author = VoterId(inv.person.id.0);
        let read = self.writer.call(Waits::Somebody, move |ledger, _| {
            Ok(ledger.draft(key)?.filter(|draft| draft.author.id == author))
        });
        match read.await {
            Err(why) => private(failed(&why)),
            Ok(None) => Reply::Update(show::draft_gone(DRAFT_DAYS)),
            Ok(Some(draft)) => Reply::Form(form(&draft)),
        }
    }

    /// Takes a choice.
    pub(super) async fn set_term(
        &self,
        inv: &Invocation,
        key: PollKey,
        term: Term,
        values: &[String],
        fields: &[(String, String)],
    ) -> Reply {
        let chosen = Chosen { values: values.to_vec(), fields: fields.to_vec() };
        let vault = self.vault.clone();
        self.change_draft(inv, key, move |draft, options| {
            if term == Term::People {
                return pick(&vault, key, &mut draft.choices.rules, &chosen);
            }
            // Discord offers @everyone among the roles, under the server's own id.
            let everyone = chosen.fields.first().is_some_and(|(id, _)| *id == key.0.0.to_string());
            if term == Term::Role && everyone {
                return Ok(electorate(&mut draft.choices.rules, Voters::Everyone));
            }
            Ok(set(&mut draft.choices, options, term, &chosen))
        })
        .await
    }

    /// Adds an option to a draft, which stays a poll in which one is picked.
    pub(super) async fn offer(&self, inv: &Invocation, key: PollKey, option: String) -> Reply {
        self.change_draft(inv, key, move |draft, _| {
            draft.text = draft.text.with_option(&option);
            draft.choices.kind.get_or_insert(Kind::PickOne);
            Ok(DraftPage::Main)
        })
        .await
    }

    async fn change_draft(
        &self,
        inv: &Invocation,
        key: PollKey,
        change: impl FnOnce(&mut DraftRecord, usize) -> Result<DraftPage, StoreError> + Send + 'static,
    ) -> Reply {
        let (author, zone) = (VoterId(inv.person.id.0), self.zone.clone());
        let changed = self.writer.call(Waits::Somebody, move |ledger, now| {
            changed(ledger, key, author, zone, now, change)
        });
        match changed.await {
            Err(why) => private(failed(&why)),
            Ok(Changed::Gone) => Reply::Update(show::draft_gone(DRAFT_DAYS)),
            Ok(Changed::Posted(record)) => Reply::Update(already(&record)),
            Ok(Changed::Draft(read, page)) => {
                let (draft, checked) = *read;
                Reply::Update(draw(inv, &draft, &checked, page))
            }
        }
    }
}

fn changed(
    ledger: &mut Ledger,
    key: PollKey,
    author: VoterId,
    zone: TimeZoneName,
    now: Timestamp,
    change: impl FnOnce(&mut DraftRecord, usize) -> Result<DraftPage, StoreError>,
) -> Result<Changed, StoreError> {
    if let Some(record) = ledger.poll(key)? {
        return Ok(Changed::Posted(Box::new(record)));
    }
    let Some(mut draft) = ledger.draft(key)?.filter(|draft| draft.author.id == author) else {
        return Ok(Changed::Gone);
    };
    let before = draft.clone();
    let options = draft.text.options_typed();
    let page = change(&mut draft, options)?;
    if draft != before {
        ledger.put_draft(draft.clone())?;
    }
    let checked = check(ledger, &draft, now, zone)?;
    Ok(Changed::Draft(Box::new((draft, checked)), page))
}

/// One choice, and the page to show next. What cannot be read changes nothing.
fn set(choices: &mut Choices, options: usize, term: Term, chosen: &Chosen) -> DraftPage {
    let value = chosen.values.first().map_or("", String::as_str);
    let rules = &mut choices.rules;
    match term {
        Term::Kind => {
            let kind = kind(value, choices.kind);
            if choices.kind != kind {
                choices.kind = kind;
                choices.method = None;
            }
            DraftPage::Main
        }
        Term::Voters => match value {
            "role" => DraftPage::Role,
            "people" => DraftPage::People,
            "joined" => electorate(rules, Voters::JoinedBefore),
            _ => electorate(rules, Voters::Everyone),
        },
        Term::Role => match chosen.fields.first() {
            Some((id, name)) => match id.parse() {
                Ok(id) => {
                    let role = Role { id: RoleId(id), name: kept(name) };
                    electorate(rules, Voters::Role(role))
                }
                Err(_) => DraftPage::Role,
            },
            None => DraftPage::Role,
        },
        Term::Disclosure => {
            rules.disclosure = match value {
                "after-vote" => Disclosure::AfterVote,
                "at-close" => Disclosure::AtClose,
                "secret" => Disclosure::Secret,
                _ => Disclosure::Live,
            };
            DraftPage::Main
        }
        Term::Method => {
            let defaults = crate::poll::Defaults::default();
            let kind = choices.terms(options, defaults).kind;
            choices.method = value.parse().ok().filter(|method| methods(kind).contains(method));
            DraftPage::More(None)
        }
        Term::Reasons => {
            rules.reasons = match value {
                "off" => Reasons::Off,
                "required" => Reasons::Required,
                _ => Reasons::Optional,
            };
            DraftPage::More(None)
        }
        Term::Reminder => {
            rules.reminder = match (value, &rules.voters) {
                ("off", _) => Reminder::Off,
                ("role", Voters::Role(role)) => Reminder::Role(role.clone()),
                _ => Reminder::Line,
            };
            DraftPage::More(None)
        }
        Term::Decider => {
            rules.decider = people(chosen).into_iter().next();
            DraftPage::More(None)
        }
        Term::CloseWhenAll => {
            rules.close_when_all = !rules.close_when_all && rules.voters.known().is_some();
            DraftPage::More(None)
        }
        Term::NumbersSent => DraftPage::More(numbers(choices, chosen).err()),
        Term::People | Term::Numbers => DraftPage::Main,
    }
}

fn kind(value: &str, before: Option<Kind>) -> Option<Kind> {
    match value {
        "pick-one" => Some(Kind::PickOne),
        "pick-several" => match before {
            Some(Kind::PickSeveral { most }) => Some(Kind::PickSeveral { most }),
            _ => Some(Kind::PickSeveral { most: None }),
        },
        "rank" => Some(Kind::Rank),
        "rate" => Some(Kind::Rate),
        "agree" => Some(Kind::Agree),
        _ => before,
    }
}

/// Who may vote; what depends on who that was before is undone.
fn electorate(rules: &mut Rules, voters: Voters) -> DraftPage {
    if matches!(rules.reminder, Reminder::Role(_)) {
        rules.reminder = Reminder::Line;
    }
    rules.close_when_all &= voters.known().is_some();
    rules.voters = voters;
    DraftPage::Main
}

/// Keeps who was picked beside the store, and their number in the draft.
fn pick(
    vault: &Vault,
    key: PollKey,
    rules: &mut Rules,
    chosen: &Chosen,
) -> Result<DraftPage, StoreError> {
    let roll = people(chosen);
    if roll.is_empty() {
        return Ok(DraftPage::People);
    }
    let number = u8::try_from(roll.len()).unwrap_or(u8::MAX);
    vault.pick(key, roll)?;
    Ok(electorate(rules, Voters::Picked(number)))
}

/// The people chosen in a menu, each once.
fn people(chosen: &Chosen) -> Vec<Member> {
    let mut people: Vec<Member> = Vec::new();
    for (id, name) in chosen.fields.iter().take(MOST_PICKED) {
        let Ok(id) = id.parse() else { continue };
        let member = Member { id: VoterId(id), name: kept(name) };
        if people.iter().all(|one| one.id != member.id) {
            people.push(member);
        }
    }
    people
}

fn kept(name: &str) -> String {
    clean(name).chars().take(NAME).collect()
}

/// Quorum, threshold and cap as typed; all of them or none.
fn numbers(choices: &mut Choices, chosen: &Chosen) -> Result<(), BadNumber> {
    let read = |id: &'static str, most: u32| -> Result<Option<u32>, BadNumber> {
        let typed = clean(field(&chosen.fields, id));
        let bare = typed.trim_end_matches('%').trim();
        if bare.is_empty() {
            return Ok(None);
        }
        let number = bare.parse().ok().filter(|number| (1..=most).contains(number));
        number.map(Some).ok_or(BadNumber { typed, most })
    };
    let quorum = read("quorum", MOST_QUORUM)?;
    let pass = read("pass", 100)?;
    let most = read("most", u32::try_from(MOST_OPTIONS).unwrap_or(u32::MAX))?;
    let small = |number: Option<u32>| number.and_then(|number| u8::try_from(number).ok());
    choices.rules.quorum = quorum;
    choices.rules.pass = small(pass);
    if let Some(Kind::PickSeveral { most: cap }) = &mut choices.kind {
        *cap = small(most);
    }
    Ok(())
}
