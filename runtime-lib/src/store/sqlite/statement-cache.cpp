#include "store/sqlite/statement-cache.hpp"

#include <iterator>
#include <stdexcept>

namespace ingot::rt::store::sqlite {
namespace {

// Values are bound by position, so `$1`, `$2`, ... must appear in this order; SQLite numbers names as they
// come.
void demandOrder(sqlite3_stmt* statement, std::string_view sql) {
  const int count = sqlite3_bind_parameter_count(statement);
  for (int i = 1; i <= count; ++i) {
    const char* name = sqlite3_bind_parameter_name(statement, i);
    if (name != nullptr && name == std::string("$").append(std::to_string(i))) continue;
    sqlite3_finalize(statement);
    throw std::runtime_error("the placeholders of a statement are not $1, $2, ... in order: " +
                             std::string(sql));
  }
}

}  // namespace

StatementCache::Lease::~Lease() {
  if (entry_ == nullptr) {
    sqlite3_finalize(own_);
    return;
  }
  sqlite3_reset(entry_->statement);
  sqlite3_clear_bindings(entry_->statement);
  entry_->busy = false;
}

StatementCache::Lease StatementCache::take(std::string_view sql) {
  if (const auto found = byText_.find(sql); found != byText_.end()) {
    if (found->second->busy) return {nullptr, prepare(sql, false)};
    entries_.splice(entries_.begin(), entries_, found->second);
    entries_.front().busy = true;
    return {&entries_.front(), nullptr};
  }
  sqlite3_stmt* statement = prepare(sql, true);
  makeRoom();
  entries_.push_front({std::string(sql), statement, true});
  byText_.emplace(entries_.front().text, entries_.begin());
  return {&entries_.front(), nullptr};
}

sqlite3_stmt* StatementCache::prepare(std::string_view sql, bool keep) const {
  sqlite3_stmt* statement = nullptr;
  const char* tail = nullptr;
  const unsigned flags = keep ? SQLITE_PREPARE_PERSISTENT : 0;
  const int code =
      sqlite3_prepare_v3(connection_, sql.data(), static_cast<int>(sql.size()), flags, &statement, &tail);
  if (code != SQLITE_OK) {
    throw std::runtime_error(std::string("SQLite cannot prepare a statement: ") +
                             sqlite3_errmsg(connection_) + ": " + std::string(sql));
  }
  if (statement == nullptr || tail != sql.data() + sql.size()) {
    sqlite3_finalize(statement);
    throw std::runtime_error("not one statement: " + std::string(sql));
  }
  demandOrder(statement, sql);
  return statement;
}

void StatementCache::makeRoom() {
  for (auto oldest = entries_.end(); entries_.size() >= kMost && oldest != entries_.begin();) {
    --oldest;
    if (oldest->busy) continue;
    byText_.erase(oldest->text);
    sqlite3_finalize(oldest->statement);
    oldest = entries_.erase(oldest);
  }
}

void StatementCache::clear() {
  byText_.clear();
  for (const Entry& entry : entries_) sqlite3_finalize(entry.statement);
  entries_.clear();
}

}  // namespace ingot::rt::store::sqlite
