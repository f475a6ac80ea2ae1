# Tiếng Việt. Trang hướng dẫn và `--help`; \fB…\fR: chữ đậm trong trang hướng dẫn.

man-exit-0 = Mọi việc đều xong.
man-exit-1 = Hỏng.
man-exit-2 = Dùng sai lệnh hoặc cấu hình sai.
man-exit-3 = Vài nguồn hỏng, các nguồn khác xong.
man-exit-4 = Không tìm thấy gì.
man-env-folders = Như --config và --data-dir.
man-env-setting = Một khóa của loa-config(5), ví dụ LOA_UI_MEASURE.
man-env-programs = Chương trình được gọi: trình duyệt, trình soạn thảo, trình phân trang.
man-env-colour = Màu và bề rộng của kết quả.
man-env-language = Ngôn ngữ của lời nhắn và hướng dẫn: tiếng Anh khi bắt đầu bằng en, nếu không là tiếng Việt.
man-env-places = Nơi để tệp.
man-env-proxy = Proxy.
man-env-certificates = Chứng chỉ gốc được tin, thay cho kho của hệ thống.
man-file-config = Cấu hình; thư mục themes/ ở bên cạnh. Thường là ~/.config/loa.
man-file-data = Kho bài, chỉ mục tìm kiếm, ảnh được giữ. Thường là ~/.local/share/loa.
man-file-log = Nhật ký. Thường là ~/.local/state/loa.
man-config = TOML. Tham số trên dòng lệnh được tính trước, rồi biến môi trường (LOA_ và khóa viết hoa, dấu chấm thành _), rồi tệp, rồi giá trị mặc định; \fBloa config show\fR cho biết mỗi giá trị từ đâu mà có.
man-query = Gõ có dấu hay không dấu đều được. Mọi điều được hỏi phải cùng đúng. Một ngày là một ngày (\fB31/01/2024\fR, \fBhôm nay\fR, \fBhôm qua\fR), một tháng (\fB2024\-01\fR), một năm, bấy nhiêu lâu đến nay (\fB7 ngày\fR, \fB7d\fR, \fB2 tuần\fR, \fB6h\fR), hoặc một giờ (\fB08:30\fR).
man-rules = Các bảng của một [[source]] trong cấu hình. Mỗi trường là một bộ chọn CSS hoặc một danh sách, thử lần lượt; cái đầu tiên tìm thấy gì thì được dùng. \fBloa sources test ĐỊA\-CHỈ\fR cho biết từng trường tìm thấy gì, \fBloa sources learn TÊN\-MÁY\fR viết ra một bảng như vậy từ các trang đã lưu.
man-config-about = cấu hình của loa
man-query-about = ngôn ngữ tìm của loa
man-rules-about = luật đọc trang của một báo
man-to = đến
man-text = chữ
man-list = danh sách chữ
help-examples = Ví dụ:
help-everywhere = Ở mọi lệnh: --config --data-dir --offline --demo --color -q -v (xem `--help`)
help-exit-codes =
    Mã thoát:
      0  mọi việc đều xong
      1  hỏng
      2  dùng sai lệnh hoặc cấu hình sai
      3  vài nguồn hỏng, các nguồn khác xong
      4  không tìm thấy gì
