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
command-recommend = Say what matters most, and see which stack the sources support for that
command-recommend-for = What you build, like: a chat app for a small team
command-faq = Look around in what is known, or go straight to a topic
command-faq-topic = A topic or a question; it completes as you type
command-sources = Where the answers come from, and whose interest each source may serve
command-help = What you can ask, and how
command-poll = Let the team choose
command-poll-create = Plan a poll; you see a draft before anything is posted
command-poll-create-question = What is to be decided
command-poll-create-options = The options, with commas between them
command-poll-create-vote = How people vote; two options are picked from, more are ranked
command-poll-create-secret = The key that tells who voted how is destroyed when the poll closes
command-poll-create-closes = When it closes, like: 3d, friday 17:00
command-poll-stack = Let the team choose a stack, with the evidence at hand
command-poll-stack-options = Stacks or anything else, with commas between: Node.js, Django, Stay as we are
command-poll-stack-question = What is to be decided; made from the options when left out
command-poll-stack-closes = When it closes, like: 3d, friday 17:00
command-poll-stack-secret = The key that tells who voted how is destroyed when the poll closes
command-poll-close = Close a poll before its time
command-poll-close-poll = Which poll; it completes as you type
command-poll-extend = Let a poll close later
command-poll-extend-poll = Which poll; it completes as you type
command-poll-extend-closes = When it closes instead, like: 3d, friday 17:00
command-poll-cancel = Take a poll back; its ballots are not counted
command-poll-cancel-poll = Which poll; it completes as you type
command-poll-cancel-reason = Why; the channel reads it
command-poll-remind = Remind the channel of a poll
command-poll-remind-poll = Which poll; it completes as you type
command-poll-copy = Plan a new poll like another one
command-poll-copy-poll = Which poll; it completes as you type
command-poll-results = The result of a poll, or how it stands
command-poll-results-poll = Which poll; it completes as you type
command-poll-list = The polls of this server, those that wait for your vote first
command-decision = What was decided, and why
command-decision-list = The decisions of this server, newest first
command-decision-show = One decision with everything it rests on
command-decision-show-decision = Which one; it completes as you type
command-decision-find = Look through the decisions of this server
command-decision-find-words = Words of the question, the decision or its reason
command-decision-record = Write a decision down, with or without a poll; a form opens
command-decision-record-question = The question it answers
command-decision-record-options = The options considered, with commas between them
command-decision-replace = Decide anew, in place of an earlier decision; a form opens
command-decision-replace-decision = Which one is replaced; it completes as you type
command-settings = What is set for this server; for members with Manage Server
command-settings-rank = How rankings are counted where an author does not choose
command-settings-time-zone = Where closing times are read, like Europe/Berlin; it completes as you type

## ask
ask-empty = Ask in one sentence, for example: *Is Django good for a first product?* Or look around with `/faq`.
ask-too-long = That is longer than I can read. Nothing was lost but the answer: ask again in at most { $most } characters.

## answer
answer-title = { $topic }: { $stacks }
answer-asked = You asked: “{ $question }”
answer-asked-stopped = You asked: “{ $question }”.
answer-corrected = I read “{ $typed }” as “{ $read }”.
answer-read-as = I took “{ $word }” for the topic { $topic }.
answer-says = { $says } ({ $who })
answer-source-and-more = { $more ->
    [one] { $source } and 1 more
   *[other] { $source } and { $more } more
}
answer-question-says = { $question } { $says }
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
    [one] 1 point that the answer leaves out or cuts short
   *[other] { $points } points that the answer leaves out or cuts short
}
answer-no-more = That was everything my sources say to this.
answer-show = Show in channel
answer-button-more = More points
answer-compare = Compare on { $topic }
answer-compare-short = Compare on this topic
answer-plan = Plan a poll
answer-not-meant = Not what I meant

## lean: the gist of a comparison on one topic
lean-all = { $topic }: { $sources ->
    [2] both sources lean
   *[other] all { $sources } sources lean
} to { $stack }.
lean-most = { $topic }: { $favour } of { $sources } { $sources ->
    [one] source
   *[other] sources
} { $favour ->
    [one] leans
   *[other] lean
} to { $stack }.
lean-few = { $topic }: most sources take no side; { $favour } of { $sources } { $favour ->
    [one] leans
   *[other] lean
} to { $stack }.
lean-dissent = { $names } { $count ->
    [one] leans
   *[other] lean
} to { $stack }.
lean-side = { $count } for { $stack }
lean-divided = { $topic }: the sources are divided, { $sides }.
lean-even = { $topic }: { $sources ->
    [0] no source takes a side.
    [one] the one source that speaks of it takes no side.
   *[other] { $sources } sources speak of it and do not lean either way.
}

## choices: a question back
choices = Which topic did you mean by “{ $question }”?
choices-placeholder = Pick the topic you meant
choices-none = None of these
choices-none-meant = Then I have nothing on it. Try other words with `/ask`, or look around with `/faq`.
readings = What did you mean by “{ $question }”?
readings-placeholder = Pick what you meant
readings-about = { $topic }, about { $stacks }
readings-alone = the same topic, about this one alone
readings-together = the same topic, side by side
readings-typed = { $typed }, just as I typed it
readings-not-read = not read as { $read }
choices-short = That can mean several things. Ask again and name one: { $near }.

## unknown: nothing to offer
unknown-off-topic = That is outside what I know. I answer questions about { $known }, for example: *Which of them is easier to learn?*
mention-help = Mention me with a question, for example: *Is Django good for a first product?* `/help` says what else I can do.
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
cite-more = and { $names }

## list
list-and = { $first } and { $last }
list-and-apart = { $first }, and { $last }
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
compare-line-first = { $topic }, { $favour } of { $sources } { $sources ->
    [one] source
   *[other] sources
}
compare-line = { $topic }, { $favour } of { $sources }
compare-contested = , partly disputed
compare-dissent = ; { $names } { $count ->
    [one] leans
   *[other] lean
} to { $stack }
compare-divided = { $topic }, { $forfirst } for { $first }, { $forsecond } for { $second }
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
compare-matters = What matters to us?
compare-more-topics = More topics …
compare-pick = Pick a topic, { $topics } in all
compare-which = { $first } and { $second }: which topic?
compare-counted = { $forfirst ->
    [0] No source favours
    [one] 1 source favours
   *[other] { $forfirst } sources favour
} { $first }, { $forsecond ->
    [0] none favours
    [one] 1 favours
   *[other] { $forsecond } favour
} { $second }{ $neither ->
    [0] { "" }
    [one] { "" }, 1 takes no side
   *[other] { "" }, { $neither } take no side
}{ $dissent }.
compare-descriptive-gist = { $topic }: { $sources ->
    [one] 1 source speaks of it, and is not
   *[other] { $sources } sources speak of it, and none is
} counted for a side.
compare-descriptive = There is nothing to be better at here.
compare-described = What is said
compare-for = For { $stack }
compare-nothing = My sources name no point here.
compare-no-more = { $points ->
    [one] 1 point found
   *[other] { $points } points found
}; the sources say no more.
compare-neither = Neither
compare-all = { $topic }: { $points ->
    [one] the one point there is.
   *[other] all { $points } points.
}
compare-all-for = For { $stack } ({ $points })
compare-sources = Where the statements on { $topic } come from.
compare-more = More points
compare-notes = Our note
compare-disagree = { $topic }: the sources disagree.
compare-next = Next: { $topic }
compare-all-topics = All topics
compare-no-topic = No source of mine speaks of **{ $name }** here. Leave the topic out to see all there are.
compare-two-needed = A comparison needs two different stacks that I know. Choose another one for the second.

