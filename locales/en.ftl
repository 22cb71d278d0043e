# Every text that people read, in English.
#
# One group per reply, named like the file in src/render that uses it. Names are lower-case words
# with hyphens. { $name } stands for a value that the code fills in. A test checks that every text
# used exists, that every text here is used, and that this file parses.

## commands: descriptions, at most 100 characters
command-ask = Ask about software stacks in your own words; the answer names its sources
command-ask-question = One sentence, like: is Django good for a first product?
command-ask-private = Show the answer to you alone
command-compare = Put two stacks side by side, topic by topic
command-compare-first = The first stack
command-compare-second = The second stack
command-compare-topic = One topic only
command-faq = Look around in what is known, or go straight to a topic
command-faq-topic = A topic or a question; it completes as you type
command-sources = Where the answers come from, and whose interest each source may serve
command-help = What you can ask, and how
command-poll = Let the team choose
command-poll-create = Plan a poll; you see a draft before anything is posted
command-poll-create-question = What is to be decided
command-poll-create-options = The options, with commas between them
command-poll-create-closes = When it closes, like: 3d, friday 17:00
command-poll-close = Close a poll before its time
command-poll-close-poll = Which poll; it completes as you type
command-poll-results = The result of a poll, or how it stands
command-poll-results-poll = Which poll; it completes as you type
command-poll-list = The polls of this server, those that wait for your vote first

## ask
ask-empty = Ask in one sentence, for example: *Is Django good for a first product?* Or look around with `/faq`.
ask-too-long = That is longer than I can read. Nothing was lost but the answer: ask again in at most { $most } characters.

## answer
answer-title = { $topic }: { $stacks }
answer-asked = You asked: “{ $question }”
answer-corrected = I read “{ $typed }” as “{ $read }”.
answer-read-as = I took “{ $word }” for the topic { $topic }.
answer-says = { $subject }: { $says } ({ $who })
answer-source-and-more = { $more ->
    [one] { $source } and 1 more
   *[other] { $source } and { $more } more
}
answer-catch = The catch
answer-disagree = Sources disagree: { $about }
answer-evidence = How good is this evidence?
answer-sources = Sources
answer-note = Our note: { $note }
answer-shared = Shared by { $name }.
answer-shown = It stands in the channel too.
answer-kept-private = Only you see this: one of us may not write in this channel.
answer-cannot-show = I left it here: one of us may not write in that channel. A moderator can change that.
answer-gone = That answer is too old for its buttons. Ask again with `/ask`; nothing else is lost.
answer-more = { $points ->
    [one] 1 more point
   *[other] { $points } more points
}
answer-no-more = That was everything my sources say to this.
answer-show = Show in channel
answer-button-more = More points
answer-compare = Compare on { $topic }
answer-compare-short = Compare on this topic
answer-plan = Plan a poll
answer-not-meant = Not what I meant

## lean: the gist of a comparison on one topic
lean-all = { $topic }: all { $sources } sources lean to { $stack }.
lean-most = { $topic }: { $favour } of { $sources } { $sources ->
    [one] source leans
   *[other] sources lean
} to { $stack }.
lean-even = { $topic }: { $sources ->
    [0] no source takes a side.
    [one] the one source that speaks of it takes no side.
   *[other] { $sources } sources speak of it and do not lean either way.
}

## choices: a question back
choices = “{ $question }” can mean several things. Which topic did you mean?
choices-placeholder = Which topic did you mean?
choices-none = None of these
choices-none-meant = Then I have nothing on it. Try other words with `/ask`, or look around with `/faq`.
choices-short = That can mean several things. Ask again and name one: { $near }.

## unknown: nothing to offer
unknown-off-topic = That is outside what I know. I answer questions about { $known }, for example: *Which of them is easier to learn?*
unknown-mention = I have no answer to that. `/help` says what I can do.
unknown-language = I can read questions in English only, for example: *Is Node.js fast?*
unknown-stack = I know nothing about **{ $name }**. I know { $known }; ask about these, or compare them with `/compare`.
unknown-evidence = My sources on { $subject } do not say, and I do not guess.
unknown-evidence-on = My sources on { $subject } say nothing on **{ $words }**, and I do not guess.
unknown-nearest = Nearest to it: { $near }.
unknown-browse = `/faq` lists what they do speak of.

## evidence
evidence-articles = { $count ->
    [one] 1 article
   *[other] { $count } articles
}
evidence-sources = { $count ->
    [one] 1 source
   *[other] { $count } sources
}
evidence-years = { $what }, { $from } to { $to }.
evidence-year = { $what }, { $year }.
evidence-undated = { $what }, without a date.
evidence-unmeasured = No measurements.
evidence-measured = { $measured ->
    [one] 1 shows measurements.
   *[other] { $measured } show measurements.
}
evidence-selling = { $selling ->
    [one] 1 comes from a firm that sells such work.
   *[other] { $selling } come from firms that sell such work.
}

