// The prepared statements of one connection, found by their text; the one unused longest makes room.
#pragma once

#include <sqlite3.h>

#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ingot::rt::store::sqlite {

class StatementCache {
 public:
  static constexpr std::size_t kMost = 128;

  explicit StatementCache(sqlite3* connection) : connection_(connection) {}
  ~StatementCache() { clear(); }
  StatementCache(const StatementCache&) = delete;
  StatementCache& operator=(const StatementCache&) = delete;
  void clear();

  struct Entry {
    std::string text;
    sqlite3_stmt* statement = nullptr;
    bool busy = false;
  };

  // A statement for the time of one run; afterwards it is reset and kept.
  class Lease {
   public:
    Lease(Entry* entry, sqlite3_stmt* own) : entry_(entry), own_(own) {}
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    [[nodiscard]] sqlite3_stmt* get() const { return entry_ != nullptr ? entry_->statement : own_; }

   private:
    Entry* entry_;       // kept in the cache, or
    sqlite3_stmt* own_;  // made for this run, because the kept one is running
  };

  // Throws std::runtime_error when the database does not understand the text.
  [[nodiscard]] Lease take(std::string_view sql);

 private:
  [[nodiscard]] sqlite3_stmt* prepare(std::string_view sql, bool keep) const;
  void makeRoom();

  sqlite3* connection_;
  std::list<Entry> entries_;  // the most recently used first
  std::unordered_map<std::string_view, std::list<Entry>::iterator> byText_;
};

}  // namespace ingot::rt::store::sqlite
