# Tiếng Việt. Câu của `loa doctor`.

index-whole = đầy đủ
never-refreshed = Chưa có lần tải tin nào ở kho này; bài đến từ một tệp nhập.
the-terminal = terminal
the-fonts = phông chữ
no-font = không phông nào có đủ chữ Việt;{ " " }
fonts-whole = { $families } phông có đủ chữ Việt;{ " " }
fonts-sample = chữ thử: ế ữ ợ ằ Đ – nếu thấy ô vuông, hãy đổi phông của terminal
the-pictures = ảnh (ui.pictures)
the-clipboard = bảng tạm
the-network = mạng
network-not-asked = được dùng; `loa doctor --network` hỏi thử vài báo
the-proxy = proxy
no-proxy = không có
the-certificates = chứng chỉ
network-answers = tới được { $hosts }
network-remedy = xem lại Wi-Fi, dây mạng, DNS, proxy; trong khi chờ: loa --offline
certificates-of-system = kho của hệ thống; không có thì gốc Mozilla trong loa
certificate-trusted = ; tin được { $host }
no-certificates = ${ $variable } không dẫn tới chứng chỉ nào; dùng gốc Mozilla trong loa
certificates-remedy = xem lại đồng hồ; mạng này có thể đang chặn giữa đường (đăng nhập Wi-Fi, phần mềm diệt virus); chứng chỉ gốc riêng của cơ quan: $SSL_CERT_FILE
the-clock = đồng hồ
terminal = { $term }, { $colours } màu, ui.ambiguous_width = { $width }
last-good-day = lần tốt gần nhất { $day }
clock-behind = { $shown }: đồng hồ chạy chậm; ngày của bài và chứng chỉ sẽ sai
clock-fast = { $shown }: nhanh { $minutes } phút so với đồng hồ của { $host }
clock-slow = { $shown }: chậm { $minutes } phút so với đồng hồ của { $host }
