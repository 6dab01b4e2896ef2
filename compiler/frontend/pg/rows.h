// The rows of one application, as they were fetched: texts, nothing understood yet.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ingot::frontend::pg {

struct ApplicationRow {
  std::string id;
  std::string user_id;
  std::string user;  // its name
  std::string name;
  std::optional<std::string> version;
  std::string configuration;  // JSON
};

struct ModelRow {
  std::string id;
  std::string name;
  int64_t position = 0;
  std::string fields;   // JSON
  std::string options;  // JSON
};

struct RelationshipRow {
  std::string id;
  std::string source;  // ids of models
  std::string target;
  std::string kind;
  std::string name;
  std::optional<std::string> inverse;
  std::optional<std::string> on_delete;
};

struct ComponentRow {
  std::string id;
  std::string kind;
  std::string name;
  int64_t position = 0;
  std::string body;  // JSON
};

struct WorkflowRow {
  std::string id;
  std::string name;
  std::string definition;  // JSON
};

struct Rows {
  ApplicationRow application;
  std::vector<ModelRow> models;                // by position, name, id
  std::vector<RelationshipRow> relationships;  // by name, id
  std::vector<ComponentRow> components;        // by kind, position, name, id
  std::vector<WorkflowRow> workflows;          // by name, id
};

}  // namespace ingot::frontend::pg
