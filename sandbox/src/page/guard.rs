//! Who may use the page: browsers on this machine, or those that know the key.
//!
//! A foreign site open in the same browser must not play the members. So the `Host` must be an
//! address of ours (a rebound name is not), a step must come from our own origin, and beyond
//! loopback a key is asked for, once in the address and then in a cookie.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::crowd::{Line, Standing};

const COOKIE: &str = "sandbox_page_key";

/// The rule for one sandbox.
#[derive(Clone, Debug)]
pub(crate) struct Guard {
    address: SocketAddr,
    key: Option<Arc<str>>,
}

impl Guard {
    pub(crate) fn new(address: SocketAddr, key: Option<&str>) -> Self {
        Self { address, key: key.map(Arc::from) }
    }

    /// Why a request is not let in; `None` when it is.
    pub(crate) fn refuses(&self, headers: &HeaderMap, uri: &Uri) -> Option<Response> {
        let host = text(headers, header::HOST.as_str()).unwrap_or_default();
        if !self.is_ours(host) {
            let why = "This page answers only under the address it was started with.";
            return Some((StatusCode::FORBIDDEN, why).into_response());
        }
        let origin = text(headers, header::ORIGIN.as_str());
        let foreign_origin =
            origin.is_some_and(|origin| origin.strip_prefix("http://") != Some(host));
        let foreign_site = text(headers, "sec-fetch-site")
            .is_some_and(|site| site == "cross-site" && uri.path() != "/");
        if foreign_origin || foreign_site {
            let why = "This page takes no steps from other sites.";
            return Some((StatusCode::FORBIDDEN, why).into_response());
        }
        if !self.knows_key(headers, uri) {
            let why = "Open the address with its key, as it was printed: /?key=…";
            return Some((StatusCode::UNAUTHORIZED, why).into_response());
        }
        None
    }

    /// The cookie that spares the key in later addresses.
    pub(crate) fn cookie(&self, uri: &Uri) -> Option<HeaderValue> {
        let key = self.key.as_ref().filter(|key| in_query(uri, key))?;
        HeaderValue::from_str(&format!("{COOKIE}={key}; HttpOnly; SameSite=Strict; Path=/")).ok()
    }

    /// Whether the host is a name of this machine or the bound address. Bound to all addresses,
    /// any literal address will do: names can be rebound, addresses cannot.
    fn is_ours(&self, host: &str) -> bool {
        let (name, port) =
            host.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')).unwrap_or((host, "80"));
        let literal = name.trim_matches(['[', ']']).parse::<IpAddr>().ok();
        let own = match literal {
            Some(ip) => {
                ip.is_loopback() || ip == self.address.ip() || self.address.ip().is_unspecified()
            }
            None => name == "localhost",
        };
        // The near end of a tunnel has a port of its own, and is on loopback.
        own && (port == self.address.port().to_string()
            || literal.is_none_or(|ip| ip.is_loopback()))
    }

    fn knows_key(&self, headers: &HeaderMap, uri: &Uri) -> bool {
        let Some(key) = &self.key else { return true };
        let cookies = text(headers, header::COOKIE.as_str()).unwrap_or_default();
        let held = cookies.split(';').filter_map(|one| one.trim().split_once('='));
        in_query(uri, key)
            || held.into_iter().any(|(name, value)| name == COOKIE && same(value, key))
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn in_query(uri: &Uri, key: &str) -> bool {
    let pairs = uri.query().unwrap_or_default().split('&');
    pairs.filter_map(|pair| pair.strip_prefix("key=")).any(|given| same(given, key))
}

/// Compares without telling by its time how much was right.
fn same(given: &str, key: &str) -> bool {
    let different = given.bytes().zip(key.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
    given.len() == key.len() && different == 0
}

/// Lets a request to the page's interface in, or not.
pub(super) async fn check(
    State(guard): State<Guard>,
    ConnectInfo(line): ConnectInfo<Line>,
    request: Request,
    next: Next,
) -> Response {
    if let Some(refusal) = guard.refuses(request.headers(), request.uri()) {
        return refusal;
    }
    line.becomes(if guard.key.is_some() { Standing::Known } else { Standing::Guest });
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `wanted` is the status of the refusal, or 200.
    #[track_caller]
    fn check(
        bound: &str,
        key: Option<&str>,
        path: &str,
        headers: &[(&'static str, &str)],
        wanted: u16,
    ) {
        let guard = Guard::new(bound.parse().unwrap(), key);
        let headers: HeaderMap = headers
            .iter()
            .map(|&(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect();
        let refusal = guard.refuses(&headers, &path.parse().unwrap());
        assert_eq!(refusal.map_or(200, |refusal| refusal.status().as_u16()), wanted, "{headers:?}");
    }

    #[test]
    fn only_our_own_page_gets_in() {
        let here = "127.0.0.1:7777";
        check(here, None, "/page/traffic", &[("host", "127.0.0.1:7777")], 200);
        check(here, None, "/page/traffic", &[("host", "localhost:7777")], 200);
        check(here, None, "/page/traffic", &[("host", "evil.example:7777")], 403);
        check(here, None, "/page/traffic", &[], 403);
        let foreign = [("host", here), ("origin", "http://evil.example")];
        check(here, None, "/page/step", &foreign, 403);
        let own = [("host", here), ("origin", "http://127.0.0.1:7777")];
        check(here, None, "/page/step", &own, 200);
        let neighbour = [("host", here), ("origin", "http://127.0.0.1:8888")];
        check(here, None, "/page/step", &neighbour, 403);
    }

    #[test]
    fn beyond_loopback_a_key_opens() {
        let wide = "0.0.0.0:7777";
        let host = ("host", "192.0.2.7:7777");
        check(wide, Some("k3y"), "/", &[host], 401);
        check(wide, Some("k3y"), "/?key=k3y", &[host], 200);
        check(wide, Some("k3y"), "/?key=k3", &[host], 401);
        check(
            wide,
            Some("k3y"),
            "/page/traffic",
            &[host, ("cookie", "a=b; sandbox_page_key=k3y")],
            200,
        );
    }
}
