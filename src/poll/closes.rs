//! Times ahead as people type them: "3d", "friday 17:00", "in 6 months" to an instant, in the
//! server's time zone. When a poll closes, and when a decision is looked at again.

use std::sync::LazyLock;
use std::time::Duration;

use interim::{Dialect, parse_date_string};
use jiff::civil::{Date, Time};
use jiff::fmt::friendly::SpanParser;
use jiff::{ToSpan, Zoned};
use regex::Regex;

use super::TimeZoneName;
use super::clean::clean;
use crate::time::Timestamp;

/// What an unsaid time means, and how far ahead a time may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Months and days that an empty text means.
    unsaid: (i32, i32),
    /// The furthest day.
    most_days: u64,
}

impl Reach {
    /// A closing time: in three days unless somebody says, within a year.
    pub const CLOSING: Self = Self { unsaid: (0, 3), most_days: 366 };

    /// When a decision is looked at again: in six months, within five years.
    pub const REVIEW: Self = Self { unsaid: (6, 0), most_days: 5 * 366 };
}

/// The time of day meant by a date alone: the end of a working day.
const END_OF_DAY: Time = Time::constant(17, 0, 0, 0);

/// Longest text that is looked at, in code points.
const LONGEST: usize = 60;

/// Why a time is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClosesError {
    /// It cannot be read.
    #[error("the time {0:?} cannot be read")]
    Unreadable(String),
    /// It is not after now.
    #[error("the time {0} is past")]
    Past(Timestamp),
    /// It is further ahead than it may be.
    #[error("the time {0} is too far ahead")]
    TooFar(Timestamp),
}

/// A closing time offered while somebody types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosesExample {
    /// In words: `3 days`.
    pub words: String,
    /// The instant it means; none for never.
    pub at: Option<Timestamp>,
    /// A text that [`closes_at`] reads as that instant.
    pub text: String,
}

/// The instant meant by a text, or none for "never". An empty text means in three days.
///
/// It reads spans (`3d`, `in 2 hours`), days with or without a time (`friday 17:00`,
/// `tomorrow 9am`, `24 nov`, `2026-11-24 17:00`) and times (`18:00`: the next one). A day without
/// a time means 17:00.
///
/// # Errors
///
/// [`ClosesError`] when it cannot be read, is not after `now`, or is over a year away.
pub fn closes_at(
    text: &str,
    now: Timestamp,
    zone: &TimeZoneName,
) -> Result<Option<Timestamp>, ClosesError> {
    time_ahead(text, now, zone, Reach::CLOSING)
}

/// The same within another reach.
///
/// # Errors
///
/// [`ClosesError`] when it cannot be read, is not after `now`, or is out of reach.
pub fn time_ahead(
    text: &str,
    now: Timestamp,
    zone: &TimeZoneName,
    reach: Reach,
) -> Result<Option<Timestamp>, ClosesError> {
    let unreadable = || ClosesError::Unreadable(clean(text).chars().take(LONGEST).collect());
    let plain = normal(text).ok_or_else(unreadable)?;
    if plain == "never" {
        return Ok(None);
    }
    let here = zoned(now, zone).ok_or_else(unreadable)?;
    let meant = if plain.is_empty() {
        let (months, days) = reach.unsaid;
        here.checked_add(months.months().days(days)).ok()
    } else {
        span(&plain, &here).or_else(|| day_and_time(&plain, &here))
    };
    let at = Timestamp::from_millis(meant.ok_or_else(unreadable)?.timestamp().as_millisecond());
    if at <= now {
        return Err(ClosesError::Past(at));
    }
    let most = Duration::from_secs(reach.most_days * 24 * 60 * 60);
    if now + most < at { Err(ClosesError::TooFar(at)) } else { Ok(Some(at)) }
}

/// Closing times to offer for what has been typed so far, best first.
#[must_use]
pub fn closes_examples(typed: &str, now: Timestamp, zone: &TimeZoneName) -> Vec<ClosesExample> {
    let typed = clean(typed).to_lowercase();
    let mut words: Vec<String> = Vec::new();
    if typed.is_empty() || "never".starts_with(&typed) || closes_at(&typed, now, zone).is_err() {
        let number: String = typed.chars().filter(char::is_ascii_digit).take(3).collect();
        if !number.is_empty() && !typed.contains([':', '-']) {
            words.extend(["hours", "days", "weeks"].map(|unit| format!("{number} {unit}")));
        }
        let usual =
            ["4 hours", "tomorrow 17:00", "3 days", "friday 17:00", "1 week", "2 weeks", "never"];
        words.extend(usual.into_iter().filter(|w| w.contains(&typed)).map(String::from));
    } else {
        words.push(typed);
    }
    words.dedup();
    let offered = words.into_iter().filter_map(|words| {
        let at = closes_at(&words, now, zone).ok()?;
        let text = at.map_or_else(|| "never".into(), |at| iso_minutes(at, zone));
        Some(ClosesExample { words, at, text })
    });
    offered.collect()
}

