# English. One phrase an id; numbers come with their separators.

label-sources = Sources
label-all = All
label-unread = Unread
label-starred = Starred
label-muted = Muted
label-all-documents = Documents
label-history = Recently read
label-demo = demo paper
label-away = offline
label-read-only = read-only archive
label-search = Search: { $text }

order-newest = newest first
order-oldest = oldest first
order-source = by paper
order-title = by title
order-opened = only those opened, last opened first

mark-new = new
mark-ahead = date in the future
mark-copies = { $n-count ->
    [one] +{ $n } paper
   *[other] +{ $n } papers
}
mark-listed = headline only
mark-partial = in part
mark-failed = failed
mark-blocked = blocked
mark-gone = gone
filter-pictured = with pictures
filter-new = new since last time

foot-read = read
foot-open = open
foot-search = search
foot-find = find here
foot-next-spot = next one
foot-previous-spot = one before
foot-end-find = end the find
foot-star = star
foot-mark-read = mark read
foot-refresh = refresh
foot-add-source = add a paper
foot-quit = quit
foot-help = keys
foot-to-list = to the list
foot-to-article = to the article
foot-next = next article
foot-browser = browser
foot-save = save file
foot-troubles = troubles
foot-stop = stop
foot-next-hit = next hit
foot-sort-hits = order
foot-order = order
foot-follow = what became of it
foot-case = case file
foot-loose-hits = marks aside
foot-keep-search = keep search
foot-extend = choose more
foot-end-range = end the range
foot-other-end = other end
foot-choose-none = choose none
status-unread = { $n } unread
status-position = article { $n }
status-stories = story { $at }/{ $of }
articles = { $n-count ->
    [one] { $n } article
   *[other] { $n } articles
}
hits = { $n-count ->
    [one] { $n } hit
   *[other] { $n } hits
}
hits-loose = { $n } without the marks
hits-loose-borders = { $n } with its syllables apart
hits-loose-either = { $n } without marks, or apart
hits-all-levels = marks aside too
hits-literal = without synonyms
hits-note = In your own notes
hits-synonym = By another name
index-behind = { $n } not indexed yet

progress-planning = Preparing to refresh…
progress-sections = { $done }/{ $of } sections · { $new } new
progress-pages = { $done }/{ $of } sections · { $pages }/{ $all } articles · { $new } new
progress-short = { $new } new
progress-indexing = Indexing for search: { $n-count ->
    [one] { $n } article
   *[other] { $n } articles
} to go
refresh-new = { $n-count ->
    [one] Done: { $n } new article.
   *[other] Done: { $n } new articles.
}
refresh-nothing-new = Done: nothing new.
refresh-none = Nothing could be fetched.
refresh-texts = { $n-count ->
    [one] Done: the text of one article came.
   *[other] Done: the texts of { $n } articles came.
}
refresh-edited = { $n-count ->
    [one] One article was edited by its paper.
   *[other] { $n } articles were edited by their papers.
}
refresh-gone = { $n-count ->
    [one] One stored article is gone from its site (404).
   *[other] { $n } stored articles are gone from their sites (404).
}
refresh-muted = { $n } muted by your rules.
network-away = No network: reading what is stored; { KEY("refresh-all") } tries again.

prompt-search = Search the archive:
search-hint = with marks or without; F1 shows what can be asked

empty-list = There is no article here.
empty-list-do = Press { KEY("show-all") } for all of them, { KEY("left") } for another source.
empty-trouble-do = This source is in trouble: { KEY("troubles") } tells of it, { KEY("refresh-all") } refreshes.
empty-archive = The archive is empty.
empty-archive-do = Press { KEY("refresh-all") } to fetch news from every source, { KEY("help") } for the keys.
empty-failed = No news could be fetched.
empty-failed-do = { KEY("troubles") } tells why and what helps, { KEY("refresh-all") } tries again; or quit and try “loa --demo” on the sample paper.
empty-fetching = Fetching news from { $n } papers. They appear here as they come.
empty-fetching-do = { KEY("down") } { KEY("up") } choose, { KEY("open") } reads, { KEY("search") } searches, { KEY("help") } shows the keys.
empty-away = No network, and the archive is empty.
empty-away-do = Connect and press { KEY("refresh-all") }; or leave and try “loa --demo” for a sample paper.
empty-search = Type some words, with or without marks. Put them in quotes to find them together.
empty-hits = Nothing found for “{ $text }”.
did-you-mean = Did you mean “{ $text }”? { $keys } searches it.
article-gone = This article is no longer in the archive: it was removed after the list was shown.
empty-reader = Choose an article and press { KEY("open") } to read.

too-small = Too small

reader-no-date = no date given
reader-updated = updated { $when }
reader-minutes = { $n } min read
reader-edited = edited
reader-edited-see = edited ({ KEY("revisions") } shows how)
reader-retry = loa asks again by itself from { $when }; { KEY("again") } tries now.
reader-removed = taken down by the site
mark-removed = taken down
gap-mapped = { $name }: the list no longer reaches what was known; the site's map names { $n } more.
gap-open = { $name }: the list no longer reaches what was known; articles between may be missing.
older-left = { $name }: there are older articles; { KEY("older") } fetches them.
reader-picture = (picture)
reader-unshown = (picture: { $why })
unshown-hidden = switched off
reader-video = (video)
reader-audio = (audio)
reader-frame = (embedded page)
reader-file = (file)
reader-original = Original: { $paper } · { $title }
reader-pictures = { $n-count ->
    [one] { $n } picture
   *[other] { $n } pictures
}
reader-links = { $n-count ->
    [one] { $n } link
   *[other] { $n } links
}
reader-cut = Too long: the rest is not shown here; press { KEY("browser") } for the browser.
reader-no-body = The text of this article is not stored yet.
reader-why-failed = Fetching or reading it failed ({ $what }).
reader-why-blocked = The paper blocks access ({ $what }).
reader-why-gone = The page of the article is gone ({ $what }).
reader-no-body-do = Press { KEY("download") } to fetch the text, { KEY("browser") } for the browser.
reader-gone-do = Press { KEY("browser") } to try it in the browser.

