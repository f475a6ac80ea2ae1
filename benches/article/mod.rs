//! An invented article of about 8 KB in paragraphs, for the benchmarks.

/// Four invented paragraphs; the article has them in turn.
const PARAGRAPHS: [&str; 4] = [
    "Sáng nay, công đoàn cơ sở một nhà máy may ở ngoại thành tổ chức hội nghị người lao động, bàn về tiền lương, bữa ăn ca \
     và giờ làm thêm. Hơn 1.200 công nhân cử 45 đại diện đến dự; nhiều ý kiến đề nghị nâng phụ cấp chuyên cần lên 500.000 \
     đồng/tháng từ quý III/2024, thay vì 300.000 đồng như hiện nay.",
    "Bà Trần Thị Hồng Vân, tổ trưởng tổ cắt, cho biết: “Anh chị em mong có thêm 2 ngày nghỉ phép trong năm, vì quê xa, đi \
     xe khách mất gần 20 giờ”. Ông Lê Văn Quyết – Phó Giám đốc phụ trách sản xuất – hứa sẽ trả lời bằng văn bản trước ngày \
     15/7/2024, theo đúng Điều 64 của quy chế đối thoại mà hai bên đã ký.",
    "Theo Nghị định 74/2024/NĐ-CP, mức lương tối thiểu vùng I là 4.960.000 đồng, tăng 6 % so với năm trước; TP. Hải Phòng \
     và các khu công nghiệp ven biển áp dụng từ ngày 01/7/2024. Doanh nghiệp nợ bảo hiểm xã hội (BHXH) kéo dài sẽ bị xử \
     phạt, còn người lao động vẫn được bảo đảm chế độ ốm đau, thai sản, tai nạn lao động và bệnh nghề nghiệp.",
    "Đến trưa, ban chấp hành công đoàn trao 96 suất quà, tổng trị giá 48 triệu đồng, cho đoàn viên có hoàn cảnh khó khăn; \
     mỗi suất gồm gạo, dầu ăn và một phong bì nhỏ. Chiều cùng ngày, đoàn công tác đến thăm khu nhà trọ ẩm thấp ven sông, \
     nơi giá thuê đã tăng từ 900.000 đến 1.500.000 đồng mỗi phòng, và ghi lại 37 kiến nghị để gửi cấp trên.",
];

/// About `kilobytes` of paragraphs.
pub(crate) fn article(kilobytes: usize) -> Vec<&'static str> {
    let once: usize = PARAGRAPHS.iter().map(|paragraph| paragraph.len()).sum();
    let count = (kilobytes * 1024 * PARAGRAPHS.len()).div_ceil(once);
    PARAGRAPHS.iter().copied().cycle().take(count).collect()
}
