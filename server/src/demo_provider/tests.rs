//! What the provider keeps, and for how long.

use std::time::Instant;

use super::*;

fn code() -> Code {
    Code { slug: "anna".to_owned(), nonce: None, challenge: String::new() }
}

#[derive(clap::Parser)]
struct Line {
    #[command(flatten)]
    config: Config,
}

fn provider() -> Arc<DemoProvider> {
    let line = <Line as clap::Parser>::parse_from(["test"]);
    DemoProvider::new(&line.config).expect("made").expect("on")
}

#[test]
fn a_code_works_once_and_for_a_minute() {
    let demo = provider();
    let name = demo.keep_code(code());
    assert!(demo.use_code(&name).is_some());
    assert!(demo.use_code(&name).is_none());

    let old = demo.keep_code(code());
    if let Some(kept) = demo.codes.lock().expect("the codes").get_mut(&old) {
        kept.0 = Instant::now().checked_sub(CODE_LIFE).expect("a minute ago");
    }
    assert!(demo.use_code(&old).is_none());
    assert!(demo.use_code("made up").is_none());
}

#[test]
fn what_waits_is_bounded() {
    let demo = provider();
    let first = demo.keep_code(code());
    for _ in 0..MOST {
        demo.keep_code(code());
    }
    assert_eq!(demo.codes.lock().expect("the codes").len(), MOST);
    assert!(demo.use_code(&first).is_none(), "the oldest went");
}
