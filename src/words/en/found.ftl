# English. What `loa search`, `loa list` and `loa watch` say.

rows-unreadable = The archive has articles, but none of the rows can be read; `loa store check --repair` names and mends them.
nothing-found = Nothing found.
loose-hits = --- { $why }: { $articles } ---
loose-marks = without the marks
loose-borders = across two words
loose-either = without the marks or across two words
cli-did-you-mean = Did you mean “{ $query }”?
note-hits = --- in your own notes ---
synonym-hits = --- also searched: { $also } ---
more-loose-hits = { $articles } more { $why }; see them with --loose.
more-hits = { $articles-count ->
    [one] { $articles } more article fits; -n N shows more.
   *[other] { $articles } more articles fit; -n N shows more.
}
more-listed = { $articles-count ->
    [one] { $articles } more article; -n N shows more.
   *[other] { $articles } more articles; -n N shows more.
}
watched = { $name }: { $query } · { $total } articles, { $untold } to be told
nothing-watched = No search is watched: set notify = true in [[search]].
not-watched = No watched search is named “{ $name }”.
no-notify-command = There is no command to run: set notify.command.
digest-template-form = A template makes text, Markdown or HTML; leave out --template or choose one of these.
digest-binary = This form is a file that no terminal can show: `loa digest … > FILE`.
watch-tested = The command was run with { $articles } articles; none of them counts as told.
