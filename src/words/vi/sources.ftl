# Tiếng Việt. Câu về việc thêm nguồn.

check-address = xem lại địa chỉ đã gõ
no-category = trang không có chuyên mục nào bắt đầu bằng { $name }
categories = Các chuyên mục khác của trang (thêm bằng --category TÊN): { $names }
cli-source-removed = Đã bỏ { $id } khỏi { $file }; các bài đã lưu vẫn còn trong kho.
no-source-of-yours = Cấu hình không thêm { $id }: đó là báo có sẵn của loa. Để ẩn, đặt enabled = false cho các chuyên mục của nó, hoặc sources.builtin = false.
source-known = { $id } đã có sẵn như vậy; không ghi gì.
source-written = Đã ghi { $id } vào { $file }. Chạy `loa sync { $id }` để tải tin.
found-items = { $kind }: { $items } bài
part-refused = Không thêm “{ $name }”: { $why }
no-part-chosen = Chưa chọn mục nào; không ghi gì.
which-parts = Thêm những mục nào? Ví dụ 1 3-5; Enter: các mục có dấu x; a: tất cả; Ctrl-C: thôi
no-such-parts = Hãy viết các số từ 1 đến { $parts }, cách nhau bằng dấu trống.
part-listing = danh sách, { $items } bài
part-feed = RSS, { $items } bài
part-sitemap = sơ đồ trang, { $items } bài
part-known = đã có
again-at-bidden = { " " }(máy chủ dặn đợi đến { $when }; loa không hỏi trước giờ ấy)
again-at = { " " }(tự thử lại từ { $when }; `loa sync` thử ngay)
profile-tried = { $host }: mỗi trang trong { $pages } trang đã lưu được đọc bằng những gì các trang kia dạy
no-source = { $address }: { $why }{ $parts }
no-source-comments = đây là bình luận của bạn đọc, không phải tin bài
no-source-search = đây là kết quả tìm kiếm, không phải chuyên mục
no-source-marked = đây là tin theo thẻ (tag), không phải chuyên mục
no-source-article = đây là một bài báo, không phải chuyên mục
no-source-empty = không thấy danh mục bài hay nguồn RSS nào có bài
no-source-no-such-page = trang không có địa chỉ này: địa chỉ bịa ra cũng được trả lời như vậy
no-source-captcha = trang đòi xác minh không phải robot
no-source-login = trang đòi đăng nhập (trang, hoặc mạng đang dùng)
no-source-maintenance = trang báo đang bảo trì
no-source-paywall = trang chỉ dành cho người trả tiền
no-source-scripts = trang do mã lệnh dựng nên, và không khai nguồn RSS hay sơ đồ nào; loa không chạy mã
no-source-no-address = không phải địa chỉ web
no-source-failed = không tải được
no-source-parts = ; các chuyên mục của trang:{ $names }
profile-score = { $field } giống nhau { $agreed } · chỉ luật đã học { $learnt } · chỉ trang { $read } · khác nhau { $against }
