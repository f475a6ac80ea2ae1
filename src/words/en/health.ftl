# English. What `loa doctor` says.

index-whole = whole
never-refreshed = This archive was never refreshed; its articles were imported.
the-terminal = terminal
the-fonts = fonts
no-font = no font has all letters of Vietnamese;{ " " }
fonts-whole = { $families } fonts have all letters;{ " " }
fonts-sample = sample: ế ữ ợ ằ Đ – if you see boxes, change the terminal's font
the-pictures = pictures (ui.pictures)
the-clipboard = clipboard
the-network = network
network-not-asked = allowed; `loa doctor --network` asks some newspapers
the-proxy = proxy
no-proxy = none
the-certificates = certificates
network-answers = { $hosts } can be reached
network-remedy = look at Wi-Fi, cable, DNS, proxy; meanwhile: loa --offline
certificates-of-system = the system's store, or Mozilla's roots in loa
certificate-trusted = ; { $host } is trusted
no-certificates = ${ $variable } leads to no certificate; Mozilla's roots in loa are used
certificates-remedy = look at the clock; this network may stand in between (login of a Wi-Fi, a virus scanner); a root of your own office: $SSL_CERT_FILE
the-clock = clock
terminal = { $term }, { $colours } colours, ui.ambiguous_width = { $width }
last-good-day = last good visit { $day }
clock-behind = { $shown }: the clock is behind; dates and certificates will be wrong
clock-fast = { $shown }: { $minutes } minutes ahead of the clock of { $host }
clock-slow = { $shown }: { $minutes } minutes behind the clock of { $host }
