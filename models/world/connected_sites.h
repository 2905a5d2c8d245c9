// Which sites can have anything to do with each other.
#pragma once

#include <cstdint>
#include <vector>

#include "models/district/site.h"

namespace waste {

struct World;

/// [site] a number that sites share if a chain of references connects them: one that is named by a parameter of another, or about
/// which it asks policies. What happens at a site does not depend on sites of another number, nor on policies that act only there:
/// facilities meet others by loads and notices alone, to sites that they name and back, and draw from random streams of their own.
std::vector<std::uint32_t> connected_sites(const World& world);

}  // namespace waste
