# English. Wrong arguments of a command.

no-such-option = There is no option { $typed }.{ $meant }
no-such-command = There is no command { $typed }.{ $meant }
argument-missing = { $missing } is missing.
command-missing = A command is missing: { $all }.
value-unusable = { $option }: the value { $value } cannot be used.{ $more }
does-not-go-with = { $one } does not go with { $other }.
wrong-count-of-values = { $option }: a wrong number of values.
see-help = `{ $name } --help` lists commands and options.
wanted-between = { " " }A whole number from { $least } to { $most } is wanted.
wanted-least = { " " }A whole number of { $least } or more is wanted.
wanted-number = { " " }A whole number is wanted.
nothing-on-stdin = stdin names no article.
no-section-anywhere = No source has a section { $text }.{ $meant } `loa sources` lists them.
editor-not-started = Cannot start the editor { $program }: { $why }. Set $VISUAL or $EDITOR.
editor-ended = The editor { $program } ended with code { $code }.
kept-before = This is article { $id } of the archive, of { $paper }.
one-article-only = This command takes one article at a time; { $named } are named.
value-needed = { $option } needs a value.
possible-values = { " " }Possible: { $all }.
no-labels = No article has a label yet.
labels-given = Labels given: { $known }.
no-such-label = No article has the label { $name }. { $others }