age-now = just now
age-minutes = { $n } min ago
age-hours = { $n } h ago
age-yesterday-at = yesterday { $time }
age-none = no date known
age-today = today
age-yesterday = yesterday
age-days = { $n } days ago
day-today = Today
day-yesterday = Yesterday
day-none = No date
weekday-mon = Monday
weekday-tue = Tuesday
weekday-wed = Wednesday
weekday-thu = Thursday
weekday-fri = Friday
weekday-sat = Saturday
weekday-sun = Sunday

### From here on: read when one of these is first asked for.

documents-most-cited = Documents: the most cited first.
documents-newest = Documents: the last cited first.
label-help = Keys
label-info = About this article
label-links = Links and pictures
label-troubles = Sources in trouble
revisions-of = Earlier version { $n }/{ $all }
revision-extent = Fetched { $when }. The present version against it: − { $gone } words gone, + { $new } words new.
revision-same-words = Fetched { $when }. The words are the same; pictures, links or the layout changed.
no-revisions = This article has not changed since it was fetched.
panel-revisions = h l another version   y copy   j k scroll   Esc close
label-themes = Theme
label-confirm = Confirm
label-order = Order
label-since = Since last time
label-portals = Catalogue of portals
portals-unverified = Catalogue of portals · those without a day are not verified
label-offer = { $name }: what to read
label-copies = The same story
label-title = Title
label-source = Paper
label-section = Section
label-tags = Tags
label-query = How to search
label-similar = Like: { $title }
label-author = Author
label-published = Published
label-updated = Updated
label-address = Address
label-offline = Readable offline
label-fetched = Fetched
label-by = Found by
label-findings = Findings

field-title = title
field-published = date
field-updated = date of change
field-author = author
field-sapo = sapo
field-section = section
field-body = body
by-rule = rules of the paper
by-learned = learnt from other pages of the site
by-family = rules of the { $name } family
by-json-ld = JSON-LD
by-state = JSON that the page keeps for its scripts
by-meta = meta elements
by-text = text of the page
by-address = address of the article
by-feed = the feed
by-listing = the section page
by-sitemap = by the site's map of pages
by-line = a date line beside the headline
by-generic = general reading
finding-no-title = no title was found
finding-no-date = no date was found
finding-no-author = the feed names no author; the page was not asked
finding-no-body = no body was found
finding-short-body = the body is unusually short
finding-guessed-date = the date was guessed from the address
finding-dates-disagree = dates on the page disagree
finding-rules-missed = the paper's rules no longer fit the page
finding-blocked = the page blocks programs
finding-not-an-article = the page does not look like an article
finding-repaired-text = the encoding was repaired
finding-cut = too long, cut short
finding-other-version = there is a plainer version: { $detail }
finding-taken-from = the body is that of a plainer version: { $detail }
finding-small-part = the page holds more text than was taken; a part of the article may be missing
finding-learned-missed = what was learnt of this site does not fit this page
finding-unreadable = reading the page broke off

chosen = { $n } chosen
hits-here = { $n-count ->
    [one] { $n } place
   *[other] { $n } places
}
more-rows = { $n-count ->
    [one] … and { $n } line more; { KEY("help") } lists all
   *[other] … and { $n } lines more; { KEY("help") } lists all
}
hits-stay = These are the hits of a search; { KEY("close") } goes back to the list.
no-watch-news = The watched searches have found nothing new.
marked = { $n } articles are now { $state }. { KEY("undo") } takes it back.
marked-one = Now { $state }. { KEY("undo") } takes it back.
undone = Undone: { $what } { $state }. { KEY("redo") } does it again.
redone = Done again: { $what } { $state }.
state-read = read
state-unread = unread
state-starred = starred
state-unstarred = not starred
measure = Column width: { $n }
measure-pane = The pane has only { $n } cells; { KEY("zen") } leaves one pane.