## names: an option that holds no name that can be used
names = `{ $option }`: { $said }
names-near = { " " }Did you mean **{ $name }**?
names-no-stack = I know nothing about **{ $name }**.{ $near } I know { $known }; the option completes these names as you type.
names-no-topic = No topic is called **{ $name }**.{ $near } The option completes the topics I know as you type, and `/faq` lists them.
names-twice = **{ $name }** is named twice. Choose two different stacks.
names-too-few = Two different stacks are needed. I know { $known }.
names-no-entries = I know **{ $name }** by name, but no entry speaks of it yet. I can compare { $known }.

## recommend
recommend-ask = { $stacks }: what matters most to you? Pick up to five; each counts the same.
recommend-for = For: “{ $build }”
recommend-read = I read { $topics } from it. Change that in the menu, or go on with it.
recommend-chosen = Chosen so far: { $topics }.
recommend-pick = What matters most, up to five
recommend-some = These are { $shown } of { $topics } topics, those with the most sources.
recommend-use = Go on with these
recommend-title = { $stacks }?
recommend-supports = For { $needs }, the cited evidence supports { $stack }.
recommend-narrow = For { $needs }, the cited evidence supports { $stack }, but only just.
recommend-even = For { $needs }, the cited evidence is balanced between { $stacks }.
recommend-nothing = On { $needs }, my sources say nothing, so I recommend nothing.
recommend-why = Why { $stack }
recommend-against = What speaks against { $stack }
recommend-elsewhere = - Nothing on these needs. On { $topic }: { $statement }
recommend-each = The strongest point for each
recommend-firm = How firm is that?
recommend-without = Without { $topic } it would be { $stack }.
recommend-without-even = Without { $topic } it would be even.
recommend-without-or = { $topic }, or without { $other },
recommend-without-nothing = All of this rests on { $topic }.
recommend-without-none = Leaving out any one of these changes nothing.
recommend-heavier = If { $topic } counted more than { $times } times as much, it would be { $stack }.
recommend-missing = No evidence
recommend-silent = My sources say nothing on { $topics }; that counts for nobody.
recommend-unspoken = No source speaks of { $stack } itself on { $topics }.
recommend-show = Show the arithmetic
recommend-again = Change what matters
recommend-shown = A result of this recommendation stands in the channel already.
recommend-arithmetic = How this was counted. You can redo it by hand.
recommend-how = Each need counts the same. On each, a stack gets the sources that stand for it, less those against it, out of all that speak of it.
recommend-need = - { $topic }, { $sources ->
    [one] 1 source
   *[other] { $sources } sources
}: { $sides }
recommend-need-side = { $stack } { $for }{ $against ->
    [0] { "" }
   *[other] { " " }less { $against }
} of { $sources } = { $adds }
recommend-need-silent = - { $topic }: no source speaks of it, 0 for each
recommend-score = { $stack } { $score }
recommend-together = Together: { $scores }.
recommend-limits = Opinions are counted, not measured; how much a need weighs is yours to say.
recommend-gone = That recommendation is too old for its buttons. Use `/recommend` again; nothing else is lost.

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
sources-entry = { $title } ({ $date }). { $kind }, cited by { $entries ->
    [one] 1 entry
   *[other] { $entries } entries
}. { $bias }
sources-opinion = Opinion
sources-documentation = Documentation
sources-measured = Measurements

## help
help = I answer questions about software stacks from named sources, and let your team vote on what it wants.

    `/ask` a question in your own words
    `/compare` two stacks, topic by topic
    `/recommend` what the sources support for what matters to you
    `/faq` to look around
    `/poll stack` or `/poll create` to let the team choose
    `/decision list` to see what was decided, and why
    `/sources` to see where the answers come from

    Mentioning me with a question works too. On any message: Apps, *Answer this*; on my own: Apps, *Remove this reply*.
    I know { $known }, from { $sources } sources. No language model is at work here.
help-try = Try a question
help-try-next = Try another one

## plan: the question of a poll planned from an answer
plan = { $stacks }?
plan-on = { $stacks }, judged by { $topic }?

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

## settings
settings = Settings of this server
settings-changed = Stored for this server:
settings-zone = Time zone: { $zone }. It is { $now } there.
settings-zone-default = Time zone: { $zone }, as nobody has chosen one here. It is { $now } there.
settings-rank = Rankings are counted by { $method } unless a draft says otherwise. Open polls keep how they are counted.
settings-zone-how = Closing times are read in it. Choose another one with `/settings time-zone`.
settings-zone-then = Closing times that you type are read in it, those of drafts as well. Open polls keep theirs.
settings-zone-unknown = I know no time zone “{ $typed }”. Nothing was changed. Type a city and pick from what completes, like Europe/Berlin.
settings-not-yours = Only members with Manage Server see and change the settings. Nothing was changed.
settings-where = Settings belong to a server. Use this command in one of its channels.

## poll: words used in several places
poll-votes = { $votes ->
    [one] { $votes } vote
   *[other] { $votes } votes
}
poll-turnout = { $voted } of { $known } voted
poll-turnout-so-far = { $voted } of { $known } have voted
poll-option-votes = { $option }, { $votes ->
    [one] { $votes } vote
   *[other] { $votes } votes
}
poll-option-mean = { $option }, { $mean } points on average
poll-option = - { $option }
poll-option-numbered = { $place }\. { $option }
poll-stance-agree = agree
poll-stance-abstain = abstain
poll-stance-disagree = disagree
poll-stance-block = block
poll-stance-line = - { $stance }, { $people }
poll-no-opinion = no opinion
poll-vote-rank = { $place }\. { $option }
poll-vote-last = Last: { $options }
poll-vote-points = { $option }, { $points ->
    [one] { $points } point
   *[other] { $points } points
}
poll-vote-no-points = No points: { $options }
poll-and = { $first } and { $last }
poll-closes = Closes { $at } ({ $in }).
poll-closes-never = Stays open until its author or a moderator closes it.
poll-numbered = { $place }. { $label }

