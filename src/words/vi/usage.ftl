# Tiếng Việt. Câu về lệnh gõ sai.

no-such-option = Không có tùy chọn { $typed }.{ $meant }
no-such-command = Không có lệnh { $typed }.{ $meant }
argument-missing = Còn thiếu { $missing }.
command-missing = Còn thiếu một lệnh: { $all }.
value-unusable = { $option }: không dùng được giá trị { $value }.{ $more }
does-not-go-with = { $one } không đi cùng { $other }.
wrong-count-of-values = { $option }: sai số giá trị.
see-help = `{ $name } --help` liệt kê mọi lệnh và tùy chọn.
wanted-between = { " " }Cần số nguyên từ { $least } đến { $most }.
wanted-least = { " " }Cần số nguyên từ { $least } trở lên.
wanted-number = { " " }Cần một số nguyên.
nothing-on-stdin = stdin không nêu bài nào.
no-section-anywhere = Không nguồn nào có chuyên mục { $text }.{ $meant } `loa sources` liệt kê các chuyên mục.
editor-not-started = Không mở được trình soạn thảo { $program }: { $why }. Đặt $VISUAL hoặc $EDITOR.
editor-ended = Trình soạn thảo { $program } kết thúc với mã { $code }.
kept-before = Đây là bài số { $id } trong kho, của { $paper }.
one-article-only = Lệnh này nhận một bài mỗi lần; ở đây có { $named } bài.
value-needed = { $option } cần một giá trị.
possible-values = { " " }Có thể là: { $all }.
no-labels = Chưa bài nào có nhãn.
labels-given = Các nhãn đã gắn: { $known }.
no-such-label = Không bài nào có nhãn { $name }. { $others }
