# Tiếng Việt. Câu của `loa search`, `loa list`, `loa watch`.

rows-unreadable = Kho có bài nhưng không dòng nào đọc được; `loa store check --repair` nêu tên và chữa.
nothing-found = Không tìm thấy bài nào.
loose-hits = --- { $why }: { $articles } bài ---
loose-marks = không đúng dấu
loose-borders = cắt ngang từ
loose-either = không đúng dấu hoặc cắt ngang từ
cli-did-you-mean = Ý bạn là “{ $query }”?
note-hits = --- trong ghi chú của bạn ---
synonym-hits = --- cũng tìm: { $also } ---
more-loose-hits = Còn { $articles } bài { $why }; xem bằng --loose.
more-hits = Còn { $articles } bài khớp chưa hiện; xem thêm bằng -n N.
more-listed = Còn { $articles } bài chưa hiện; xem thêm bằng -n N.
watched = { $name }: { $query } · { $total } bài, { $untold } chưa báo
nothing-watched = Chưa theo dõi câu tìm nào: đặt notify = true trong [[search]].
not-watched = Không theo dõi câu tìm nào tên “{ $name }”.
no-notify-command = Chưa có lệnh báo tin: đặt notify.command.
digest-template-form = Khuôn viết được văn bản, Markdown và HTML; bỏ --template hoặc chọn một trong ba dạng ấy.
digest-binary = Dạng này là một tệp, không đọc được trên màn hình: `loa digest … > TỆP`.
watch-tested = Đã chạy lệnh báo tin với { $articles } bài; không bài nào bị tính là đã báo.