## poll: draft
poll-draft = Draft of a poll. Nothing is posted yet.
poll-draft-more-settings = More settings
poll-draft-more = More settings of this draft. Nothing is posted yet.
poll-draft-role = Whose members may vote? Choose a role; who has it when they vote counts.
poll-draft-people = Who may vote? Choose up to { $most } people. Programs among them are left out.
poll-draft-bad-number = I cannot read “{ $typed }”: write a whole number from 1 to { $most }, or leave it empty. None of the numbers was changed.
poll-terms-vote = Vote: { $how }
poll-terms-several = pick several, up to { $most }
poll-terms-counted = { $kind }, counted by { $method }
poll-terms-voters = Voters: { $voters }
poll-terms-quorum = Quorum: { $ballots ->
    [one] 1 ballot
   *[other] { $ballots } ballots
}, else there is no result
poll-terms-pass = The winner needs { $percent } %
poll-terms-reasons-off = Reasons: not asked for
poll-terms-reasons-required = Reasons: nobody votes without one
poll-terms-decider = The decision is recorded by { $name }
poll-terms-close-when-all = It closes as soon as everybody has voted
poll-terms-reminder-role = A day before it closes, { $role } is notified
poll-kind-pick-one = pick one
poll-kind-pick-several = pick several
poll-kind-rank = rank
poll-kind-rate = rate 0 to 5
poll-kind-agree = agree or object
poll-method-plurality = most votes
poll-method-approval = most picks
poll-method-irv = instant runoff
poll-method-schulze = Schulze
poll-method-ranked-pairs = ranked pairs
poll-method-borda = points by place (Borda)
poll-method-score = most points
poll-method-star = points, then a run-off (STAR)
poll-voters-everyone = everyone here
poll-voters-joined = who is a member when it opens
poll-voters-role = members with the role { $role }
poll-voters-picked = { $people ->
    [one] 1 person whom you picked
   *[other] { $people } people whom you picked
}
poll-disclosure-live = Open ballots; counts are shown at any time
poll-disclosure-after-vote = Open ballots; counts are shown after one's own vote
poll-disclosure-at-close = Open ballots; counts are shown when it closes
poll-disclosure-secret = Secret ballots; the result comes when it closes
poll-menu-kind = Vote: { $kind }
poll-menu-kind-hint = How people vote
poll-menu-voters-hint = Who may vote
poll-menu-voters-everyone = Voters: everyone here
poll-menu-voters-joined = Voters: members who joined before the poll
poll-menu-voters-role = Voters: a role …
poll-menu-voters-role-named = Voters: the role { $role }
poll-menu-voters-people = Voters: people I pick, up to { $most } …
poll-menu-voters-picked = { $people ->
    [one] Voters: 1 person I picked
   *[other] Voters: { $people } people I picked
}
poll-menu-disclosure-hint = Ballots and results
poll-menu-method = Counted by { $method }
poll-menu-method-hint = How it is counted
poll-menu-reasons-hint = Reasons
poll-menu-reasons-off = Reasons: not asked for
poll-menu-reasons-optional = Reasons: who likes to
poll-menu-reasons-required = Reasons: required
poll-menu-reminder-hint = A day before it closes
poll-menu-reminder-off = No reminder
poll-menu-reminder-line = A reminder in the channel, nobody is notified
poll-menu-reminder-role = A reminder that notifies { $role }
poll-menu-decider-hint = Who records the decision: you, or choose somebody
poll-menu-role-hint = Choose a role
poll-menu-people-hint = Choose people
poll-button-numbers = Quorum and threshold
poll-button-all-on = Close when all voted: yes
poll-button-all-off = Close when all voted: no
poll-button-back = Back to the draft
poll-numbers-title = Quorum and threshold
poll-numbers-quorum = Ballots needed for a result
poll-numbers-pass = Percent that the winner needs
poll-numbers-most = Most options that one may pick
poll-numbers-empty = empty for none
poll-draft-zone = Times are read in the time zone { $zone }.
poll-draft-not-ready = This poll is not ready to post. What you typed is kept.
poll-draft-file = What you typed, whole: the form holds the first 4000 characters of each text
poll-draft-typed = You typed: { $question }
poll-draft-post = Post this poll
poll-draft-edit = Edit text
poll-draft-discard = Discard
poll-draft-add-neither = Add “Neither”
poll-draft-add-both = Add “Both”
poll-option-neither = Neither
poll-option-both = Both
poll-draft-discarded = The draft is gone. Nothing was posted.
poll-draft-gone = This draft is gone: drafts are kept for { $days } days. Start a new one with `/poll create`.
poll-draft-posted = Posted as { $number }: { $link }
poll-draft-posting = This poll is being posted. Look at the channel in a moment.
poll-fault-no-question = The question is empty. Write 1 to { $most } characters.
poll-fault-long-question = The question has { $length } characters; at most { $most } fit.
poll-fault-few-options = A poll needs at least 2 options; I read { $options }. Write one a line, or separate them with commas.
poll-fault-many-options = A poll has at most { $most } options; I read { $options }.
poll-fault-long-option = Option { $place } has { $length } characters; at most { $most } fit on its button.
poll-fault-twice = “{ $option }” is there twice. Voters could not tell them apart.
poll-fault-closes-unreadable = I cannot read the closing time “{ $typed }”. Try: 3d, friday 17:00, 2026-11-24 17:00, never.
poll-fault-closes-past = The closing time { $at } is past. Try: 3d, friday 17:00, 2026-11-24 17:00, never.
poll-fault-closes-far = The closing time { $at } is more than a year away. Pick an earlier one, or never.

## poll: evidence
poll-draft-evidence = Evidence goes with it, as it is today; voters can open it.
poll-draft-evidence-option = - { $option }: { $pros } for, { $cons } against
poll-draft-evidence-none = - No evidence yet: { $options }
poll-button-evidence = Evidence
poll-evidence = The evidence as it was attached on { $at }. It does not change while the poll runs.
poll-evidence-for = For
poll-evidence-against = Against
poll-evidence-nothing = The sources name no point here.
poll-evidence-none = { $option }: no evidence yet. That says nothing about { $option }.
poll-evidence-next = Next: { $option }
poll-evidence-place = Option { $place } of { $options }; each reader begins with another one.
poll-evidence-absent = No evidence goes with this poll. `/compare` shows what the sources say.

