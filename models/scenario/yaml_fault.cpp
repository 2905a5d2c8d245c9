#include "models/scenario/yaml_fault.h"

#include <array>
#include <utility>

#include "engine/base/error.h"
#include "models/scenario/key.h"

namespace waste {
namespace {

/// "%" stands for the word.
struct Row {
  YamlFault fault;
  const char* code;
  const char *zh, *en;
  const char *hint_zh, *hint_en;
};

const char* const half_width_zh = "请切换到半角输入，冒号后加一个空格；文字内容可放在引号里";
const char* const half_width = "switch the input method to half-width and put a blank behind it; or put text in quotes";

const std::array<Row, 19> rows{{
    {YamlFault::syntax, "E0201", "不是合法的YAML%", "not valid YAML: %", "请检查缩进、冒号后的空格，以及引号和括号是否配对",
     "check the indentation, the blank behind each colon, and that quotes and brackets are closed"},
    {YamlFault::bad_escape, "E0201", "转义序列不是字符", "an escape that is not a character", "请直接写该字符",
     "write the character itself"},
    {YamlFault::zero, "E0210", "文本中有值为零的字符", "a character of value zero in a text", "请删去", "delete it"},
    {YamlFault::duplicate_key, "E0202", "键“%”在同一处出现两次", "key '%' stands twice in one map", "只保留一个", "keep one of them"},
    {YamlFault::anchor, "E0203", "不支持锚点（&name）", "an anchor ('&name')", "请在使用处写出数值；文件之间共用请用`extends:`",
     "write the value where it is used; `extends:` shares values between files"},
    {YamlFault::alias, "E0203", "不支持别名（*name）", "an alias ('*name')", "请写出数值；文件之间共用请用`extends:`",
     "write the value out; `extends:` shares values between files"},
    {YamlFault::tag, "E0204", "不支持类型标记（!type）", "a tag ('!type')", "请删去：类型由参数本身决定",
     "delete it: the parameter itself says which type is meant"},
    {YamlFault::merge_key, "E0205", "不支持合并键（<<）", "a merge key ('<<')", "请用`extends:`引用另一个文件",
     "use `extends:` to build on another file"},
    {YamlFault::second_document, "E0206", "从此处开始是第二个文档", "a second document begins here",
     "每个文件只写一个文档；引用另一个文件请用`extends:`", "keep one document per file; `extends:` builds on another file"},
    {YamlFault::too_deep, "E0207", "嵌套超过32层", "maps and lists nest deeper than 32 levels", "请减少层次", "flatten the structure"},
    {YamlFault::too_many_values, "E0208", "超过300000个值", "more than 300000 values", "长表请改用CSV文件（`tables:`）",
     "move long tables to CSV files (`tables:`)"},
    {YamlFault::too_long, "E0208", "从此处起超过% KiB没有一个完整的值", "more than % KiB without a value that is complete, from here on",
     "括号和引号要成对；长列表请每行写一项", "close brackets and quotes; write a long list one entry a line"},
    {YamlFault::wide_punctuation, "E0211", "用了全角标点", "full-width punctuation", half_width_zh, half_width},
    {YamlFault::wide_colon, "E0211", "用了全角冒号“：”", "a full-width colon '：'", half_width_zh, half_width},
    {YamlFault::wide_comma, "E0211", "用了全角逗号“，”", "a full-width comma '，'", half_width_zh, half_width},
    {YamlFault::wide_key, "E0211", "键“%”中有全角标点", "full-width punctuation in key '%'", half_width_zh, half_width},
    {YamlFault::bad_key, "E0212", "键“%”不合规则：只能用小写英文字母、数字和下划线", "key '%' is not ASCII snake_case",
     "请用a—z、0—9和“_”；中文写在值里：label: {zh: 厨余垃圾}", "use a-z, 0-9 and '_'; Chinese belongs in values: label: {zh: 厨余垃圾}"},
    {YamlFault::no_key, "E0212", "此处应为键，却是一组值", "a map or list where a key is needed",
     "请写一个词、冒号和值；并检查括号是否配对", "write a word, a colon and a value; check that brackets are closed"},
    {YamlFault::not_finite, "E0213", "“%”不是有限的数", "'%' is not a finite number", "请写一个数，或删去这个键",
     "write a number, or leave the key out"},
}};

/// The tokenizer speaks English; what it says most often has a Chinese sentence, the rest is left to the advice.
std::string syntax_in_chinese(const std::string& said) {
  constexpr std::array<std::pair<const char*, const char*>, 9> sentences{{
      {"end of map not found", "缩进前后不一致"},
      {"end of map flow not found", "花括号没有配对"},
      {"end of sequence not found", "列表的缩进前后不一致"},
      {"end of sequence flow not found", "方括号没有配对"},
      {"illegal flow end", "括号没有配对"},
      {"illegal map value", "此处不应出现冒号"},
      {"illegal EOF in scalar", "引号没有配对"},
      {"illegal tab when looking for indentation", "缩进用了制表符"},
      {"illegal block entry", "此处不应出现列表项"},
  }};
  for (const auto& [english, chinese] : sentences)
    if (said == english) return "：" + std::string(chinese);
  return "";
}

std::string with(std::string sentence, const std::string& word) {
  const auto at = sentence.find('%');
  return at == std::string::npos ? sentence : sentence.replace(at, 1, word);
}

}  // namespace

FaultText text_of(YamlFault fault, const std::string& word) {
  const Row& row = rows[static_cast<std::size_t>(fault)];
  SIM_ASSERT(row.fault == fault);
  FaultText text{row.code,
                 {with(row.zh, fault == YamlFault::syntax ? syntax_in_chinese(word) : word), with(row.en, word)},
                 {row.hint_zh, row.hint_en}};
  if (fault != YamlFault::bad_key) return text;
  if (const std::string near = snake_case(word); !near.empty()) text.hint = {"请写“" + near + "”", "write '" + near + "'"};
  return text;
}

}  // namespace waste
