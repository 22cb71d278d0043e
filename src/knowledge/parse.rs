//! From the text of the files to checked values, or every fault at once.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::catalogue::{Catalogue, List};
use super::entry::{Evidence, Gap, GapReason, Knowledge, Source, Stack, Topic, Words};
use super::fault::Fault;
use super::parse_entry::read_entries;
use super::table::{self, Table, Text};

/// Longest id of a source, stack, topic or entry; keeps button ids within Discord's 100.
pub(super) const ID_CHARACTERS: usize = 40;

/// One file of a knowledge folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path relative to the folder, with `/`: `stacks/nodejs/cpu-bound.toml`.
    pub name: String,
    /// What it holds.
    pub text: String,
}

/// Reads a knowledge base.
///
/// Order of `files` does not matter; entries keep the order of file names and places.
///
/// # Errors
///
/// Every fault in every file, sorted by file and line.
pub fn parse(files: &[File]) -> Result<Knowledge, Vec<Fault>> {
    let faults = RefCell::new(Vec::new());
    let mut files: Vec<&File> = files.iter().collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));

    let open = |name: &str| {
        let file = files.iter().find(|file| file.name == name)?;
        Some(table::Source::new(&file.name, &file.text, &faults))
    };
    for name in ["sources.toml", "stacks.toml", "topics.toml"] {
        if open(name).is_none() {
            let what = format!("there is no {name}");
            let help = "knowledge/README.md says what belongs in it".into();
            faults.borrow_mut().push(Fault { file: name.into(), line: 1, what, help });
        }
    }
    let sources = open("sources.toml").map(|f| read_list(&f, "source", read_source));
    let stacks = open("stacks.toml").map(|f| read_list(&f, "stack", read_stack));
    let topics = open("topics.toml").map(|f| read_list(&f, "topic", read_topic));
    let words = open("words.toml").map(|f| read_words(&f)).unwrap_or_default();
    let gaps = open("gaps.toml").map(|f| read_gaps(&f)).unwrap_or_default();

    let catalogue = Catalogue {
        sources: sources.unwrap_or_default(),
        stacks: stacks.unwrap_or_default(),
        topics: topics.unwrap_or_default(),
    };
    let contents: Vec<&File> =
        files.iter().copied().filter(|f| !CATALOGUE.contains(&f.name.as_str())).collect();
    let (entries, lines) = read_entries(&contents, &catalogue, &faults);

    let mut faults = faults.into_inner();
    check_near(&catalogue.topics, &mut faults);
    if faults.is_empty() {
        let Catalogue { sources, stacks, topics } = catalogue;
        let (sources, stacks, topics) = (sources.values, stacks.values, topics.values);
        return Ok(Knowledge { sources, stacks, topics, entries, lines, words, gaps });
    }
    faults.sort();
    faults.dedup();
    Err(faults)
}

const CATALOGUE: [&str; 5] =
    ["sources.toml", "stacks.toml", "topics.toml", "words.toml", "gaps.toml"];
/// Longest question of a gap.
const GAP_CHARACTERS: usize = 200;

/// Reads `[[key]]` tables, each with a unique `id`; faulty ones count as declared.
fn read_list<T>(
    file: &table::Source<'_>,
    key: &'static str,
    read: fn(&Table<'_, '_>, String) -> Option<T>,
) -> List<T> {
    let document = file.document();
    let root = Table::new(file, document.get_ref(), 0..0, "the file");
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut list = List::default();
    for mut table in root.tables(key, &format!("write [[{key}]] above each one")) {
        table.name = format!("a {key}");
        let id = read_id(&table);
        let mut again = false;
        if let Some(id) = &id {
            table.name = format!("{key} `{}`", id.value);
            again = duplicate(&table, &mut seen, id);
            list.declared.insert(id.value.clone());
        }
        let name = id.map_or_else(String::new, |id| id.value);
        // What else is wrong with the second one is told as well; the first one counts.
        let value = read(&table, name.clone());
        if again {
            list.twice.insert(name);
        } else {
            list.values.extend(value.map(Arc::new));
        }
        table.finish();
    }
    root.finish();
    list
}

