//! Looking for words inside texts, on both databases.

use sea_orm::sea_query::{Cond, Expr, ExprTrait, Func, IntoColumnRef};
use sea_orm::{ColumnTrait, DbBackend, QueryFilter};

/// The place of `word` in `text`, from 1; 0 when it is not there.
pub fn place_of(backend: DbBackend, text: Expr, word: &str) -> Expr {
    let name = if backend == DbBackend::Postgres { "strpos" } else { "instr" };
    Func::cust(name).arg(text).arg(word).into()
}

/// The rest of `text` behind the first `mark`.
pub fn behind(backend: DbBackend, text: Expr, mark: &str) -> Expr {
    Func::cust("substr").arg(text.clone()).arg(place_of(backend, text, mark).add(1)).into()
}

/// Some word of the text begins with `word`; words are set off by spaces and bars. Most texts fail
/// the first look, which does not care where a word begins.
fn has_word(backend: DbBackend, text: &Expr, word: &str) -> Cond {
    let at = |word: &str| place_of(backend, text.clone(), word);
    let begins = Cond::any().add(at(&format!(" {word}")).gt(0)).add(at(&format!("|{word}")).gt(0)).add(at(word).eq(1));
    Cond::all().add(at(word).gt(0)).add(begins)
}

/// Narrows a select to rows whose text has all the words.
pub fn with_words<S: QueryFilter, C: ColumnTrait + IntoColumnRef>(
    backend: DbBackend,
    select: S,
    column: C,
    words: &[String],
) -> S {
    let text = Expr::col(column);
    words.iter().fold(select, |select, word| select.filter(has_word(backend, &text, word)))
}
