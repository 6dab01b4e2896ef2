// The tables that definitions are kept in, and the columns of them that are read.
#pragma once

#include <span>
#include <string_view>

namespace ingot::frontend::pg {

struct Table {
  std::string_view name;
  std::span<const std::string_view> columns;
};

// Every statement of this folder is made of these names; they are those of the platform that Ingot itself compiles.
auto Tables() -> std::span<const Table>;

// What a row says of itself beside them; written by a push, never read.
auto KeptColumns() -> std::span<const std::string_view>;

// What elements of a kind of `components` stand under in a definition: `enums`. Empty: there is no such kind.
auto ListOfKind(std::string_view kind) -> std::string_view;
// The same the other way round.
auto KindOfList(std::string_view list) -> std::string_view;
auto Kinds() -> std::span<const std::string_view>;

}  // namespace ingot::frontend::pg
