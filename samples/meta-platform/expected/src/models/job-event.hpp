// JobEvent: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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

namespace app {

namespace rt = ingot::rt;

struct JobEvent {
  rt::Uuid id;
  rt::Uuid jobId;
  std::int64_t number;
  std::string stage;
  std::string text;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<rt::Uuid> jobId;
    rt::Input<std::int64_t> number;
    rt::Input<std::string> stage;
    rt::Input<std::string> text;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, JobEvent::Input& input);
void fillDefaults(JobEvent::Input& input, rt::Write write, rt::Timestamp now);
void check(const JobEvent::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const JobEvent& item);

// The table.
extern const rt::Table kJobEventTable;
extern const rt::RowFormat kJobEventRows;
void readRow(const rt::Row& row, JobEvent& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const JobEvent::Input& input);  // of a new row
[[nodiscard]] JobEvent insertRow(rt::Session& session, const JobEvent::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const JobEvent::Input& input);

}  // namespace app
