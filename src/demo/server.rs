//! A small HTTP/1.1 server for the demo: GET and HEAD, keep-alive, ETag and 304. Loopback only.
//!
//! Bounds: request headers of at most [`MAX_HEAD`] bytes, connections idle for at most [`IDLE`].

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// Longest request header, in bytes.
const MAX_HEAD: usize = 16 << 10;
/// Longest idle time of a connection.
const IDLE: Duration = Duration::from_mins(1);

/// A body and its media type.
pub(super) struct ServedBody {
    pub(super) body: Vec<u8>,
    pub(super) media_type: &'static str,
}

/// Listens on a free port of 127.0.0.1 and serves paths from `site` (`None` = 404). The tasks end when the set is
/// dropped.
pub(super) async fn start<F>(site: F) -> io::Result<(SocketAddr, JoinSet<()>)>
where
    F: Fn(&str) -> Option<ServedBody> + Send + Sync + 'static,
{
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    let site = Arc::new(site);
    let mut tasks = JoinSet::new();
    tasks.spawn(async move {
        let mut connections = JoinSet::new();
        while let Ok((stream, _)) = listener.accept().await {
            let site = Arc::clone(&site);
            // If the client closes the connection, there is nobody to tell.
            connections.spawn(async move { serve(stream, &*site).await.unwrap_or_default() });
            while connections.try_join_next().is_some() {}
        }
    });
    Ok((address, tasks))
}

async fn serve<F: Fn(&str) -> Option<ServedBody>>(mut stream: TcpStream, site: &F) -> io::Result<()> {
    let mut buffer = Vec::new();
    loop {
        let Some(head) = read_head(&mut stream, &mut buffer).await? else { return Ok(()) };
        let mut words = head.lines().next().unwrap_or_default().split(' ');
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let wanted_tag = header(&head, "if-none-match");
        let close = header(&head, "connection").is_some_and(|v| v.eq_ignore_ascii_case("close"));
        let answer = answer(method, target, wanted_tag, site);
        stream.write_all(&answer).await?;
        if close {
            return stream.shutdown().await;
        }
    }
}

/// The next request header without its blank line; `None` at the end of the connection or beyond a bound.
async fn read_head(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<Option<String>> {
    loop {
        if let Some(end) = buffer.windows(4).position(|w| w == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&buffer[..end]).into_owned();
            buffer.drain(..end + 4);
            return Ok(Some(head));
        }
        if buffer.len() > MAX_HEAD {
            return Ok(None);
        }
        let mut chunk = [0; 4096];
        match tokio::time::timeout(IDLE, stream.read(&mut chunk)).await {
            Ok(Ok(read)) if read > 0 => buffer.extend_from_slice(&chunk[..read]),
            Ok(Err(error)) => return Err(error),
            _ => return Ok(None),
        }
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines()
        .skip(1)
        .filter_map(|l| l.split_once(':'))
        .find(|(n, _)| n.eq_ignore_ascii_case(name))
        .map(|(_, v)| v.trim())
}

fn answer<F: Fn(&str) -> Option<ServedBody>>(
    method: &str,
    target: &str,
    wanted_tag: Option<&str>,
    site: &F,
) -> Vec<u8> {
    if !matches!(method, "GET" | "HEAD") {
        return b"HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n".to_vec();
    }
    let Some(found) = site(target) else {
        let body = "Không có trang này.\n";
        return format!(
            "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .into_bytes();
    };
    let tag = etag(&found.body);
    if wanted_tag == Some(&tag) {
        return format!("HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n").into_bytes();
    }
    let (media_type, length) = (found.media_type, found.body.len());
    let mut out =
        format!("HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nETag: {tag}\r\nContent-Length: {length}\r\n\r\n")
            .into_bytes();
    if method == "GET" {
        out.extend_from_slice(&found.body);
    }
    out
}

/// FNV-1a of the body: equal bodies have equal tags.
fn etag(body: &[u8]) -> String {
    let hash = body.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3));
    format!("\"{hash:016x}\"")
}
