"""The sheets of the workbook that are lists, read like any office's own lists."""

from collections.abc import Sequence

from forecast.record.start.forms import Ask, Form

RATINGS = (
    "Hoàn thành xuất sắc nhiệm vụ",
    "Hoàn thành tốt nhiệm vụ",
    "Hoàn thành nhiệm vụ",
    "Không hoàn thành nhiệm vụ",
)

LISTS: Sequence[Form] = (
    Form(
        name="Danh sách CĐCS",
        title="DANH SÁCH CÔNG ĐOÀN CƠ SỞ",
        remark=(
            "Mỗi dòng là một CĐCS ở một ngày chốt số liệu. Kỳ sau ghi tiếp bên dưới hoặc ghi đè; "
            "giữ nguyên tên CĐCS giữa các kỳ. CĐCS đã giải thể vẫn giữ dòng, ghi ngày giải thể."
        ),
        asks=(
            Ask("no", "TT", "count", width=6),
            Ask("name", "Tên CĐCS", width=48, needed=True),
            Ask("sector", "Khu vực", "sector", width=36, needed=True),
            Ask("date", "Ngày chốt số liệu", "date", width=14, needed=True),
            Ask("founded", "Năm thành lập", "year", width=13, hint="Năm, hoặc ngày đầy đủ nếu có."),
            Ask("closed", "Ngày giải thể", "date", width=13),
            Ask("workers", "Tổng số CNVCLĐ", "count", width=13),
            Ask("members", "Tổng số đoàn viên", "count", width=13, needed=True),
            Ask("note", "Ghi chú", width=32),
        ),
    ),
    Form(
        name="Biến động đoàn viên",
        title="BIẾN ĐỘNG ĐOÀN VIÊN THEO KHU VỰC",
        remark=(
            "Mỗi dòng là một khu vực trong một kỳ. Số đầu kỳ + kết nạp mới + chuyển đến − chuyển "
            "đi − giảm − giảm do giải thể = số cuối kỳ. Số đầu kỳ bằng số cuối kỳ trước."
        ),
        asks=(
            Ask("sector", "Khu vực", "sector", width=36, needed=True),
            Ask("start", "Từ ngày", "date", width=13, needed=True),
            Ask("end", "Đến ngày", "date", width=13, needed=True),
            Ask("opening", "Số đầu kỳ", "count", width=12, needed=True),
            Ask("admitted_total", "Kết nạp mới", "count", width=14, needed=True),
            Ask(
                "organised",
                "Trong đó ở CĐCS thành lập mới",
                "count",
                width=19,
                hint="Để trống nếu không tách được; không có thì ghi 0.",
            ),
            Ask("transfers_in", "Chuyển đến", "count", width=13),
            Ask("transfers_out", "Chuyển đi", "count", width=12),
            Ask(
                "left",
                "Giảm do nghỉ hưu, thôi việc, ra khỏi tổ chức",
                "count",
                width=20,
                needed=True,
            ),
            Ask("closed_members", "Giảm do giải thể", "count", width=15),
            Ask("closed_unions", "Số CĐCS giải thể", "count", width=15),
            Ask("closing", "Số cuối kỳ", "count", width=12, needed=True),
        ),
    ),
    Form(
        name="DN chưa có CĐCS",
        title="DOANH NGHIỆP TỪ 25 LAO ĐỘNG TRỞ LÊN CHƯA CÓ CÔNG ĐOÀN CƠ SỞ",
        remark=(
            "Nguồn để thành lập CĐCS mới. Chỉ ghi doanh nghiệp có từ 25 lao động trở lên và chưa "
            "có CĐCS; doanh nghiệp đã thành lập CĐCS thì xóa khỏi danh sách."
        ),
        counted="Số liệu tính đến ngày: ……/……/…………",
        asks=(
            Ask("no", "TT", "count", width=6),
            Ask("name", "Tên doanh nghiệp", width=52, needed=True),
            Ask("commune", "Xã/phường", width=26),
            Ask("workers", "Số lao động", "count", width=14, needed=True),
        ),
    ),
    Form(
        name="Xếp loại CĐCS",
        title="KẾT QUẢ XẾP LOẠI CÔNG ĐOÀN CƠ SỞ",
        remark=(
            "Mỗi dòng là một CĐCS trong một năm. Tên CĐCS ghi như ở sheet “Danh sách CĐCS”. CĐCS "
            "hoạt động chưa đủ 12 tháng thì không xếp loại."
        ),
        asks=(
            Ask("no", "TT", "count", width=6),
            Ask("name", "Tên CĐCS", width=52, needed=True),
            Ask("year", "Năm", "year", width=10, needed=True),
            Ask("rating", "Xếp loại", "choice", width=34, needed=True, choices=RATINGS),
        ),
    ),
)
