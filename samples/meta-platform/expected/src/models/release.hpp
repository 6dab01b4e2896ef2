// Release: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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

#include "enums/release-status.hpp"

namespace app {

namespace rt = ingot::rt;

struct Release {
  rt::Uuid id;
  rt::Uuid applicationId;
  std::int64_t number;
  ReleaseStatus status;
  std::string definitionHash;
  rt::Json definition;
  rt::Json schemaSnapshot;
  rt::Json migrations;
  std::optional<rt::Json> artifact;
  std::optional<std::string> address;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<rt::Uuid> applicationId;
    rt::Input<std::int64_t> number;
    rt::Input<ReleaseStatus> status;
    rt::Input<std::string> definitionHash;
    rt::Input<rt::Json> definition;
    rt::Input<rt::Json> schemaSnapshot;
    rt::Input<rt::Json> migrations;
    rt::Input<rt::Json> artifact;
    rt::Input<std::string> address;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, Release::Input& input);
void fillDefaults(Release::Input& input, rt::Write write, rt::Timestamp now);
void check(const Release::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const Release& item);

// The table.
extern const rt::Table kReleaseTable;
extern const rt::RowFormat kReleaseRows;
void readRow(const rt::Row& row, Release& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const Release::Input& input);  // of a new row
[[nodiscard]] Release insertRow(rt::Session& session, const Release::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Release::Input& input);

}  // namespace app
