# English. What is wrong with a query or a rule of muting.

mistake-open-quote = the quotation mark at character { $at } is not closed; its words were searched one by one
mistake-no-value = “{ $about }” at character { $at } needs a value; it was left out
mistake-bad-date = “{ $about }” at character { $at } is not a date (2024, 2024-01 or 2024-01-31); it was left out
mistake-lonely-or = OR at character { $at } needs a term on both sides; it was left out
mistake-lonely-minus = the minus at character { $at } needs a term; it was left out
mistake-lonely-near = “{ $about }” at character { $at } needs a word or a phrase on both sides; it was left out
mistake-far-near = “{ $about }” at character { $at } is farther than words are looked for; ~{ $farthest } was searched
mistake-open-group = the parenthesis at character { $at } is not closed; it was closed at the end
mistake-lonely-parenthesis = the parenthesis at character { $at } closes nothing; it was left out
mistake-deep-group = the parentheses at character { $at } are too deep; they were left out
mistake-many-ways = the query at character { $at } has too many alternatives; only the first were searched
mistake-contradiction = the query asks for what excludes itself; no article can fit
mistake-bad-state = “{ $about }” at character { $at } is none of { $names }; it was left out
mistake-too-long = the query is too long; everything from character { $at } was left out
mistake-open-pattern = the pattern at character { $at } is not closed by a slash; its words were searched
mistake-bad-pattern = { $about } at character { $at } is not a regular expression; it was left out
mistake-unknown-field = did you mean “{ $about }” at character { $at }?
mistake-unknown-place = “{ $about }” at character { $at } is no province, zone or ministry that is known; its words were searched
mistake-no-word = “{ $about }” at character { $at } is no word; it was left out
mistake-no-article = “{ $about }” at character { $at } needs the number of an article; it was left out
mistake-pattern-newest = the pattern was looked for in the newest { $about } articles only
mistake-pattern-fitting = the pattern was looked for in the { $about } articles that fit the words best
mistake-empty-rule = a rule needs at least one word
mistake-rule-of-page = a rule cannot ask for tags, pictures or similar articles: it is judged before the page is read
mistake-rule-of-marks = a rule cannot ask whether an article is read, starred or muted
