//! Just enough HTTP/1.1 for the scripted gateway.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use reqwest::Url;

/// A request that was read to its end.
pub(super) struct Request {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: HashMap<String, String>,
    pub(super) form: HashMap<String, String>,
    pub(super) authorization: String,
}

/// Reads the next request of a connection; none when the client has closed it.
pub(super) fn read(stream: &mut BufReader<&TcpStream>) -> io::Result<Option<Request>> {
    let mut line = String::new();
    if stream.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_ascii_whitespace().map(str::to_owned);
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let headers = headers(stream)?;
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    Ok(Some(Request {
        method,
        path: path.to_owned(),
        query: pairs(query),
        form: pairs(&String::from_utf8_lossy(&body)),
        authorization: headers.get("authorization").cloned().unwrap_or_default(),
    }))
}

fn headers(stream: &mut BufReader<&TcpStream>) -> io::Result<HashMap<String, String>> {
    let mut headers = HashMap::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line)?;
        let Some((name, value)) = line.split_once(':') else { return Ok(headers) };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
}

fn pairs(encoded: &str) -> HashMap<String, String> {
    let url = Url::parse(&format!("http://localhost/?{encoded}"));
    url.map(|url| url.query_pairs().into_owned().collect()).unwrap_or_default()
}

/// Writes a whole answer in one go.
pub(super) fn write(
    mut stream: &TcpStream,
    status: u16,
    more: &str,
    kind: &str,
    body: &[u8],
) -> io::Result<()> {
    let mut answer = head(status, more, kind, body.len());
    answer.extend_from_slice(body);
    stream.write_all(&answer)
}

/// The head of an answer that promises `length` bytes. `more` holds whole header lines.
pub(super) fn head(status: u16, more: &str, kind: &str, length: usize) -> Vec<u8> {
    format!("HTTP/1.1 {status} Scripted\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{more}\r\n")
        .into()
}
