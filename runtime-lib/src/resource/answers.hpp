// Answers of resources: tags, 304, preconditions, and the budget of what is made in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include <ingot/rt/http.hpp>

namespace ingot::rt {

// The row version that `If-Match` demands of a write; empty when there is no such header, or `*`.
// Throws Failure 400 for a tag that is none of ours and for If-None-Match, 412 for a weak tag.
[[nodiscard]] std::optional<std::int64_t> ifMatch(const Request& request);

// 200 with a tag, or 304 with the tag alone when the client of a GET or HEAD has this representation.
[[nodiscard]] Response taggedResponse(const Request& request, std::string tag, std::string body,
                                      std::string_view contentType = "application/json");

// Counts the bytes of an answer while it is made.
class AnswerBudget {
 public:
  explicit AnswerBudget(std::size_t most) : most_(most) {}
  // Throws Failure 400 when the answer is larger than it may be: the client can ask for less.
  void spend(std::size_t bytes);

 private:
  std::size_t most_;
  std::size_t spent_ = 0;
};

}  // namespace ingot::rt