## poll: form
poll-form-title = Plan a poll
poll-form-question = Question
poll-form-question-hint = Which backend for the chat service?
poll-form-options = Options, one a line (2 to 25)
poll-form-options-hint = Node.js
poll-form-closes = Closes
poll-form-closes-hint = 3d, friday 17:00, 2026-11-24 17:00, never

## poll: its message
poll-head = **Poll { $number }**: { $question }
poll-head-mark = **Poll { $number }**
poll-opened-several = Opened by { $author }. Pick all that you can live with; you can change your ballot until the poll closes.
poll-opened-rank = Opened by { $author }. Put the options in your order, best first; you can change your ballot until the poll closes.
poll-opened-rate = Opened by { $author }. Give each option 0 to 5 points; you can change your ballot until the poll closes.
poll-opened-agree = Proposed by { $author }. Agree, abstain, disagree, or block it; you can change your mind until the poll closes.
poll-opened-by = Opened by { $author }. Pick one; you can change your vote until the poll closes.
poll-shown-after-vote = Open ballots. The counts are shown to those who have voted, and to all when it closes.
poll-shown-at-close = Open ballots. The counts are shown when it closes.
poll-shown-secret = Secret ballots. The result comes when it closes, and not before, for anybody. Until then whoever runs this bot could look; then the key that leads from people to ballots is destroyed.
poll-as-of = Counted { $at }. My vote shows yours at any time.
poll-closed-head = **Poll { $number }**, closed: { $question }
poll-closed-link = Closed { $at }. Result: { $link }
poll-closed-at = Closed { $at }. The result follows as a message of its own.
poll-button-vote = Vote { $option }
poll-button-ballot = Vote
poll-button-mine = My vote
poll-button-how = How it is counted
poll-button-manage = Manage this poll
poll-button-result = See the result

## poll: ballots
poll-ballot = { $question }
    Your choice? Nothing is stored yet.
poll-ballot-standing = { $question }
    Your vote: { $option }. Choose again to change it.
poll-ballot-choose = Choose one option
poll-stored = Your vote is stored: { $option }.
poll-changed = Your vote is changed from { $before } to { $option }.
poll-still = Still your vote: { $option }.
poll-until = You can change it until { $at }.
poll-mine = Your vote: { $option }. It was stored { $at }.
poll-mine-none = You have not voted in { $number }.
poll-mine-closed = Your vote in { $number } counted: { $option }. The poll is closed.
poll-mine-closed-none = You did not vote in { $number }. The poll is closed.
poll-button-take-back = Take back my vote
poll-button-change = Change my vote
poll-taken-back = Your vote is taken back: { $vote }. It does not count any more. You can vote again until the poll closes.
poll-taken-back-none = You have no vote in { $number } to take back.
poll-vote-closed = { $number } closed { $at }. Your vote was not counted.
poll-take-back-closed = { $number } closed { $at }. Votes stay as they are.
poll-vote-gone = That option does not exist. Nothing was stored. Press Vote on the poll again.
poll-ballot-stance = { $question }
    What do you think of it? Nothing is stored yet.
poll-ballot-standing-stance = { $question }
    You said: { $option }. Press another one to change it.
poll-stored-no-opinion = Stored: no opinion. You count towards the turnout and towards no side.
poll-stored-ballot = Your ballot is stored and counts.
poll-changed-ballot = Your changed ballot is stored and counts.
poll-still-ballot = Still your ballot; nothing was changed.
poll-mine-ballot = Your ballot is stored and counts.
poll-mine-closed-ballot = Your ballot in { $number } counted. The poll is closed.
poll-mine-closed-secret = { $number } is closed. Its ballots were secret: the key that led to yours is destroyed, so I cannot tell which one it was.
poll-unfinished-closed = { $number } closed { $at }. Your unfinished ballot was not cast and does not count.
poll-vote-too-many = You picked { $picked }; at most { $most } count. Nothing was stored. Take some away and cast again.
poll-not-bots = Programs do not vote here. Nothing was stored.
poll-not-role = Only members with the role { $role } vote here. Nothing was stored. You can read the evidence and, after closing, the result.
poll-not-picked = Only people whom the author picked vote here. Nothing was stored. You can read the evidence and, after closing, the result.
poll-not-joined = Only those vote here who were members when the poll opened, { $at }. Nothing was stored.
poll-error-no-key = I cannot reach the key of { $number }, without which nobody can vote in it. Your vote was **not** stored; one stored earlier still counts. Tell whoever runs this bot.
poll-error-no-key-own = I cannot reach the key of { $number }, without which I cannot find your vote. Nothing was changed; a vote stored earlier still counts. Tell whoever runs this bot.

## poll: a ballot being filled in
poll-page-not-cast = Nothing is cast yet.
poll-page-not-cast-standing = These changes are not cast yet; until then your stored ballot counts.
poll-page-out-of-date = That ballot page was out of date. Here is the current one.
poll-page-two-devices = That ballot page was out of date: you voted meanwhile, perhaps on another device. This one counts.
poll-page-first = Your 1st choice?
poll-page-next = Your { $place ->
    [2] 2nd
    [3] 3rd
    [21] 21st
    [22] 22nd
    [23] 23rd
   *[other] { $place }th
} choice? Or stop here.
poll-page-left-out = Left out so far: { $options }. They share the last place.
poll-page-all-ranked = Every option has its place.
poll-page-rank = Choose the next one, { $options } left
poll-page-pick = Pick what you can live with
poll-page-picked-none = Nothing is picked so far.
poll-page-pick-cap = You can pick up to { $most }.
poll-page-pick-any = You can pick as many as you like.
poll-page-points = How many points for **{ $option }**? 5 is best.
poll-page-all-rated = Every option has been asked about.
poll-button-points = { $points ->
    [one] { $points } point
   *[other] { $points } points
}
poll-button-pass-over = Pass this one over
poll-button-cast = Cast this ballot
poll-button-undo = Undo last
poll-button-start-over = Start over
poll-button-no-opinion = No opinion
poll-button-agree = Agree
poll-button-abstain = Abstain
poll-button-disagree = Disagree
poll-button-block = Block
poll-button-reason = Add a reason
poll-button-reason-change = Change the reason

## poll: reasons
poll-reason-title = Why?
poll-reason-label = Your reason
poll-reason-hint = Shown without your name when the poll closes
poll-reason-hint-secret = Shown without your name; in a small team your wording may give you away
poll-reason-quoted = “{ $reason }”
poll-reason-given = Your reason: { $reason }
poll-reasons = { $given ->
    [one] 1 reason was given
   *[other] { $given } reasons were given
}, { $ballots ->
    [one] by 1 voter:
   *[other] on { $ballots } ballots:
}
poll-reason-for = - for { $option }: { $reason }
poll-reason-stance = - { $stance }: { $reason }
poll-reason-plain = - { $reason }

