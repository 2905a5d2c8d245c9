// wufei import: a workbook into the tables of a district. The work is done by wufei-import, of the Python package.
#include "models/cli/companion.h"
#include "models/cli/verbs.h"

namespace waste::cli {
namespace {

int run(const Arguments& arguments, const Session& session) { run_companion("import", arguments.tokens(), session); }

const RegisteredVerb registered{
    0,
    {"import",
     "[FILE]",
     0,
     1,
     {"把Excel工作簿（或道路的GeoJSON）导入为区县的数据表", "Turns a workbook (or roads as GeoJSON) into the tables of a district."},
     {"  wufei import --template 数据.xlsx -o data/district\n  wufei import 数据.xlsx -o data/district --lang zh\n",
      "  wufei import --template figures.xlsx -o data/district\n  wufei import figures.xlsx -o data/district --mapping headings.csv\n"},
     {{"output",
       "o",
       "FOLDER",
       {"数据表所在文件夹；已有的行按编号或名称更新", "folder of the tables; rows are found by id or name and updated"}},
      {"mapping",
       "",
       "FILE",
       {"表头对应表（CSV）：工作表、表头、表、列、单位", "a table (CSV) of headings: sheet, heading, table, column, unit"}},
      {"write-mapping", "", "FILE", {"写出表头对应表，供补全", "write such a table, to be completed"}},
      {"template",
       "",
       "FILE",
       {"写出待填写的工作簿；有 -o 时填入现有数据", "write a workbook to fill in, with the rows of FOLDER if -o names it"}},
      {"dry-run", "", "", {"只说明将改动什么，不写文件", "tell what would change, and write nothing"}}},
     run}};

}  // namespace
}  // namespace waste::cli
