// Project: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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
#include <ingot/rt/secret.hpp>
#include <ingot/rt/types.hpp>

namespace app {

namespace rt = ingot::rt;

struct Project {
  rt::Uuid id;
  std::string name;
  std::string repoUrl;
  std::string branch;
  std::optional<std::string> docsPath;
  std::optional<rt::Timestamp> syncedAt;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<std::string> name;
    rt::Input<std::string> repoUrl;
    rt::Input<std::string> token;
    rt::Input<std::string> branch;
    rt::Input<std::string> docsPath;
    rt::Input<rt::Timestamp> syncedAt;
  };

  // What is kept as ciphertext, and in no row that is read: `rt::readSecret` reads one.
  struct Secrets {
    static constexpr rt::SecretColumn token{"projects", "token"};
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, Project::Input& input);
void fillDefaults(Project::Input& input, rt::Write write, rt::Timestamp now);
void check(const Project::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const Project& item);

// The table.
extern const rt::Table kProjectTable;
extern const rt::RowFormat kProjectRows;
void readRow(const rt::Row& row, Project& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const Project::Input& input);  // of a new row
[[nodiscard]] Project insertRow(rt::Session& session, const Project::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Project::Input& input);

}  // namespace app
