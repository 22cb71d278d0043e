# Every text that people read, in English.
#
# One group per reply, named like the file in src/render that uses it. Names are lower-case words
# with hyphens. { $name } stands for a value that the code fills in. A test checks that every text
# used exists, that every text here is used, and that this file parses.

## ask
ask-empty = Ask in one sentence, for example: *Is Django good for a first product?* Or look around with `/faq`.
