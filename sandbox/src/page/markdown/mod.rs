//! Discord's Markdown as HTML: code blocks, quotes, headings, lists, and lines of [`inline`] marks.
//! Source: <https://support.discord.com/hc/en-us/articles/210298617>
//!
//! May enter: one text, and the names of whom it mentions. Text only ever becomes text.

mod inline;
mod list;

use super::html::Html;
use list::List;

/// Names of people, roles and channels: `@`, `@&` or `#`, and the id. None for who is not known.
pub(super) type Names<'a> = &'a dyn Fn(&str, u64) -> Option<String>;

/// Writes a text of a message or an embed.
pub(super) fn html(text: &str, names: Names<'_>) -> Html {
    let mut writer = Writer { out: Html::default(), names, plain: String::new(), list: None };
    let mut rest = text;
    while let Some((before, code, after)) = fenced(rest) {
        writer.blocks(before);
        writer.code(code);
        // The line end behind a block belongs to it.
        rest = after.strip_prefix('\n').unwrap_or(after);
    }
    writer.blocks(rest);
    writer.out
}

/// The text before a code block, the code without the name of its language, and what follows.
fn fenced(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("```")?;
    let (inside, after) = rest.split_once("```")?;
    if inside.trim().is_empty() {
        return None;
    }
    let is_language = |line: &str| line.chars().all(|c| c.is_alphanumeric() || "+-_.#".contains(c));
    let code = match inside.split_once('\n') {
        Some((line, code)) if is_language(line) && !code.trim().is_empty() => code,
        _ => inside,
    };
    Some((before, code.strip_suffix('\n').unwrap_or(code), after))
}

struct Writer<'a> {
    out: Html,
    names: Names<'a>,
    /// Lines without a mark of their own, not yet written: their inline marks may span them.
    plain: String,
    list: Option<List>,
}

impl Writer<'_> {
    fn code(&mut self, code: &str) {
        self.out.markup("<pre tabindex=\"0\"><code>");
        self.out.text(code);
        self.out.markup("</code></pre>");
    }

    fn blocks(&mut self, text: &str) {
        // What stood before a code block has its own line end.
        let text = text.strip_suffix('\n').unwrap_or(text);
        if text.is_empty() {
            return;
        }
        let mut rest = Some(text);
        while let Some(text) = rest {
            if let Some(quoted) = text.strip_prefix(">>> ") {
                self.end();
                self.quote(quoted);
                return;
            }
            let (line, after) = match text.split_once('\n') {
                Some((line, after)) => (line, Some(after)),
                None => (text, None),
            };
            rest = if line.starts_with("> ") { self.quoted(text) } else { after };
            if !line.starts_with("> ") {
                self.line(line);
            }
        }
        self.end();
    }

    /// Writes the lines of one quote, and returns what comes after them.
    fn quoted<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        self.end();
        let mut inside = String::new();
        let mut rest = Some(text);
        while let Some(line) = rest.and_then(|rest| rest.strip_prefix("> ")) {
            let (line, after) = line.split_once('\n').map_or((line, None), |(a, b)| (a, Some(b)));
            inside.push_str(line);
            inside.push('\n');
            rest = after;
        }
        self.quote(inside.trim_end_matches('\n'));
        rest
    }

    fn quote(&mut self, text: &str) {
        self.out.markup("<blockquote>");
        for line in text.split_inclusive('\n') {
            self.line(line.strip_suffix('\n').unwrap_or(line));
        }
        self.end();
        self.out.markup("</blockquote>");
    }

    fn line(&mut self, line: &str) {
        if let Some(item) = list::item(line, self.list.is_some()) {
            self.end_of_plain();
            self.list.get_or_insert_default().open(&mut self.out, &item);
            return inline::write(&mut self.out, item.text, self.names);
        }
        if let Some((open, text, close)) = marked(line) {
            self.end();
            self.out.markup(open);
            inline::write(&mut self.out, text, self.names);
            return self.out.markup(close);
        }
        self.end_of_list();
        self.plain.push_str(line);
        self.plain.push('\n');
    }

    fn end(&mut self) {
        self.end_of_plain();
        self.end_of_list();
    }

    fn end_of_plain(&mut self) {
        let text = std::mem::take(&mut self.plain);
        inline::write(&mut self.out, text.strip_suffix('\n').unwrap_or(&text), self.names);
    }

    fn end_of_list(&mut self) {
        if let Some(list) = self.list.take() {
            list.close(&mut self.out);
        }
    }
}

