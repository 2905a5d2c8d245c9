// wufei man: the manual page wufei(1), written from the verbs.
#include <array>
#include <iostream>

#include "models/cli/verbs.h"

namespace waste::cli {
namespace {

/// Text for roff: no backslash is read as an escape, no hyphen becomes a dash, no line as a request.
std::string plain(const std::string& text) {
  std::string result;
  bool begins = true;
  for (const char c : text) {
    if (begins && (c == '.' || c == '\'')) result += "\\&";
    if (c == '\\') result += "\\e";
    else if (c == '-') result += "\\-";
    else result += c;
    begins = c == '\n';
  }
  return result;
}

std::string section(const Session& session, const Label& title) { return ".SH " + session.say(title) + "\n"; }

std::string options_of(const std::vector<Option>& options, const Session& session) {
  std::string text;
  for (const Option& option : options) {
    text += ".TP\n";
    if (*option.letter) text += "\\fB" + plain(std::string("-") + option.letter) + "\\fR, ";
    text += "\\fB" + plain(std::string("--") + option.name) + "\\fR";
    if (*option.value) text += " \\fI" + plain(option.value) + "\\fR";
    text += "\n" + plain(session.say(option.help)) + "\n";
  }
  return text;
}

std::string page_of(const Verb& verb, const Session& session) {
  return ".SS \"wufei " + std::string(verb.name) + " " + plain(verb.words) + "\"\n" + plain(session.say(verb.summary)) + "\n.PP\n.EX\n" +
         plain(session.say(verb.examples)) + ".EE\n" + options_of(verb.options, session);
}

struct Code {
  const char* number;
  Label meaning;
};

std::string exit_codes(const Session& session) {
  static const std::array<Code, 11> codes{
      {{"0", {"成功", "done"}},
       {"1", {"答案为“否”：文件不同，目标未达到，部分缺失", "the answer is no: files differ, a target is missed, a part is missing"}},
       {"2", {"命令行有误", "the command line is wrong"}},
       {"3", {"输入（情景、数据表）有误", "the input, a scenario or a table, is wrong"}},
       {"4", {"文件无法读写", "a file cannot be read or written"}},
       {"5", {"结果文件损坏，或不是结果文件", "a results file is damaged, or none"}},
       {"6", {"模型停止运行", "the model came to a stop"}},
       {"7", {"内存、线程或程序不足", "memory, threads or a program are missing"}},
       {"8", {"质量不守恒", "mass is not conserved"}},
       {"70", {"程序内部错误", "an error of the program"}},
       {"129, 130, 143", {"被信号中断；完成的各遍已保存", "interrupted by a signal; finished replicas are kept"}}}};
  std::string text = section(session, {"退出码", "EXIT STATUS"});
  for (const Code& code : codes) text += ".TP\n\\fB" + std::string(code.number) + "\\fR\n" + plain(session.say(code.meaning)) + "\n";
  return text;
}

std::string environment(const Session& session) {
  return section(session, {"环境变量", "ENVIRONMENT"}) + ".TP\n\\fBWUFEI_LANG\\fR, \\fBLC_ALL\\fR, \\fBLANG\\fR\n" +
         session.say({"语言：以 zh 开头为中文，否则为英文；取第一个非空者",
                      "The language: Chinese if it begins with zh, otherwise English; the first that is not empty counts."}) +
         "\n.TP\n\\fBNO_COLOR\\fR\n" + session.say({"非空则不用颜色", "If it is not empty, no colours are used."}) + "\n";
}

int run(const Arguments&, const Session& session) {
  std::string verbs_text;
  for (const Verb* verb : verbs()) verbs_text += page_of(*verb, session);
  std::cout << ".\\\" Written by `wufei man`.\n.TH WUFEI 1 \"\" \"wufei " WUFEI_VERSION "\"\n.ad l\n"
            << section(session, {"名称", "NAME"})
            << session.say({"wufei \\- 模拟一个区的固体废物，推算“无废城市”方案的各项指标",
                            "wufei \\- simulates a district's solid waste and projects the indicators of its plan"})
            << "\n"
            << section(session, {"用法", "SYNOPSIS"}) << "\\fBwufei\\fR \\fI" << session.say({"命令", "VERB"}) << "\\fR [\\fI"
            << session.say({"参数", "WORDS"}) << "\\fR]\n"
            << section(session, {"通用选项", "OPTIONS OF EVERY VERB"}) << options_of(global_options(), session)
            << section(session, {"命令", "VERBS"}) << verbs_text << exit_codes(session) << environment(session);
  return 0;
}

const RegisteredVerb registered{20,
                                {"man",
                                 "",
                                 0,
                                 0,
                                 {"写出手册页 wufei(1)", "Writes the manual page wufei(1)."},
                                 {"  wufei man | man -l -\n  wufei man --lang zh > wufei.1\n",
                                  "  wufei man | man -l -\n  wufei man > ~/.local/share/man/man1/wufei.1\n"},
                                 {},
                                 run}};

}  // namespace
}  // namespace waste::cli
