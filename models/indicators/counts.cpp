// Indicators that count at the sites of one topic: compliant members, their share, or the pass rate of inspections.
#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// A count at the sites of a topic.
Term count_of(Channel channel, const char* topic, sim::Text name) {
  return {name, "", [channel, topic](const Accounts& accounts, Months months) {
            return static_cast<double>(accounts.amount(channel, months, topic));
          }};
}

/// A count that adds up: as it is at the end of the months.
Term count_until(Channel channel, const char* topic, sim::Text name) {
  return {name, "", [channel, topic](const Accounts& accounts, Months months) {
            return static_cast<double>(accounts.amount(channel, Accounts::until(months), topic));
          }};
}

/// Compliant members of the registers of a topic at the end of the months.
Measure reached(const char* topic) {
  return about_topics({topic}, plain(count_until(Channel::reached, topic, {"达到要求的数量", "those that comply"})));
}

/// Their share of all members [%].
Measure coverage(const char* topic) {
  return about_topics({topic}, share(count_until(Channel::reached, topic, {"达到要求的数量", "those that comply"}),
                                     count_until(Channel::units, topic, {"总数", "all"})));
}

/// Pass rate of inspections in the months [%]; no value in a year without inspections.
Measure pass_rate(const char* topic) {
  return about_topics({topic}, share(count_of(Channel::passed, topic, {"合格数量", "passed"}),
                                     count_of(Channel::checked, topic, {"检查数量", "checked"})));
}

