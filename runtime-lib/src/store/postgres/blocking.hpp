// A connection that blocks its thread: for migrations, and for work that belongs to no loop.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "store/postgres/connect.hpp"
#include "store/postgres/session.hpp"

namespace ingot::rt::store::postgres {

// What the server says against a script.
class ScriptError : public std::runtime_error {
 public:
  ScriptError(const std::string& words, std::string state) : std::runtime_error(words), state_(std::move(state)) {}
  [[nodiscard]] const std::string& state() const { return state_; }  // SQLSTATE; empty when the connection broke

 private:
  std::string state_;
};

// Connects when it is first used, and again after the connection broke. One thread at a time.
class BlockingCarrier final : public Carrier {
 public:
  explicit BlockingCarrier(const ConnectOptions& options) : options_(options) {}

  [[nodiscard]] Result carry(std::string_view sql, const WireParams& params) override;
  // Several statements of constant text. Throws ScriptError.
  void script(const std::string& sql);
  // Inside a transaction that has not failed?
  [[nodiscard]] bool inTransaction() const;
  void disconnect() { connection_.reset(); }

 private:
  [[nodiscard]] PGconn* connection();

  ConnectOptions options_;
  ConnectionHandle connection_;
};

}  // namespace ingot::rt::store::postgres
