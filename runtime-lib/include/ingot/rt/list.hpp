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

// What `include=` can add to a row: the row that it refers to, the rows that refer to it, the single row that can, or those that pairs
// link it with.
struct Relation {
  enum class Kind : std::uint8_t { one, many, single, linked };
  std::string_view name;
  Kind kind;
  const RowFormat& rows;    // of the other model
  std::size_t reference;    // in RowKeys::references: of this model for one, of the other for many and single
  std::string_view column;  // that reference's, in the table that holds it
  std::string_view pairs = {};  // the table of linked ones
  std::string_view far = {};    // its column that refers to the other model
};

// What the words of `q` are looked for in: in PostgreSQL the column `ingot_search`, in SQLite a table of words and the one that
// says whose they are.
struct Search {
  std::string_view words;
  std::string_view rows;
  std::string_view weights;  // of the searched texts: "10, 4"
};

struct ListSpec {
  const RowFormat& rows;
  std::span<const Filter> filters = {};
  std::span<const Sort> sorts = {};
  std::span<const Relation> relations = {};
  const Search* search = nullptr;
};

}  // namespace ingot::rt
