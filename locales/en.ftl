# Every text that people read, in English.
#
# One group per reply, named like the file in src/render that uses it. Names are lower-case words
# with hyphens. { $name } stands for a value that the code fills in. A test checks that every text
# used exists, that every text here is used, and that this file parses.

## ask
ask-empty = Ask in one sentence, for example: *Is Django good for a first product?* Or look around with `/faq`.

## poll: words used in several places
poll-votes = { $votes ->
    [one] { $votes } vote
   *[other] { $votes } votes
}
poll-option-votes = - { $option }, { $votes ->
    [one] { $votes } vote
   *[other] { $votes } votes
}
poll-option-votes-numbered = { $place }\. { $option }, { $votes ->
    [one] { $votes } vote
   *[other] { $votes } votes
}
poll-option = - { $option }
poll-and = { $first } and { $last }
poll-closes = Closes { $at } ({ $in }).
poll-closes-never = Stays open until its author or a moderator closes it.
poll-numbered = { $place }. { $label }

## poll: draft
poll-draft = Draft of a poll. Nothing is posted yet.
poll-draft-how = Pick one. Everybody in this channel can vote and see the counts.
poll-draft-zone = Times are read in the time zone { $zone }.
poll-draft-not-ready = This poll is not ready to post. What you typed is kept.
poll-draft-typed = You typed: { $question }
poll-draft-post = Post this poll
poll-draft-edit = Edit text
poll-draft-discard = Discard
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

## poll: form
poll-form-title = Plan a poll
poll-form-question = Question
poll-form-question-hint = Which backend for the chat service?
poll-form-options = Options, one a line (2 to 10)
poll-form-options-hint = Node.js
poll-form-closes = Closes
poll-form-closes-hint = 3d, friday 17:00, 2026-11-24 17:00, never

## poll: its message
poll-head = **Poll { $number }**: { $question }
poll-head-mark = **Poll { $number }**
poll-opened-by = Opened by { $author }. Pick one; you can change your vote until the poll closes.
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
poll-mine-closed = Your vote in { $number }: { $option }. The poll is closed, and it counted.
poll-mine-closed-none = You did not vote in { $number }. The poll is closed.
poll-button-take-back = Take back my vote
poll-button-change = Change my vote
poll-taken-back = Your vote is taken back: { $option } has one vote less. You can vote again until the poll closes.
poll-taken-back-none = You have no vote in { $number } to take back.
poll-vote-closed = { $number } closed { $at }. Your vote was not counted.
poll-take-back-closed = { $number } closed { $at }. Votes stay as they are.
poll-vote-gone = That option does not exist. Nothing was stored. Press Vote on the poll again.
poll-how = You pick one option. When the poll closes, the option with the most votes is the result.
    A tie stays a tie: no lot is drawn. A vote at the closing time or later does not count.
    Only your last vote counts. Counts are shown while the poll is open; who voted how is stored, but not shown.

## poll: manage and close
poll-manage = You manage { $number }: { $question }
poll-button-close = Close this poll now
poll-close-confirm = Close { $number } now? { $question }
    { $votes ->
        [one] { $votes } vote is
       *[other] { $votes } votes are
    } stored. The result is posted at once and names you as the one who closed it early. It cannot be opened again.
poll-button-close-confirmed = Close it for good
poll-close-not-yours = Only { $author } and members with Manage Messages can manage { $number }. Nothing was changed.
poll-close-done = { $number } is closed. I am posting the result.
poll-close-already = { $number } is closed already, since { $at }.

## poll: result
poll-result-mark = **Result of { $number }**
poll-result-winner = **Result of { $number }**: { $option }. { $votes ->
    [one] { $votes } of { $total } votes.
   *[other] { $votes } of { $total } votes.
}
poll-result-tie = **Result of { $number }**: a tie between { $options }. { $votes ->
    [one] { $votes } vote each.
   *[other] { $votes } votes each.
}
poll-result-tie-many = **Result of { $number }**: a tie between { $options } options. { $votes ->
    [one] { $votes } vote each.
   *[other] { $votes } votes each.
}
poll-result-none = **Result of { $number }**: no result, nobody voted.
poll-result-early = Closed early by { $member }, { $at }.
poll-result-on-time = Closed { $at }.
poll-result-late = Closing time was { $at }; I was offline until { $until }. No vote after the closing time was counted.
poll-result-poll = The poll: { $link }
poll-result-no-lot = No lot was drawn.
poll-sofar = { $number } is open: { $question }

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
poll-list-closes = Closes { $in }.
poll-list-closed = - { $number }, closed: { $question } { $link }
poll-list-more = and { $polls } more, open or closed: `/poll results` finds them by number or question.

## poll: errors
poll-error-where = Polls live in a server's channels, not in direct messages. Use this command there.
poll-error-not-found = There is no poll { $poll } on this server. `/poll list` shows what there is.
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
