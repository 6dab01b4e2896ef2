// Task: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <ingot/rt/database.hpp>
#include <ingot/rt/input.hpp>
#include <ingot/rt/json-writer.hpp>
#include <ingot/rt/row-format.hpp>
#include <ingot/rt/types.hpp>

#include "enums/task-status.hpp"

namespace app {

namespace rt = ingot::rt;

struct Task {
  rt::Uuid id;
  rt::Uuid projectId;
  std::string title;
  std::optional<std::string> description;
  TaskStatus status;
  std::int64_t priority;
  std::optional<rt::Timestamp> dueAt;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<rt::Uuid> projectId;
    rt::Input<std::string> title;
    rt::Input<std::string> description;
    rt::Input<TaskStatus> status;
    rt::Input<std::int64_t> priority;
    rt::Input<rt::Timestamp> dueAt;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, Task::Input& input);
void fillDefaults(Task::Input& input, rt::Write write, rt::Timestamp now);
void check(const Task::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const Task& item);

// The table.
extern const rt::Table kTaskTable;
extern const rt::RowFormat kTaskRows;
void readRow(const rt::Row& row, Task& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const Task::Input& input);  // of a new row
[[nodiscard]] Task insertRow(rt::Session& session, const Task::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Task::Input& input);

}  // namespace app