/// A time in words for places where Discord does not render `<t:…>`: `Mon 23 Nov 2026, 16:00`.
#[must_use]
pub fn local_time(at: Timestamp, zone: &TimeZoneName) -> String {
    zoned(at, zone)
        .map_or_else(|| at.to_string(), |here| here.strftime("%a %-d %b %Y, %H:%M").to_string())
}

/// A day in words, for texts that Discord does not render: `23 November 2026`.
#[must_use]
pub fn local_day(at: Timestamp, zone: &TimeZoneName) -> String {
    zoned(at, zone).map_or_else(|| at.to_string(), |here| here.strftime("%-d %B %Y").to_string())
}

/// A day as [`time_ahead`] reads it: `2026-11-23`.
#[must_use]
pub fn iso_day(at: Timestamp, zone: &TimeZoneName) -> String {
    zoned(at, zone).map_or_else(|| at.to_string(), |here| here.strftime("%Y-%m-%d").to_string())
}

/// So many months later, at the same time of day there.
#[must_use]
pub fn months_later(at: Timestamp, months: i32, zone: &TimeZoneName) -> Timestamp {
    let later = zoned(at, zone).and_then(|here| here.checked_add(months.months()).ok());
    later.map_or(at, |later| Timestamp::from_millis(later.timestamp().as_millisecond()))
}

/// Such that [`closes_at`] reads it back; rounded up to the minute so that it stays after now.
fn iso_minutes(at: Timestamp, zone: &TimeZoneName) -> String {
    let up = Timestamp::from_millis(at.millis().saturating_add(59_999).div_euclid(60_000) * 60_000);
    zoned(up, zone)
        .map_or_else(|| at.to_string(), |here| here.strftime("%Y-%m-%d %H:%M").to_string())
}

fn zoned(at: Timestamp, zone: &TimeZoneName) -> Option<Zoned> {
    let at = jiff::Timestamp::from_millisecond(at.millis()).ok()?;
    Some(at.to_zoned(zone.0.clone()))
}

/// Lower case, single spaces, without commas and the small words around a time. None if too long.
fn normal(text: &str) -> Option<String> {
    let text = clean(text).to_lowercase();
    if text.chars().count() > LONGEST {
        return None;
    }
    let words = text.split([' ', ',']).filter(|word| !word.is_empty());
    let telling = words.filter(|word| !matches!(*word, "in" | "on" | "at" | "by" | "until"));
    Some(
        telling
            .map(|w| if matches!(w, "a" | "an") { "1" } else { w })
            .collect::<Vec<_>>()
            .join(" "),
    )
}

/// `3d`, `2 hours`, `1 week 2 days`.
fn span(text: &str, here: &Zoned) -> Option<Zoned> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:\d{1,4} ?[a-z]+ ?(?:and )?)+$").expect("the pattern is valid")
    });
    if !FORM.is_match(text) {
        return None;
    }
    let span = SpanParser::new().parse_span(text.replace("and ", "")).ok()?;
    here.checked_add(span).ok()
}

/// A day, a time of day, or both.
fn day_and_time(text: &str, here: &Zoned) -> Option<Zoned> {
    let (day, time) = split_time(text)?;
    let at =
        |date: Date, time: Time| date.to_datetime(time).to_zoned(here.time_zone().clone()).ok();
    match (day, time) {
        ("", None) => None,
        ("", Some(time)) => {
            let today = at(here.date(), time)?;
            if *here < today { Some(today) } else { at(here.date().tomorrow().ok()?, time) }
        }
        ("today", time) => at(here.date(), time.unwrap_or(END_OF_DAY)),
        ("tomorrow", time) => at(here.date().tomorrow().ok()?, time.unwrap_or(END_OF_DAY)),
        (day, time) => {
            let time = time.unwrap_or(END_OF_DAY);
            match iso_date(day) {
                Some(date) => at(date, time),
                None => named_day(day, time, here),
            }
        }
    }
}

