//! The texts that people read: `locales/en.ftl`, looked up by key.
//!
//! ```
//! use stackwise::render::text;
//!
//! assert!(text("ask-empty").starts_with("Ask"));
//! ```

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

pub use fluent_bundle::FluentValue as TextValue;

/// The file, as it was when the program was built.
const ENGLISH: &str = include_str!("../../locales/en.ftl");

/// A constant, compiled once like a regular expression: it depends on nothing but the file.
static BUNDLE: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(bundle);

/// The text of a key.
///
/// A key that does not exist comes back as it is; a test keeps that from happening.
#[must_use]
pub fn text(key: &str) -> String {
    text_with(key, &[])
}

/// The text of a key with values filled in: `text_with("poll-votes", &[("votes", 3.into())])`.
///
/// Values are put in as they are: whoever passes people's text escapes it first.
/// Numbers choose the plural where the text has one.
#[must_use]
pub fn text_with(key: &str, values: &[(&str, TextValue<'_>)]) -> String {
    let Some(pattern) = BUNDLE.get_message(key).and_then(|message| message.value()) else {
        debug_assert!(false, "no text for the key {key:?}");
        return key.to_owned();
    };
    let args: FluentArgs<'_> = values.iter().map(|(name, v)| (*name, v.clone())).collect();
    let mut faults = Vec::new();
    let text: Cow<'_, str> = BUNDLE.format_pattern(pattern, Some(&args), &mut faults);
    debug_assert!(faults.is_empty(), "text {key:?}: {faults:?}");
    text.into_owned()
}

fn bundle() -> FluentBundle<FluentResource> {
    // What parsed is good, whatever did not; the test below fails on that.
    let resource = FluentResource::try_new(ENGLISH.to_owned()).unwrap_or_else(|(some, _)| some);
    let english: LanguageIdentifier = "en".parse().expect("en is a language tag");
    let mut bundle = FluentBundle::new_concurrent(vec![english]);
    // Isolating marks are for mixed writing directions; Discord shows them as boxes on some phones.
    bundle.set_use_isolating(false);
    bundle.add_resource_overriding(resource);
    bundle
}
