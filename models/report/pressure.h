// Where it gets tight: bottlenecks, queues, overflow and alarms, by site and month.
#pragma once

#include "models/report/document.h"
#include "models/report/sources.h"
#include "models/world/world.h"

namespace waste::report {

/// `world`: of the main scenario; nullptr: this version cannot read its text, and bottlenecks are left out.
Section pressure(const Sources& sources, const World* world);

}  // namespace waste::report
