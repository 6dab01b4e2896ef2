// One row with what `include=` adds to it: the rows that it refers to come with it, in one statement.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <ingot/rt/function-ref.hpp>

#include "resource/answers.hpp"
#include "resource/list-query.hpp"
#include "resource/related.hpp"

namespace ingot::rt {

class SingleRow {
 public:
  // Both must outlive this.
  SingleRow(const RowFormat& format, const Includes& includes) : format_(format), includes_(includes) {}

  // The row that `narrow` leaves; false when there is none. Of rows that refer to it, at most `limit` of each kind.
  [[nodiscard]] bool fetch(Session& session, FunctionRef<void(RowMatch&)> narrow, std::int64_t limit,
                           AnswerBudget budget);

  [[nodiscard]] std::int64_t version() const { return keys_.version; }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void read(const Row& row, AnswerBudget& budget);

  const RowFormat& format_;
  const Includes& includes_;
  RowKeys keys_;
  std::string text_;               // the row without the end of its object, then all of it
  std::vector<std::string> ones_;  // the rows it refers to, in the order of the includes
};

}  // namespace ingot::rt
