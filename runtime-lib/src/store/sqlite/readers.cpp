#include "store/sqlite/readers.hpp"

#include <algorithm>
#include <chrono>

namespace ingot::rt::store::sqlite {

Readers::Readers(ConnectionOptions options, std::size_t kept)
    : options_(std::move(options)), kept_(std::max<std::size_t>(kept, 1)) {
  options_.access = Access::readOnly;
}

void Readers::read(FunctionRef<void(Session&)> work, Turns* turns) {
  auto connection = take(turns == nullptr);
  connection->beginTurn(turns);
  try {
    connection->command("BEGIN");
    work(*connection);
    connection->beginTurn(nullptr);  // the result is there: nothing is left to wait for
    connection->command("COMMIT");
  } catch (...) {
    connection->beginTurn(nullptr);
    connection->rollback();
    giveBack(std::move(connection));
    throw;
  }
  giveBack(std::move(connection));
}

std::unique_ptr<Connection> Readers::take(bool mayWait) {
  {
    std::unique_lock lock(mutex_);
    const std::int64_t patience = options_.statementTimeoutMs > 0 ? options_.statementTimeoutMs : 5000;
    const auto wait = std::chrono::milliseconds(mayWait ? patience : 0);
    if (!returned_.wait_for(lock, wait, [this] { return used_ < kept_ * (kMostParkedReads + 1); })) {
      throw Failure(503, "overloaded", "the database is busy").header("Retry-After", "1");
    }
    ++used_;
    if (!free_.empty()) {
      auto connection = std::move(free_.back());
      free_.pop_back();
      return connection;
    }
  }
  try {
    return std::make_unique<Connection>(options_);
  } catch (...) {
    giveBack(nullptr);
    throw;
  }
}

void Readers::giveBack(std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard lock(mutex_);
    --used_;
    if (connection != nullptr && free_.size() < kept_) free_.push_back(std::move(connection));
  }
  returned_.notify_one();  // a connection too many closes here, outside the lock
}

}  // namespace ingot::rt::store::sqlite
