# English. The screen in one column (`loa --plain`).

cli-empty-archive = The archive is empty. Run `loa sync` to fetch news, or `loa --demo` to look around.
plain-head = loa: { $total } articles, { $unread } unread. Newest first.
plain-prompt = Type a number to read, n: more, /words: search, r: refresh, ?: help, q: quit.
plain-help = A number: read that article. n or Enter: more of the list. /words: search the archive. l: the list from its start. u: unread only. s and a number: star or unstar that article. r: refresh. q: quit.
plain-end = End of the list.
plain-unread = unread
plain-starred = starred
plain-no-number = There is no number { $number } above.
plain-no-body = The text has not been fetched yet. Type r to fetch it.
plain-article-end = End of article { $number }.
plain-found = Search “{ $words }”: { $total } articles.
plain-loose = { $articles } more { $why }.
plain-note = in your own notes
plain-synonym = by another name
plain-fetching = Visiting { $sections } sections of { $sources } sources…
plain-bodies = Fetching { $pages } articles…
plain-done-texts = Done: the texts of { $texts } articles came.
plain-done = Done: { $new } new articles.