measure-screen = The screen has room for { $n } cells.
measure-large = Large print: { $n } cells are the widest column; :set ui.size=normal takes the usual print.
one-pane-only = There is one pane on the screen now.
nothing-runs = Nothing is being fetched or indexed.
mutes-settled = The mute rules changed: { $n } articles were muted or came back.
indexing-stopped = Indexing stopped, { $n } to go; the next refresh or start goes on with it.
refresh-stopped = Stopped; { $n } new kept.
refresh-troubles = { $n } sources in trouble ({ $names }); press { KEY("troubles") } to see.
refresh-running = A refresh is running; { KEY("stop") } stops it.
archive-full = The disk is full, so nothing can be written to the archive; make room and try again.
archive-read-only = The archive can be read, not written.
archive-busy = Another program is writing to the archive; try again later.
archive-damaged = The archive is damaged; leave and open it again: the damaged file is put aside, what can be read is saved.
archive-answered = The archive answered: { $why }
index-answered = The search index answered: { $why }
could-not-open = The browser could not be opened ({ $why }): { $name }
no-browser = No browser could be opened (is one installed and chosen?): { $name }
no-such-picture = This picture cannot be had ({ $why }): { $name }
unshown-not-built = built without pictures
unshown-too-large = too large
unshown-unknown-form = unknown kind of file
unshown-broken = broken file
unshown-too-many = too many in one article
unshown-bad-address = bad address
unshown-private = private network
unshown-offline = offline
unshown-no-connection = no connection
unshown-too-slow = no answer in time
unshown-cut-off = broke off
unshown-not-secure = not secure
unshown-led-away = led to another site
unshown-gone = gone
unshown-robots = robots.txt forbids it
unshown-refused = the server refuses
unshown-not-had = could not be fetched
could-not-save = { $name } could not be saved: { $why }.
no-such-form = { $name } was not written: loa makes no file of this kind. There are .docx, .html, .epub, .md and .txt.
could-not-copy = Nothing was copied: { $why }.
command-failed = The command “{ $name }” failed: { $why }.
not-an-address = Not an http(s) address: { $name }
why-missing = there is no such file, folder or program
why-forbidden = permission denied
why-exists = there is a file of that name already; choose another
why-disk-full = the disk is full
why-read-only = the disk can only be read, not written
why-folder = that is a folder
why-code = it ended with code { $code }
why-killed = it was ended
own-fault = loa met a fault of its own and had to stop. What was stored is safe; open it again, and report the lines above.
offline-by-wish = Offline by your wish; { KEY("offline") } allows connections again.
went-offline = Offline: loa makes no connection at all.
went-online = Connections are allowed again.

prompt-find = Find in article:
prompt-filter = Filter titles:
prompt-command = :
prompt-pipe = Pipe to command:
prompt-save = Save to file:
panel-save = .docx: a Word file
panel-prompt = Enter: done, Esc: leave it
panel-command = Tab completes, Enter does it, Esc leaves
pattern-open = the pattern is not closed by /
pattern-bad = not a pattern yet: { $why }
search-saved = Search saved among the sources.

search-watched = You will be told when “{ $name }” finds something new.
search-unwatched = “{ $name }” is no longer watched.
search-dropped = The search “{ $name }” is gone.
search-back = The search “{ $name }” is kept again.
topic-stays = “{ $name }” came with loa and cannot be dropped here; in the configuration, [[topic]] with this name and query = "" takes it away.
search-stays = “{ $name }” stands in the configuration; drop it there.
search-news = { $n-count ->
    [one] “{ $name }” found { $n } new article.
   *[other] “{ $name }” found { $n } new articles.
}
searches-full = Only { $n } searches can be kept; { KEY("drop-search") } among the sources drops one.
no-kept-search = Choose a saved search first.
no-last-time = There was no last time: this is the first.
since-new = { $n-count ->
    [one] { $n } new article
   *[other] { $n } new articles
}
since-edited = { $n } edited
since-gone = { $n } taken down
since-watched = Watched “{ $name }”: { $n } new
since-through = That was all since last time.
since-nothing = Nothing new since last time, nothing edited, nothing taken down.
digest-title = Labour press review
digest-rest = Other news
digest-copied = The press review is copied; paste it into a message.
digest-empty = No article of that time to review; :digest 30d takes thirty days.
no-portals = The catalogue has no such place; type the address of a site, e.g. paper.example.
asking-site = Asking { $name } what it has to read…
adding-source = Looking at the chosen parts of { $name }…
source-add-what = An address is needed: :source add bao.example, or that of a section or a feed.
source-add-hint = the address of a site (paper.example), or a name for the catalogue (ldld phu tho)
source-removed = { $name } is out of the configuration; its stored articles stay.
source-added = { $name } was added with { $n } sections, and written into the configuration.
offer-listing = { $n-count ->
    [one] list, { $n } article
   *[other] list, { $n } articles
}
offer-feed = { $n-count ->
    [one] feed, { $n } article
   *[other] feed, { $n } articles
}
offer-sitemap = { $n-count ->
    [one] sitemap, { $n } article
   *[other] sitemap, { $n } articles
}
offer-known = there already
offer-chosen = { $n-count ->
    [one] { $n } part
   *[other] { $n } parts
}
offer-nothing-chosen = Nothing is chosen; space chooses.
built-in-hidden = The built-in newspapers are hidden, and no longer fetched; what is stored stays among all articles. { KEY("toggle-built-in") } shows them again.
built-in-shown = The built-in newspapers are shown again.
portal-verified = verified { $day }
no-copies = No other paper in this list was found with this story.
copies-spread = Copies of a story have lines of their own.
copies-folded = Copies of a story share one line.
choosing = Choosing: { KEY("down") } { KEY("up") } stretch, { KEY("select") } fixes the range, then { KEY("toggle-read") }, { KEY("toggle-star") } or { KEY("mark-all-read") }; { KEY("close") } lets go.
choose-bound = A range holds { $n } articles at most; narrow the list first.
list-bound = The list is too long: it is counted to article { $n } only.
one-of-chosen = This is done with one article, and { $n } are chosen: { KEY("close") } chooses none; { KEY("copy-address") }, { KEY("copy-text") } and { KEY("copy-citation") } copy all { $n }.
copy-bound = At most { $n } articles are copied at once.
nothing-to-mark = There is no article to mark.
nothing-to-redo = Nothing to do again.
reloaded = The configuration was read again.

