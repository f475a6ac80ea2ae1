//! A server that fails in every possible way, again and again: nothing that was stored is lost, and in the end
//! everything is there.
//!
//! `LOA_HTTP_FAULTS` sets the number of faults (default 60).

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::faults::{Manner, Reply};

use crate::desk::{Desk, forced, usual};

/// A fault, by its number.
fn fault(kind: u8, whole: Reply) -> Reply {
    match kind {
        0 => Reply::new(500, ""),
        1 => Reply::new(503, "").with("retry-after", "0"),
        2 => Reply::new(429, "").with("retry-after", "0"),
        3 => whole.manner(Manner::CutAfter(40)),
        4 => whole.manner(Manner::TooShortBy(9)),
        5 => whole.manner(Manner::HangUp),
        6 => whole.with("content-encoding", "gzip").manner(Manner::CutAfter(9)),
        7 => Reply::redirect("http://127.0.0.1:1/"),
        8 => Reply::redirect("//[::1]/"),
        9 => Reply::html("<script>document.cookie='a='+b();location.reload()</script>"),
        10 => Reply::html(vec![0; 200_000]),
        11 => Reply::html("<div><b><p>x".repeat(4_000)),
        12 => Reply::html("\u{1b}]0;x\u{7}"),
        13 => whole.with("content-length", "99999999999999999999"),
        _ => Reply::new(200, ""),
    }
}

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::disallowed_methods, reason = "a test is steered by the environment")]
async fn after_any_number_of_faults_every_article_is_there() {
    let wanted = std::env::var("LOA_HTTP_FAULTS").ok().and_then(|n| n.parse().ok()).unwrap_or(60_usize);
    let met = Arc::new(AtomicUsize::new(0));
    let random = Mutex::new(fastrand::Rng::with_seed(7));
    let counted = Arc::clone(&met);
    let mut desk = Desk::new(&["bao.test", "khac.test"], move |asked| {
        let whole = usual(asked, 12);
        if asked.path.ends_with("robots.txt") || counted.load(Ordering::SeqCst) >= wanted {
            return whole;
        }
        let mut random = random.lock().unwrap();
        if random.bool() {
            return whole;
        }
        counted.fetch_add(1, Ordering::SeqCst);
        fault(random.u8(0..15), whole)
    })
    .await;
    desk.engine.network.total_timeout = Duration::from_secs(20);
    let mut readable = 0;
    let mut runs = 0;
    while met.load(Ordering::SeqCst) < wanted && runs < wanted + 50 {
        desk.pass(90_000);
        desk.run(forced()).await;
        assert!(desk.readable() >= readable, "what was readable stays so");
        readable = desk.readable();
        runs += 1;
        if readable == 24 {
            // Everything is stored: the faults now affect what is fetched again.
            desk.run(loaphuong::sync::RefreshScope { force: true, ..loaphuong::sync::RefreshScope::default() }).await;
        }
    }
    for _ in 0..3 {
        desk.pass(90_000);
        desk.run(forced()).await;
    }
    assert_eq!(desk.readable(), 24, "{:?}", desk.rows());
}
