#include "store/postgres/prepared.hpp"

namespace ingot::rt::store::postgres {

Prepared::Use Prepared::use(std::string_view sql) {
  if (const auto found = bySql_.find(sql); found != bySql_.end()) {
    entries_.splice(entries_.begin(), entries_, found->second);
    return {found->second->name, false, {}};
  }
  Use use{"s" + std::to_string(++made_), true, {}};
  if (entries_.size() == kMost) {
    use.dropped = entries_.back().name;
    bySql_.erase(entries_.back().sql);
    entries_.pop_back();
  }
  entries_.push_front({std::string(sql), use.name});
  bySql_.emplace(entries_.front().sql, entries_.begin());
  return use;
}

void Prepared::forget(std::string_view sql) {
  const auto found = bySql_.find(sql);
  if (found == bySql_.end()) return;
  const auto entry = found->second;
  bySql_.erase(found);
  entries_.erase(entry);
}

void Prepared::clear() {
  bySql_.clear();
  entries_.clear();
}

}  // namespace ingot::rt::store::postgres