## cite: sources of a message
cite-undated = no date
cite-sections = and { $more ->
    [one] 1 other part
   *[other] { $more } other parts
}
cite-more = and { $left ->
    [one] 1 other source
   *[other] { $left } other sources
}

## list
list-and = { $first } and { $last }
list-or = { $first } or { $last }
list-more = and { $left } more
list-first-page = Back to the first page

## compare
compare-title = { $first } and { $second }, side by side
compare-gist = { $first } and { $second }: { $tofirst ->
    [one] 1 topic leans
   *[other] { $tofirst } topics lean
} to { $first }, { $tosecond } to { $second }, { $disputed } { $disputed ->
    [one] is
   *[other] are
} disputed.
compare-leans = { $topics ->
    [one] Leans to { $stack } (1 topic)
   *[other] Lean to { $stack } ({ $topics } topics)
}
compare-line = { $topic }, { $favour } of { $sources } { $sources ->
    [one] source
   *[other] sources
}
compare-disputed = { $topics ->
    [one] Sources disagree (1 topic)
   *[other] Sources disagree ({ $topics } topics)
}
compare-even = { $topics ->
    [one] No lean (1 topic)
   *[other] No lean ({ $topics } topics)
}
compare-caution = A lean counts sources. How much a topic matters is for your team to say.
compare-open = Open a topic
compare-more-topics = More topics …
compare-pick = Pick a topic, { $topics } in all
compare-which = { $first } and { $second }: which topic?
compare-counted = { $first }: favoured by { $forfirst }. { $second }: favoured by { $forsecond }. Neither: { $neither }. Sources are counted, not points.
compare-for = For { $stack }
compare-nothing = My sources name no point here.
compare-neither = For neither
compare-notes = Our note
compare-disagree = { $topic }: the sources disagree.
compare-next = Next: { $topic }
compare-all-topics = All topics
compare-unknown = I know nothing about **{ $name }**. I know { $known }; the options complete these names as you type.
compare-no-topic = No source of mine speaks of **{ $name }** here. Leave the topic out to see all there are.
compare-two-needed = A comparison needs two different stacks that I know. Choose another one for the second.

## faq
faq-overview = { $entries ->
    [one] 1 entry
   *[other] { $entries } entries
} in { $topics ->
    [one] 1 topic
   *[other] { $topics } topics
}. Pick one to look into.
faq-pick-topic = Pick a topic, { $topics } in all
faq-topic = { $entries }: { $meaning }
faq-more-topics = More topics …
faq-entries = { $topic }: { $entries ->
    [one] 1 entry
   *[other] { $entries } entries
}.
faq-pick-entry = Pick an entry, { $entries } in all
faq-more-entries = More entries …
faq-all-topics = All topics
faq-more-of-topic = More on this topic
faq-entry = { $stacks }, { $topic }:
faq-empty = There is nothing to look into yet. Whoever runs this bot can add entries.

## sources
sources = { $sources ->
    [one] My answers come from 1 source
   *[other] My answers come from { $sources } sources
}, { $measured ->
    [0] none of them with measurements.
   *[other] { $measured } of them with measurements.
}
sources-title = Sources
sources-how = Every statement names its sources. None of them is my own opinion.
sources-entry = { $title }. { $date }, { $kind }, cited by { $entries ->
    [one] 1 entry
   *[other] { $entries } entries
}. { $bias }
sources-opinion = opinion
sources-documentation = documentation
sources-measured = measurements

## help
help = I answer questions about software stacks from named sources, and let your team vote on what it wants.

    `/ask` a question in your own words
    `/compare` two stacks, topic by topic
    `/faq` to look around
    `/poll create` to let the team choose
    `/sources` to see where the answers come from

    Mentioning me with a question works too. On any message: Apps, *Answer this*; on my own: Apps, *Remove this reply*.
    I know { $known }, from { $sources } sources. No language model is at work here.
help-try = Try a question
help-try-next = Try another one

## plan: the question of a poll planned from an answer
plan = { $stacks }?
plan-on = { $stacks }, for { $topic }?

## remove
remove-done = Removed.
remove-not-ours = That message is not mine, so I left it alone. Use this on one of my own replies.
remove-not-yours = I left it there: only the person who asked, or a moderator, can have it removed.
remove-failed = Discord did not let me remove it. It still stands; a moderator can delete it.

## notices
incident = Something failed on my side and nothing was changed. Please try again; if it stays so, give whoever runs this bot the code `{ $code }`.
busy = Many people are at work here right now, and nothing was changed. Press again in a few seconds.
ending = I am being restarted, and nothing was changed. Try again in a minute.
press-stale = That button is out of date, and nothing was changed. Use the command again to get current ones.
server-only = Polls belong to a server. Use this command in one of its channels.
