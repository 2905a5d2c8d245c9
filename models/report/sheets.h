// What a report says as a workbook: 说明, 指标, 逐年, 任务, 费用, 流向, 参数, 提示.
#pragma once

#include <string>

#include "models/report/document.h"
#include "models/report/ranking_table.h"
#include "models/report/report.h"
#include "models/views/style.h"

namespace waste::report {

/// The bytes of the workbook in the language asked; `document` is what report_on() makes of the same request. Flows and alarms are of
/// the main scenario, the other sheets have all scenarios.
std::string workbook_on(const Request& request, const Document& document, const Style& style);

}  // namespace waste::report
