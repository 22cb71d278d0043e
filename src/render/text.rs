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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use regex::Regex;

    use super::*;

    /// The texts of commands are looked up by the command's name; a test in `discord/commands`
    /// checks them.
    const LOOKED_UP_BY_NAME: &str = "command-";

    #[test]
    fn a_text_comes_without_marks_around_its_values() {
        assert!(text("ask-empty").starts_with("Ask"));
        assert!(!ENGLISH.contains('\u{2068}'));
    }

    #[test]
    fn the_file_parses_and_names_each_text_once() {
        if let Err((_, faults)) = FluentResource::try_new(ENGLISH.to_owned()) {
            panic!("{faults:?}");
        }
        let mut seen = BTreeSet::new();
        for key in keys_defined() {
            assert!(seen.insert(key.clone()), "{key} is defined twice");
        }
    }

    #[test]
    fn every_text_used_exists_and_every_text_is_used() {
        let defined: BTreeSet<String> = keys_defined().into_iter().collect();
        let mut source = String::new();
        read_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
        let call = Regex::new(r#"[^.\w]text(?:_with)?\(\s*"([a-z0-9-]+)""#).unwrap();
        let used: BTreeSet<String> = call.captures_iter(&source).map(|c| c[1].to_owned()).collect();

        let missing: Vec<_> = used.difference(&defined).collect();
        assert!(missing.is_empty(), "used but not in locales/en.ftl: {missing:?}");
        // A key may also be chosen first and looked up later, so any mention in quotes counts.
        let idle: Vec<_> = defined
            .iter()
            .filter(|k| !k.starts_with(LOOKED_UP_BY_NAME))
            .filter(|k| !source.contains(&format!("\"{k}\"")))
            .collect();
        assert!(idle.is_empty(), "in locales/en.ftl but never used: {idle:?}");
    }

    fn keys_defined() -> Vec<String> {
        let key = Regex::new(r"(?m)^([a-z][a-z0-9-]*) *=").unwrap();
        key.captures_iter(ENGLISH).map(|c| c[1].to_owned()).collect()
    }

    fn read_all(folder: &Path, into: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read_all(&path, into);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(path).unwrap();
                for line in text.lines().filter(|l| !l.trim_start().starts_with("//")) {
                    into.push_str(line);
                    into.push('\n');
                }
            }
        }
    }
}
