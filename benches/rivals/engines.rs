//! The other engines, each as its documentation shows it: Porter or Snowball stemming, in memory.

use std::sync::Arc;

use bm25::{Language, SearchEngine, SearchEngineBuilder};
use rusqlite::Connection;
use stackwise::knowledge::Knowledge;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{IndexReader, TantivyDocument};

use crate::HITS;
use crate::texts::text;

/// An engine that is measured.
pub(crate) trait Rival {
    /// As the table calls it.
    const NAME: &'static str;

    /// Indexes the entries' texts.
    fn build(knowledge: &Arc<Knowledge>) -> Self;

    /// How many of the best ten it finds.
    fn ask(&mut self, question: &str) -> usize;
}

/// tantivy in memory, one writing thread, one segment.
pub(crate) struct Tantivy {
    reader: IndexReader,
    parser: QueryParser,
}

impl Rival for Tantivy {
    const NAME: &'static str = "tantivy, en_stem";

    fn build(knowledge: &Arc<Knowledge>) -> Self {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("en_stem")
            .set_index_option(IndexRecordOption::WithFreqs);
        let field =
            schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
        let index = tantivy::Index::create_in_ram(schema.build());
        let mut writer = index
            .writer_with_num_threads::<TantivyDocument>(1, 500_000_000)
            .expect("memory for one writer");
        for entry in &knowledge.entries {
            let document = tantivy::doc!(field => text(entry));
            writer.add_document(document).expect("a document is added in memory");
        }
        writer.commit().expect("what was added is kept in memory");
        let parser = QueryParser::for_index(&index, vec![field]);
        Self { reader: index.reader().expect("an index in memory can be read"), parser }
    }

    fn ask(&mut self, question: &str) -> usize {
        let (query, _) = self.parser.parse_query_lenient(question);
        let top = self.reader.searcher().search(&query, &TopDocs::with_limit(HITS));
        top.map_or(0, |top| top.len())
    }
}

/// The `bm25` crate with its own tokenizer for English.
pub(crate) struct Bm25(SearchEngine<u32>);

impl Rival for Bm25 {
    const NAME: &'static str = "bm25 crate";

    fn build(knowledge: &Arc<Knowledge>) -> Self {
        let texts = knowledge.entries.iter().map(|entry| text(entry));
        Self(SearchEngineBuilder::<u32>::with_corpus(Language::English, texts).build())
    }

    fn ask(&mut self, question: &str) -> usize {
        self.0.search(question, HITS).len()
    }
}

/// SQLite's full-text search with the Porter stemmer, in memory.
pub(crate) struct Fts5(Connection);

impl Rival for Fts5 {
    const NAME: &'static str = "SQLite FTS5, porter";

    fn build(knowledge: &Arc<Knowledge>) -> Self {
        let open = || -> rusqlite::Result<Connection> {
            let mut connection = Connection::open_in_memory()?;
            connection.execute_batch(
                "CREATE VIRTUAL TABLE entry USING fts5(text, tokenize = 'porter unicode61')",
            )?;
            let transaction = connection.transaction()?;
            {
                let mut insert = transaction.prepare("INSERT INTO entry VALUES (?1)")?;
                for entry in &knowledge.entries {
                    insert.execute([text(entry)])?;
                }
            }
            transaction.commit()?;
            Ok(connection)
        };
        Self(open().expect("a database in memory"))
    }

    fn ask(&mut self, question: &str) -> usize {
        let words = question.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let query: Vec<String> = words.map(|word| format!("\"{word}\"")).collect();
        let ask = || -> rusqlite::Result<usize> {
            let mut select = self.0.prepare_cached(
                "SELECT rowid, rank FROM entry WHERE entry MATCH ?1 ORDER BY rank LIMIT ?2",
            )?;
            let rows = select.query_map(
                (query.join(" OR "), i64::try_from(HITS).unwrap_or(i64::MAX)),
                |row| row.get::<_, i64>(0),
            )?;
            Ok(rows.count())
        };
        ask().unwrap_or(0)
    }
}
