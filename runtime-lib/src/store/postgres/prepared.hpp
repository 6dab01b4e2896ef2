// The statements that are prepared on one connection, found by their text; the one unused longest makes room.
#pragma once

#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ingot::rt::store::postgres {

class Prepared {
 public:
  static constexpr std::size_t kMost = 200;

  struct Use {
    std::string name;
    bool isNew = false;   // it has to be prepared first
    std::string dropped;  // a name to be given up, when room had to be made
  };
  [[nodiscard]] Use use(std::string_view sql);
  // It was not prepared, or is no longer.
  void forget(std::string_view sql);
  void clear();

 private:
  struct Entry {
    std::string sql;
    std::string name;
  };
  std::list<Entry> entries_;  // the most recently used first
  std::unordered_map<std::string_view, std::list<Entry>::iterator> bySql_;
  std::uint64_t made_ = 0;
};

}  // namespace ingot::rt::store::postgres