## poll: how it is counted
poll-how-plurality = You pick one option. The option with the most votes wins (*plurality*).
poll-how-approval = You pick every option that you can live with, each as good as the others. The option picked most wins (*approval*).
poll-how-ranked-pairs = You rank. Each pair of options is compared: which of the two do more ballots put higher? The option that beats every other one wins. If none does, the results head to head are taken from the clearest to the closest, and one that contradicts those before it gives way (*ranked pairs*). Options that you leave out share your last place.
poll-how-schulze = You rank. Each pair of options is compared: which of the two do more ballots put higher? The option that beats every other one wins. If none does, the one wins that has the strongest chain of such victories to each other one (*Schulze*). Options that you leave out share your last place.
poll-how-irv = You rank. Each ballot counts for the best of its options that is still in. While no option has more than half of the ballots that count, the one with the fewest goes, one at a time (*instant runoff*). A ballot whose options are all out counts for nobody. If several have the fewest, each way is followed; if they lead to different winners, these tie.
poll-how-borda = You rank. With four options the first gets 3 points, the next 2, then 1 and 0; options that you leave out share what is left. Most points win (*Borda*).
poll-how-score = You give each option 0 to 5 points. Most points win (*score*). An option without points has 0.
poll-how-star = You give each option 0 to 5 points. The two with the most points go into a run-off: whichever of the two more ballots give more points wins (*STAR*). An option without points has 0.
poll-how-agree = You agree, abstain, disagree or block. One block stops the proposal. Without one it passes if more agree than disagree; who abstains counts for neither.
poll-how-every = A tie stays a tie: no lot is drawn. Only your last ballot counts, and none at the closing time or later. No opinion counts towards the turnout and towards no side. All of this was fixed when the poll opened.
poll-how-quorum = With fewer than { $ballots ->
    [one] 1 ballot
   *[other] { $ballots } ballots
} there is no result.
poll-how-pass = The winner needs { $percent } % of the ballots that take a side.
poll-how-pass-rank = The winner must be put higher than each other option on { $percent } % of the ballots that take a side.
poll-how-pass-rate = The winner needs { $percent } % of the points that it could have had.
poll-how-pass-agree = To pass, { $percent } % of those who agree or object must agree.
poll-how-open = Ballots are open: who voted how is stored with a name, though I do not show it.
poll-how-secret = **How secret is it?** Members and moderators never see who voted how. Whoever runs this bot could find out while the poll is open. At closing, the key that leads from people to ballots is destroyed. Not covered: backups made while it was open, experts who search the disk or know in which order people voted, and what the counts themselves give away in a small team.

## poll: manage and close
poll-manage = You manage { $number }: { $question }
poll-button-close = Close this poll now
poll-close-confirm = Close { $number } now? It asks: { $question }
    { $votes ->
        [0] No vote is
        [one] { $votes } vote is
       *[other] { $votes } votes are
    } stored. The result is posted at once and names you as the one who closed it early. It cannot be opened again.
poll-button-close-confirmed = Close it for good
poll-close-not-yours = Only { $author } and members with Manage Messages can manage { $number }. Nothing was changed.
poll-close-done = { $number } is closed. I am posting the result.
poll-close-already = { $number } is closed already, since { $at }.

## poll: its life
poll-button-remind = Remind the channel
poll-button-extend = Let it close later
poll-button-post-again = Post it again below
poll-button-reword = Edit its text
poll-stands-below = { $number } stands further down: { $link }
poll-not-posted-again = { $number } goes on where it is; it was not posted again. { $why }
poll-not-taken = Discord does not take it: { $why }.
poll-not-taken-forbidden = I may not write in { $channel }: let me view that channel and send messages there, then try again.
poll-not-taken-no-answer = { $number } goes on. Discord did not answer, so I cannot tell whether the message is there: look at the channel before you try again.
poll-reworded = The text of { $number } is changed. Its message follows in a moment.
poll-not-reworded = Somebody has voted in { $number } or begun to, so its text stays. Plan one like it, and cancel this one. Nothing was changed.
poll-reword-faulty = The text of { $number } was not changed:
poll-button-copy = Plan one like it
poll-button-cancel = Cancel this poll
poll-extend-title = Let it close later
poll-extend-label = Closes
poll-extended = { $number } closes { $at } now. The result will say so.
poll-extend-not = { $why } Nothing was changed.
poll-extend-not-later = { $until } is not later than { $closing }, when { $number } closes. Nothing was changed. To end it sooner, close it.
poll-extend-never = { $number } has no closing time, so it cannot be put off. Nothing was changed.
poll-cancel-title = Cancel this poll
poll-cancel-label = Why?
poll-cancel-hint = The channel reads it
poll-cancel-done = { $number } is cancelled. Its ballots are not counted, and the channel is told why.
poll-cancel-no-reason = A cancellation needs a reason that can be read. Nothing was changed. Write one to 200 characters.
poll-reminder = Closing soon: { $question }
poll-reminder-open = Still open: { $question }
poll-reminder-waiting = Waiting for { $names }
poll-remind-done = The channel is reminded of { $number }.
poll-remind-before = The channel was reminded of { $number } { $ago }, and ten minutes lie between two reminders. Nothing was posted. You can remind it again { $again }.
poll-remind-not = { $number } goes on, but its reminder was not posted. { $why }