/// The `id` of a table: lower-case letters, digits and hyphens.
pub(super) fn read_id(table: &Table<'_, '_>) -> Option<Text> {
    let id = table.text("id", ID_CHARACTERS)?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !id.value.chars().all(plain) {
        let what = format!("has the id {:?}", id.value);
        table.fault(&id.at, &what, "use lower-case letters, digits and hyphens: `loop-blocks`");
        return None;
    }
    Some(id)
}

/// Notes a fault when the id was seen before, and returns whether it was.
pub(super) fn duplicate(
    table: &Table<'_, '_>,
    seen: &mut HashMap<String, usize>,
    id: &Text,
) -> bool {
    let line = table.source.line(id.at.start);
    let Some(first) = seen.get(&id.value) else {
        seen.insert(id.value.clone(), line);
        return false;
    };
    let help = format!("the first stands in line {first}; rename or delete one of them");
    table.fault(&id.at, "stands here a second time", help);
    true
}

fn read_source(table: &Table<'_, '_>, id: String) -> Option<Source> {
    let kinds = [
        ("opinion", Evidence::Opinion),
        ("documentation", Evidence::Documentation),
        ("measured", Evidence::Measured),
    ];
    let value = |text: Option<Text>| text.map(|t| t.value);
    let name = table.text("name", 40);
    let title = table.text("title", 200);
    let publisher = value(table.optional("publisher", 100));
    let author = value(table.optional("author", 100));
    let date = table.optional("date", 10).and_then(|date| read_date(table, date));
    let url = table.optional("url", 300).and_then(|url| read_url(table, url));
    let kind = table.word("kind", &kinds, None);
    let bias = table.text("bias", 250);
    let sells = table.flag("sells");
    let sections: Vec<String> = table.texts("sections", 120).into_iter().map(|t| t.value).collect();
    if sections.is_empty() {
        table.fault(&table.at, "lists no `sections`", "list the headings that entries may cite");
    }
    Some(Source {
        id,
        name: name?.value,
        title: title?.value,
        publisher,
        author,
        date,
        url,
        kind: kind?,
        bias: bias?.value,
        sells,
        sections,
    })
}

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, a day of the calendar.
fn read_date(table: &Table<'_, '_>, date: Text) -> Option<String> {
    let full = match date.value.len() {
        4 => format!("{}-01-01", date.value),
        7 => format!("{}-01", date.value),
        _ => date.value.clone(),
    };
    if full.parse::<jiff::civil::Date>().is_ok() {
        return Some(date.value);
    }
    let what = format!("has the date {:?}", date.value);
    table.fault(&date.at, &what, "write a year, year-month or year-month-day: 2026-11-20");
    None
}

fn read_url(table: &Table<'_, '_>, url: Text) -> Option<String> {
    let web = url.value.starts_with("https://") || url.value.starts_with("http://");
    if web && !url.value.contains(char::is_whitespace) {
        return Some(url.value);
    }
    table.fault(&url.at, "has a `url` that is no web address", "begin it with https://");
    None
}

fn read_stack(table: &Table<'_, '_>, id: String) -> Option<Stack> {
    let name = table.text("name", 40);
    let aliases = lower_case(table, "aliases");
    Some(Stack { id, name: name?.value, aliases })
}

fn read_topic(table: &Table<'_, '_>, id: String) -> Option<Topic> {
    let name = table.text("name", 60);
    let meaning = table.text("meaning", 120);
    let words = lower_case(table, "words");
    let descriptive = table.flag("descriptive");
    let near = table.texts("near", 60).into_iter().map(|near| near.value).collect();
    Some(Topic { id, name: name?.value, meaning: meaning?.value, words, descriptive, near })
}

