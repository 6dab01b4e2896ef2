// What a list offers to its clients: filters, orders and relations, in tables of constants.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <ingot/rt/row-format.hpp>

namespace ingot::rt {

// How the text of a filter is read, and whether it has ranges (`[gt]`, `[gte]`, `[lt]`, `[lte]`).
enum class FilterKind : std::uint8_t { boolean, integer, bigint, real, decimal, text, uuid, date, time, timestamp, duration, closedText };

struct Filter {
  std::string_view name;    // the query parameter
  std::string_view column;
  FilterKind kind = FilterKind::text;
  int scale = 0;                              // of a decimal
  std::span<const std::string_view> texts = {};  // of a closed list
};

struct Sort {
  std::string_view name;
  std::string_view column;
};

// What `include=` can add to a row: the row that it refers to, the rows that refer to it, or the single row that can.
struct Relation {
  enum class Kind : std::uint8_t { one, many, single };
  std::string_view name;
  Kind kind;
  const RowFormat& rows;    // of the other model
  std::size_t reference;    // in RowKeys::references: of this model for one, of the other for many and single
  std::string_view column;  // that reference's, in the table that holds it
};

struct ListSpec {
  const RowFormat& rows;
  std::span<const Filter> filters = {};
  std::span<const Sort> sorts = {};
  std::span<const Relation> relations = {};
};

}  // namespace ingot::rt
