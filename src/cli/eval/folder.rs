//! Reading a collection in the form of BEIR: every fault at once, each with its line.
//!
//! The form: <https://github.com/beir-cellar/beir/wiki/Load-your-custom-dataset>.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::knowledge::{Document, Fault};

const CORPUS: &str = "corpus.jsonl";
const QUERIES: &str = "queries.jsonl";
const JUDGEMENTS: &str = "qrels.tsv";
const UNANSWERABLE: &str = "queries_oos.jsonl";
/// First column of the line above the judgements.
const HEADER: &str = "query-id";
/// Longest line read, in bytes: far longer than any text that a search can make sense of.
const LINE_BYTES: u64 = 4 * 1024 * 1024;

/// A question put to the collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CollectionQuery {
    pub(super) id: String,
    pub(super) text: String,
}

/// A whole, checked collection.
#[derive(Debug, Default)]
pub(super) struct Collection {
    pub(super) documents: Vec<Document>,
    pub(super) queries: Vec<CollectionQuery>,
    /// Per query, in their order: the documents judged, by place, with how relevant each is.
    pub(super) judgements: Vec<HashMap<u32, i32>>,
    /// Queries that no document answers; none when the folder has no such file.
    pub(super) unanswerable: Option<Vec<CollectionQuery>>,
}

/// A document as written. Unknown keys are allowed: collections carry remarks.
#[derive(Deserialize)]
struct DocumentLine {
    #[serde(rename = "_id")]
    id: String,
    #[serde(default)]
    title: String,
    text: String,
}

/// A query as written.
#[derive(Deserialize)]
struct QueryLine {
    #[serde(rename = "_id")]
    id: String,
    text: String,
}

impl Collection {
    /// Reads a folder.
    ///
    /// # Errors
    ///
    /// Every fault in it, in the order of the files.
    pub(super) fn read(folder: &Path) -> Result<Self, Vec<Fault>> {
        let mut reader = Reader { folder, faults: Vec::new() };
        let documents = reader.documents();
        let queries = reader.queries(QUERIES);
        let judgements = reader.judgements(&documents, &queries);
        let has_more = folder.join(UNANSWERABLE).exists();
        let unanswerable = has_more.then(|| reader.queries(UNANSWERABLE).into_list());
        if !reader.faults.is_empty() {
            return Err(reader.faults);
        }
        let (documents, queries) = (documents.into_list(), queries.into_list());
        Ok(Self { documents, queries, judgements, unanswerable })
    }
}

/// Things with ids, in order, each id once.
struct Filed<T> {
    list: Vec<T>,
    /// Per id: its place, and the line it stands in.
    places: HashMap<String, (u32, usize)>,
    /// Whether the file could be read at all; if not, every id would seem unknown.
    is_read: bool,
}

impl<T> Filed<T> {
    fn into_list(self) -> Vec<T> {
        self.list
    }
}

