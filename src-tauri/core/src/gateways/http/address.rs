//! Which addresses a text may be handed to.
//!
//! Owns the rule of the base address: https, or plain http to this very
//! computer; nothing that hides a credential or a question in the address.

use reqwest::Url;

use crate::gateways::GatewayFault;

/// `base` if it is safe to send texts and a secret there.
pub(super) fn checked(base: &str) -> Result<Url, GatewayFault> {
    let url = Url::parse(base.trim()).map_err(|_| GatewayFault::UnsafeAddress)?;
    let bare = url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    let safe = match url.scheme() {
        "https" => url.host_str().is_some_and(|host| !host.is_empty()),
        "http" => is_this_computer(&url),
        _ => false,
    };
    if bare && safe { Ok(url) } else { Err(GatewayFault::UnsafeAddress) }
}

/// Text for an IPv6 address stands in brackets.
fn is_this_computer(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_anywhere_and_plain_http_to_this_computer_are_let_through() {
        for base in [
            "https://api.twilio.com",
            "https://sms.example.com:8443/relay",
            "http://127.0.0.1:8080",
            "http://127.9.8.7",
            "http://[::1]:8080/",
            "http://localhost:3000",
        ] {
            assert!(checked(base).is_ok(), "{base}");
        }
    }

    #[test]
    fn plain_http_elsewhere_other_schemes_and_hidden_credentials_are_refused() {
        for base in [
            "http://api.twilio.com",
            "http://localhost.example.com",
            "http://127.0.0.1.example.com",
            "http://10.0.0.5",
            "http://192.168.1.20:8080",
            "http://0.0.0.0",
            "http://[::ffff:10.0.0.5]",
            "http://127.0.0.1@example.com",
            "https://alice:secret@api.twilio.com",
            "https://api.twilio.com/?next=evil",
            "https://api.twilio.com/#x",
            "ftp://127.0.0.1",
            "file:///etc/passwd",
            "api.twilio.com",
            "https://",
            "",
        ] {
            assert_eq!(checked(base).err(), Some(GatewayFault::UnsafeAddress), "{base}");
        }
    }
}
