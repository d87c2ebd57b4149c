//! The one way to a provider over the network.
//!
//! Owns the connection settings and the question *did the request leave?*; knows
//! no provider and no text. Invariants: one request per call, never repeated,
//! never redirected, through no proxy; requests that change something go over a
//! fresh connection, so that a failure to connect proves that nothing left.
//! Errors of the library are reduced to a word here, because they carry the
//! address and with it the account.

mod address;
mod answer;
#[cfg(test)]
mod tests;

use std::future::Future;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::mpsc::sync_channel;
use std::time::Duration;

use reqwest::{Client, ClientBuilder, RequestBuilder, Url};
use tokio::runtime::{Builder, Runtime};
use zeroize::Zeroizing;

pub(crate) use answer::Answer;

use super::GatewayFault;

/// A text's answer is a page of JSON; more than this is something else.
const SEND_BYTES: usize = 64 * 1024;
/// A list page of a thousand texts.
const LIST_BYTES: usize = 8 * 1024 * 1024;
/// Read connections kept open, so that a pull of many pages shakes hands once.
const IDLE_READS: usize = 4;

/// How long to wait. A short total time would itself create texts in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For the connection to stand.
    pub connect: Duration,
    /// For the whole exchange.
    pub total: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), total: Duration::from_secs(60) }
    }
}

/// Who asks.
pub(crate) struct Login {
    pub(crate) user: String,
    pub(crate) secret: Zeroizing<String>,
}

/// No whole answer came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lost {
    /// No byte of the request left: no name, no route, no handshake.
    NeverLeft,
    /// It may have arrived; the word says what was seen.
    Unknown(&'static str),
}

impl From<Lost> for GatewayFault {
    fn from(_: Lost) -> Self {
        Self::Unreachable
    }
}

/// Blocking access to one provider.
pub(crate) struct Http {
    /// Always there until the drop, which must not wait for open requests.
    runtime: Option<Runtime>,
    sends: Client,
    reads: Client,
    base: Url,
}

impl Http {
    /// A client for the provider at `base`: https, or plain http to this computer only.
    pub(crate) fn new(base: &str, patience: Patience) -> Result<Self, GatewayFault> {
        let base = address::checked(base)?;
        // Fails only if another provider was installed first, which serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = |idle| {
            settings(&base, patience).pool_max_idle_per_host(idle).build().map_err(|_| NO_CERTIFICATES)
        };
        let (sends, reads) = (client(0)?, client(IDLE_READS)?);
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("gateway")
            .enable_all()
            .build()
            .map_err(|_| GatewayFault::Unreachable)?;
        Ok(Self { runtime: Some(runtime), sends, reads, base })
    }

    /// The address of `path` below the base.
    pub(crate) fn url(&self, path: &str) -> Url {
        let mut url = self.base.clone();
        url.set_path(&format!("{}/{path}", self.base.path().trim_end_matches('/')));
        url
    }

    /// Sends a form once.
    pub(crate) fn post(&self, url: Url, login: &Login, form: &[(&str, &str)]) -> Result<Answer, Lost> {
        self.exchange(self.sends.post(url).form(form), login, SEND_BYTES)
    }

    /// Reads a page.
    pub(crate) fn get(&self, url: Url, login: &Login) -> Result<Answer, Lost> {
        self.exchange(self.reads.get(url), login, LIST_BYTES)
    }

    fn exchange(&self, request: RequestBuilder, login: &Login, most: usize) -> Result<Answer, Lost> {
        let request = request.basic_auth(&login.user, Some(login.secret.as_str()));
        self.blocking(async move {
            let response = request.send().await.map_err(|error| lost(&error))?;
            Ok(Answer::read(response, most).await)
        })
    }

    /// Waits on a channel rather than in the runtime, so that it may be called from inside another one.
    fn blocking<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, Lost>> + Send + 'static,
    ) -> Result<T, Lost> {
        let Some(runtime) = &self.runtime else { return Err(Lost::NeverLeft) };
        let (done, wait) = sync_channel(1);
        runtime.spawn(async move { done.send(work.await) });
        wait.recv().unwrap_or(Err(Lost::Unknown("request_died")))
    }
}

impl Drop for Http {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

const NO_CERTIFICATES: GatewayFault =
    GatewayFault::BadSetting("this computer has no root certificates, so https cannot be trusted");

fn settings(base: &Url, patience: Patience) -> ClientBuilder {
    let here = [SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), SocketAddr::from((Ipv6Addr::LOCALHOST, 0))];
    let client = Client::builder()
        .user_agent(concat!("Counterbell/", env!("CARGO_PKG_VERSION")))
        .retry(reqwest::retry::never())
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .no_proxy()
        .tcp_nodelay(true)
        .connect_timeout(patience.connect)
        .timeout(patience.total)
        // The name alone does not keep plain http on this computer: a hosts file could send it elsewhere.
        .resolve_to_addrs("localhost", &here);
    if base.scheme() == "http" { client.tls_certs_only([]) } else { client.https_only(true) }
}

fn lost(error: &reqwest::Error) -> Lost {
    if error.is_connect() || error.is_builder() {
        Lost::NeverLeft
    } else if error.is_timeout() {
        Lost::Unknown("timeout")
    } else {
        Lost::Unknown("connection_lost")
    }
}