struct Reader<'a> {
    folder: &'a Path,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn documents(&mut self) -> Filed<Document> {
        self.filed(CORPUS, "document", |line: DocumentLine| {
            let document = Document { id: line.id.clone(), title: line.title, text: line.text };
            (line.id, document)
        })
    }

    fn queries(&mut self, file: &str) -> Filed<CollectionQuery> {
        self.filed(file, "query", |line: QueryLine| {
            (line.id.clone(), CollectionQuery { id: line.id, text: line.text })
        })
    }

    /// Reads one JSON object a line; `checked` gives its id and its value.
    fn filed<Raw: DeserializeOwned, T>(
        &mut self,
        file: &str,
        what: &str,
        checked: impl Fn(Raw) -> (String, T),
    ) -> Filed<T> {
        let mut filed = Filed { list: Vec::new(), places: HashMap::new(), is_read: true };
        filed.is_read = self.lines(file, |reader, number, line| {
            let raw: Raw = match serde_json::from_str(line) {
                Ok(raw) => raw,
                Err(error) => {
                    let error = error.to_string().replace(" at line 1 column ", " at column ");
                    let help = "write one JSON object a line, with the texts `_id` and `text`";
                    return reader.fault(file, number, format!("is no {what}: {error}"), help);
                }
            };
            let (id, value) = checked(raw);
            if id.is_empty() || id.contains(char::is_whitespace) {
                let help = "write an `_id` of one word: a run holds words between blanks";
                return reader.fault(file, number, format!("`_id` {id:?} is not one word"), help);
            }
            if let Some((_, first)) = filed.places.get(&id) {
                let help = format!("the first stands in line {first}; rename or delete one");
                return reader.fault(file, number, format!("`_id` {id:?} stands twice"), &help);
            }
            let place = u32::try_from(filed.list.len()).unwrap_or(u32::MAX);
            filed.places.insert(id, (place, number));
            filed.list.push(value);
        });
        if filed.is_read && filed.list.is_empty() && !self.faults.iter().any(|f| f.file == file) {
            self.fault(file, 1, format!("holds no {what}"), "write at least one line");
        }
        filed
    }

    fn judgements(
        &mut self,
        documents: &Filed<Document>,
        queries: &Filed<CollectionQuery>,
    ) -> Vec<HashMap<u32, i32>> {
        let mut judged: Vec<HashMap<u32, i32>> = vec![HashMap::new(); queries.list.len()];
        let mut some = false;
        let is_read = self.lines(JUDGEMENTS, |reader, number, line| {
            let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
            if number == 1 && columns[0] == HEADER {
                return;
            }
            some = true;
            let [query, document, score] = columns[..] else {
                let what = format!("has {} columns instead of 3", columns.len());
                let help = "write query, document and score with a tab between them";
                return reader.fault(JUDGEMENTS, number, what, help);
            };
            let score: Option<i32> = score.parse().ok().or_else(|| {
                let what = format!("the score {score:?} is no whole number");
                let help =
                    "write 0 for a document that does not answer, 1 or more for one that does";
                reader.fault(JUDGEMENTS, number, what, help);
                None
            });
            let mut place = |id: &str, known: &HashMap<String, (u32, usize)>, file, what| {
                let place = known.get(id).map(|(place, _)| *place);
                if place.is_none() {
                    let help = format!("add it to {file}, or delete this line");
                    reader.fault(JUDGEMENTS, number, format!("{what} {id:?} is unknown"), &help);
                }
                place
            };
            let query_at = place(query, &queries.places, QUERIES, "query");
            let document_at = place(document, &documents.places, CORPUS, "document");
            let (Some(query_at), Some(document_at), Some(score)) = (query_at, document_at, score)
            else {
                return;
            };
            if judged[query_at as usize].insert(document_at, score).is_some() {
                let what = format!("{document:?} is judged twice for query {query:?}");
                reader.fault(JUDGEMENTS, number, what, "delete one of the two lines");
            }
        });
        // Ids of a file that is not there would all be called unknown.
        if !documents.is_read || !queries.is_read {
            self.faults.retain(|fault| fault.file != JUDGEMENTS);
        }
        if is_read && !some {
            let help = "write at least one line: query, document and score, a tab between them";
            self.fault(JUDGEMENTS, 1, "holds no judgement".into(), help);
        }
        judged
    }

    /// Hands over each line that is not blank; whether the file could be read.
    fn lines(&mut self, file: &str, mut take: impl FnMut(&mut Self, usize, &str)) -> bool {
        let mut read = match std::fs::File::open(self.folder.join(file)) {
            Ok(open) => BufReader::new(open),
            Err(error) => {
                let help =
                    "a collection is a folder with corpus.jsonl, queries.jsonl and qrels.tsv";
                self.fault(file, 1, format!("cannot be read: {error}"), help);
                return false;
            }
        };
        let mut line = Vec::new();
        for number in 1.. {
            line.clear();
            let length = std::io::Read::take(&mut read, LINE_BYTES).read_until(b'\n', &mut line);
            match length {
                Ok(0) => break,
                Ok(length) if length as u64 == LINE_BYTES && line.last() != Some(&b'\n') => {
                    let what = format!("is longer than {LINE_BYTES} bytes");
                    self.fault(file, number, what, "is this a collection? Divide its texts");
                    return false;
                }
                Ok(_) => {}
                Err(error) => {
                    let help = "name a folder whose files can be read";
                    self.fault(file, number, format!("cannot be read: {error}"), help);
                    return false;
                }
            }
            match std::str::from_utf8(&line) {
                Ok(text) if text.trim().is_empty() => {}
                Ok(text) => take(self, number, text.trim_end_matches(['\r', '\n'])),
                Err(_) => self.fault(file, number, "is no text".into(), "save it as UTF-8"),
            }
        }
        true
    }

    fn fault(&mut self, file: &str, line: usize, what: String, help: &str) {
        self.faults.push(Fault { file: file.into(), line, what, help: help.into() });
    }
}