perhaps = ; did you mean “{ $name }”?
one-of = ; it may be: { $names }
argument-wanted = More has to stand behind :{ $name }: { $near }.
no-command = There is no command “{ $name }”{ $near }
no-placeholder = :run knows no “{ $name }” in brackets{ $near }
no-argument = “{ $name }” is not understood{ $near }
no-setting = There is no setting “{ $name }” (:set lists all){ $near }
no-argument-wanted = “{ $name }” takes nothing more (“{ $near }”).
no-measure = “{ $name }” wants a number from { $near }.
no-number = “{ $name }” wants a number, not “{ $near }”.
several-commands = “{ $name }” may be several commands: { $near } …
keys-no-action = [keys]: there is no action “{ $name }”{ $near }
keys-no-command = [keys]: there is no command “:{ $name }”{ $near }
keys-no-key = [keys] { $name }: “{ $key }” is not a key
keys-taken = [keys] { $name }: “{ $key }” is already the key of “{ $other }”; give “{ $other }” another key, or { $other } = []
keys-too-many = [keys] { $name }: at most { $most } actions on a key
language-vi = Vietnamese
language-en = English
no-theme = There is no theme “{ $name }”.
no-next-article = This is the last article.
no-previous-article = This is the first article.
no-next-unread = No unread article below.
no-near-unread = The next hundreds are all read; { KEY("show-unread") } shows only what is unread.
no-heading = No more headings that way.
no-wide-table = No table here is wider than the pane.
no-raw = The page of this article is not kept (store.html_mib says how much is).
raw-page = The page as it came, { $kib } KiB; what was found by which rule:
raw-shown = The page as it came; { KEY("find") } searches it, { KEY("raw") } or { KEY("close") } goes back to the article.
tables-sideways = Wide tables: { KEY("columns-left") } and { KEY("columns-right") } move them; { KEY("tables") } shows them row by row.
tables-records = Wide tables: row by row.
table-columns = Table: columns { $first }–{ $last } of { $of }
no-article-here = There is no article here.
find-from-start = The end of the article: on from its beginning.
find-from-end = The beginning of the article: on from its end.
no-hit = Not found in this article.
order-one-way = The order “{ $name }” has no other way round; { KEY("sort") } chooses another.
order-best = best first
playing-stopped = No more keys are played.
playing-unanswered = No more keys are played: what they asked for did not come.
no-search = Nothing searched yet; press { KEY("search") } to search.
label-documents = Documents cited
label-terms = Terms
label-facts = Facts
title-follow = The way of { $document }, by the day of the report
follow-nothing = No sentence in the archive tells of { $document } drafted, passed, in force, amended or replaced.
follow-needs-document = Only a document has a way; choose a decree, a circular or a law.
panel-follow = j k choose   Enter read   o browser   y copy   Esc close
panel-documents = Enter go to the sentence   f follow it   o look up   y copy   Esc close
stage-drafted = drafted
stage-passed = passed
stage-in-force = in force
stage-amended = amended
stage-replaced = replaced
title-case = Case { $name }: { $open } open, { $confirmed } confirmed, { $struck } struck
case-date = Date
case-place = Place
case-company = Company
case-workers = Workers
case-event = What
case-state = State
case-sentence = Sentence
case-address = Address
case-state-open = open
case-state-confirmed = confirmed
case-state-struck = struck
case-left-out = { $n } older articles are left out; narrow the search by a date.
case-needs-search = A case file is made of a search: search first, or choose a kept one.
case-empty = This search finds no article exactly.
case-copied = The table of the case is copied.
case-confirmed = Confirmed “{ $title }” ({ $n }); U takes it back.
case-struck = Struck “{ $title }” ({ $n }); U takes it back, a shows it.
case-opened = Open again: “{ $title }” (open: { $n }).
panel-case = + confirm   - strike   u reopen   [ ] other day   a struck too   Enter read   y copy table   Esc close
strip-wages = { $n-count ->
    [one] { $n } wage
   *[other] { $n } wages
}
strip-rates = { $n-count ->
    [one] { $n } rate
   *[other] { $n } rates
}
strip-workers = { $n-count ->
    [one] { $n } number of workers
   *[other] { $n } numbers of workers
}
strip-effects = { $n-count ->
    [one] { $n } date of effect
   *[other] { $n } dates of effect
}
strip-deadlines = { $n-count ->
    [one] { $n } deadline
   *[other] { $n } deadlines
}
strip-documents = { $n-count ->
    [one] { $n } document or article of law
   *[other] { $n } documents and articles of law
}
no-such-term = The glossary does not have “{ $word }”.
panel-study = j k choose   Enter go to the sentence   y copy   Esc close
no-original = This article credits no paper, or the original is not stored.
no-documents = This article cites no document.
no-terms = No term of the glossary is in this article.
no-facts = No facts were found in this article.
bad-glossary = Your own glossary (documents.glossary) cannot be read: { $why }
speech-begun = Reading aloud; { KEY("speak") } pauses, { KEY("next-sentence") } next sentence, { KEY("next-paragraph") } next paragraph, { KEY("stop-speaking") } stops.
speech-paused = Paused; { KEY("speak") } goes on.
speech-stopped = Reading aloud has ended.
speech-silent = Nothing is read aloud.
aloud-elsewhere = reading aloud, { KEY("stop-speaking") } ends it
speech-speed = Speed of the voice: { $n }%
nothing-to-say = There is nothing to read aloud.
no-voice = There is no voice: install spd-say, espeak-ng or piper, or set speech.command.
voice-failed = { $name } could not speak: { $why }.
no-links = This article has neither links nor pictures.
no-such-link = There is no link { $n }.
no-troubles = All sources are well.
nothing-to-undo = Nothing to undo.
hint-unbound = { $key } does nothing; { KEY("help") } shows the keys.
hint-elsewhere = The key { $key } counts only { $place }; { KEY("help") } shows the keys.