## poll: result
poll-result-mark = **Result of { $number }**
poll-result-winner = **Result of { $number }**: { $option }. { $total ->
    [one] { $votes } of { $total } vote.
   *[other] { $votes } of { $total } votes.
}
poll-result-tie = **Result of { $number }**: a tie between { $options }. { $turnout }.
poll-result-tie-many = **Result of { $number }**: a tie between { $options } options. { $turnout }.
poll-result-chosen = **Result of { $number }**: { $option }. { $turnout }.
poll-result-by-all = **Result of { $number }**: { $option }, by all. { $turnout }.
poll-result-no-sides = **Result of { $number }**: no result, nobody took a side. { $turnout }.
poll-result-quorum = **Result of { $number }**: no result, { $ballots } of the { $needed } ballots needed.
poll-result-quorum-body = Too few voted, so nothing is shown or decided.
poll-result-quorum-secret = Its ballots were secret, and nobody can tell any more who has voted, so it cannot take more votes. A new poll can ask again.
poll-result-quorum-picked = Whom the author picked is not kept once a poll is closed, so it cannot take more votes. A new poll can ask again.
poll-button-one-more-day = Extend by a day
poll-button-for-good = Close for good
poll-button-open-again = Open again
poll-reopened = { $number } takes votes again, until { $at }. The votes stored so far still count.
poll-result-withdrawn = Too few had voted in { $number }, so { $member } gave it another day, until { $at }. The votes stored so far still count. { $link }
poll-reopen-open = { $number } takes votes already. Nothing was changed.
poll-reopen-for-good = { $number } was closed for good. Nothing was changed. To ask again, use `/poll copy`.
poll-reopen-has-result = { $number } did not miss its quorum, so it stays closed. Nothing was changed.
poll-reopen-not-yet = The result of { $number } is not in the channel yet. Nothing was changed. Press again in a moment.
poll-reopen-kept-apart = Who has voted in { $number } is not kept after its closing, so it cannot take more votes. Nothing was changed. To ask again, use `/poll copy`.
poll-for-good = { $number } stays closed, without a result. Its votes are kept.
poll-result-short = **Result of { $number }**: no result. { $options } came first with { $percent } %; { $needed } % were needed.
poll-result-short-few = **Result of { $number }**: no result. { $options } came first with less than the { $needed } % needed. { $turnout }.
poll-result-passed = **Result of { $number }**: it passes. { $turnout }.
poll-result-not-passed = **Result of { $number }**: it does not pass. { $percent } % agree; { $needed ->
    [0] more than half were needed.
   *[other] { $needed } % were needed.
}
poll-result-not-passed-few = **Result of { $number }**: it does not pass; { $needed ->
    [0] more than half were needed.
   *[other] { $needed } % were needed.
} { $turnout }.
poll-result-blocked-few = **Result of { $number }**: it does not pass, it is blocked. { $turnout }.
poll-result-blocked = **Result of { $number }**: it does not pass, { $people ->
    [one] 1 person blocks it.
   *[other] { $people } people block it.
} { $turnout }.
poll-result-cancelled = **Result of { $number }**: cancelled by { $member }, “{ $reason }”
poll-result-cancelled-body = Its ballots are not counted.
poll-result-few = With so few secret ballots, counts would tell who voted how. So only the winner is shown.
poll-result-unanimous = When all agree, everybody's vote is known. That cannot be hidden.
poll-result-no-opinion = { $people ->
    [one] 1 voter has no opinion.
   *[other] { $people } voters have no opinion.
}
poll-result-star = In the run-off { $first } is ahead of { $second }, { $ahead } to { $behind } ballots.
poll-result-close = Close: one changed ballot could have made it { $options }.
poll-result-firm = No single changed ballot could have given another winner.
poll-result-beats-all = Preferred to every other option:
poll-result-beats = - to { $option }, { $over } to { $under } ballots
poll-result-order = Order of all: { $order }
poll-result-why-irv = Decided by instant runoff: the option with the fewest ballots went out, round by round.
poll-result-why-schulze = No option beats every other one, so the strongest chains of results head to head decide.
poll-result-why-ranked-pairs = No option beats every other one, so the clearest results head to head decide.
poll-result-why-borda = Decided by the points for each place.
poll-result-cut-short = The ties inside this count are too many to follow them all; there may be more winners than those named.
poll-result-extended = { $member } put off the closing, which was to be { $from }.
poll-result-all-voted = Closed { $at }, when everybody had voted.
poll-result-none = **Result of { $number }**: no result, nobody voted.
poll-result-early = Closed early by { $member }, { $at }.
poll-result-on-time = Closed { $at }.
poll-result-late = Closing time was { $at }; I was offline until { $until }. No vote after the closing time was counted.
poll-result-poll = The poll: { $link }
poll-result-no-lot = No lot was drawn.
poll-result-homeless = The channel of this poll is gone, so its result stands here alone. Nothing is lost.
poll-result-unposted = I could not post this result in { $channel }: let me view that channel and send messages there. I am trying again now; nothing is lost.
poll-sofar = { $number } is open: { $question }

## poll: round by round
poll-button-run-off = Plan a run-off
poll-button-run-off-of = Run-off: { $options }
poll-button-rounds = Round by round
poll-button-picture = Result as a picture
poll-picture-of = { $part } of { $whole }
poll-picture-votes = { $votes } of { $whole ->
    [one] { $whole } vote
   *[other] { $whole } votes
}
poll-picture-points = { $points } points
poll-picture-scores = Points
poll-picture-runoff = Run-off of the two best
poll-picture-round = Round { $round }
poll-picture-left-out = { $rounds } rounds between are not drawn; the text tells them.
poll-picture-goes = { $option } goes out.
poll-picture-moves = { $ballots ->
    [one] { $ballots } ballot moves to { $option }.
   *[other] { $ballots } ballots move to { $option }.
}
poll-picture-nowhere = { $ballots ->
    [one] { $ballots } ballot names nobody who is left.
   *[other] { $ballots } ballots name nobody who is left.
}
poll-picture-preferred = { $option } is preferred to every other option
poll-picture-pairs = Head to head
poll-picture-gave-way = Crossed out: it gave way, as clearer results contradict it.
poll-picture-duel = { $over } to { $under }
poll-picture-over = { $winner } over { $loser }
poll-picture-option = Option { $place }
poll-picture-alt-preferred = { $option } is preferred { $others }.
poll-picture-alt-to = to { $option } by { $over } to { $under } ballots
poll-picture-alt-winner = { $option } came first.
poll-picture-alt-tie = A tie between { $options }.
poll-picture-alt-short = No result: { $options } came first, with less than was needed.
poll-picture-alt-passed = The proposal passes.
poll-picture-alt-not-passed = The proposal does not pass.
poll-picture-alt-blocked = The proposal is blocked.
poll-picture-alt-none = No result.
poll-picture-not-attached = There is a picture of this, but I may not attach files here. Who manages this server can allow it.
poll-rounds-nothing = There is no count to show.
poll-rounds-method = Counted by { $method }.
poll-rounds-has = { $option } { $ballots }
poll-rounds-round = - Round { $round }: { $tally }.
poll-rounds-goes = { $option } goes.
poll-rounds-tied = Level for last were { $options }; each way was followed.
poll-rounds-exhausted = { $ballots ->
    [one] 1 ballot names
   *[other] { $ballots } ballots name
} none that is still in.
poll-rounds-points = - { $option }, { $points } points
poll-rounds-pair = - { $winner } over { $loser }, { $over } to { $under }
poll-rounds-pair-even = - { $winner } and { $loser } are level, { $over } to { $under }
poll-rounds-pair-gave-way = - { $winner } over { $loser }, { $over } to { $under }: it gave way, as clearer results contradict it
poll-rounds-first-choices = first choices alone
poll-rounds-agree = Counted by { $methods }, the result is the same.
poll-rounds-differs = { $winners ->
    [one] Counted by { $method }, it would be { $options }.
   *[other] Counted by { $method }, it would be a tie between { $options }.
}

