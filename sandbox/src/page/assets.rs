//! The page's own files. Nothing is loaded from elsewhere.

use axum::extract::Path;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// What the page may load and do: its own files, and nothing written into the document.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const SCRIPT: &str = "text/javascript; charset=utf-8";

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

/// The files beside it: name, kind, text.
const FILES: [(&str, &str, &str); 9] = [
    ("icon.svg", "image/svg+xml", include_str!("static/icon.svg")),
    ("page.css", "text/css; charset=utf-8", include_str!("static/page.css")),
    ("messages.css", "text/css; charset=utf-8", include_str!("static/messages.css")),
    ("page.js", SCRIPT, include_str!("static/page.js")),
    ("messages.js", SCRIPT, include_str!("static/messages.js")),
    ("dialogs.js", SCRIPT, include_str!("static/dialogs.js")),
    ("line.js", SCRIPT, include_str!("static/line.js")),
    ("tour.js", SCRIPT, include_str!("static/tour.js")),
    ("view.js", SCRIPT, include_str!("static/view.js")),
];

/// One of the files.
pub(super) async fn asset(Path(name): Path<String>) -> Response {
    match FILES.iter().find(|(known, ..)| *known == name) {
        Some((_, kind, text)) => file(kind, *text).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
