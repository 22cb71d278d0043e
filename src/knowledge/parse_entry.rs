//! The entries: every reference looked up, every rule between entries checked.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::catalogue::Catalogue;
use super::entry::{Citation, Entry, EntryId, Kind, Side, Stack, Stance, Topic};
use super::fault::{Fault, nearest};
use super::parse::{File, duplicate, read_id};
use super::table::{self, Table, Text};

/// Longest statement: fits a phone screen several times over.
const TEXT_CHARACTERS: usize = 400;
/// Longest question; also what a menu and a title can show whole.
const QUESTION_CHARACTERS: usize = 150;

/// Reads the entry files, sorted by name; also the line of each entry in its file.
pub(super) fn read_entries(
    files: &[&File],
    catalogue: &Catalogue,
    faults: &RefCell<Vec<Fault>>,
) -> (Vec<Arc<Entry>>, BTreeMap<EntryId, usize>) {
    let mut entries = Vec::new();
    let mut lines = BTreeMap::new();
    let mut across = Across::default();
    for file in files {
        let source = table::Source::new(&file.name, &file.text, faults);
        let Some(place) = Place::of(&file.name, catalogue, &source) else {
            across.incomplete = true;
            continue;
        };
        let document = source.document();
        let root = Table::new(&source, document.get_ref(), 0..0, "the file");
        let mut seen = HashMap::new();
        for (key, faq) in [("point", false), ("faq", true)] {
            for mut table in root.tables(key, &format!("write [[{key}]] above each one")) {
                table.name = format!("a {key}");
                let line = source.line(table.at.start);
                if let Some(entry) = read_entry(&mut table, faq, &place, catalogue, &mut seen) {
                    across.note(&table, &file.name, &entry);
                    lines.insert(entry.id.clone(), line);
                    entries.push(Arc::new(entry));
                }
                table.finish();
            }
        }
        root.finish();
    }
    faults.borrow_mut().extend(across.faults());
    (entries, lines)
}

/// What a file's path says: the stack and the topic of its entries.
struct Place {
    stack: Arc<Stack>,
    topic: Arc<Topic>,
}

impl Place {
    fn of(name: &str, catalogue: &Catalogue, source: &table::Source<'_>) -> Option<Self> {
        let parts: Vec<&str> = name.trim_end_matches(".toml").split('/').collect();
        let ["stacks", stack, topic] = parts[..] else {
            let help = "entries live in stacks/<stack>/<topic>.toml";
            source.fault(&(0..0), "this file has no place in a knowledge folder", help);
            return None;
        };
        if catalogue.stacks.lacks(stack) {
            let what = format!("the folder names the unknown stack `{stack}`");
            source.fault(&(0..0), what, nearest(stack, catalogue.stacks.ids()));
        }
        if catalogue.topics.lacks(topic) {
            let what = format!("the file names the unknown topic `{topic}`");
            source.fault(&(0..0), what, nearest(topic, catalogue.topics.ids()));
        }
        let (stack, topic) = (catalogue.stacks.get(stack)?, catalogue.topics.get(topic)?);
        Some(Self { stack: stack.clone(), topic: topic.clone() })
    }
}

fn read_entry(
    table: &mut Table<'_, '_>,
    faq: bool,
    place: &Place,
    catalogue: &Catalogue,
    seen: &mut HashMap<String, usize>,
) -> Option<Entry> {
    let id = read_id(table);
    if let Some(id) = &id {
        table.name = format!("entry `{}`", id.value);
        duplicate(table, seen, id);
    }
    let stances = [("pro", Stance::Pro), ("con", Stance::Con), ("neutral", Stance::Neutral)];
    let kind = read_kind(table, faq);
    let about = read_stacks(table, "about", catalogue);
    let stance = table.word("stance", &stances, faq.then_some(Stance::Neutral));
    let over = read_stacks(table, "over", catalogue);
    let text = table.text("text", TEXT_CHARACTERS);
    let keywords = values(table.texts("keywords", 60));
    let asked_as = values(table.texts("asked_as", QUESTION_CHARACTERS * 2));
    let cites = read_cites(table, catalogue);
    let note = table.optional("note", TEXT_CHARACTERS).map(|t| t.value);
    let side = read_side(table);
    let about = if about.is_empty() { vec![place.stack.clone()] } else { about };
    if about[0] != place.stack {
        let help = format!("move it to stacks/{}/{}.toml", about[0].id, place.topic.id);
        table.fault(&table.at, "is about another stack first than its folder", help);
    }
    if let Some(both) = over.iter().find(|s| about.contains(s)) {
        let what = format!("names `{}` in `about` and in `over`", both.id);
        table.fault(&table.at, &what, "a stack is not compared with itself: delete one");
    }
    let id = format!("{}/{}/{}", place.stack.id, place.topic.id, id?.value);
    Some(Entry {
        id: EntryId(id.into()),
        kind: kind?,
        about,
        stance: stance?,
        over,
        topic: place.topic.clone(),
        text: text?.value,
        keywords,
        asked_as,
        cites,
        note,
        side,
    })
}

fn values(texts: Vec<Text>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}

