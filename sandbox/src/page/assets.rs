//! The page's own files. Nothing is loaded from elsewhere.

use axum::http::{HeaderName, header};
use axum::response::IntoResponse;

/// What the page may load and do: its own files, and nothing written into the document.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

type File<T> = ([(HeaderName, &'static str); 5], T);

fn file<T: IntoResponse>(kind: &'static str, text: T) -> File<T> {
    (
        [
            (header::CONTENT_TYPE, kind),
            (header::CONTENT_SECURITY_POLICY, POLICY),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::REFERRER_POLICY, "no-referrer"),
            (header::CACHE_CONTROL, "no-cache"),
        ],
        text,
    )
}

/// The page itself.
pub(crate) fn index(html: String) -> impl IntoResponse {
    file("text/html; charset=utf-8", html)
}

pub(super) async fn icon() -> impl IntoResponse {
    file("image/svg+xml", include_str!("static/icon.svg"))
}

pub(super) async fn css() -> impl IntoResponse {
    file("text/css; charset=utf-8", include_str!("static/page.css"))
}

pub(super) async fn messages_css() -> impl IntoResponse {
    file("text/css; charset=utf-8", include_str!("static/messages.css"))
}

pub(super) async fn view() -> impl IntoResponse {
    file("text/javascript; charset=utf-8", include_str!("static/view.js"))
}

pub(super) async fn tour() -> impl IntoResponse {
    file("text/javascript; charset=utf-8", include_str!("static/tour.js"))
}

pub(super) async fn js() -> impl IntoResponse {
    file("text/javascript; charset=utf-8", include_str!("static/page.js"))
}

pub(super) async fn dialogs() -> impl IntoResponse {
    file("text/javascript; charset=utf-8", include_str!("static/dialogs.js"))
}

pub(super) async fn messages() -> impl IntoResponse {
    file("text/javascript; charset=utf-8", include_str!("static/messages.js"))
}

pub(super) async fn line() -> impl IntoResponse {
    file("text/javascript; charset=utf-8", include_str!("static/line.js"))
}
