// What the SQL printers of both databases share: logic by polarity, parameters, rows, aggregates, and the order in which parts
// of an expression are computed. A dialect adds what its operators do.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "codegen/expr/sql.h"
#include "codegen/expr/sql_part.h"
#include "compiler/base/match.h"

namespace ingot::codegen {

template <typename Text>
class SqlPrinter {
 public:
  using Part = SqlPart<Text>;
  using Parts = std::vector<Part>;
  using Type = ir::ExpressionType;

  SqlPrinter(const ir::App& app, const SqlPlace& place) : app_(app), place_(place) {}
  virtual ~SqlPrinter() = default;

  auto Print(Id<ir::Expression> id, SqlForm form) -> PrintedSql<Text>;

 protected:
  using Ids = std::vector<Id<ir::Expression>>;

  // Of the dialect. Arguments come as they were printed; none of these looks at a null itself, each gives null for one.
  virtual auto Truth(bool value) const -> Part = 0;
  virtual auto Null(const Type& type) const -> Part = 0;
  virtual auto Parameter(int64_t number, const Type& type) const -> Part = 0;
  virtual auto Literal(const ir::Value& value, const Type& type) const -> Part = 0;  // not of an enum
  virtual auto Comparable(const Part& part, const Type& type, const Type& other) -> Part = 0;
  virtual auto Ordered(const Part& part, const Type& type) -> Part = 0;  // with the collation of texts
  virtual auto Widened(const Part& part, const Type& from, const Type& to) -> Part = 0;
  virtual auto Arithmetic(const ir::Call& call, const Type& type, const Parts& args) -> Part = 0;
  virtual auto TextCall(const ir::Call& call, const Parts& args) -> Part = 0;
  virtual auto TimeCall(const ir::Call& call, const Type& type, const Parts& args) -> Part = 0;
  // The value of `sum` over the column `x` of `rows`, a whole SELECT: null when it leaves its type.
  virtual auto Sum(const Part& rows, const Type& type) -> Part = 0;
  virtual auto Largest(const Part& rows, const Type& type, bool most) -> Part = 0;

  // Something that may be written more than once: itself when it is short, else a row that holds it.
  auto Shared(const Part& part) -> Part { return part.Cheap() ? part : Spill(part); }
  // A row of its own for a part, computed once: `v1._x`, which no column of a definition is called.
  auto Spill(const Part& part) -> Part;
  // `part` when it lies within the range, else null.
  auto Within(const Part& part, int64_t least, int64_t most) -> Part;
  auto TypeOf(Id<ir::Expression> id) const -> const Type& { return app_.expressions[id].type; }
  auto KindOf(const Type& type) const -> std::optional<ir::ScalarKind>;
  static auto ScaleOf(const Type& type) -> int;

 private:
  struct Frame {
    std::vector<Safe<Text>> rows;
  };

  auto Positive(Id<ir::Expression> id, int depth) -> Part;
  auto PositiveCall(Id<ir::Expression> id, const ir::Call& call, int depth) -> std::optional<Part>;
  // A value that stands alone: with its own rows, should it need any.
  auto Rooted(Id<ir::Expression> id) -> Part;
  auto Value(Id<ir::Expression> id) -> Part;
  auto Printed(Id<ir::Expression> id) -> Part;
  auto Bind(Id<ir::Expression> id) -> Part;
  auto Inlined(Id<ir::Expression> id) const -> Part;
  static auto Selected(const Part& part) -> Part;
  auto CallValue(const ir::Expression& expression, const ir::Call& call) -> Part;
  auto Chain(const Ids& ids, Constant separator) -> Part;
  auto Compared(ir::Function function, Id<ir::Expression> left, Id<ir::Expression> right, bool rooted) -> Part;
  auto Member(const ir::Call& call, bool rooted) -> Part;
  auto Coalesced(std::span<const Id<ir::Expression>> ids) -> Part;
  auto Extreme(const ir::Call& call, const Type& type) -> Part;
  auto Column(const Safe<SqlIdentifier>& name, ir::RowNumber row, Id<ir::Model> model) -> Part;
  auto ColumnOf(const ir::FieldAccess& access) -> Part;
  auto ColumnOf(const ir::SystemAccess& access) -> Part;
  auto AggregateValue(const ir::Aggregate& aggregate, const Type& type) -> Part;
  auto MayBeNull(Id<ir::Expression> id) const -> bool { return app_.expressions[id].nullable; }

  const ir::App& app_;
  const SqlPlace& place_;
  Frame* frame_ = nullptr;
  int next_row_ = 1;
  int aggregates_ = 0;                // that are open around what is printed
  std::vector<SqlBinding> bindings_;  // in the order in which they were printed
  std::vector<int64_t> numbers_;      // of each binding, by its place in the text
};

}  // namespace ingot::codegen