confirm-all-read = Mark this whole list read ({ $n } articles)? { KEY("undo") } takes it back.
confirm-above-read = { $n-count ->
    [one] Mark { $n } article above read? { KEY("undo") } takes it back.
   *[other] Mark { $n } articles above read? { KEY("undo") } takes it back.
}
confirm-below-read = { $n-count ->
    [one] Mark { $n } article below read? { KEY("undo") } takes it back.
   *[other] Mark { $n } articles below read? { KEY("undo") } takes it back.
}
confirm-download = Download { $n-count ->
    [one] the { $n } missing article
   *[other] the { $n } missing articles
} (about { $mb } MB), to read with no network? { KEY("stop") } stops it; the next time goes on.
confirm-drop-search = Drop the saved search “{ $name }”?
download-nothing = Every article here can be read with no network already.
panel-confirm = Enter or y: yes   Esc or n: no
panel-choose = j k preview   Enter choose   Esc go back
panel-order = j k or a number   Enter sort   Esc go back
panel-since = Enter read   g n read on   o browser   Esc close
panel-portals = Enter add   o browser   y copy the command   Esc close
panel-offer = space choose or not   a all   Enter add   Esc leave it
panel-copies = Enter read   o browser   Esc close
panel-close = Esc close   j k scroll
panel-help = Type to narrow   ↑ ↓ scroll   Esc close
panel-help-narrowed = Type on   ↑ ↓ choose   Enter does it   Esc shows all
panel-help-nothing = Type on   Esc shows all
panel-links = Type the number to open   j k scroll   Esc close

copied-address = Address copied; if nothing is pasted, the terminal did not take it.
copied-addresses = The addresses of the chosen articles are copied, a line each.
copied-beginning = Too long: only its beginning is copied; { KEY("save") } saves all of it.
copied-text = Text copied; if nothing is pasted, { KEY("save") } saves a file.
copied-texts = The text of the chosen articles is copied.
copied-changes = Copied what changed, with the address.
copied-entry = Copied with its sentence.
copied-command = Copied the command; paste it into a shell.
copied-citation = Citation copied.
copied-citations = Citations of the chosen articles are copied, a line each.
panel-troubles = r try these again   y copy   j k scroll   Esc close
opened = Opened in the browser.
picture-opened = The picture is opened.
saved = Saved: { $name }
piped = The command has run.
pipe-back = Press Enter to come back.
pictures-shown = Pictures are shown.
pictures-hidden = Pictures are hidden; captions stay.
mouse-taken = loa takes the mouse: wheel, click. { KEY("mouse") } gives it back to the terminal.
mouse-free = The mouse is the terminal's again: select text as usual.

offline-listed = no: only the headline so far
offline-full = yes, whole
offline-partial = in part
offline-failed = no: fetching or reading it failed
offline-blocked = no: the paper blocks access
offline-gone = the page is gone

