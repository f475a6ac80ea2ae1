# Tiếng Việt. Câu tìm và quy tắc ẩn viết sai ở đâu.

mistake-open-quote = dấu ngoặc kép ở ký tự { $at } chưa đóng; đã tìm từng từ trong đó
mistake-no-value = “{ $about }” ở ký tự { $at } cần một giá trị; đã bỏ qua
mistake-bad-date = “{ $about }” ở ký tự { $at } không phải là ngày (2024, 2024-01 hoặc 2024-01-31); đã bỏ qua
mistake-lonely-or = OR ở ký tự { $at } cần có từ ở cả hai bên; đã bỏ qua
mistake-lonely-minus = dấu trừ ở ký tự { $at } cần có từ theo sau; đã bỏ qua
mistake-lonely-near = “{ $about }” ở ký tự { $at } cần có từ hoặc cụm từ ở cả hai bên; đã bỏ qua
mistake-far-near = “{ $about }” ở ký tự { $at } xa quá mức tìm được; đã tìm ~{ $farthest }
mistake-open-group = dấu ngoặc đơn ở ký tự { $at } chưa đóng; đã đóng ở cuối câu
mistake-lonely-parenthesis = dấu ngoặc đơn ở ký tự { $at } không đóng gì cả; đã bỏ qua
mistake-deep-group = dấu ngoặc đơn ở ký tự { $at } lồng quá sâu; đã bỏ qua
mistake-many-ways = câu tìm ở ký tự { $at } có quá nhiều nhánh; chỉ tìm những nhánh đầu
mistake-contradiction = câu tìm tự mâu thuẫn; không bài nào có thể hợp
mistake-bad-state = “{ $about }” ở ký tự { $at } không phải là một trong { $names }; đã bỏ qua
mistake-too-long = câu tìm quá dài; đã bỏ phần từ ký tự { $at } trở đi
mistake-open-pattern = mẫu ở ký tự { $at } chưa đóng bằng dấu /; đã tìm các từ trong đó
mistake-bad-pattern = { $about } ở ký tự { $at } không phải là biểu thức chính quy; đã bỏ qua
mistake-unknown-field = ở ký tự { $at }: ý bạn là “{ $about }”?
mistake-unknown-place = “{ $about }” ở ký tự { $at } không phải tỉnh, khu công nghiệp hay bộ đã biết; đã tìm các từ trong đó
mistake-no-word = “{ $about }” ở ký tự { $at } không phải là từ; đã bỏ qua
mistake-no-article = “{ $about }” ở ký tự { $at } cần số của một bài; đã bỏ qua
mistake-pattern-newest = chỉ tìm mẫu trong { $about } bài mới nhất
mistake-pattern-fitting = chỉ tìm mẫu trong { $about } bài hợp với các từ nhất
mistake-empty-rule = quy tắc cần có ít nhất một từ
mistake-rule-of-page = quy tắc không thể hỏi thẻ, ảnh hay bài giống: bài được xét trước khi tải trang
mistake-rule-of-marks = quy tắc không thể hỏi bài chưa đọc, đã đánh dấu hay đã ẩn
