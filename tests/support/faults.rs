//! A web server that misbehaves on demand, for tests and soak tests: plain TCP on 127.0.0.1, one request per connection
//! or several.
//!
//! A function answers each request with a [`Reply`]; the server counts connections and requests and logs the requests.
//! Units: bytes and `Duration`. Deliberately absent: TLS, HTTP/2 and everything else that no test needs.

#![allow(dead_code, reason = "each of the programs that share it uses a part")]

use std::fmt::Write as _;
use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Longest request header that is read, in bytes.
const MAX_HEAD_BYTES: usize = 64 << 10;

/// How long simultaneous requests are held, so that one more than allowed would be noticed.
const HELD_ON: Duration = Duration::from_millis(10);

/// A piece of an endless body, in bytes.
const PIECE_BYTES: usize = 16 << 10;

/// A request, as far as tests need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// Path and query.
    pub(crate) path: String,
    /// Header lines, names in lower case.
    pub(crate) headers: Vec<(String, String)>,
}

impl Asked {
    /// A header of the request.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// How the body is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Manner {
    /// Normally.
    #[default]
    Whole,
    /// After a pause.
    Slow(Duration),
    /// Once this many requests wait at the same time; afterwards at once.
    Together(usize),
    /// Byte by byte, with a pause after each.
    Drip(Duration),
    /// Announced completely, but the connection closes after this many bytes.
    CutAfter(usize),
    /// Announced with this many bytes too many.
    TooShortBy(usize),
    /// Announced with this many bytes too few.
    TooLongBy(usize),
    /// The body repeated for ever.
    Endless,
    /// Nothing at all; the connection stays open.
    Silence,
    /// The connection is closed at once.
    HangUp,
}

/// An answer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reply {
    /// Status code.
    pub(crate) status: u16,
    /// Headers besides the length.
    pub(crate) headers: Vec<(String, String)>,
    /// Body.
    pub(crate) body: Vec<u8>,
    /// How it is sent.
    pub(crate) manner: Manner,
}

impl Reply {
    /// 200 with an HTML body.
    pub(crate) fn html(body: impl Into<Vec<u8>>) -> Self {
        Self::new(200, body).with("content-type", "text/html; charset=utf-8")
    }

    /// Any status with a body.
    pub(crate) fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: Vec::new(), body: body.into(), manner: Manner::Whole }
    }

    /// A redirect.
    pub(crate) fn redirect(to: &str) -> Self {
        Self::new(302, "").with("location", to)
    }

    /// Adds a header.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sends it in another way.
    pub(crate) fn manner(mut self, manner: Manner) -> Self {
        self.manner = manner;
        self
    }
}

type Answer = dyn Fn(&Asked) -> Reply + Send + Sync;

/// A running server; ends when dropped.
pub(crate) struct FaultServer {
    address: SocketAddr,
    state: Arc<State>,
    task: tokio::task::JoinHandle<()>,
}

#[derive(Default)]
struct State {
    connections: AtomicUsize,
    requests: AtomicUsize,
    now: AtomicUsize,
    most: AtomicUsize,
    log: Mutex<Vec<Asked>>,
    came: tokio::sync::Notify,
}

/// A request being answered, until this is dropped.
struct Held<'a>(&'a State);

impl State {
    /// A request came.
    fn hold(&self) -> Held<'_> {
        self.requests.fetch_add(1, Ordering::SeqCst);
        let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(now, Ordering::SeqCst);
        self.came.notify_waiters();
        Held(self)
    }

    /// Waits until this many requests were held at the same time.
    async fn together(&self, many: usize) {
        loop {
            let mut came = std::pin::pin!(self.came.notified());
            came.as_mut().enable();
            if self.most.load(Ordering::SeqCst) >= many {
                return;
            }
            came.await;
        }
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.now.fetch_sub(1, Ordering::SeqCst);
    }
}

