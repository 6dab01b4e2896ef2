// Workflow: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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

struct Workflow {
  rt::Uuid id;
  rt::Uuid applicationId;
  std::string name;
  rt::Json definition;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<rt::Uuid> applicationId;
    rt::Input<std::string> name;
    rt::Input<rt::Json> definition;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, Workflow::Input& input);
void fillDefaults(Workflow::Input& input, rt::Write write, rt::Timestamp now);
void check(const Workflow::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const Workflow& item);

// The table.
extern const rt::Table kWorkflowTable;
extern const rt::RowFormat kWorkflowRows;
void readRow(const rt::Row& row, Workflow& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const Workflow::Input& input);  // of a new row
[[nodiscard]] Workflow insertRow(rt::Session& session, const Workflow::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Workflow::Input& input);

}  // namespace app
