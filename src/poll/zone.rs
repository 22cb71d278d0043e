//! Time zones: what local times, such as closing times, are read in.

use jiff::tz::TimeZone;

/// What names of places start with.
/// Source: <https://data.iana.org/time-zones/theory.html>
const AREAS: [&str; 10] = [
    "Africa/",
    "America/",
    "Antarctica/",
    "Arctic/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
];

/// A time zone by its name in the IANA database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeZoneName(pub(super) TimeZone);

impl TimeZoneName {
    /// Coordinated universal time.
    pub const UTC: Self = Self(TimeZone::UTC);

    /// The zone of this name: `Europe/Berlin`. None if there is no such zone.
    #[must_use]
    pub fn new(name: &str) -> Option<Self> {
        TimeZone::get(name).ok().map(Self)
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The names there are, in the order of the alphabet: `Africa/Abidjan` to `Pacific/Wallis`.
    ///
    /// Only names of places, and UTC: the other ones are kept by the database for old programs.
    pub fn names() -> impl Iterator<Item = String> {
        let names = jiff::tz::db().available().map(|name| name.as_str().to_owned());
        names.filter(|name| name == "UTC" || AREAS.iter().any(|area| name.starts_with(area)))
    }
}