impl FaultServer {
    /// Starts on a free port of 127.0.0.1, inside the current tokio runtime.
    #[expect(clippy::disallowed_methods, reason = "a server for tests owns its own tasks")]
    pub(crate) async fn start(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let state = Arc::new(State::default());
        let (shared, answer): (_, Arc<Answer>) = (Arc::clone(&state), Arc::new(answer));
        let task = tokio::spawn(async move {
            let mut open = tokio::task::JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                shared.connections.fetch_add(1, Ordering::SeqCst);
                open.spawn(talk(stream, Arc::clone(&shared), Arc::clone(&answer)));
                while open.try_join_next().is_some() {}
            }
        });
        Ok(Self { address, state, task })
    }

    /// `http://127.0.0.1:PORT`.
    pub(crate) fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Connections so far.
    pub(crate) fn connections(&self) -> usize {
        self.state.connections.load(Ordering::SeqCst)
    }

    /// Requests so far.
    pub(crate) fn requests(&self) -> usize {
        self.state.requests.load(Ordering::SeqCst)
    }

    /// Most requests that were waiting at the same time.
    pub(crate) fn most_at_once(&self) -> usize {
        self.state.most.load(Ordering::SeqCst)
    }

    /// The requests, in order.
    pub(crate) fn log(&self) -> Vec<Asked> {
        self.state.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How often a path was requested.
    pub(crate) fn asked(&self, path: &str) -> usize {
        self.log().iter().filter(|asked| asked.path == path).count()
    }

    /// Clears the log (a soak test would fill the memory with it).
    pub(crate) fn forget(&self) {
        self.state.log.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Drop for FaultServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// One connection: handles requests until either side closes it.
async fn talk(mut stream: TcpStream, state: Arc<State>, answer: Arc<Answer>) {
    let mut pending = Vec::new();
    while let Some(asked) = read_request(&mut stream, &mut pending).await {
        let held = state.hold();
        let reply = answer(&asked);
        state.log.lock().unwrap_or_else(PoisonError::into_inner).push(asked);
        if !write_reply(&mut stream, &reply, held).await.unwrap_or(false) {
            return;
        }
    }
}

async fn read_request(stream: &mut TcpStream, pending: &mut Vec<u8>) -> Option<Asked> {
    let end = loop {
        if let Some(at) = pending.windows(4).position(|four| four == b"\r\n\r\n") {
            break at;
        }
        if pending.len() > MAX_HEAD_BYTES || stream.read_buf(pending).await.ok()? == 0 {
            return None;
        }
        if pending.first().is_some_and(|byte| !byte.is_ascii_alphabetic()) {
            // A TLS handshake: answered as plain HTTP servers do.
            let _ = stream.write_all(b"HTTP/1.1 400 X\r\ncontent-length: 0\r\n\r\n").await;
            return None;
        }
    };
    let head: Vec<u8> = pending.drain(..end + 4).collect();
    let head = String::from_utf8_lossy(&head);
    let mut lines = head.split("\r\n");
    let path = lines.next()?.split(' ').nth(1)?.to_owned();
    let headers = lines.filter_map(|line| line.split_once(':'));
    Some(Asked { path, headers: headers.map(|(k, v)| (k.to_ascii_lowercase(), v.trim().to_owned())).collect() })
}

/// Sends a reply; `true` when the connection can serve another request.
async fn write_reply(stream: &mut TcpStream, reply: &Reply, held: Held<'_>) -> io::Result<bool> {
    match reply.manner {
        Manner::HangUp => return Ok(false),
        Manner::Silence => {
            // Until the other side gives up.
            let _ = stream.read(&mut [0]).await;
            return Ok(false);
        }
        Manner::Slow(pause) => tokio::time::sleep(pause).await,
        Manner::Together(many) => {
            held.0.together(many).await;
            tokio::time::sleep(HELD_ON).await;
        }
        _ => {}
    }
    // Before the first byte: after the last one the other side may send a new request before this one is counted as
    // answered.
    drop(held);
    let length = match reply.manner {
        Manner::TooShortBy(missing) => Some(reply.body.len() + missing),
        Manner::TooLongBy(hidden) => Some(reply.body.len().saturating_sub(hidden)),
        Manner::Endless => None,
        _ => Some(reply.body.len()),
    };
    stream.write_all(head(reply, length).as_bytes()).await?;
    match reply.manner {
        Manner::CutAfter(bytes) => stream.write_all(&reply.body[..bytes.min(reply.body.len())]).await?,
        Manner::Drip(pause) => {
            for byte in &reply.body {
                stream.write_all(&[*byte]).await?;
                tokio::time::sleep(pause).await;
            }
        }
        Manner::Endless => loop {
            let piece = if reply.body.is_empty() { vec![b'x'; PIECE_BYTES] } else { reply.body.clone() };
            stream.write_all(&piece).await?;
        },
        _ => stream.write_all(&reply.body).await?,
    }
    stream.flush().await?;
    Ok(matches!(reply.manner, Manner::Whole | Manner::Slow(_) | Manner::Together(_) | Manner::Drip(_)))
}

fn head(reply: &Reply, length: Option<usize>) -> String {
    let mut head = format!("HTTP/1.1 {} X\r\n", reply.status);
    if reply.status != 304
        && let Some(length) = length
    {
        let _ = write!(head, "content-length: {length}\r\n");
    }
    for (name, value) in &reply.headers {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    head + "\r\n"
}
