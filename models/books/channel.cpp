#include "models/books/channel.h"

#include <array>

namespace waste {
namespace {

const std::array<ChannelInfo, channels> infos{{
    {"opening", "g", "g", +1, {"期初存量", "opening stock"}},
    {"generated", "g", "g", +1, {"产生", "generated"}},
    {"imported", "g", "g", +1, {"外来输入", "imported"}},
    {"received", "g", "g", +1, {"接收", "received"}},
    {"produced", "g", "g", +1, {"产出", "produced"}},
    {"sent", "g", "g", -1, {"运出", "sent"}},
    {"consumed", "g", "g", -1, {"投入", "consumed"}},
    {"utilised", "g", "g", -1, {"综合利用", "utilised"}},
    {"disposed", "g", "g", -1, {"最终处置", "disposed"}},
    {"added", "g", "g", 0, {"添加水和药剂", "water and reagents added"}},
    {"emitted", "g", "g", 0, {"排入大气或处理后排水", "emitted to air or as treated water"}},
    {"landfilled", "g", "g", 0, {"填埋", "landfilled"}},
    {"burnt", "g", "g", 0, {"焚烧", "burnt"}},
    {"leachate", "g", "g", 0, {"渗滤液", "leachate drained and treated"}},
    {"reclaimed", "g", "g", 0, {"存量回取", "reclaimed from an old heap"}},
    {"overflowed", "g", "g", 0, {"满溢", "overflowed"}},
    {"hauled_direct", "g", "g", 0, {"直运", "hauled directly"}},
    {"turned_away", "g", "g", 0, {"拒收", "turned away"}},
    {"unmet", "g", "g", 0, {"未满足需求", "unmet demand"}},
    {"overdue", "g", "g", 0, {"超期贮存", "stored beyond the limit"}},
    {"wait", "s", "s", 0, {"候车时间", "waiting at the gate"}},
    {"queue", "s", "s", 0, {"排队车时", "vehicle time in queue"}},
    {"busy", "s", "s", 0, {"设备忙时", "server time busy"}},
    {"down", "s", "s", 0, {"停运时间", "time out of order"}},
    {"power", "1", "kWh", 0, {"供电量", "power delivered"}},
    {"money", "1", "fen", 0, {"收取的费用", "gate fees received"}},
    {"manifests", "1", "1", 0, {"转移联单", "transfer manifests"}},
    {"approvals", "s", "s", 0, {"审批用时", "time to approval"}},
    {"units", "1", "1", 0, {"登记单位", "members of a register"}},
    {"reached", "1", "1", 0, {"达标单位", "members that meet the mark"}},
    {"checked", "1", "1", 0, {"检查数", "checked"}},
    {"passed", "1", "1", 0, {"合格数", "passed"}},
    {"trips", "1", "1", 0, {"车次", "trips of vehicles"}},
    {"driven", "s", "s", 0, {"在途车时", "vehicle time out"}},
    {"on_shift", "s", "s", 0, {"当班车时", "vehicle time on shift"}},
    {"short_of", "s", "s", 0, {"缺车时间", "time short of a vehicle"}},
    {"alarms", "1", "1", 0, {"预警", "alarms"}},
}};

}  // namespace

const ChannelInfo& info(Channel channel) { return infos[static_cast<std::size_t>(channel)]; }

}  // namespace waste
