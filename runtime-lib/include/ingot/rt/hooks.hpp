// Runs code of the user's: the hooks of a model around what is done to its rows, and functions, all of it in one transaction.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>

#include <ingot/rt/endpoint.hpp>
#include <ingot/rt/hook_api.h>

namespace ingot::rt {

// The hooks that the definition names; the others are null.
template <typename T>
struct Hooks {
  void (*beforeCreate)(HookContext&, typename T::Input&) = nullptr;
  void (*afterCreate)(HookContext&, const T&) = nullptr;
  void (*beforeUpdate)(HookContext&, const T&, typename T::Input&) = nullptr;
  void (*afterUpdate)(HookContext&, const T&, const T&) = nullptr;
  void (*beforeDelete)(HookContext&, const T&) = nullptr;
  void (*afterDelete)(HookContext&, const T&) = nullptr;
};

// How many rows one statement of an endpoint may change when their hooks run: they are held in memory.
constexpr std::size_t kMostHookedRows = 10'000;

// What a hook left of an input is held against the rules of the model again. Throws Failure 422.
template <typename Input>
void checkAgain(const Input& input, Write write) {
  Checks checks(write);
  check(input, checks);
  checks.finish();
}

// `input` is complete and checked.
template <typename T>
T insertHooked(Context& context, Session& session, typename T::Input input, const Hooks<T>& hooks) {
  HookContext around(context, session);
  if (hooks.beforeCreate != nullptr) {
    hooks.beforeCreate(around, input);
    checkAgain(input, Write::create);
  }
  T row = insertRow(session, input);
  if (hooks.afterCreate != nullptr) hooks.afterCreate(around, row);
  return row;
}

// `before` is locked. Throws Failure 409 when a hook took the row away.
template <typename T>
T updateHooked(Context& context, Session& session, const T& before, typename T::Input changes, Write write, const Hooks<T>& hooks) {
  HookContext around(context, session);
  if (hooks.beforeUpdate != nullptr) {
    hooks.beforeUpdate(around, before, changes);
    checkAgain(changes, write);
  }
  Update update = updateOf(session, before.id, changes);
  update.where("id", before.id);
  T after;
  if (!update.run(session, [&](const Row& row) { readRow(row, after); })) throw conflict("gone", "the row is gone");
  if (hooks.afterUpdate != nullptr) hooks.afterUpdate(around, before, after);
  return after;
}

template <typename T>
void removeHooked(Context& context, Session& session, const Table& table, const T& row, const Hooks<T>& hooks) {
  HookContext around(context, session);
  if (hooks.beforeDelete != nullptr) hooks.beforeDelete(around, row);
  Delete removal(table);
  removal.where("id", row.id);
  if (!removal.run(session)) throw conflict("gone", "the row is gone");
  if (hooks.afterDelete != nullptr) hooks.afterDelete(around, row);
}

// A new row of an endpoint; what the input leaves out is filled, and every rule of the model holds. Throws Failure 422, 409.
template <typename T>
T createRow(Context& context, Session& session, typename T::Input input, const Hooks<T>& hooks) {
  fillDefaults(input, Write::create, context.now());
  checkAgain(input, Write::create);
  return insertHooked(context, session, std::move(input), hooks);
}

// The rows that a statement is about, locked. Throws Failure 400 when there are too many.
template <typename T>
[[nodiscard]] std::vector<T> rowsToChange(Context& context, Session& session, const Statement& statement, const Params& params) {
  auto rows = allRows<T>(session, statement, params, context.maxAnswerBytes());
  if (rows.size() > kMostHookedRows) throw Failure(400, "too_many_rows", "the request would change more rows at once than may be");
  return rows;
}

// Sets the same values in each row; returns how many there were.
template <typename T>
std::int64_t updateRows(Context& context, Session& session, const Statement& statement, const Params& params,
                        const typename T::Input& changes, const Hooks<T>& hooks) {
  const auto rows = rowsToChange<T>(context, session, statement, params);
  for (const T& row : rows) updateHooked(context, session, row, changes, Write::patch, hooks);
  return static_cast<std::int64_t>(rows.size());
}

// The same of the one row that the statement finds; nothing when it finds none.
template <typename T>
std::optional<T> updateRow(Context& context, Session& session, const Statement& statement, const Params& params,
                           const typename T::Input& changes, const Hooks<T>& hooks) {
  const auto row = session.first<T>(statement, params);
  if (!row) return std::nullopt;
  return updateHooked(context, session, *row, changes, Write::patch, hooks);
}

// A row that went with one before it, to which it refers, is gone already; it counts all the same.
template <typename T>
std::int64_t removeRows(Context& context, Session& session, const Statement& statement, const Params& params, const Table& table,
                        const Hooks<T>& hooks) {
  const auto rows = rowsToChange<T>(context, session, statement, params);
  session.stampCascades();
  for (const T& row : rows) {
    Select select(table);
    select.where("id", row.id);
    if (&row == &rows.front() || select.run(session, [](const Row&) {})) removeHooked(context, session, table, row, hooks);
  }
  return static_cast<std::int64_t>(rows.size());
}

// A value for a parameter that is never null. Throws Failure 422 naming it.
template <typename T>
[[nodiscard]] T argument(std::string_view name, std::optional<T> value) {
  if (!value) throw invalid({{std::string(name), "required", "must be given"}});
  return *std::move(value);
}

// What a function returned that never returns null.
inline void checkReturned(const Json& json) {
  if (json.text == "null") throw std::logic_error("a function returned the JSON null, and never returns null");
}

// A function of the user's; what it throws ends the request as what a hook throws does.
template <typename Result, typename... Wanted, typename... Given>
Result runFunction(Context& context, Session& session, Result (*function)(HookContext&, Wanted...), Given&&... given) {
  HookContext around(context, session);
  if constexpr (std::is_same_v<Result, Json>) {
    Json json = function(around, std::forward<Given>(given)...);
    checkReturned(json);
    return json;
  } else {
    return function(around, std::forward<Given>(given)...);
  }
}

}  // namespace ingot::rt
