//! How the scripted gateway treats a connection.

use std::io::{self, BufReader, Write};
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::log::{Query, Sent};
use super::script::Behaviour;
use super::wire::{self, Request};
use super::{Shared, lock};

const JSON: &str = "application/json; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";
const PAGE: &[u8] = b"<html><body><h1>Welcome to the hotel network</h1></body></html>";
const DRIP: Duration = Duration::from_millis(20);
const IDLE: Duration = Duration::from_secs(120);

/// Serves one connection until either side has had enough.
pub(super) fn serve(connection: &TcpStream, shared: &Shared) -> io::Result<()> {
    connection.set_nodelay(true)?;
    connection.set_read_timeout(Some(IDLE))?;
    let mut stream = BufReader::new(connection);
    loop {
        let drawn = draw(connection, shared)?;
        if drawn == Behaviour::DropBeforeReading {
            return connection.shutdown(Shutdown::Both);
        }
        let Some(request) = wire::read(&mut stream)? else { return Ok(()) };
        lock(&shared.log).authorization.clone_from(&request.authorization);
        let goes_on = if request.method == "POST" {
            take(connection, shared, &request, drawn)?
        } else {
            give(connection, shared, &request, &drawn)?
        };
        if !goes_on {
            return connection.shutdown(Shutdown::Both);
        }
    }
}

/// Decides by the first byte, so that a request can be dropped unread.
fn draw(connection: &TcpStream, shared: &Shared) -> io::Result<Behaviour> {
    let mut first = [0];
    let mut script = match connection.peek(&mut first)? {
        0 => return Ok(Behaviour::Accept),
        _ => lock(&shared.script),
    };
    Ok(if first == *b"P" { script.next_send() } else { script.next_read() })
}

/// A text comes in. Answers whether the connection goes on.
fn take(to: &TcpStream, shared: &Shared, request: &Request, drawn: Behaviour) -> io::Result<bool> {
    let field = |name: &str| request.form.get(name).cloned().unwrap_or_default();
    let own = lock(&shared.script).numbers.get(&field("To")).cloned();
    let behaviour = own.unwrap_or(drawn);
    lock(&shared.log).requests += 1;
    if let Behaviour::AcceptLate(late) = &behaviour {
        thread::sleep(*late);
    }
    let mut taken = Value::Null;
    if behaviour.registers() {
        let now = shared.clock.now();
        let validity = request.form.get("ValidityPeriod").and_then(|seconds| seconds.parse().ok());
        let (to, from, body) = (field("To"), field("From"), field("Body"));
        let mut log = lock(&shared.log);
        let sid = log.register(Sent { sid: String::new(), to, from, body, validity, at: now });
        taken = log.show(&sid, now).unwrap_or_default();
        taken["status"] = json!("queued");
    }
    answer(to, shared, &behaviour, 201, &taken)
}

/// Somebody reads. Answers whether the connection goes on.
fn give(to: &TcpStream, shared: &Shared, request: &Request, drawn: &Behaviour) -> io::Result<bool> {
    let found = match request.path.rsplit_once("/Messages") {
        Some((_, ".json")) => Some(list(shared, request)),
        Some((_, one)) => {
            let sid = one.trim_start_matches('/').trim_end_matches(".json");
            lock(&shared.log).show(sid, shared.clock.now())
        }
        None => None,
    };
    match found {
        Some(found) => answer(to, shared, drawn, 200, &found),
        None => answer(to, shared, &Behaviour::Refuse(404, 20404), 404, &Value::Null),
    }
}

fn list(shared: &Shared, request: &Request) -> Value {
    let field = |name: &str| request.query.get(name).cloned();
    let number = |name: &str| field(name).and_then(|number| number.parse().ok());
    let query = Query {
        to: field("To"),
        from: field("From"),
        page_size: number("PageSize"),
        before: number("PageToken"),
    };
    let (messages, next) = lock(&shared.log).page(&query, shared.clock.now());
    let next = next.map(|before| {
        let mut next = format!("{}?PageToken={before}", request.path);
        for name in ["To", "From", "PageSize"] {
            if let Some(value) = field(name) {
                next.push_str(&format!("&{name}={}", value.replace('+', "%2B")));
            }
        }
        next
    });
    json!({ "messages": messages, "next_page_uri": next, "page_size": query.page_size })
}

/// Speaks as the behaviour wants. Answers whether the connection goes on.
fn answer(
    to: &TcpStream,
    shared: &Shared,
    behaviour: &Behaviour,
    usual: u16,
    content: &Value,
) -> io::Result<bool> {
    let date = format!("Date: {}\r\n", shared.clock.now().format("%a, %d %b %Y %H:%M:%S GMT"));
    let say = |status, more: &str, kind, body: &[u8]| {
        wire::write(to, status, &format!("{date}{more}"), kind, body).map(|()| true)
    };
    let whole = content.to_string();
    match behaviour {
        Behaviour::Accept | Behaviour::AcceptLate(_) => say(usual, "", JSON, whole.as_bytes()),
        Behaviour::DropBeforeReading | Behaviour::DropAfterReading | Behaviour::LoseAnswer => Ok(false),
        Behaviour::CutAnswer => cut(to, usual, &whole),
        Behaviour::Garbage => say(usual, "", JSON, b"\x00\xff{{{ not json"),
        Behaviour::NoId => say(usual, "", JSON, br#"{"status":"queued"}"#),
        Behaviour::Html200 => say(200, "", HTML, PAGE),
        Behaviour::Html504 => say(504, "", HTML, PAGE),
        Behaviour::Refuse(status, code) => say(*status, "", JSON, &refusal(*status, *code)),
        Behaviour::Bare(status) => say(*status, "", HTML, PAGE),
        Behaviour::TooMany(after) => {
            let after = after.map(|after| format!("Retry-After: {after}\r\n")).unwrap_or_default();
            say(429, &after, JSON, &refusal(429, 20429))
        }
        Behaviour::ServerError { .. } => say(500, "", JSON, &refusal(500, 20500)),
        Behaviour::Redirect => say(307, "Location: /elsewhere\r\n", HTML, PAGE),
        Behaviour::SlowDrip => drip(to, usual),
        Behaviour::HugeBody => say(usual, "", JSON, &[whole.as_bytes(), &[b' '; 3 * 1024 * 1024]].concat()),
    }
}

fn refusal(status: u16, code: i64) -> Vec<u8> {
    let more = format!("https://www.twilio.com/docs/errors/{code}");
    json!({ "code": code, "message": "scripted", "more_info": more, "status": status }).to_string().into()
}

fn cut(mut to: &TcpStream, status: u16, whole: &str) -> io::Result<bool> {
    to.write_all(&wire::head(status, "", JSON, whole.len()))?;
    to.write_all(whole.as_bytes().get(..whole.len() / 2).unwrap_or_default())?;
    Ok(false)
}

fn drip(mut to: &TcpStream, status: u16) -> io::Result<bool> {
    to.write_all(&wire::head(status, "", JSON, 64 * 1024))?;
    loop {
        to.write_all(b" ")?;
        thread::sleep(DRIP);
    }
}