cause-offline = Offline by your wish
cause-timed-out = No answer in time
cause-dns = The server cannot be found
cause-refused = No connection to the server
cause-tls = The connection is not secure, nothing was fetched
cause-unreadable = A page cannot be read, or takes too long; it is left
cause-private = Leads into a private network; nothing was fetched there
cause-downgrade = Sends us from an encrypted page to one that is not; nothing was fetched
cause-not-http = Answers something that is no web page
cause-cut-off = A page broke off in the middle
cause-too-large = A page is larger than allowed
cause-gone = The page is not at its address any more
cause-status = The server reports an error
cause-forbidden = The server refuses us
cause-throttled = The server asks for patience; loa waits
cause-blocked = The site blocks programs
cause-robots = robots.txt does not allow programs here
cause-robots-error = robots.txt could not be read (an error of the server), so nothing was asked
cause-led-away = Sends us to another site
cause-redirects = Redirects in circles
cause-no-client = The network could not be set up
cause-bad-address = The address in the configuration is not valid
cause-no-items = No news item could be read; the markup may have changed
cause-not-an-article = Answered with a page that is no article
cause-login = Answered with a login page
cause-maintenance = The site is being worked on
cause-paywall = The whole text is for subscribers only
cause-scripts = Scripts draw the page; loa runs none
cause-same-page = Answers every article with one page
cause-store = The archive could not be written
cause-fault = loa could not read a page (a fault of loa)
cause-notify = The command that tells of news failed
cause-drift = The paper may have changed its markup
cause-other = Another reason
remedy-offline = { KEY("offline") } allows connections again.
remedy-timed-out = On a slow line wait longer: :set network.timeout_seconds=60
remedy-dns = Check the network. Behind a proxy set HTTPS_PROXY before loa starts. A paper that moved: :source add
remedy-refused = Check network and firewall. Behind a proxy set HTTPS_PROXY before loa starts.
remedy-tls = Check the clock of this machine, and whether the network wants a login; else it is the certificate of the paper.
remedy-private = If you mean it, write that very address into a [[source]]: loa config edit
remedy-too-large = Allow larger ones: :set network.max_page_mib=64
remedy-gone = The section may have moved: :source add HOST looks for the parts of the paper.
remedy-status = It mostly passes; r tries again in some minutes.
remedy-forbidden = { KEY("browser") } opens the browser. So that the paper can reach you: :set network.contact=MAIL
remedy-throttled = Ask less often: :set network.gap_ms=3000
remedy-blocked = { KEY("browser") } opens the browser. So that the paper can reach you: :set network.contact=MAIL
remedy-robots = loa obeys; { KEY("browser") } opens the browser.
remedy-robots-error = It mostly passes; r tries again in some minutes.
remedy-led-away = See in a browser whether the network wants a login. A paper that moved: :source add
remedy-no-client = loa doctor looks why.
remedy-bad-address = Mend the url of the [[source.section]]: loa config edit
remedy-no-items = loa sources test ID shows what the page gives.
remedy-login = See in a browser whether the network wants a login; or the page is for members.
remedy-paywall = Its beginning, where there is one, is kept.
remedy-scripts = Open it in a browser; or read a feed of the paper, where there is one: :source add
remedy-same-page = See in a browser whether the network wants a login; or the site is being worked on.
remedy-store = loa doctor looks at disk and archive.
remedy-notify = Look at notify.command: loa config edit
remedy-drift = loa sources test ID shows what the page gives.
trouble-offline = Nothing was fetched from { $name }: offline by your wish; { KEY("offline") } allows connections again.
trouble-timed-out = { $name } did not answer in time; { KEY("refresh") } tries again.
trouble-dns = The server of { $name } cannot be found; check the network.
trouble-refused = { $name } cannot be reached; check the network.
trouble-tls = The connection to { $name } is not secure, so nothing was fetched; check the clock and the network.
trouble-unreadable = A page of { $name } cannot be read, or takes too long to read; it is left.
trouble-private = { $name } leads into a private network; nothing was fetched there.
trouble-downgrade = { $name } sends us from an encrypted page to one that is not; nothing was fetched.
trouble-not-http = { $name } answers something that is no web page.
trouble-cut-off = A page of { $name } broke off in the middle; { KEY("refresh") } tries again.
trouble-gone = This page of { $name } is gone.
trouble-status = The server of { $name } reports an error; { KEY("refresh") } tries again later.
trouble-forbidden = The server of { $name } refuses us; { KEY("browser") } opens the browser.
trouble-led-away = { $name } sends us to another site: the network wants a login, or the paper has moved.
trouble-redirects = { $name } redirects in circles.
trouble-no-client = The network could not be set up to fetch { $name }.
trouble-not-an-article = { $name } answered with a page that is no article.
trouble-bad-address = The address of { $name } in the configuration is not valid.
trouble-drift = { $name } may have changed its markup.
trouble-fault = loa could not read a page of { $name } (a fault of loa).
trouble-throttled = { $name } asks us to slow down; loa waits.
trouble-blocked = { $name } blocks automatic access; { KEY("browser") } opens the browser.
trouble-too-large = A page of { $name } is larger than allowed.
trouble-no-items = No news item of { $name } could be read; its markup may have changed.
trouble-robots-error = robots.txt of { $name } could not be read (an error of its server), so nothing was asked.
trouble-login = { $name } answered with a login page: the network wants a login, or the page is for members.
trouble-maintenance = { $name } says that it is being worked on.
trouble-paywall = { $name } gives the whole text to subscribers only; its beginning, where there is one, is kept.
trouble-scripts = { $name } has scripts draw its pages, and the text does not stand in them; loa runs none.
trouble-same-page = { $name } answers every article with one page: the network wants a login, or it is being worked on.
trouble-robots = { $name } does not allow programs here (robots.txt).
trouble-store = The archive could not be written while fetching { $name }.
trouble-notify = The command of notify.command failed: { $what }
trouble-hook = A command of [hooks] failed: { $what }
trouble-other = { $name }: { $what }
retry-at = Allowed again at { $when }.
times-failed = { $n } times in a row
papers-in-trouble = { $n-count ->
    [one] { $n } paper
   *[other] { $n } papers
}
answer-code = code { $code }
copied-troubles = The troubles are copied, to be sent to who helps.

scope-anywhere = Everywhere
scope-sources = In the sources
scope-list = In the list
scope-reader = In the article

