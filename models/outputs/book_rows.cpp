#include "models/outputs/book_rows.h"

namespace waste {

std::string site_id(const World& world, SiteId site) { return site == no_site ? "" : world.district.sites[site].id; }

std::string stream_id(const World& world, StreamId stream) { return stream == no_stream ? "" : world.district.streams[stream].id; }

std::string name_of_row(const World& world, const BookKey& key) {
  return std::string(info(key.channel).name) + " " + site_id(world, key.site) +
         (key.counterpart == no_site ? "" : " -> " + site_id(world, key.counterpart)) +
         (key.stream == no_stream ? "" : ", " + stream_id(world, key.stream));
}

}  // namespace waste