## poll: download
poll-button-download = Download
poll-download = { $number } as files. Equal ballots stand together; who cast which is not in them. To recount: `stackwise count --method { $method } { $number }.json`
poll-download-agree = { $number } as files: how many agree, abstain, disagree and block.
poll-download-counts = { $number } as a file, with counts alone: so few secret ballots, told in full, could point to people.
poll-download-winner = { $number } as a file, with the winner alone: counts of so few secret ballots would tell who voted how.
poll-download-not = { $number } has no counts to download: it is open, was cancelled, or missed its quorum.
poll-download-json = The poll with its ballots, for a recount
poll-download-json-counts = The poll without its ballots
poll-download-note-counts = The ballots are left out: fewer than ten secret ballots, told in full, could point to people.
poll-download-note-winner = Counts and ballots are left out: of fewer than five secret ballots they would tell who voted how.
poll-download-csv = The ballots as a table

## poll: list
poll-list-empty = No polls on this server yet. Start one with `/poll create`.
poll-list-open = { $polls ->
    [0] No poll is open.
    [one] { $polls } poll is open; { $waiting ->
        [0] you have voted in it.
       *[other] it waits for your vote.
    }
   *[other] { $polls } polls are open; { $waiting ->
        [0] you have voted in all of them.
        [one] { $waiting } waits for your vote.
       *[other] { $waiting } wait for your vote.
    }
}
poll-list-waiting = - { $number }, needs your vote: { $question } { $closes } { $link }
poll-list-voted = - { $number }, you voted: { $question } { $closes } { $link }
poll-list-others = - { $number }, open: { $question } { $closes } { $link }
poll-list-closes = Closes { $in }.
poll-list-closed = - { $number }, closed: { $question } { $link }
poll-list-unposted = - I could not post the result of { $number } in { $channel }. Let me view that channel and send messages there, then use `/poll results`: it tries again.
poll-list-more = and { $polls } more, open or closed: `/poll results` finds them by number or question.

## poll: errors
poll-error-where = Polls live in a server's channels, not in direct messages. Use this command there.
poll-error-not-found = I find no poll “{ $poll }” on this server. `/poll list` shows what there is.
poll-error-several = “{ $typed }” fits { $polls } polls. Say which one by its number:
poll-several-open = - { $number }, open: { $question }
poll-several-closed = - { $number }, closed: { $question }
poll-error-gone = That poll is not kept here. Nothing was stored. `/poll list` shows what there is.
poll-error-busy = Many people are voting right now. Your press is **not** stored. Press again in a few seconds.
poll-error-not-stored = I could not store that. It does **not** count. Try again; if it stays so, tell a moderator the code `{ $code }`.
poll-error-ending = I am restarting. Nothing was stored. Try again in a minute.
poll-error-may-not-send = You may not write in this channel, so I do not post there for you. The draft is kept.
poll-error-bot-may-not-send = I may not write in this channel. The draft is kept: let me view the channel and send messages, then press Post again.
poll-error-too-many = This server has { $polls } open polls, as many as I keep. The draft is kept; close a poll first.
poll-error-not-posted = Discord does not let me post the poll here: { $why }. The draft is kept; once that is put right, press Post again.
poll-error-no-answer = Discord did not answer, so I cannot tell whether the poll is posted. The draft is kept; press Post again. However often you press, it is posted once.

## poll: completions
poll-complete-never = never (until somebody closes it)
poll-complete-at = { $words } ({ $at } { $zone })
poll-complete-poll = { $number } { $question }

## decision: the record
decision-mark = **Decision { $number }**
decision-head = **Decision { $number }**: { $decided }
decision-head-replaced = **Decision { $number }**, replaced by { $by }: { $decided }
decision-accepted = Accepted by { $who }, { $day }.
decision-replaces = It replaces { $number }.
decision-question = Question
decision-options = Options
decision-because = Because
decision-vote = Vote
decision-reasons = Reasons that voters gave
decision-against = Against it
decision-review = To be looked at again
decision-review-never = never
decision-turnout = { $voted ->
    [0] Nobody voted.
    [one] 1 person voted.
   *[other] { $voted } people voted.
}
decision-turnout-of = { $voted } of { $could } voted.
decision-departs = This departs from the vote, which chose { $winners }.
decision-against-none = My sources name nothing against it. That is rare: look twice.
decision-against-unknown = I have no sources on what was chosen, so I know nothing against it either.
decision-against-reasons = { $reasons ->
    [one] 1 voter gave a reason for another option.
   *[other] { $reasons } voters gave reasons for other options.
}
decision-reason = For { $option }: “{ $text }”
decision-ballots-secret = secret ballots
decision-ballots-open = open counts
decision-vote-agree = who agrees, against who objects
decision-vote-passed = the proposal
decision-vote-not-passed = against the proposal
decision-vote-quorum = No result: { $ballots } of the { $needed } ballots needed.
decision-vote-few = { $options } came first. With so few secret ballots, nothing more is told.
decision-vote-few-none = With so few secret ballots, nothing more is told.
decision-vote-stance = { $stance }: { $people }
decision-vote-before = { $one } before { $other }, { $over } to { $under } ballots
decision-vote-order = Order of all: { $order }
decision-vote-how = { $poll }: { $kind }, { $ballots }, { $from } to { $to }.
decision-where = Its message: { $link }
decision-button-full = Full record
decision-button-post = Post it now
decision-posted = Recorded as { $number }: { $link }
decision-no-file = I may not attach files in this channel, so its file is missing there. `/decision show` has it where I may.
decision-not-posted = { $number } is recorded and kept, but not posted: { $why }. Once that is put right, press Post it now; `/decision show` finds it until then.
decision-unposted = { $number } is recorded and kept, but not posted. Press Post it now, or look at it with `/decision show`.
decision-evidence = The evidence behind { $number }, as it was on { $day }.
decision-proposed = proposed

## decision: its file
decision-file-alt = The record of { $number } as a Markdown file
decision-file-accepted = Status: accepted on { $day }
decision-file-replaced = Status: accepted on { $day }, replaced by { $by }
decision-file-by = Decided by: { $who }
decision-file-by-poll = Decided by: { $who }, after the poll { $poll }
decision-file-review = To be looked at again: { $day }
decision-file-replaces = Replaces: { $number }
decision-file-decision = Decision
decision-file-method = Counted by: { $method }.
decision-file-preferred = preferred
decision-file-over = over
decision-file-ballots = ballots
decision-file-pair = { $most } to { $fewest }
decision-file-evidence = Evidence, as it was on { $day }
decision-file-no-evidence = No evidence was known. That says nothing about it.
decision-file-recount = Counting it again

