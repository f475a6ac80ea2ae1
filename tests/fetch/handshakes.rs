//! Connections that never get to an answer.

use super::*;

#[tokio::test]
async fn a_closed_port_and_an_unknown_name_are_told_apart() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let fetcher = Fetcher::new(NetworkSettings { trusted: vec![format!("http://{closed}/")], ..settings() });
    assert_eq!(kind(&fetcher, &format!("http://{closed}/")).await, "refused");
    // No resolver looks this name up, so it does not matter whether there is one.
    let name = "khong-co-ten-nay".repeat(5);
    assert_eq!(kind(&fetcher, &format!("http://{name}.invalid/")).await, "dns");
}

#[tokio::test]
async fn a_plain_answer_to_an_encrypted_request_is_not_secure() {
    let server = serve(|_| Reply::html("x")).await;
    let address = server.base().replace("http:", "https:");
    let fetcher = Fetcher::new(NetworkSettings { trusted: vec![address.clone()], ..settings() });
    let error = get(&fetcher, &address).await.unwrap_err();
    assert_eq!(error.kind().name(), "tls", "{error}");
}

#[tokio::test]
async fn whatever_answers_a_handshake_is_told_within_the_time_limit() {
    let record = |kind: u8, length: u16| [&[kind, 3, 3][..], &length.to_be_bytes()].concat();
    let opening = [record(22, 16_384), vec![2, 0, 63, 252], vec![0; 200]].concat();
    let answers = [
        ("nothing, and the line stays open", Vec::new(), Hold::Open),
        ("nothing, and the line is closed", Vec::new(), Hold::Closed),
        ("rubbish", b"\x00\xff\x1b]0;x\x07 rubbish".repeat(100), Hold::Open),
        ("a refusal", [record(21, 2), vec![2, 40]].concat(), Hold::Open),
        ("a record that is longer than one may be", [record(22, u16::MAX), vec![2; 4000]].concat(), Hold::Open),
        ("the beginning of a hello", opening, Hold::Open),
        ("empty records without end", record(22, 0), Hold::Repeated),
        ("warnings without end", [record(21, 2), vec![1, 0]].concat(), Hold::Repeated),
    ];
    for (what, bytes, hold) in answers {
        let address = answering(bytes, hold);
        let limit = Duration::from_millis(400);
        let settings = NetworkSettings {
            trusted: vec![address.clone()],
            connect_timeout: limit,
            total_timeout: limit * 2,
            ..settings()
        };
        let asked = tokio::time::timeout(Duration::from_secs(20), kind(&Fetcher::new(settings), &address)).await;
        let told = asked.unwrap_or_else(|_| panic!("{what}: still waiting"));
        assert!(["tls", "timed-out", "cut-off", "refused"].contains(&told), "{what}: {told}");
    }
}

/// What happens to a connection after the answer.
#[derive(Clone, Copy, PartialEq)]
enum Hold {
    Open,
    Closed,
    Repeated,
}

/// A server of raw bytes; returns its `https` address.
fn answering(bytes: Vec<u8>, hold: Hold) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let mut lines = Vec::new();
        while let Ok((mut line, _)) = listener.accept() {
            let mut sent = line.write_all(&bytes);
            while hold == Hold::Repeated && sent.is_ok() {
                sent = line.write_all(&bytes);
            }
            if hold == Hold::Open {
                lines.push(line);
            }
        }
    });
    address
}