do-down = down
do-up = up
do-half-page-down = half a page down
do-half-page-up = half a page up
do-page-down = a page down
do-page-up = a page up
do-line-down = scroll the article one line down
do-line-up = scroll the article one line up
do-top = to the top (with a number: to that line)
do-bottom = to the end
do-left = pane to the left, fold a source
do-right = pane to the right, unfold a source
do-next-pane = next pane
do-previous-pane = previous pane
do-open = read the article
do-close = close, cancel (never quits)
do-back = back, then quit
do-quit = quit at once
do-next-article = next article
do-previous-article = previous article
do-next-unread = next unread article, or the next of “since last time”
do-next-heading = next heading
do-previous-heading = previous heading
do-tables = wide tables: row by row or sideways
do-columns-left = wide tables: move left
do-columns-right = wide tables: move right
do-search = search the archive
do-find = find in the article
do-next-hit = next hit
do-previous-hit = previous hit
do-filter = filter the list by title
do-save-search = save this search
do-show-all = show all
do-show-unread = unread only
do-show-starred = starred only
do-show-today = today only
do-reverse-order = reverse the order
do-refresh = refresh this source or section
do-refresh-all = refresh every source
do-older = fetch older articles of this source or section
do-again = fetch this article again
do-add-source = add a newspaper: loa asks the site and offers its parts
do-toggle-built-in = hide or show the built-in newspapers
do-download = download the missing articles
do-stop = stop the refresh or the indexing
do-offline = forbid or allow connections
do-toggle-read = read or unread
do-toggle-star = star or unstar
do-undo = undo
do-mark-all-read = mark all read
do-mark-above-read = mark all above read
do-mark-below-read = mark all below read
do-select = choose several
do-browser = open in the browser
do-copy-address = copy the address
do-copy-text = copy the text
do-copy-citation = copy a citation
do-links = links and pictures of the article
do-info = about the article
do-troubles = sources in trouble
do-revisions = earlier versions of the article
do-case = case file: dates, places, companies of a search
do-follow = what became of a law: drafted, passed, amended
do-term = explain a word or an abbreviation
do-original = the stored article that this one is taken from
do-documents = documents and articles of law it cites, with the sentence
do-terms = terms and abbreviations of the article
do-facts = wages, rates, workers, dates and deadlines of the article
do-speak = read aloud, pause, go on
do-stop-speaking = stop reading aloud
do-next-sentence = read the next sentence
do-next-paragraph = read the next paragraph
do-faster = read faster
do-slower = read slower
do-raw = the page as it came, and which rule found what
do-pipe = pipe the article to a command
do-save = save the article to a file
do-zen = one pane alone
do-widen = wider column
do-narrow = narrower column
do-grow-pane = grow this pane
do-shrink-pane = shrink this pane
do-pictures = show or hide pictures
do-themes = choose a theme
do-language = Vietnamese or English
do-mouse = take or free the mouse
do-redraw = draw the screen anew
do-suspend = suspend to the shell
do-command = command line
do-help = these keys
do-watch-search = watch this search, or stop
do-sort-hits = hits: best first, or newest first
do-loose-hits = hits: also those that fit marks aside
do-synonym-hits = hits: with or without synonyms
do-hits-of-source = hits: of this newspaper only
do-similar-articles = articles like this one
do-watch-news = what watched searches found
do-drop-search = forget this saved search
do-show-pictured = with pictures only
do-show-new = only what is new since last time
do-sort = choose the order
do-since-last-time = since last time: new, edited, taken down
do-digest = copy the press review of the last 24 hours
do-digest-file = press review into a file; days first: digest 7d news.docx
do-portals = look for union and labour portals: portals dong nai
do-copies = this story in other papers
do-compact-list = compact list: one line an article
do-run = run a program with this article ({"{url}"}, {"{title}"}, {"{file}"})
do-unmap = let a key of your own do again what it did before
do-map = give a key of your own something to do, until you quit
mapped = “{ $key }” does “{ $what }” until you quit. To keep it, write into [keys] of the configuration: { $line }
no-map-action = “{ $key }” is not bound: there is no action “{ $name }”{ $near } (e.g. :map f5 toggle-star + next-article)
unmapped = “{ $key }” does again what it did.
no-unmap = “{ $name }” is no key of your own{ $near }.
no-map = Write the key, then what it does, e.g. :map f5 toggle-star + next-article
do-help-on = help on a key or a task
do-spread-copies = fold or spread copies of a story
do-redo = do again what was undone
do-reload = read the configuration again
do-show = show which articles
do-source = show a newspaper
do-measure = column width
do-goto = go to a line, to an article
also-widen = bigger text, font size, zoom, wider
also-show-today = today, this morning
also-speak = listen, read out, voice, radio
also-drop-search = delete, remove
also-add-source = add a page, new paper, website
also-portals = add a source, federation, ministry
also-since-last-time = yesterday, what is new, missed
also-older = old articles, last week
also-digest = press review, summary, send
also-copies = duplicates, same story
also-documents = law, decree, circular
also-follow = law, decree, amendment
also-terms = abbreviations, meaning, glossary
also-term = abbreviations, meaning, glossary
also-facts = figures, numbers, statistics
also-case = cases, table, spreadsheet, strikes, accidents
also-stop = cancel, abort
also-command = type a command
also-show-unread = not read yet
also-show-starred = kept articles, bookmarks
also-narrow = smaller text, font size, zoom out
also-zen = full screen, zoom, focus
also-copy-address = share, send, link, url
also-copy-text = share, send, mail
also-copy-citation = share, send, quote, reference
also-browser = web, internet, link
also-save = download, export, share, send, print, word, pdf
also-pipe = print, printer, mail, share
also-toggle-star = read later, favourite, bookmark, keep
also-toggle-read = done, skip
also-search = look up, old articles, last week, yesterday
also-find = look up
also-filter = narrow
also-save-search = keep
also-refresh = update, fetch, news
also-refresh-all = update, fetch, news
also-download = read without network, offline
also-offline = wifi, airplane
also-quit = exit, close, leave
also-back = return, close
also-close = return, dismiss
also-pictures = images, photos
also-links = images, urls, attachments
also-themes = colours, dark, light, white, black, night
also-language = vietnamese, english
also-mouse = click, select text
also-troubles = errors, broken, failed
also-next-article = following
also-previous-article = before
also-undo = mistake, go back
also-info = source, author, date
also-revisions = changes, corrections, history
also-sort = order
also-select = several, many
also-help = manual, shortcuts
help-nothing = No key does “{ $text }”. Try: search, save, send, pictures, bigger, colours. Esc shows all of them again.

query-words = every word must be there, in the article or in your own notes; with marks its marks count, without any marks fit
query-phrase = exactly these words side by side
query-without = without the word, phrase, filter or group that follows
query-either = one of its two neighbours: words, groups, patterns or filters
query-group = makes one of many
query-near = at most 5 syllables apart, in either order; ~ alone is 10
query-pattern = a regular expression; i: in any case
query-source = the newspaper; several with commas
query-section = the section
query-author = the author
query-title = in the title only
query-tag = a tag that the newspaper gave the article
query-document = a legal document by its number, a law by its name and year too
query-similar = articles like the one of this number
query-since = published from this day, month or year on
query-until = published up to this day, month or year
query-days = in so many last days
query-today = published today
query-yesterday = published yesterday
query-this-week = published since Monday
query-this-month = published this month
query-unread = unread articles
query-read = articles that were read
query-starred = starred articles
query-muted = articles that the mute rules hide
query-pictured = articles with a picture
query-noted = articles that you wrote a note to
query-edited = articles that their papers corrected since they were stored
query-gone = articles that their papers took down since they were stored
query-note = words of a note of yours, marks aside
query-is = the states above, without marks or in English
query-has = as is:
query-where = a place; the name of a province covers those that it took in

