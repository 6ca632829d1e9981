"""What the workbook says about itself: how to fill it in, with examples that no table holds."""

from collections.abc import Sequence
from typing import Literal

Look = Literal["title", "heading", "text", "example"]

GUIDE_LINES: Sequence[tuple[Look, str]] = (
    ("title", "HƯỚNG DẪN ĐIỀN SỐ LIỆU DỰ BÁO PHÁT TRIỂN ĐOÀN VIÊN"),
    (
        "text",
        "Chỉ cần điền tệp này, lưu lại rồi nhập bằng lệnh forecast import. Có số liệu đến đâu điền "
        "đến đó: một dòng ở sheet “Số liệu chung” là đủ để có dự báo đầu tiên; mỗi sheet điền thêm "
        "làm dự báo chính xác hơn.",
    ),
    ("heading", "1. Thứ tự điền"),
    ("text", "Thông tin chung – tên, cấp, ngày chốt số liệu và các khu vực. Điền trước tiên."),
    (
        "text",
        "Số liệu chung – tổng số đoàn viên, CĐCS, CNVCLĐ đến từng ngày chốt. Cần ít nhất một dòng.",
    ),
    ("text", "Chỉ tiêu – mỗi dòng một chỉ tiêu của kế hoạch hoặc do cấp trên giao."),
    ("text", "Danh sách CĐCS – từng CĐCS với số lao động, số đoàn viên."),
    ("text", "Biến động đoàn viên – số tăng, giảm của từng khu vực trong từng kỳ báo cáo."),
    ("text", "DN chưa có CĐCS – doanh nghiệp từ 25 lao động trở lên, nguồn để thành lập CĐCS mới."),
    ("text", "Xếp loại CĐCS – kết quả xếp loại hằng năm."),
    ("heading", "2. Cách ghi"),
    (
        "text",
        "Cột có tiêu đề nền đậm là bắt buộc, nền nhạt thì có thể để trống. Ô nền vàng là ô để "
        "điền.",
    ),
    (
        "text",
        "Ngày ghi theo ngày/tháng/năm, ví dụ 31/05/2026. Số người, số CĐCS là số nguyên từ 0 trở "
        "lên.",
    ),
    (
        "text",
        "Không có thì ghi 0; chưa biết thì để trống. Không ghi dòng tổng cộng vào các danh sách.",
    ),
    (
        "text",
        "Khu vực nào không thành lập CĐCS mới thì phải có số đoàn viên riêng ở ngày chốt mới "
        "nhất; khu vực thành lập CĐCS mới có thể để trống, khi ấy là phần còn lại của tổng số.",
    ),
    (
        "text",
        "Không đổi tên sheet và tiêu đề cột. Được sắp xếp lại cột, thêm dòng, thêm cột ghi chú.",
    ),
    (
        "text",
        "Nếu thêm khu vực ở sheet “Thông tin chung” thì chèn thêm cột mang tên khu vực đó dưới "
        "các nhóm “Đoàn viên”, “CĐCS” của sheet “Số liệu chung”.",
    ),
    (
        "text",
        "Sheet “Chỉ tiêu” khi có dòng nào thì thay toàn bộ chỉ tiêu đã nhập trước; để trống cả "
        "sheet thì giữ nguyên. Các sheet khác bổ sung vào số liệu đã có.",
    ),
    ("heading", "3. Không ghi thông tin cá nhân"),
    (
        "text",
        "Tệp này không có cột cho họ tên, số điện thoại, thư điện tử, số căn cước hay địa chỉ "
        "của bất kỳ ai. Đừng thêm các cột đó, cũng đừng ghi vào cột ghi chú; phần mềm không lưu "
        "chúng.",
    ),
    ("heading", "4. Ví dụ (chỉ để xem, không được nhập)"),
    (
        "example",
        "VÍ DỤ – Số liệu chung: ngày chốt số liệu 31/05/2026; đoàn viên: tổng số 4.120, trường "
        "học 0, hành chính, sự nghiệp 310, doanh nghiệp để trống (là 3.810); CĐCS: tổng số 58; "
        "CNVCLĐ: tổng số 4.560; nguồn: Báo cáo 6 tháng đầu năm 2026.",
    ),
    (
        "example",
        "VÍ DỤ – Chỉ tiêu: Tổng số đoàn viên; giá trị 4.500; cách hiểu Khoảng; sai số cho phép "
        "50; hạn 31/12/2027; Kế hoạch 12/KH-CĐ, mục I.2; ngày ban hành 15/01/2026; lời văn: "
        "“khoảng 4.500 đoàn viên đến hết năm 2027”.",
    ),
    (
        "example",
        "VÍ DỤ – Chỉ tiêu: CĐCS thành lập mới; giá trị 5; đến giá trị 7; cách hiểu Ít nhất; hạn "
        "31/12/2030; hằng năm Có; lời văn: “mỗi năm thành lập mới ít nhất 5–7 CĐCS”.",
    ),
    (
        "example",
        "VÍ DỤ – Danh sách CĐCS: CĐCS Công ty TNHH Minh Họa; doanh nghiệp ngoài khu vực Nhà "
        "nước; chốt ngày 31/05/2026; thành lập năm 2019; 120 CNVCLĐ; 112 đoàn viên.",
    ),
    (
        "example",
        "VÍ DỤ – Biến động đoàn viên: doanh nghiệp ngoài khu vực Nhà nước; từ 01/12/2025 đến "
        "31/05/2026; đầu kỳ 3.700; kết nạp mới 260, trong đó ở CĐCS thành lập mới 90; chuyển đến "
        "5; chuyển đi 10; giảm do nghỉ hưu, thôi việc 120; giảm do giải thể 25; cuối kỳ 3.810.",
    ),
)
"""Lines from the top down, each with its look."""
