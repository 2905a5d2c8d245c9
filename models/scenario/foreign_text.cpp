#include "models/scenario/foreign_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/utf8.h"

namespace waste {
namespace {

using sim::Message;

/// The remedy for tables comes from a spreadsheet, that for scenarios from an editor.
Message save_as_utf8(bool table) {
  if (table)
    return {"在 Excel 或 WPS 表格中打开，选择“文件”—“另存为”，保存类型选“CSV UTF-8（逗号分隔）(*.csv)”",
            "open it in Excel or WPS and save it as 'CSV UTF-8 (comma delimited)'"};
  return {"用记事本等纯文本编辑器打开，选择“另存为”，编码选“UTF-8”",
          "open it in a text editor and save it as plain text with encoding UTF-8"};
}

Message with_command(Message remedy, const std::string& command) {
  return {remedy.zh + "；或者运行：" + command, remedy.en + "; or run: " + command};
}

struct Signature {
  std::string_view begins;
  std::string_view zh, en;
};

constexpr std::array signatures = {
    Signature{"\xD0\xCF\x11\xE0", "旧版 Excel 或 Word 文件（.xls、.doc）", "an old Excel or Word file (.xls, .doc)"},
    Signature{"%PDF", "PDF 文件", "a PDF file"},
    Signature{"{\\rtf", "RTF 文档", "an RTF document"},
    Signature{"<html", "网页", "a web page"},
    Signature{"<!DOCTYPE", "网页", "a web page"},
    Signature{"<table", "网页", "a web page"},
};

/// Formats that are archives: what is inside tells them apart.
std::pair<std::string_view, std::string_view> archive(std::string_view bytes) {
  const auto holds = [&](std::string_view name) { return bytes.find(name) != std::string_view::npos; };
  if (holds("xl/")) return {"Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)"};
  if (holds("word/")) return {"Word 文档（.docx）", "a Word document (.docx)"};
  return {"压缩文件", "a compressed archive"};
}

std::optional<ForeignText> other_format(std::string_view bytes, bool table) {
  std::pair<std::string_view, std::string_view> what;
  if (bytes.starts_with("PK\x03\x04")) what = archive(bytes);
  for (const Signature& signature : signatures)
    if (bytes.starts_with(signature.begins)) what = {signature.zh, signature.en};
  if (what.first.empty()) return std::nullopt;
  return ForeignText{0,
                     "E0306",
                     {"这是" + std::string(what.first) + "，不是" + (table ? "CSV 表格" : "纯文本"),
                      "this is " + std::string(what.second) + ", not " + (table ? "a CSV table" : "plain text")},
                     save_as_utf8(table)};
}

/// By its mark, or because every second byte of ASCII text would be zero.
bool is_utf16(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
  const std::string_view head = bytes.substr(0, 1000);
  return head.size() >= 4 && 3 * std::count(head.begin(), head.end(), '\0') >= static_cast<std::ptrdiff_t>(head.size());
}

struct Unseen {
  char32_t first, last;
  std::string_view zh, en;
};

constexpr std::array unseen = {
    Unseen{0x00A0, 0x00A0, "不间断空格", "a no-break space"},
    Unseen{0x00AD, 0x00AD, "软连字符", "a soft hyphen"},
    Unseen{0x2007, 0x2007, "数字空格", "a figure space"},
    Unseen{0x200B, 0x200D, "零宽字符", "a zero-width character"},
    Unseen{0x200E, 0x200F, "文字方向控制符", "a mark of writing direction"},
    Unseen{0x2028, 0x2029, "特殊换行符", "a line or paragraph separator"},
    Unseen{0x202A, 0x202E, "文字方向控制符", "a mark of writing direction"},
    Unseen{0x202F, 0x202F, "窄不间断空格", "a narrow no-break space"},
    Unseen{0x2060, 0x2064, "零宽字符", "a zero-width character"},
    Unseen{0x2066, 0x2069, "文字方向控制符", "a mark of writing direction"},
    Unseen{0xFEFF, 0xFEFF, "文件中间的字节顺序标记", "a byte order mark inside the file"},
};

std::string code_point(char32_t c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text = "U+";
  for (int shift = 12; shift >= 0; shift -= 4) text += digits[(c >> shift) & 0xF];
  return text;
}

/// "... here and in 3 more places".
Message counted(std::string_view zh, std::string_view en, std::size_t count) {
  Message message{std::string(zh), std::string(en)};
  if (count < 2) return message;
  message.zh += "，连同此处共" + std::to_string(count) + "处";
  message.en += ", here and in " + std::to_string(count - 1) + (count == 2 ? " more place" : " more places");
  return message;
}

struct Found {
  char32_t character;
  std::size_t byte, count;
};

void count_one(std::vector<Found>& found, char32_t character, std::size_t byte) {
  const auto at = std::find_if(found.begin(), found.end(), [&](const Found& f) { return f.character == character; });
  if (at == found.end()) found.push_back({character, byte, 1});
  else ++at->count;
}

/// Carriage returns without line feed, and unseen characters. All of these begin with one of four bytes in UTF-8.
std::vector<Found> find_unseen(std::string_view text) {
  std::vector<Found> found;
  for (std::size_t at = text.find_first_of("\r\xC2\xE2\xEF"); at < text.size(); at = text.find_first_of("\r\xC2\xE2\xEF", at)) {
    const std::size_t begin = at;
    const char32_t c = sim::next_character(text, at);
    const bool known = std::any_of(unseen.begin(), unseen.end(), [&](const Unseen& u) { return c >= u.first && c <= u.last; });
    if (known || (c == U'\r' && !text.substr(at).starts_with('\n'))) count_one(found, c, begin);
  }
  return found;
}

ForeignText old_line_end(const Found& found, bool table) {
  const Message remedy = table ? Message{"在 Excel 中另存为“CSV UTF-8（逗号分隔）(*.csv)”，不要选“CSV (Macintosh)”",
                                         "save it in Excel as 'CSV UTF-8 (comma delimited)', not as 'CSV (Macintosh)'"}
                               : Message{"在编辑器中把换行符改为 LF 或 CRLF", "set the line ends to LF or CRLF in your editor"};
  return {found.byte, "E0309",
          counted("换行符是单独的回车（旧 Mac 格式）", "a line ends in a carriage return alone (format of old Macs)", found.count),
          with_command(remedy, "tr '\\r' '\\n' < old > new")};
}

}  // namespace

std::optional<ForeignText> not_utf8_text(std::string_view bytes, bool table) {
  if (auto format = other_format(bytes, table)) return format;
  if (is_utf16(bytes))
    return ForeignText{
        0,
        "E0307",
        {"文件编码是 UTF-16（Excel 的“Unicode 文本”），不是 UTF-8", "the file is UTF-16 ('Unicode text' of Excel), not UTF-8"},
        with_command(save_as_utf8(table), "iconv -f UTF-16 -t UTF-8 old > new")};
  const auto byte = sim::invalid_utf8(bytes);
  if (!byte) return std::nullopt;
  return ForeignText{*byte,
                     "E0209",
                     {"文件编码不是 UTF-8（可能是 GBK）", "the file is not UTF-8 (perhaps GBK)"},
                     with_command(save_as_utf8(table), "iconv -f GBK -t UTF-8 old > new")};
}

std::vector<ForeignText> unseen_characters(std::string_view text, bool table) {
  const Message remedy = table ? Message{"在 Excel 或 WPS 表格中用“查找和替换”把它替换为普通空格或删去",
                                         "replace it by a plain blank, or delete it ('Find and replace' in Excel or WPS)"}
                               : Message{"删去，改为普通空格；从 Word 或网页复制的文字常带有这种字符",
                                         "delete it and type a plain blank; text copied from Word or the web has such characters"};
  std::vector<ForeignText> result;
  for (const Found& found : find_unseen(text)) {
    if (found.character == U'\r') {
      result.push_back(old_line_end(found, table));
      continue;
    }
    const auto* sort = std::find_if(unseen.begin(), unseen.end(), [&](const Unseen& u) { return found.character <= u.last; });
    const std::string number = code_point(found.character);
    result.push_back({found.byte, "E0308",
                      counted("看不见的字符：" + std::string(sort->zh) + "（" + number + "）", std::string(sort->en) + " (" + number + ")",
                              found.count),
                      remedy});
  }
  return result;
}

std::optional<ForeignText> other_separator(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  const Message remedy{
      "另存为“CSV UTF-8（逗号分隔）(*.csv)”；若仍不是逗号，请在 Windows“区域”—“其他设置”中把“列表分隔符”改为逗号、“小数点”改为“.”",
      "save it as 'CSV UTF-8 (comma delimited)'; if that gives no commas, set list separator ',' and decimal point '.' in the "
      "regional settings of Windows"};
  if (line.starts_with("sep=") || line.starts_with("\"sep="))
    return ForeignText{0,
                       "E0409",
                       {"第一行 sep= 是写给 Excel 看的，不是表头", "the first line 'sep=' is meant for Excel and is no header"},
                       {"删去这一行，各列用逗号分隔", "delete the line, and separate the columns by commas"}};
  if (line.find(',') != std::string_view::npos) return std::nullopt;
  constexpr std::array<std::array<std::string_view, 3>, 5> separators{{{";", "分号", "semicolons"},
                                                                       {"；", "全角分号", "full-width semicolons"},
                                                                       {"\t", "制表符", "tabs"},
                                                                       {"，", "全角逗号", "full-width commas"},
                                                                       {"|", "竖线", "vertical bars"}}};
  for (const auto& [mark, zh, en] : separators)
    if (const auto at = line.find(mark); at != std::string_view::npos)
      return ForeignText{
          at,
          "E0409",
          {"各列之间是" + std::string(zh) + "，不是逗号", "the columns are separated by " + std::string(en) + ", not by commas"},
          remedy};
  return std::nullopt;
}

std::optional<ForeignText> spreadsheet_leftover(std::string_view cell) {
  constexpr std::array<std::string_view, 8> errors{"#REF!", "#VALUE!", "#N/A", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!"};
  const bool error = std::any_of(errors.begin(), errors.end(), [&](std::string_view e) { return cell.starts_with(e); });
  const bool formula = cell.size() > 1 && cell.starts_with('=');
  if (!error && !formula) return std::nullopt;
  const std::string text = "'" + sim::shortened(std::string(cell), 60) + "'";
  return ForeignText{0,
                     "E0413",
                     error ? Message{"单元格里是电子表格的错误值" + text, text + " is an error of the spreadsheet"}
                           : Message{"单元格里是公式" + text + "，不是数值", text + " is a formula, not its value"},
                     {"在 Excel 或 WPS 表格中改正，再用“选择性粘贴”—“数值”换成数值后另存",
                      "correct it in Excel or WPS, paste it as a value, and save again"}};
}

}  // namespace waste
