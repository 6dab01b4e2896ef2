// The encoders of SQL: identifiers and literals that are right in SQLite and PostgreSQL, and whole statements
// made of them.
//
//   SqlText::Of("DELETE FROM @ WHERE @ = 1", SqlIdentifier::Physical("orders"),
//   SqlIdentifier::Named("order"))
//     ->  DELETE FROM orders WHERE "order" = 1
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "codegen/text/languages.h"
#include "codegen/text/safe.h"

namespace ingot::codegen {

// Must this lower case word be quoted in one of the dialects?
auto IsReservedInSql(std::string_view name) -> bool;

// Is this one expression, as codegen/expr prints it: parentheses and quotes in pairs, and nothing that ends a statement, begins a
// comment or stands for a parameter outside quotes?
auto IsOneExpression(std::string_view text) -> bool;

struct SqlIdentifier : KindOf<Sql> {
  static constexpr auto MayStand(Position at) -> bool { return at != Position::kQuoted; }

  static auto Named(std::string_view name) -> Safe<SqlIdentifier>;  // projectId -> project_id
  // A name as the database stores it, [a-z][a-z0-9_]* of kLongestPhysicalName at most; quoted when reserved.
  static auto Physical(std::string_view snake) -> Safe<SqlIdentifier>;
};

struct SqlLiteral : KindOf<Sql> {
  static constexpr auto kLayout = Layout::kVerbatim;
  static auto Text(std::string_view utf8) -> Safe<SqlLiteral>;  // no NUL: refused by the checker
  static auto Integer(std::int64_t value) -> Safe<SqlLiteral>;
  static auto Double(double value) -> Safe<SqlLiteral>;
  static auto Boolean(bool value) -> Safe<SqlLiteral>;
};

// SQL that both dialects take, and SQL of one dialect; the other one's text does not fit into it.
struct SqlText : KindOf<Sql>, Composite<SqlText> {
  using Parts = AnyOf<SqlIdentifier, SqlLiteral, SqlText>;
  static constexpr auto kLayout = Layout::kVerbatim;
};
// A line of words in a comment.
struct SqlNote : KindOf<Sql>, Composite<SqlNote> {
  using Parts = AnyOf<SqlIdentifier, SqlNote>;
  static constexpr auto MayStand(Position at) -> bool { return at == Position::kComment; }
};
// Literals that SQLite alone spells so.
struct SqliteLiteral : KindOf<SqliteSql> {
  static auto Bytes(std::string_view bytes) -> Safe<SqliteLiteral>;  // X'00ff'
};
struct SqliteText : KindOf<SqliteSql>, Composite<SqliteText> {
  static auto Expression(std::string_view printed) -> Safe<SqliteText>;  // what a snapshot remembers of this kind
  using Parts = AnyOf<SqlIdentifier, SqlLiteral, SqliteLiteral, SqlText, SqliteText>;
  static constexpr auto kLayout = Layout::kVerbatim;
};
struct PgText : KindOf<PgSql>, Composite<PgText> {
  static auto Expression(std::string_view printed) -> Safe<PgText>;
  using Parts = AnyOf<SqlIdentifier, SqlLiteral, SqlText, PgText>;
  static constexpr auto kLayout = Layout::kVerbatim;
};

}  // namespace ingot::codegen