/// Headings and small print. The page has headings of its own above these.
fn marked(line: &str) -> Option<(&'static str, &str, &'static str)> {
    let marks = [
        ("# ", "<h3>", "</h3>"),
        ("## ", "<h4>", "</h4>"),
        ("### ", "<h5>", "</h5>"),
        ("-# ", "<small class=\"line\">", "</small>"),
    ];
    marks.iter().find_map(|&(mark, open, close)| {
        let text = line.strip_prefix(mark)?.trim();
        (!text.is_empty()).then_some((open, text, close))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(kind: &str, id: u64) -> Option<String> {
        matches!((kind, id), ("@", 1) | ("@&", 2) | ("#", 3)).then(|| format!("N{id}"))
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(html(text, &names).as_str(), expected, "{text}");
    }

    #[test]
    fn blocks() {
        check("one\ntwo", "one\ntwo");
        check("# Big\ntext", "<h3>Big</h3>text");
        check("#big", "#big");
        check("-# small **b**", "<small class=\"line\">small <strong>b</strong></small>");
        check("> a\n> b\nc", "<blockquote>a\nb</blockquote>c");
        check("a\n>>> b\nc", "a<blockquote>b\nc</blockquote>");
        check("> - a", "<blockquote><ul><li>a</li></ul></blockquote>");
        check(">a", "&gt;a");
    }

    #[test]
    fn lists() {
        check("- a\n- **b**\nc", "<ul><li>a</li><li><strong>b</strong></li></ul>c");
        check("3. a\n4. b", "<ol start=\"3\"><li>a</li><li>b</li></ol>");
        check(
            "- a\n  - b\n  - c\n- d",
            "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>",
        );
        check("- a\n1. b", "<ul><li>a</li></ul><ol start=\"1\"><li>b</li></ol>");
        check("-a", "-a");
        check("2026. x", "<ol start=\"2026\"><li>x</li></ol>");
    }

    #[test]
    fn code() {
        check(
            "```rust\nlet a = \"<b>\";\n```x",
            "<pre tabindex=\"0\"><code>let a = &quot;&lt;b&gt;&quot;;</code></pre>x",
        );
        check("a\n```\n**b**\n```\nc", "a<pre tabindex=\"0\"><code>**b**</code></pre>c");
        check("```one line```", "<pre tabindex=\"0\"><code>one line</code></pre>");
        check("```never closed", "```never closed");
        check("``````", "``````");
        check("`a*b*`", "<code>a*b*</code>");
        check("``a ` b``", "<code>a ` b</code>");
    }

    #[test]
    fn inline_marks() {
        check(
            "**a** *b* _c_ __d__ ~~e~~",
            "<strong>a</strong> <em>b</em> <em>c</em> <u>d</u> <s>e</s>",
        );
        check("***a***", "<strong><em>a</em></strong>");
        check("**a *b* c**", "<strong>a <em>b</em> c</strong>");
        check("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4");
        check(r"\*a\* \_b\_", "*a* _b_");
        check("**a\nb**", "<strong>a\nb</strong>");
        check("**a", "**a");
        check("****", "****");
        check("||a||", "<details class=\"spoiler\"><summary>Spoiler</summary>a</details>");
        check("a_b_ _c_", "a_b_ <em>c</em>");
    }

    #[test]
    fn names_and_times() {
        check(
            "<@1> <@!1> <@&2> <#3>",
            "<span class=\"mention\">@N1</span> <span class=\"mention\">@N1</span> <span class=\"mention\">@N2</span> <span class=\"mention\">#N3</span>",
        );
        check("<@9>", "<span class=\"mention\">@unknown</span>");
        check("</poll create:5>", "<span class=\"mention\">/poll create</span>");
        check(
            "@everyone, @here",
            "<span class=\"mention\">@everyone</span>, <span class=\"mention\">@here</span>",
        );
        check("me@here.org", "me@here.org");
        check("<:tick:12>", ":tick:");
        check(
            "<t:1795190461:R>",
            "<time datetime=\"2026-11-20T16:01:01Z\" data-style=\"R\">2026-11-20 16:01 UTC</time>",
        );
        check("<t:99999999999999:R>", "&lt;t:99999999999999:R&gt;");
    }

    #[test]
    fn links_lead_to_the_web_alone() {
        let link = |to: &str, text: &str| {
            format!("<a href=\"{to}\" rel=\"noopener noreferrer\" target=\"_blank\">{text}</a>")
        };
        check(
            "https://a.b/c?d=1&e.",
            &format!("{}.", link("https://a.b/c?d=1&amp;e", "https://a.b/c?d=1&amp;e")),
        );
        check("<https://a.b>", &link("https://a.b", "https://a.b"));
        check("[**x**](https://a.b)", &link("https://a.b", "<strong>x</strong>"));
        check("[x](javascript:alert(1))", "[x](javascript:alert(1))");
        check(
            "https://a.b/\"onclick=",
            &format!("{}&quot;onclick=", link("https://a.b/", "https://a.b/")),
        );
        check(
            "https://discord.com/channels/1/2/3",
            "<a href=\"#message-3\">Jump to the message</a>",
        );
        check("[see](https://discord.com/channels/1/2/3)", "<a href=\"#message-3\">see</a>");
    }

    #[test]
    fn text_stays_text() {
        check("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;");
        check(
            "```\n</code><img src=x onerror=y>\n```",
            "<pre tabindex=\"0\"><code>&lt;/code&gt;&lt;img src=x onerror=y&gt;</code></pre>",
        );
    }

    /// Marks that never close, or open within each other, must not cost more than their length.
    #[test]
    fn hostile_marks_end_in_time() {
        for one in [
            "**", "*a ", "_", "||", "~~", "`", "[", "<", "> ", ">>> ", "- ", "*_", "[a](",
            "**__~~||",
        ] {
            let long = one.repeat(20_000 / one.len());
            assert!(html(&long, &names).as_str().len() >= long.len() / 3, "{one}");
        }
    }
}
