//! The words of the streets, in tantivy's memory.

use tantivy::collector::TopDocs;
use tantivy::directory::RamDirectory;
use tantivy::query::{BooleanQuery, ConstScoreQuery, FuzzyTermQuery, Occur, Query, TermQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{DocAddress, Index, IndexReader, ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term};

use crate::houses::Houses;
use crate::question::Question;

/// Bytes the writer may hold before it puts words in order.
const MEMORY: usize = 64 << 20;
/// Words shorter than this are taken as they are.
const FORGIVEN: usize = 4;
/// Longer words are no words of streets: what their typos cost grows with their length.
const LONGEST: usize = 24;
/// Longer ones may differ in two letters.
const FORGIVEN_TWICE: usize = 9;

/// How much a word's answer is worth: the word itself, its beginning, a typo, a beginning with a typo.
const WORTH: [f32; 4] = [10.0, 5.0, 4.0, 1.0];
/// A word of the street is worth more than the same one of a place or a region.
const OF_STREET: f32 = 1.6;

/// The index.
pub struct Streets {
    reader: IndexReader,
    place: Field,
    street: Field,
    number: Field,
}

impl std::fmt::Debug for Streets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Streets")
    }
}

/// How far words may be from the asked ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Care {
    /// Words and beginnings of words.
    Exact,
    /// Typos too.
    Forgiving,
}

/// A street that has all the words.
#[derive(Clone, Copy, Debug)]
pub struct Likely {
    /// Its place among the streets.
    pub street: usize,
    /// How it was found.
    pub care: Care,
    /// How well it fits, among those found with the same care.
    pub score: f32,
}

impl Streets {
    /// The words of these streets.
    pub fn of(houses: &Houses) -> Result<Self, TantivyError> {
        let mut schema = Schema::builder();
        let words = TextFieldIndexing::default()
            .set_tokenizer("whitespace")
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::Basic);
        let words = TextOptions::default().set_indexing_options(words);
        let (place, street) = (schema.add_text_field("place", words.clone()), schema.add_text_field("street", words));
        let number = schema.add_u64_field("number", FAST);
        let builder = Index::builder().schema(schema.build());
        let mut writer = builder.single_segment_index_writer::<TantivyDocument>(RamDirectory::create(), MEMORY)?;
        for at in 0..houses.streets() {
            let key = houses.key(at);
            let (places, name) = key.rsplit_once('|').unwrap_or(("", key));
            let mut document = TantivyDocument::default();
            document.add_text(place, places.replace('|', " "));
            document.add_text(street, name);
            document.add_u64(number, at as u64);
            writer.add_document(document)?;
        }
        let index = writer.finalize()?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { reader, place, street, number })
    }

    /// The streets that have all the words, the best first.
    pub fn find(&self, asked: &Question, care: Care, most: usize) -> Result<Vec<Likely>, TantivyError> {
        let mut parts: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        // Any word may be half typed: people shorten them.
        parts.extend(asked.words.iter().map(|word| (Occur::Must, self.word(word, care))));
        let whole = if asked.words.is_empty() { Occur::Must } else { Occur::Should };
        parts.extend(asked.figures.iter().map(|figure| (whole, self.figure(figure))));
        let searcher = self.reader.searcher();
        let found = searcher.search(&BooleanQuery::new(parts), &TopDocs::with_limit(most).order_by_score())?;
        found.into_iter().map(|(score, at)| Ok(Likely { street: self.number(&searcher, at)?, care, score })).collect()
    }

    fn number(&self, searcher: &Searcher, at: DocAddress) -> Result<usize, TantivyError> {
        let name = searcher.schema().get_field_name(self.number);
        let numbers = searcher.segment_reader(at.segment_ord).fast_fields().u64(name)?;
        Ok(numbers.first(at.doc_id).unwrap_or_default() as usize)
    }

    fn word(&self, word: &str, care: Care) -> Box<dyn Query> {
        let letters = word.chars().count();
        let mut ways: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for (field, weight) in [(self.street, OF_STREET), (self.place, 1.0)] {
            let term = || Term::from_field_text(field, word);
            let mut way = |query: Box<dyn Query>, worth: f32| {
                ways.push((Occur::Should, Box::new(ConstScoreQuery::new(query, worth * weight))));
            };
            way(Box::new(TermQuery::new(term(), IndexRecordOption::Basic)), WORTH[0]);
            way(Box::new(FuzzyTermQuery::new_prefix(term(), 0, true)), WORTH[1]);
            if care == Care::Forgiving && (FORGIVEN..=LONGEST).contains(&letters) {
                let typos = if FORGIVEN_TWICE <= letters { 2 } else { 1 };
                way(Box::new(FuzzyTermQuery::new(term(), typos, true)), WORTH[2]);
                way(Box::new(FuzzyTermQuery::new_prefix(term(), 1, true)), WORTH[3]);
            }
        }
        Box::new(BooleanQuery::new(ways))
    }

    /// A figure of a name: the very same.
    fn figure(&self, figure: &str) -> Box<dyn Query> {
        let term = |field| -> Box<dyn Query> {
            Box::new(TermQuery::new(Term::from_field_text(field, figure), IndexRecordOption::Basic))
        };
        let either = BooleanQuery::new(vec![(Occur::Should, term(self.street)), (Occur::Should, term(self.place))]);
        Box::new(ConstScoreQuery::new(Box::new(either), WORTH[1]))
    }
}
