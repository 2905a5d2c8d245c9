// What a scenario says of its uncertain values: whether they are drawn (`uncertainty`), from which dimensions of the sequence
// (`draws`), with which common causes (`common_causes`), and which totals stay as the plan prints them (`held_totals`). The last
// three are checked even where nothing is drawn.
#pragma once

#include "models/scenario/section.h"

namespace waste {

struct World;

/// Whether values are drawn. The seed of a replica's world is that of the common one.
void read_uncertainty(SectionReader& reader, World& world);

/// The rest, for a scenario that has been read without errors; nothing in the world of one replica.
void read_draws(SectionReader& reader, World& world);

}  // namespace waste
