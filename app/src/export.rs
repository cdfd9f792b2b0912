//! Tables for a spreadsheet: streamed row by row, so that a whole registry needs no memory.

use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::kernel::Cursor;

use crate::error::Failure;

/// Rows read at once.
pub const BATCH: usize = 500;

/// The cells of some rows, and where the next ones begin.
pub type Batch = (Vec<Vec<String>>, Option<String>);

/// A file of `;`-separated rows with a byte-order mark, as office programs of this country open it by
/// a double click. `read` gives the rows after a place.
pub fn csv<F, R>(name: &'static str, head: Vec<String>, read: F) -> Response
where
    F: Fn(Option<Cursor>) -> R + Send + Sync + 'static,
    R: Future<Output = Result<Batch, Failure>> + Send,
{
    enum Next {
        Head(Vec<String>),
        After(Option<Cursor>),
        Nothing,
    }
    let stream = futures::stream::try_unfold((Next::Head(head), read), |(next, read)| async move {
        match next {
            Next::Head(head) => {
                let text = [&b"\xef\xbb\xbf"[..], &lines(&[head])?].concat();
                Ok::<_, anyhow::Error>(Some((text, (Next::After(None), read))))
            }
            Next::After(place) => {
                let (rows, after) = read(place).await?;
                let next = match after.as_deref().and_then(Cursor::parse) {
                    Some(cursor) => Next::After(Some(cursor)),
                    None => Next::Nothing,
                };
                Ok(Some((lines(&rows)?, (next, read))))
            }
            Next::Nothing => Ok(None),
        }
    });
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, Body::from_stream(stream)).into_response()
}

fn lines(rows: &[Vec<String>]) -> anyhow::Result<Vec<u8>> {
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(|cell| harmless(cell)))?;
    }
    writer.into_inner().map_err(|error| anyhow::anyhow!("{error}"))
}

/// A cell that a spreadsheet would take for a formula is made a text by an apostrophe.
fn harmless(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_cannot_be_a_formula() {
        let row = ["=1+1", "+7 000", "@sum", "-2", "a;b", "say \"hi\"", "plain"].map(str::to_owned).to_vec();
        let text = String::from_utf8(lines(&[row]).unwrap()).unwrap();
        assert_eq!(text, "'=1+1;'+7 000;'@sum;'-2;\"a;b\";\"say \"\"hi\"\"\";plain\r\n");
    }

    #[tokio::test]
    async fn all_batches_follow_one_another() {
        let read = |after: Option<Cursor>| async move {
            let place = after.map_or(0, |cursor| cursor.id);
            let next = (place < 2).then(|| Cursor { key: "k".to_owned(), id: place + 1 }.to_string());
            Ok((vec![vec![place.to_string()]], next))
        };
        let response = csv("a.csv", vec!["n".to_owned()], read);
        let body = axum::body::to_bytes(response.into_body(), 1000).await.unwrap();
        assert_eq!(String::from_utf8(body.to_vec()).unwrap(), "\u{feff}n\r\n0\r\n1\r\n2\r\n");
    }
}
