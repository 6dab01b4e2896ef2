// Keeps the secrets of an application out of what its programs print into a job's log.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bot/base/context.h"

namespace ingot::bot {

// Hands lines on with `***` where a secret setting's value stood, one of several in it, or the password of the database's URL. Values of fewer than six bytes stay: they are
// found by chance.
class Redacted final : public Context {
 public:
  // `to` is used until the object ends.
  Redacted(Context& to, const std::map<std::string, std::string>& settings);

  void Log(std::string_view line) override;
  auto Stopped() const -> bool override { return to_.Stopped(); }

 private:
  Context& to_;
  std::vector<std::string> secrets_;  // the longest first: one may hold another
};

}  // namespace ingot::bot