## decision: writing it down
decision-form-title = Record a decision
decision-form-otherwise = Decide otherwise than the vote
decision-form-decided = What was decided
decision-form-decided-hint = Use Django for the chat service
decision-form-because = Because
decision-form-because-hint = What tipped the scales, in a sentence or two
decision-form-review = Look at it again on
decision-form-review-hint = in 6 months, 2027-05-24, never
decision-form-question = The question it answers (may stay empty)
decision-form-options = Options considered, one a line (may be empty)
decision-form-use = Use { $option }
decision-form-yes = Yes: { $question }
decision-form-no = No: { $question }
decision-not-ready = This decision is not recorded yet. What you typed is kept.
decision-button-record = Record it now
decision-discarded = The note is gone. Nothing was recorded.
decision-note-gone = That note is gone: notes are kept for { $days } days. Start again with `/decision record`.
decision-fault-none = It does not say what was decided. Write 1 to { $most } characters.
decision-fault-long = What was decided has { $length } characters; at most { $most } fit. The rest may stand under Because.
decision-fault-no-reason = A decision other than the vote needs its reason. Write it under Because.
decision-fault-long-reason = The reason has { $length } characters; at most { $most } fit.
decision-fault-long-options = The options have { $length } characters; at most { $most } fit.
decision-fault-review = I cannot read the date “{ $typed }”. Try: in 6 months, 2027-05-24, 24 may 2027, never.
decision-fault-review-past = { $day } is past. Try: in 6 months, 2027-05-24, 24 may 2027, never.
decision-fault-review-far = { $day } is more than five years away. Pick an earlier date, or never.
decision-typed-file = What you typed, so that it is not lost

## decide: from a result to a decision
decide-proposed = A result is not yet a decision: until { $who } or a moderator records one, this is proposed.
decide-button = Record the decision
decide-decided = Decided as { $number }: { $link }
decide-ask = { $number } chose { $option }. What shall be written down?
decide-ask-tie = { $number } ended in a tie between { $options }. What shall be written down?
decide-ask-none = { $number } has no winner. What shall be written down?
decide-ask-passed = The proposal { $number } passed. What shall be written down?
decide-ask-not-passed = The proposal { $number } did not pass. What shall be written down?
decide-as-voted = Decide as voted
decide-follow = Decide: { $option }
decide-otherwise = Decide otherwise
decide-not-yet = No decision yet
decide-later = Nothing is recorded. The result of { $number } stays proposed; its button works whenever you are ready.
decide-error-open = { $poll } is still open. Decide once it is closed; nothing was recorded.
decide-error-not-yours = Only { $who } and members with Manage Messages can decide on { $poll }. Nothing was recorded.
decide-error-cancelled = { $poll } was cancelled, so there is no result to decide on. `/decision record` works without a poll.
decide-error-before = { $poll } was decided on: { $number }. To change that, use `/decision replace`.

## decision: review
decision-reminder-mark = **Time to look again: { $number }**
decision-reminder = **Time to look again: { $number }**, { $decided }. Decided { $day }.
decision-reminder-entries = { $changed ->
    [0] Nothing has changed since in the { $entries ->
        [one] entry
       *[other] { $entries } entries
    } it rests on.
    [one] Since then 1 of the { $entries } entries it rests on has changed.
   *[other] Since then { $changed } of the { $entries } entries it rests on have changed.
}
decision-reminder-no-entries = It rests on no entry of mine.
decision-button-still = Still right
decision-button-poll = Plan a new poll
decision-button-month = Ask me in a month
decision-still-right = { $number }, { $decided }: still right, says { $who }. I ask again on { $day }.
decision-in-a-month = { $number }, { $decided }: { $who } wants to look at it later. I ask again on { $day }.
decision-answered-before = That was answered before: { $number } is looked at again on { $day }. Nothing was changed.
decision-answered-never = { $number } has no date to be looked at again. Nothing was changed.

## decision: lists
decision-list-none = No decision is recorded on this server yet. `/decision record` records one, with or without a poll.
decision-list = { $decisions ->
    [one] 1 decision
   *[other] { $decisions } decisions, newest first
}:
decision-list-line = - { $number }, { $day }, { $title }, { $status } { $link }
decision-list-more = and { $left } more: `/decision find` looks through all of them.
decision-list-proposed = - { $poll }, proposed: { $question } { $who } or a moderator decides, with the button on its result.
decision-status-accepted = accepted
decision-status-replaced = replaced by { $by }
decision-found-none = No decision here holds “{ $words }”. Try fewer words, or `/decision list`.
decision-found = { $decisions ->
    [one] 1 decision holds
   *[other] { $decisions } decisions hold
} “{ $words }”:
decision-found-more = and { $left } more. Add a word to narrow it down.

## decided: the server's own decision first
decided-first = This server decided: { $decided } ({ $number }, { $day }). Below: what the sources say.
decided-open = Open { $number }
decided-similar = Similar: { $decisions }
decided-similar-one = { $number }, “{ $decided }”, { $day }

## decision: errors
decision-error-where = Decisions belong to a server. Use this command in one of its channels.
decision-error-not-found = I find no decision “{ $typed }” on this server. `/decision list` shows what there is.
decision-error-gone = That decision is not kept here. Nothing was changed. `/decision list` shows what there is.
decision-error-not-yours = Only { $who }, who recorded { $number }, and members with Manage Messages can do that. Nothing was changed.
decision-error-replaced = { $number } is replaced by { $by }. Look at that one; nothing was changed.
decision-error-may-not-send = You may not write in this channel, so I post no decision there for you. A moderator can let you send messages here.
decision-error-bot-may-not-send = I may not write in this channel. A moderator can let me view it and send messages.
decision-error-no-evidence = No evidence goes with { $number }. `/compare` shows what the sources say.

## The tour of the demo's page

demo-tour-ask = Ask what the argument in the channel is about. The answer names its sources, shows where they disagree, and says what it does not know.
demo-tour-compare = Put the two stacks side by side. Every topic says how many sources lean which way; press Open a topic to read them.
demo-tour-poll = Let the team choose. You get a private draft with the evidence attached. Press Post this poll when it is right.
demo-tour-vote = You are Ben. Press Vote on the poll, tap the options in your order, then Cast this ballot. Nothing counts before that.
demo-tour-vote-again = You are Chris. Vote as well. The poll's message shows how many have voted; Evidence shows what is known for and against each option.
demo-tour-close = You are Ada again. Vote, then close the poll: send the command and confirm it. The result is a new message; Round by round shows how it came about.
demo-tour-decide = A result is not yet a decision. Press Record the decision on the result, then Decide, and say why in a sentence.
demo-tour-read = The record stands in the channel with a Markdown file. From now on /ask and /compare put it first.
