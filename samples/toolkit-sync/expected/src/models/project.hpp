// Project: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <ingot/rt/database.hpp>
#include <ingot/rt/input.hpp>
#include <ingot/rt/json-writer.hpp>
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
    rt::Input<std::string> branch;
    rt::Input<std::string> docsPath;
    rt::Input<rt::Timestamp> syncedAt;
  };
};

// From a request body to a checked input.
void readProject(rt::ObjectReader& body, Project::Input& input);
void fillProject(Project::Input& input, rt::Timestamp now);
void checkProject(const Project::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeProject(rt::JsonWriter& json, const Project& item);

// The table.
extern const rt::Table kProjectTable;
inline constexpr std::string_view kProjectColumns =
    "id, name, repo_url, branch, docs_path, synced_at, created_at, updated_at, row_version";
inline constexpr std::string_view kSelectProjects =
    "SELECT id, name, repo_url, branch, docs_path, synced_at, created_at, updated_at, row_version "
    "FROM projects";

void readRow(const rt::Row& row, Project& item);
[[nodiscard]] std::optional<Project> findProject(rt::Session& session, const rt::Uuid& id);
[[nodiscard]] Project insertProject(rt::Session& session, const Project::Input& input, rt::Timestamp now);
[[nodiscard]] rt::Update updateProject(const Project::Input& input, rt::Timestamp now);

}  // namespace app
