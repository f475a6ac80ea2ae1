# English. What the commands say of single articles.

no-such-article = No article in the archive fits { $what }.
several-articles = Several articles fit { $what }; choose a number:
cli-no-revisions = This article has not changed since it was fetched.
never-read = The text of this article was not fetched, so that nothing is known of changes.
revisions-lost = This article was changed, but its earlier versions are not stored.
no-revision = There is no version { $number }, only 1 to { $there } (see --revisions).
changed-since = Changes since the version fetched { $date }:
nothing-named = No article is named: give numbers, addresses, - (from stdin), or a selection such as --query, --source, --since.
cli-edited = edited
cli-removed = taken down
labels = Labels: { $labels }
undated = date unknown
updated = updated { $date }
picture = Picture
file = File
media-audio = Sound
media-frame = Embedded frame
notes = Notes
no-label = A label and then articles are wanted: loa mark label NAME ID…
too-many-to-open = { $asked } articles are too many to open at once ({ $most } at most).
not-opened = Could not open { $url }: { $why }. Set ui.browser or $BROWSER.
no-browser-here = no program could open a page
not-to-a-terminal = This is no text for a terminal; write it to a file: … > book.epub
no-page = There is no manual page { $name }; `loa help` lists the commands.
not-an-article = { $url } is not an article. See what it is: `loa sources test { $url }`.
kept = Kept as article { $id }, in “Bài lẻ”.
cli-marked = { $changed } of { $of } articles are now { $state }; the others were so already.
cli-marked-all = { $changed-count ->
    [one] { $changed } article is now { $state }.
   *[other] { $changed } articles are now { $state }.
}
now-read = read
now-unread = unread
now-starred = starred
now-unstarred = without a star
now-labelled = labelled so
now-unlabelled = without that label
no-such-field = --fields: there is no field { $field }.{ $meant } Fields: { $known }.
