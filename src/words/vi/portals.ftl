# Tiếng Việt. Câu về danh mục cổng tin, chủ đề, điểm báo.

no-portal = Danh mục không có nơi nào như vậy. `loa sources find` in cả danh mục.
portals-found = { $count } nơi. Thêm vào nguồn: loa sources add ĐỊA-CHỈ. Thử hết những nơi chưa kiểm: loa sources test --all-new.
portal-read = đã đọc được ngày { $day }
cli-portal-unverified = chưa kiểm: địa chỉ là phỏng đoán
portal-silent = không đọc được ngày { $day }: { $why }
portal-without-news = không thấy danh sách bài
no-network-for-portals = Đang ở chế độ không mạng (--offline hoặc network.offline): không thử được nơi nào.
portals-tested = { $works } nơi đọc được, { $silent } nơi không; đã ghi lại, xem bằng loa sources find.
empty-digest = Không có bài nào trong khoảng này để điểm báo. Thử --since 7d.
nothing-untold = Mọi tin trong khoảng này đã có trong các điểm báo trước. Bỏ --new để in lại.
digest-not-handed-over = Lệnh báo tin (notify.command) không nhận được điểm báo: { $why }. Tin trong đó coi như chưa báo.
digest-broken-off = Điểm báo lúc { $at } chưa viết xong ({ $articles } bài). --new coi các bài ấy là đã báo; bỏ --new để in lại.
empty-span = --since phải trước --until.
unreadable-template = không đọc được mẫu { $path }: { $why }
no-such-topic = không có chủ đề nào (hoặc có vài chủ đề) là { $name }; có: { $known }
wrong-template = mẫu { $path }, dòng { $line }: { $mistake }
template-unknown = không có chỗ điền “{ $name }”
template-open = phần “{ $name }” chưa đóng
template-not-open = phần “{ $name }” chưa mở mà đã đóng
template-unfinished = { "{{" } không có { "}}" }
template-too-deep = các phần lồng nhau quá sâu
template-too-long = tệp quá lớn
portal-union = công đoàn
portal-ministry = cơ quan nhà nước
portal-institute = viện, trường, tổ chức
portal-newspaper = báo, tạp chí