/// Cuts a time of day off the end. None if what looks like a time is none.
fn split_time(text: &str) -> Option<(&str, Option<Time>)> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        let form = r"(?:^|[ t])(?:(\d{1,2})[:.](\d{2}) ?(am|pm)?|(\d{1,2}) ?(am|pm)|noon)$";
        Regex::new(form).expect("the pattern is valid")
    });
    let Some(found) = FORM.captures(text) else {
        return Some((text, None));
    };
    let whole = found.get(0)?;
    let number = |i: usize| found.get(i).and_then(|m| m.as_str().parse::<i8>().ok());
    let half = found.get(3).or(found.get(5)).map(|m| m.as_str());
    let hour = match (number(1).or(number(4)), half) {
        (None, _) => 12,
        (Some(hour), None) => hour,
        (Some(hour @ 1..=12), Some("am")) => hour % 12,
        (Some(hour @ 1..=12), Some(_)) => hour % 12 + 12,
        (Some(_), Some(_)) => return None,
    };
    let time = Time::new(hour, number(2).unwrap_or(0), 0, 0).ok()?;
    Some((text[..whole.start()].trim_end(), Some(time)))
}

fn iso_date(day: &str) -> Option<Date> {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^20\d{2}-\d{1,2}-\d{1,2}$").expect("the pattern is valid"));
    if !FORM.is_match(day) {
        return None;
    }
    let mut parts = day.split('-');
    let year = parts.next()?.parse().ok()?;
    Date::new(year, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?).ok()
}

