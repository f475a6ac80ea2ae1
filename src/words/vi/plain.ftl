# Tiếng Việt. Câu của màn hình một cột (`loa --plain`).

cli-empty-archive = Kho bài còn trống. Chạy `loa sync` để tải tin, hoặc `loa --demo` để xem thử.
plain-head = loa: { $total } bài, { $unread } bài chưa đọc. Mới nhất trước.
plain-prompt = Gõ số bài để đọc, n: xem tiếp, /từ: tìm, r: tải tin, ?: trợ giúp, q: thoát.
plain-help = Số: đọc bài ấy. n hoặc Enter: xem tiếp danh sách. /từ: tìm trong kho bài. l: danh sách từ đầu. u: chỉ bài chưa đọc. s và số: đánh dấu hoặc bỏ dấu bài ấy. r: tải tin mới. q: thoát.
plain-end = Hết danh sách.
plain-unread = chưa đọc
plain-starred = đã đánh dấu
plain-no-number = Trong danh sách trên không có số { $number }.
plain-no-body = Nội dung bài chưa được tải. Gõ r để tải.
plain-article-end = Hết bài số { $number }.
plain-found = Tìm “{ $words }”: { $total } bài.
plain-loose = Còn { $articles } bài { $why }.
plain-note = trong ghi chú của bạn
plain-synonym = theo từ đồng nghĩa
plain-fetching = Đang xem { $sections } chuyên mục của { $sources } nguồn…
plain-bodies = Đang tải { $pages } bài…
plain-done-texts = Xong: tải được toàn văn { $texts } bài.
plain-done = Xong: { $new } bài mới.