fn read_kind(table: &Table<'_, '_>, faq: bool) -> Option<Kind> {
    if !faq {
        return Some(Kind::Point);
    }
    let question = table.text("question", QUESTION_CHARACTERS);
    let aliases = values(table.texts("aliases", QUESTION_CHARACTERS));
    Some(Kind::Faq { question: question?.value, aliases })
}

fn read_stacks(table: &Table<'_, '_>, key: &'static str, catalogue: &Catalogue) -> Vec<Arc<Stack>> {
    let find = |text: Text| {
        if catalogue.stacks.lacks(&text.value) {
            let what = format!("names the unknown stack `{}` in `{key}`", text.value);
            table.fault(&text.at, &what, nearest(&text.value, catalogue.stacks.ids()));
        }
        catalogue.stacks.get(&text.value).cloned()
    };
    table.texts(key, super::parse::ID_CHARACTERS).into_iter().filter_map(find).collect()
}

fn read_cites(table: &Table<'_, '_>, catalogue: &Catalogue) -> Vec<Citation> {
    let help = "write cites = [{ source = \"…\", section = \"…\" }]";
    let cites = table.tables("cites", help);
    if cites.is_empty() {
        table.fault(&table.at, "cites nobody", help);
    }
    cites.into_iter().filter_map(|cite| read_cite(cite, catalogue)).collect()
}

fn read_cite(cite: Table<'_, '_>, catalogue: &Catalogue) -> Option<Citation> {
    let source = cite.text("source", super::parse::ID_CHARACTERS);
    let section = cite.text("section", 120);
    let found = source.and_then(|text| {
        if catalogue.sources.lacks(&text.value) {
            let what = format!("cites the unknown source `{}`", text.value);
            cite.fault(&text.at, &what, nearest(&text.value, catalogue.sources.ids()));
        }
        catalogue.sources.get(&text.value).cloned()
    });
    let citation = found.zip(section).and_then(|(source, section)| {
        if source.sections.contains(&section.value) {
            return Some(Citation { source, section: section.value });
        }
        // It may stand in the other source of that id.
        if catalogue.sources.twice.contains(&source.id) {
            return None;
        }
        let what = format!("cites the unknown section {:?} of `{}`", section.value, source.id);
        let known = source.sections.iter().map(String::as_str);
        cite.fault(&section.at, &what, nearest(&section.value, known));
        None
    });
    cite.finish();
    citation
}

fn read_side(table: &Table<'_, '_>) -> Option<Side> {
    let dispute = table.optional("dispute", 60);
    let position = table.optional("position", 60);
    match (dispute, position) {
        (Some(dispute), Some(position)) => {
            Some(Side { dispute: dispute.value, position: position.value })
        }
        (Some(text), None) => {
            table.fault(
                &text.at,
                "has a `dispute` and no `position`",
                "say its side in a few words",
            );
            None
        }
        (None, Some(text)) => {
            table.fault(&text.at, "has a `position` and no `dispute`", "name the dispute");
            None
        }
        (None, None) => None,
    }
}

/// Rules that hold between entries: disputes have two sides, questions are asked once.
#[derive(Default)]
struct Across {
    disputes: BTreeMap<String, Vec<(String, Spot)>>,
    questions: HashMap<String, (EntryId, Spot)>,
    faults: Vec<Fault>,
    /// Some file was not read: the other side of a dispute may stand there.
    incomplete: bool,
}

#[derive(Clone)]
struct Spot {
    file: String,
    line: usize,
}

impl Across {
    fn note(&mut self, table: &Table<'_, '_>, file: &str, entry: &Entry) {
        let spot =
            |at: &Range<usize>| Spot { file: file.into(), line: table.source.line(at.start) };
        let here = spot(&table.at);
        if let Some(side) = &entry.side {
            let sides = self.disputes.entry(side.dispute.clone()).or_default();
            sides.push((side.position.clone(), here.clone()));
        }
        let Kind::Faq { question, aliases } = &entry.kind else { return };
        for asked in std::iter::once(question).chain(aliases) {
            let first =
                self.questions.insert(same_question(asked), (entry.id.clone(), here.clone()));
            if let Some((first, _)) = first {
                self.faults.push(Fault {
                    file: here.file.clone(),
                    line: here.line,
                    what: format!("entry `{}` asks again: {asked:?}", entry.id),
                    help: format!("`{first}` asks it already; reword one or join the two"),
                });
            }
        }
    }

    fn faults(self) -> impl Iterator<Item = Fault> {
        let incomplete = self.incomplete;
        let lonely = self.disputes.into_iter().filter_map(move |(dispute, sides)| {
            let (first, spot) = sides.first().filter(|_| !incomplete)?;
            let one = sides.iter().all(|(position, _)| position == first);
            one.then(|| Fault {
                file: spot.file.clone(),
                line: spot.line,
                what: format!("dispute `{dispute}` has one position only: {first:?}"),
                help: "give another entry the other position, or delete the dispute".into(),
            })
        });
        self.faults.into_iter().chain(lonely)
    }
}

/// Questions are the same when their letters and digits are.
fn same_question(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
