#include "check/pattern.hpp"

#include <re2/re2.h>

#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <stdexcept>
#include <string>

namespace ingot::rt {
namespace {

constexpr std::int64_t kMemoryBudget = 1 << 20U;  // per expression, for its program and its automata

class Patterns {
 public:
  const re2::RE2& get(std::string_view expression) {
    {
      const std::shared_lock lock(mutex_);
      if (const auto found = compiled_.find(expression); found != compiled_.end()) return *found->second;
    }
    re2::RE2::Options options(re2::RE2::Quiet);
    options.set_max_mem(kMemoryBudget);
    auto fresh = std::make_unique<re2::RE2>(re2::StringPiece(expression.data(), expression.size()), options);
    if (!fresh->ok())
      throw std::logic_error("bad pattern " + std::string(expression) + ": " + fresh->error());
    const std::unique_lock lock(mutex_);
    return *compiled_.emplace(expression, std::move(fresh)).first->second;
  }

 private:
  std::shared_mutex mutex_;
  std::map<std::string, std::unique_ptr<re2::RE2>, std::less<>> compiled_;
};

}  // namespace

bool matchesPattern(std::string_view text, std::string_view expression) {
  static Patterns patterns;
  return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), patterns.get(expression));
}

}  // namespace ingot::rt
