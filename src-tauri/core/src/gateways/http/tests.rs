use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::*;

/// A server that reads a request, says `answer` word for word and closes; counts its connections.
fn raw(answer: &'static [u8]) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    thread::spawn(move || {
        for connection in listener.incoming() {
            let mut connection = connection.unwrap();
            counted.fetch_add(1, Ordering::SeqCst);
            let _ = connection.read(&mut [0; 4096]);
            let _ = connection.write_all(answer);
            let _ = connection.shutdown(Shutdown::Both);
        }
    });
    (url, count)
}

fn login() -> Login {
    Login { user: "AC1".into(), secret: Zeroizing::new("secret".into()) }
}

fn hurry() -> Patience {
    Patience { connect: Duration::from_millis(500), total: Duration::from_millis(800) }
}

fn post(base: &str) -> Result<Answer, Lost> {
    let http = Http::new(base, hurry()).unwrap();
    http.post(http.url("x"), &login(), &[("To", "1")])
}

#[test]
fn a_refused_connection_an_unknown_name_and_a_broken_handshake_prove_that_nothing_left() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (plain, _) = raw(b"this is not TLS");
    let tls = plain.replace("http:", "https:");
    for base in [format!("http://{free}"), "https://no-such-host.invalid".into(), tls] {
        assert_eq!(post(&base).err(), Some(Lost::NeverLeft), "{base}");
    }
}

#[test]
fn a_silence_or_an_end_after_the_request_proves_nothing() {
    let (closes, _) = raw(b"");
    assert_eq!(post(&closes).err(), Some(Lost::Unknown("connection_lost")));
    let (half, _) = raw(b"HTTP/1.1 201 Crea");
    assert_eq!(post(&half).err(), Some(Lost::Unknown("connection_lost")));
    let (noise, _) = raw(b"SSH-2.0-OpenSSH_9.2\r\n");
    assert_eq!(post(&noise).err(), Some(Lost::Unknown("connection_lost")));
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", silent.local_addr().unwrap());
    assert_eq!(post(&base).err(), Some(Lost::Unknown("timeout")));
}

#[test]
fn a_redirect_is_handed_back_and_a_lost_request_is_not_repeated() {
    let (elsewhere, visits) = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    let answer: String = format!("HTTP/1.1 308 Go\r\nLocation: {elsewhere}/\r\nContent-Length: 0\r\n\r\n");
    let (redirects, _) = raw(Box::leak(answer.into_boxed_str()).as_bytes());
    assert_eq!(post(&redirects).ok().map(|answer| answer.status), Some(308));
    assert_eq!(visits.load(Ordering::SeqCst), 0);
    let (closes, attempts) = raw(b"");
    let _ = post(&closes);
    assert_eq!(attempts.load(Ordering::SeqCst), 1);
}

#[test]
fn every_text_goes_over_a_connection_of_its_own() {
    let (server, connections) = raw(b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}");
    let http = Http::new(&server, hurry()).unwrap();
    for _ in 0..3 {
        assert!(http.post(http.url("x"), &login(), &[]).is_ok());
    }
    assert_eq!(connections.load(Ordering::SeqCst), 3);
}

#[test]
fn a_body_without_end_and_a_body_that_breaks_off_are_told_apart_from_a_whole_one() {
    let (cut, _) = raw(b"HTTP/1.1 201 Created\r\nContent-Length: 50\r\n\r\n{\"sid\":\"SM1\"");
    assert_eq!(post(&cut).unwrap_or_else(|_| panic!("no answer")).flaw(), "body_cut_short");
    let long =
        [b"HTTP/1.1 201 Created\r\nContent-Length: 65537\r\n\r\n".as_slice(), &[b' '; 65_537]].concat();
    let (long, _) = raw(Box::leak(long.into_boxed_slice()));
    assert_eq!(post(&long).unwrap_or_else(|_| panic!("no answer")).flaw(), "body_too_long");
    let fits =
        [b"HTTP/1.1 201 Created\r\nContent-Length: 65536\r\n\r\n".as_slice(), &[b' '; 65_536]].concat();
    let (fits, _) = raw(Box::leak(fits.into_boxed_slice()));
    assert_eq!(post(&fits).unwrap_or_else(|_| panic!("no answer")).flaw(), "unexpected_body");
}

#[test]
fn it_may_be_asked_and_dropped_inside_another_runtime() {
    let (server, _) = raw(b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}");
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let status = runtime.block_on(async move { post(&server).map(|answer| answer.status).ok() });
    assert_eq!(status, Some(201));
}