/// `friday`, `next friday`, `next week`, `24 nov`, `nov 24 2026`.
///
/// Only these forms reach the parser of English days: it ignores what follows a readable text, and
/// it panics at the end of the calendar.
fn named_day(day: &str, time: Time, here: &Zoned) -> Option<Zoned> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        let form =
            r"^(?:(?:next |this )?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|next (?:week|month))$";
        Regex::new(form).expect("the pattern is valid")
    });
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        let month = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";
        let form = format!(
            r"^(?:(?<d1>\d{{1,2}})(?:st|nd|rd|th)? (?<m1>{month})|(?<m2>{month}) (?<d2>\d{{1,2}})(?:st|nd|rd|th)?)(?: (?<y>20\d{{2}}))?$"
        );
        Regex::new(&form).expect("the pattern is valid")
    });
    let clock = format!("{:02}:{:02}", time.hour(), time.minute());
    if DAY.is_match(day) {
        return parse_date_string(&format!("{day} {clock}"), here.clone(), Dialect::Uk).ok();
    }
    let found = DATE.captures(day)?;
    let part = |a: &str, b: &str| found.name(a).or(found.name(b)).map(|m| m.as_str());
    let (number, month) = (part("d1", "d2")?, part("m1", "m2")?);
    let year = part("y", "y");
    let date =
        year.map_or_else(|| format!("{month} {number}"), |y| format!("{month} {number}, {y}"));
    let at = parse_date_string(&format!("{date} {clock}"), here.clone(), Dialect::Uk).ok()?;
    if year.is_none() && at <= *here { at.checked_add(1.year()).ok() } else { Some(at) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Fri 20 Nov 2026, 16:00 in Berlin.
    const NOW: Timestamp = Timestamp::from_millis(1_795_186_800_000);

    fn berlin() -> TimeZoneName {
        TimeZoneName::new("Europe/Berlin").unwrap()
    }

    fn read(text: &str) -> String {
        match closes_at(text, NOW, &berlin()) {
            Ok(None) => "never".into(),
            Ok(Some(at)) => local_time(at, &berlin()),
            Err(ClosesError::Unreadable(_)) => "unreadable".into(),
            Err(ClosesError::Past(_)) => "past".into(),
            Err(ClosesError::TooFar(_)) => "too far".into(),
        }
    }

    #[test]
    fn closing_times_are_read_as_people_write_them() {
        for (text, expected) in [
            ("", "Mon 23 Nov 2026, 16:00"),
            ("3d", "Mon 23 Nov 2026, 16:00"),
            ("in 3 days", "Mon 23 Nov 2026, 16:00"),
            ("in 2 hours", "Fri 20 Nov 2026, 18:00"),
            ("90m", "Fri 20 Nov 2026, 17:30"),
            ("an hour", "Fri 20 Nov 2026, 17:00"),
            ("1 week, 2 days", "Sun 29 Nov 2026, 16:00"),
            ("1 day and 2 hours", "Sat 21 Nov 2026, 18:00"),
            ("2 months", "Wed 20 Jan 2027, 16:00"),
            ("friday 17:00", "Fri 20 Nov 2026, 17:00"),
            ("Friday 15:00", "Fri 27 Nov 2026, 15:00"),
            ("on monday at 9am", "Mon 23 Nov 2026, 09:00"),
            ("monday", "Mon 23 Nov 2026, 17:00"),
            ("next week", "Fri 27 Nov 2026, 17:00"),
            ("tomorrow 9am", "Sat 21 Nov 2026, 09:00"),
            ("tomorrow 12am", "Sat 21 Nov 2026, 00:00"),
            ("tomorrow 12pm", "Sat 21 Nov 2026, 12:00"),
            ("tomorrow noon", "Sat 21 Nov 2026, 12:00"),
            ("tomorrow", "Sat 21 Nov 2026, 17:00"),
            ("today", "Fri 20 Nov 2026, 17:00"),
            ("18:00", "Fri 20 Nov 2026, 18:00"),
            ("9:30", "Sat 21 Nov 2026, 09:30"),
            ("6.30pm", "Fri 20 Nov 2026, 18:30"),
            ("2026-11-24 17:00", "Tue 24 Nov 2026, 17:00"),
            ("2026-11-24T17:00", "Tue 24 Nov 2026, 17:00"),
            ("2026-11-24", "Tue 24 Nov 2026, 17:00"),
            ("24 nov", "Tue 24 Nov 2026, 17:00"),
            ("November 24th 9:00", "Tue 24 Nov 2026, 09:00"),
            ("5 january", "Tue 5 Jan 2027, 17:00"),
            ("never", "never"),
            ("NEVER ", "never"),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn past_far_and_unreadable_times_are_told_apart() {
        for (text, expected) in [
            ("2026-11-20 15:59", "past"),
            ("today 9am", "past"),
            ("1 nov 2026", "past"),
            ("0 minutes", "past"),
            ("2 years", "too far"),
            ("2099-01-01 10:00", "too far"),
            ("next fortnight-ish", "unreadable"),
            ("yesterday", "unreadable"),
            ("3d banana", "unreadable"),
            ("25:00", "unreadable"),
            ("13pm", "unreadable"),
            ("2026-02-30", "unreadable"),
            ("31", "unreadable"),
            ("-3d", "unreadable"),
            ("9999-12-31 23:59", "unreadable"),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_review_reaches_further_than_a_closing_time() {
        let read = |text: &str| {
            let at = time_ahead(text, NOW, &berlin(), Reach::REVIEW);
            at.map(|at| at.map_or("never".into(), |at| local_day(at, &berlin())))
        };
        for (text, expected) in [
            ("", "20 May 2027"),
            ("in 6 months", "20 May 2027"),
            ("2027-05-24", "24 May 2027"),
            ("24 may 2028", "24 May 2028"),
            ("2 years", "20 November 2028"),
            ("never", "never"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(expected), "{text:?}");
        }
        assert!(matches!(read("6 years"), Err(ClosesError::TooFar(_))));
        assert!(matches!(read("2026-11-01"), Err(ClosesError::Past(_))));
        let month = months_later(NOW, 1, &berlin());
        assert_eq!(iso_day(month, &berlin()), "2026-12-20");
    }

    #[test]
    fn a_time_skipped_in_spring_is_moved_forward() {
        let march = closes_at("2027-03-28 02:30", NOW, &berlin()).unwrap().unwrap();
        assert_eq!(local_time(march, &berlin()), "Sun 28 Mar 2027, 03:30");
    }

    #[track_caller]
    fn offers(typed: &str, expected: &[&str]) {
        let offered = closes_examples(typed, NOW, &berlin());
        let shown: Vec<_> = offered.iter().map(|o| format!("{} = {}", o.words, o.text)).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn what_is_typed_is_completed_with_its_date() {
        offers(
            "2",
            &[
                "2 hours = 2026-11-20 18:00",
                "2 days = 2026-11-22 16:00",
                "2 weeks = 2026-12-04 16:00",
            ],
        );
        offers("fri", &["fri = 2026-11-20 17:00"]);
        offers("tomo", &["tomorrow 17:00 = 2026-11-21 17:00"]);
        offers("ne", &["never = never"]);
        assert_eq!(closes_examples("", NOW, &berlin()).len(), 7);
        assert!(closes_examples("gibberish", NOW, &berlin()).is_empty());
    }

    proptest! {
        #[test]
        fn no_text_panics_and_every_result_is_ahead(
            text in "(in |next |on )?[0-9]{0,4} ?(d|h|mon|may|week|am|:|-|T|[a-z]{0,6}|[0-9:.-]{0,9}){0,4}|.{0,70}",
        ) {
            if let Ok(Some(at)) = closes_at(&text, NOW, &berlin()) {
                prop_assert!(NOW < at);
            }
            for offer in closes_examples(&text, NOW, &berlin()) {
                prop_assert!(closes_at(&offer.text, NOW, &berlin()).is_ok(), "{:?}", offer);
            }
        }
    }
}