do-set-place = mark this place with a letter (capital: from anywhere)
do-go-to-place = go to a marked place; pressed twice: to where you were
do-jump-back = back to the place just left
do-jump-forward = forward again
do-repeat = do the last change again
do-record = record keys under a letter, or stop
do-play = play recorded keys
do-set = see or change a setting, in the configuration file
also-set-place = bookmark, remember
also-go-to-place = bookmark, return
also-jump-back = history, return
also-repeat = redo, once more
also-record = macro, automate
also-play = macro, automate, once more
letter-new-place = Mark this place with the letter… (Esc: no)
letter-place = Go to the mark… (Esc: no)
letter-recording = Record keys under the letter… (Esc: no)
letter-played = Play the keys of the letter… (Esc: no)
letter-only = A letter or a digit is wanted.
label-recording = recording @{ $letter }
place-set = Marked “{ $letter }”; { $key } { $letter } comes back.
no-place = No mark “{ $letter }” in this article.
no-jump = No further place that way.
nothing-to-repeat = Nothing was changed yet.
recording = Recording keys under “{ $letter }”; { $key } stops.
recorded = Recorded; { $key } { $letter } plays it.
no-recording = No keys were recorded under “{ $letter }”.
setting-written = { $key } = { $value } is in the configuration now.
label-settings = Settings
panel-settings = j k choose   / look for   Enter change   Esc close

do-label = label (-name takes one away), found again by label:name
do-note = note to the article, or to the chosen lines
do-select-lines = choose lines to copy with their citation, or to note
also-label = tag, folder, sort, file, collect
also-note = write, comment, annotate
do-large = large print: one narrow column, free lines between
do-normal = smaller letters, as before
group-commands = Lines typed behind :
group-own = Keys of your own
also-large = big letters, bigger text, zoom, font size, low vision
also-normal = small letters, smaller text, zoom out, font size
also-digest-file = word, mail, send, print
also-tour = learn, lesson, tutorial
also-set = options, preferences, configuration
also-select-lines = quote, select text, highlight
prompt-label = Labels:
prompt-note = Note:
reader-labels = Labels: { $labels }
reader-notes = Notes
label-labels = Labels
label-notes = Notes
labels-set = Labels of { $n } articles: { $labels }.
labels-same = The labels are as they were.
labels-undone = Undone: labels of { $what }: { $labels }. { KEY("redo") } does it again.
labels-redone = Done again: labels of { $what }: { $labels }.
note-kept = The note is kept; it stands at the end of the article.
note-removed = The note is gone.
note-undone = The note is as it was before.
note-redone = The note is written again.
copied-quote = The passage is copied with its citation.
choosing-lines = Choosing lines: { KEY("down") } { KEY("up") } more, { KEY("browser") } the other end, { KEY("copy-address") } copy with citation, { KEY("note") } note, { KEY("close") } no more.
foot-copy-quote = copy with citation
foot-note = note
query-label = a label that you gave the article

do-tour = learn the screen in five steps, or stop
group-reading = Reading
group-finding = Finding and filtering
group-marking = Marking
group-keeping = Keeping and sharing
group-sources = Sources and fetching
group-screen = The screen
tour-choose = Press { $key } to go down to the next article of the list. (:tour stops)
tour-open = Press { $key } to read the chosen article.
tour-star = Press { $key } to star it; “Starred” on the left keeps it.
tour-back = Press { $key } to go back to the list.
tour-search = Press { $key }, type “luong” (marks are not needed), then Enter, to search everything that was fetched.
tour-over = Done: these five are enough to read the news every day. { $key } lists all keys; any key goes on.
card-title = Eight keys to begin with
card-tour = :tour teaches them in five steps

theme-dark = dark
theme-light = light
theme-plain = no colours
theme-high-contrast = high contrast, for weak eyes
theme-sepia = old paper
theme-forest = forest
theme-sea = sea
theme-lotus = lotus
theme-terminal = the terminal's colours

which-top = to the top
which-loose-hits = marks aside, too
which-synonym-hits = with or without synonyms
which-hits-of-source = of this newspaper only
which-sort-hits = best or newest first
which-watch-news = news of watched searches
which-tables = tables: rows or sideways
which-record = record keys, or stop
which-watch-search = watch search, or stop
which-case = case file
which-copies = in other papers
which-spread-copies = fold or spread copies
which-since-last-time = since last time
which-digest = copy the press review
which-older = fetch older articles
which-offline = forbid or allow network
which-mark-above-read = all above read
which-mark-below-read = all below read
which-original = the original, if stored
which-raw = the page as it came
which-reload = read configuration again
which-revisions = earlier versions

group-signs = Signs beside rows
also-sign = symbols, marks, dot, icon, meaning
sign-unread = an unread article
sign-star = a starred article
sign-copies = two other papers tell the story
sign-edited = edited by the paper since
sign-partial = only a part is stored
sign-failed = the article could not be fetched
sign-removed = taken down, or blocked by the paper
sign-gone = its page is gone
sign-label = a label of yours
sign-ahead = the paper gives a date in the future
sign-watch = a watched search
sign-trouble = a source in trouble
which-next-unread = next unread article