const RegisteredIndicators registered{
    {3,
     "annex",
     {"通过清洁生产审核评估的工业企业数量", "Firms that passed a cleaner-production audit"},
     {"通过清洁生产审核评估的企业累计数；2021年指标体系按占比计",
      "firms whose cleaner-production audit passed evaluation, cumulative; the 2021 system takes the share"},
     reached("cleaner_audits")},
    {4,
     "annex",
     {"认定为绿色工厂的企业数量", "Firms recognised as green factories"},
     {"认定为绿色工厂的企业累计数；2021年指标体系按占比计",
      "firms recognised as green factories, cumulative; the 2021 system takes the share"},
     reached("green_factories")},
    {5,
     "annex",
     {"绿色矿山建成数量", "Green mines"},
     {"年末列入绿色矿山名录的矿山数", "mines on the register of green mines at the end of the year"},
     reached("green_mines")},
    // The target is not a number but "all large and medium mines": that is 100 % of this rate.
    {5,
     "rate",
     {"大中型生产矿山中绿色矿山的比例", "Green mines among large and medium mines"},
     {"年末绿色矿山数÷大中型生产矿山数×100%", "100 * green mines / large and medium producing mines, at the end of the year"},
     coverage("green_mines")},
    {6,
     "annex",
     {"绿色建筑占竣工建筑面积的比例", "Green buildings, of the floor area completed"},
     {"竣工绿色建筑面积（平方米）÷全部竣工民用建筑面积（平方米）×100%；2021年表述，系转述，未核对原文",
      "100 * floor area of completed green buildings [m2] / floor area of all completed civil buildings [m2]; "
      "wording of 2021, recalled"},
     pass_rate("green_building")},
    {8,
     "annex",
     {"城市居民小区生活垃圾分类覆盖率", "Urban compounds with sorted collection"},
     {"实行生活垃圾分类的小区数÷小区总数×100%", "100 * compounds with sorted collection / compounds"},
     coverage("sorted_compounds")},
    {9,
     "annex",
     {"农村地区生活垃圾分类示范比例", "Villages that demonstrate sorting"},
     {"生活垃圾分类示范村数÷行政村总数×100%", "100 * villages that demonstrate sorting / villages"},
     coverage("demonstration_villages")},
    // The same share against the target of a project.
    {9,
     "project",
     {"农村地区生活垃圾分类示范比例（重点工程的目标）", "Villages that demonstrate sorting, against the aim of a project"},
     {"生活垃圾分类示范村数÷行政村总数×100%", "100 * villages that demonstrate sorting / villages"},
     coverage("demonstration_villages")},
    {10,
     "waybill",
     {"快递电子运单使用率", "Parcels with an electronic waybill"},
     {"使用电子运单的快件数÷快件总数×100%", "100 * parcels with an electronic waybill / parcels"},
     pass_rate("express_waybills")},
    {10,
     "repacking",
     {"电商快件不再二次包装率", "Parcels of online shops that are not packed again"},
     {"不再二次包装的电商快件数÷电商快件总数×100%",
      "100 * parcels of online shops that are not packed a second time / parcels of online shops"},
     pass_rate("express_repacking")},
    {10,
     "bins",
     {"设置包装废弃物回收装置的快递网点比例", "Express outlets with bins for used packaging"},
     {"设置包装废弃物回收装置的快递网点数÷快递网点总数×100%", "100 * express outlets with a bin for used packaging / express outlets"},
     coverage("express_bins")},
    // New institutions, or those whose contract has ended, may be outside the system for a time.
    {21,
     "annex",
     {"医疗废物收集处置体系覆盖率", "Health institutions in the collection and disposal system"},
     {"期末已签约的医疗卫生机构数÷医疗卫生机构总数×100%；2019年指标体系（试行）第26至29项",
      "100 * institutions under contract / all institutions, at the end of the period; 2019 trial system, items 26-29"},
     coverage("health")},
    {22,
     "annex",
     {"社会源危险废物收集处置体系覆盖率", "Social sources of hazardous waste in the collection and disposal system"},
     {"期末已签约的汽修企业和学校实验室数÷总数×100%；2019年指标体系（试行）第26至29项",
      "100 * garages and school laboratories under contract / all of them, at the end of the period; "
      "2019 trial system, items 26-29"},
     coverage("social_sources")},
    {26,
     "annex",
     {"“无废城市”建设政策性文件及有关规划制定情况", "System documents and plans in force"},
     {"建议算法：现行有效的制度文件数÷健全体系所需的文件数×100%，所需文件由数据给出",
      "PROPOSAL: 100 * system documents in force / documents that a sound system needs, which the data list"},
     coverage("documents")},
    {27,
     "annex",
     {"“无废城市”建设协调机制", "Coordination mechanisms at work"},
     {"建议算法：正在运行的协调机制数÷应建立的机制数×100%，应建立的机制由数据给出",
      "PROPOSAL: 100 * coordination mechanisms at work / mechanisms that a sound system needs, which the data list"},
     coverage("mechanisms")},
    {28,
     "annex",
     {"“无废城市”建设成效纳入政绩考核情况", "Whether results count in the appraisal of officials"},
     {"建设成效纳入政绩考核期间为1，否则为0", "1 while results count in the appraisal of officials, else 0"},
     reached("appraisal")},
    {29,
     "annex",
     {"纳入企业环境信用评价范围的固体废物相关企业数量占比", "Share of solid-waste firms in the environmental credit evaluation"},
     {"纳入企业环境信用评价的固体废物相关企业数÷固体废物相关企业总数×100%；2021年指标体系",
      "100 * solid-waste firms in the environmental credit evaluation / all solid-waste firms; 2021 system"},
     coverage("credit_evaluation")},
    {30,
     "annex",
     {"危险废物经营单位环境污染责任保险覆盖率", "Share of hazardous-waste operators with liability insurance"},
     {"已投保的危险废物经营单位数÷持证危险废物经营单位总数×100%；2021年指标体系",
      "100 * licensed hazardous-waste operators insured / licensed hazardous-waste operators; 2021 system"},
     coverage("liability_insurance")},
    {31,
     "annex",
     {"固体废物回收利用处置关键技术研发及成果转化", "Key technologies developed and put to use"},
     {"研发并转化应用的关键技术累计项数；2021年指标体系", "key technologies developed and put to use, cumulative; 2021 system"},
     reached("technologies")},
    {33,
     "annex",
     {"危险废物规范化管理抽查合格率", "Pass rate of spot checks on hazardous waste"},
     {"抽查合格的单位数÷危险废物规范化管理抽查的单位数×100%；2021年指标体系",
      "100 * units that pass / units checked for standardised management of hazardous waste; 2021 system"},
     pass_rate("hazardous_spot_checks")},
    {34,
     "annex",
     {"固体废物环境污染刑事案件立案率", "Filing rate of criminal cases"},
     {"立案数÷移送的涉嫌犯罪案件数×100%；当年无案件则无数值；2021年指标体系",
      "100 * cases filed / suspected crimes transferred; no value in a year without a case; 2021 system"},
     pass_rate("criminal_cases")},
    {35,
     "annex",
     {"涉固体废物信访、投诉、举报案件办结率", "Closing rate of complaints"},
     {"按规范在时限内办结的案件数÷办结案件数×100%；2021年指标体系，案件在办结时计入",
      "100 * complaints closed within the limit as the rules ask / complaints closed; 2021 system, a case counts when it is closed"},
     pass_rate("complaints")},
    {36,
     "annex",
     {"固体废物环境污染案件开展生态环境损害赔偿工作的覆盖率", "Coverage of compensation for ecological damage"},
     {"启动损害赔偿的案件数÷符合条件的案件数×100%；当年无案件则无数值；2021年指标体系",
      "100 * cases in which compensation was opened / cases that qualify; no value in a year without a case; 2021 system"},
     pass_rate("damage_compensation")},
    {37,
     "annex",
     {"“无废城市”建设宣传教育培训普及率", "Reach of publicity, education and training"},
     {"建议算法：当年调查中知晓“无废城市”的人数÷受访人数×100%",
      "PROPOSAL: 100 * people asked who know of the zero-waste city / people asked in the survey of the year"},
     pass_rate("awareness")},
    {38,
     "annex",
     {"政府、企事业单位、非政府环境组织、公众对“无废城市”建设的参与程度", "Participation of government, firms and public"},
     {"建议算法：当年调查中参与建设的个人和单位数÷受访的个人和单位数×100%",
      "PROPOSAL: 100 * people and bodies asked who take part / asked in the survey of the year"},
     pass_rate("participation")},
};

}  // namespace
}  // namespace waste