/// Every topic that is near to another must be one.
fn check_near(topics: &List<Topic>, faults: &mut Vec<Fault>) {
    for topic in &topics.values {
        for near in topic.near.iter().filter(|near| !topics.declared.contains(*near)) {
            let what = format!("topic `{}` is `near` to `{near}`, which is no topic", topic.id);
            let help = "write the id of a topic of this file".into();
            faults.push(Fault { file: "topics.toml".into(), line: 1, what, help });
        }
    }
}

/// A list of words that must be in lower case.
fn lower_case(table: &Table<'_, '_>, key: &'static str) -> Vec<String> {
    let lower = |text: Text| {
        let lower = text.value.to_lowercase();
        if lower != text.value {
            let what = format!("has {:?} in `{key}`", text.value);
            table.fault(&text.at, &what, format!("write it in lower case: {lower:?}"));
        }
        lower
    };
    table.texts(key, 60).into_iter().map(lower).collect()
}

fn read_words(file: &table::Source<'_>) -> Words {
    let document = file.document();
    let root = Table::new(file, document.get_ref(), 0..0, "the file");
    let words = Words {
        synonyms: read_synonyms(&root),
        technologies: lower_case(&root, "technologies"),
        lists: read_map(&root, "lists"),
    };
    root.finish();
    words
}

/// Questions without an answer, by why they have none.
fn read_gaps(file: &table::Source<'_>) -> Vec<Gap> {
    let document = file.document();
    let root = Table::new(file, document.get_ref(), 0..0, "the file");
    let reasons = [("off-topic", GapReason::OffTopic), ("no-evidence", GapReason::NoEvidence)];
    let mut gaps = Vec::new();
    for mut table in root.tables("gap", "write [[gap]] above each kind") {
        table.name = "a gap".into();
        let reason = table.word("reason", &reasons, None);
        let questions = table.texts("questions", GAP_CHARACTERS);
        let questions = questions.into_iter().map(|question| question.value).collect();
        gaps.extend(reason.map(|reason| Gap { reason, questions }));
        table.finish();
    }
    root.finish();
    gaps
}

/// What words mean, each word once: one that stands in several groups means all they say.
fn read_synonyms(root: &Table<'_, '_>) -> Vec<(String, Vec<String>)> {
    let mut synonyms: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for group in root.tables("synonyms", "write [[synonyms]] above each group") {
        let meaning = lower_case(&group, "mean");
        for word in lower_case(&group, "words") {
            let known = synonyms.entry(word).or_default();
            let new: Vec<_> = meaning.iter().filter(|m| !known.contains(m)).cloned().collect();
            known.extend(new);
        }
        group.finish();
    }
    synonyms.into_iter().collect()
}

/// A table of lists of words, keys free: `tool = ["linter"]`.
fn read_map(root: &Table<'_, '_>, key: &'static str) -> Vec<(String, Vec<String>)> {
    let Some(value) = root.get(key) else { return Vec::new() };
    let Some(map) = value.get_ref().as_table() else {
        root.fault(&value.span(), &format!("has no table as `{key}`"), format!("write [{key}]"));
        return Vec::new();
    };
    let map = Table::new(root.source, map, value.span(), format!("table `{key}`"));
    let mut lists = BTreeMap::new();
    for (word, value) in map.entries() {
        let list = read_words_list(&map, word, value.get_ref().as_array(), &value.span());
        lists.insert(word.to_lowercase(), list);
    }
    lists.into_iter().collect()
}

fn read_words_list(
    map: &Table<'_, '_>,
    word: &str,
    items: Option<&toml::de::DeArray<'_>>,
    at: &Range<usize>,
) -> Vec<String> {
    let texts: Option<Vec<String>> = items.and_then(|items| {
        items.iter().map(|item| item.get_ref().as_str().map(str::to_lowercase)).collect()
    });
    texts.unwrap_or_else(|| {
        let what = format!("has no list of words at `{word}`");
        map.fault(at, &what, format!("write {word} = [\"…\", \"…\"]"));
        Vec::new()
    })
}
