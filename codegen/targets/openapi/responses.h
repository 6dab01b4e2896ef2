// The answers of an operation, and which of them a model's rules lead to.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "codegen/text/json_object.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::openapi {

// `{ "$ref": "#/components/headers/ListTag" }`
auto Ref(Constant place, std::string_view name) -> Safe<JsonText>;

// The answers of one operation, in the order of their statuses.
class Responses {
 public:
  void Success(Constant status, Constant description, const JsonObject& headers, const Safe<JsonText>& schema);
  void Empty(Constant status, Constant description);
  void Error(Constant status, Constant name) { Set(std::string(status.View()), Ref("responses", name.View())); }
  // In place of what stands there.
  void Set(const std::string& status, const Safe<JsonText>& response) { responses_.insert_or_assign(status, response); }
  // What code of the user's own refuses: any status that is the client's fault.
  void Refused(ir::ErrorShape shape);
  auto Has(const std::string& status) const -> bool { return responses_.contains(status); }

  auto Text() const -> Safe<JsonText>;

 private:
  std::map<std::string, Safe<JsonText>> responses_;
};

// What an operation can do beside its success.
struct Faults {
  bool guarded_by_token = false;  // 401
  bool missing = false;           // 404
  bool conflict = false;          // 409
  bool guarded = false;           // 412
  bool rules = false;             // 422, or 400 in the shape `status-message`
  bool body = false;              // 413, 415
  bool writes = false;            // 507
};
void AddErrors(const ir::App& app, const Faults& faults, Responses& responses);

// `{ "application/json": { "schema": ... } }`
auto JsonContent(const Safe<JsonText>& schema) -> Safe<JsonText>;
// The content of an answer that is an error, in the shape of the app.
auto ErrorContent(ir::ErrorShape shape) -> Safe<JsonText>;

// Has a row values that no other may have?
auto IsUnique(const ir::App& app, const ir::Model& model) -> bool;
// A deletion takes others along and fails where one of them is held.
auto DeletionCanFail(const ir::App& app, const ir::Model& model) -> bool;

}  // namespace ingot::codegen::openapi
