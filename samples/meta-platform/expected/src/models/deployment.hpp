// Deployment: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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

struct Deployment {
  rt::Uuid id;
  rt::Uuid applicationId;
  std::optional<rt::Uuid> releaseId;
  std::string machine;
  std::string address;
  std::int64_t fence;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<rt::Uuid> applicationId;
    rt::Input<rt::Uuid> releaseId;
    rt::Input<std::string> machine;
    rt::Input<std::string> address;
    rt::Input<std::int64_t> fence;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, Deployment::Input& input);
void fillDefaults(Deployment::Input& input, rt::Write write, rt::Timestamp now);
void check(const Deployment::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const Deployment& item);

// The table.
extern const rt::Table kDeploymentTable;
extern const rt::RowFormat kDeploymentRows;
void readRow(const rt::Row& row, Deployment& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const Deployment::Input& input);  // of a new row
[[nodiscard]] Deployment insertRow(rt::Session& session, const Deployment::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Deployment::Input& input);

}  // namespace app
