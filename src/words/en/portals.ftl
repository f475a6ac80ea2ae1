# English. Portals, topics, press reviews.

no-portal = No such portal in the catalogue. `loa sources find` prints all of it.
portals-found = { $count } portals. To add one: loa sources add ADDRESS. To try all that nobody has read: loa sources test --all-new.
portal-read = read on { $day }
cli-portal-unverified = not verified: the addresses are guesses
portal-silent = could not be read on { $day }: { $why }
portal-without-news = no list of articles
no-network-for-portals = Offline by wish (--offline or network.offline): no portal can be tried.
portals-tested = { $works } portals work, { $silent } do not; written down, see loa sources find.
empty-digest = No article of this span to review. Try --since 7d.
nothing-untold = Every story of this span stood in an earlier review. Leave out --new to print them again.
digest-not-handed-over = The command notify.command did not take the review: { $why }. Its stories count as untold.
digest-broken-off = The review of { $at } did not come to its end ({ $articles } articles). --new takes them for told; leave it out to print them.
empty-span = --since must lie before --until.
unreadable-template = cannot read the template { $path }: { $why }
no-such-topic = no topic (or several) is called { $name }; there are: { $known }
wrong-template = template { $path }, line { $line }: { $mistake }
template-unknown = there is no placeholder “{ $name }”
template-open = the part “{ $name }” is not closed
template-not-open = the part “{ $name }” is closed but not open
template-unfinished = { "{{" } without { "}}" }
template-too-deep = parts lie too deep in each other
template-too-long = the file is too large
portal-union = union
portal-ministry = ministry
portal-institute = institute
portal-newspaper = newspaper
