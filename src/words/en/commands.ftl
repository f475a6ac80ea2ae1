# English. What all commands say: configuration, addresses, sources, import, `loa doctor`.

homeless = There is no HOME: this time articles are kept in { $place }. Set HOME or use --data-dir.
hook-failed = the command of hooks.after_sync failed: { $what }
too-many-mutes = mute.rules: more than { $most } rules; join some with OR
bad-date = { $text } is no date that loa understands. Examples: "hôm nay", 7d, 2024-01, 31/01/2024, 08:30.
bad-address = { $text } is not an http(s) address.
ambiguous = { $text } could be: { $candidates }. Write some more letters.
no-such-section = { $source } has no section { $text }. Its sections: { $known }.
unreadable = Cannot read { $file }: { $why }
too-large = larger than { $mib } MiB (network.max_page_mib)
cli-index-behind = { $waiting } articles are not in the search index yet.
imported = { $new } new articles, { $known } already there, { $bad } lines not understood.
line-too-long = the line is too long
line-not-json = no JSON (wrong from character { $at } on)
line-no-object = JSON, but not an object { "{" }…{ "}" }
line-no-url = "url" is missing
bad-line = line { $line }: { $why }
config-fine = { $file }: fine.
config-none = There is no configuration file; the defaults hold.
the-configuration = configuration
the-place = data folder
the-archive = archive
the-index = search index
the-last-refresh = last refresh
archive-counts = { $total } articles, { $unread } unread, { $starred } starred
sections-of = { $source } ({ $sections } sections)
unwritable = Cannot write { $file }: { $why }
test-needs-url = For a file, tell the page's original address: --url ADDRESS.
learn-needs-url = For files, tell the site's address: --url ADDRESS; otherwise name one host.
learnt-anew = The site changed its layout (seen { $when }); loa has learnt it again from the newest pages.
lists-learnt-anew = The site's lists changed their layout (seen { $when }); loa has learnt them again from the newest ones.
nothing-learnt = Nothing could be learnt of { $host }: { $pages } article pages that teach; at least { $least } of one make are needed.
body-size = { $blocks } blocks, { $words } syllables
reextracted = { $pages } pages read again: { $changed } articles changed; { $poorer } kept as they were, being better so.
fallen = may have changed its markup: { $part } is at { $now } %, was at { $before } %, since { $since }
unverified = unverified
meant = { " " }Did you mean { $near }?
meant-instead = ; did you mean { $near }?
cli-no-theme = ui.theme = { $asked }: there is no such theme{ $meant } (there are: { $known })
bad-setting = { $key } = { $value }: wants { $wanted }
setting-switch = true or false
setting-number = a number from { $least } to { $most }
setting-one-of = one of: { $all }
setting-text = text
setting-list = a list
no-such-key = There is no key { $key }.{ $meant } `loa config init` lists all of them.
no-such-source = There is no source { $text }; `loa sources` lists them.{ $meant }
illness = { $trouble }; failed { $failures-count ->
    [one] once
   *[other] { $failures } times in a row
}{ $well }{ $next }
well-at = ; last good visit { $at }
never-well = ; never well
next-try = ; next try after { $at }
