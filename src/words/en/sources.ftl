# English. Adding sources.

check-address = look at the address again
no-category = no part of the site begins with { $name }
categories = Other parts of the site (add them with --category NAME): { $names }
cli-source-removed = { $id } is out of { $file }; what was stored of it stays in the archive.
no-source-of-yours = The configuration does not add { $id }: it came with loa. To hide it, set enabled = false in its sections, or sources.builtin = false.
source-known = { $id } is there already; nothing was written.
source-written = { $id } was written into { $file }. Run `loa sync { $id }` to fetch its news.
found-items = { $kind }: { $items } items
part-refused = “{ $name }” was not added: { $why }
no-part-chosen = No part was chosen; nothing was written.
which-parts = Which parts? E.g. 1 3-5; Enter: those with an x; a: all; Ctrl-C: none
no-such-parts = Write numbers from 1 to { $parts } with spaces between.
part-listing = list, { $items } articles
part-feed = feed, { $items } articles
part-sitemap = sitemap, { $items } articles
part-known = there already
again-at-bidden = { " " }(the server said to wait until { $when }; loa does not ask before)
again-at = { " " }(tried again by itself from { $when }; `loa sync` tries now)
profile-tried = { $host }: each of { $pages } stored pages read with what the others teach
no-source = { $address }: { $why }{ $parts }
no-source-comments = these are readers' comments, not news
no-source-search = this is a search, not a part of the paper
no-source-marked = this is what bears a tag, not a part of the paper
no-source-article = this is one article, not a part of the paper
no-source-empty = neither a list nor a feed with articles was found
no-source-no-such-page = the site has no such page: it answers made-up addresses in the same way
no-source-captcha = the page asks for a captcha
no-source-login = the page, or the network, wants a login
no-source-maintenance = the site says that it is being worked on
no-source-paywall = the page is for subscribers
no-source-scripts = the page is drawn by scripts, and names neither a feed nor a map; loa runs none
no-source-no-address = this is no web address
no-source-failed = it could not be fetched
no-source-parts = ; parts of the site:{ $names }
profile-score = { $field } agreed { $agreed } · only learnt { $learnt } · only the page { $read } · disagreed { $against }
