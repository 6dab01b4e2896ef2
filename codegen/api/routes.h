// What the API of an application looks like from outside: its paths, and which fields a client sends and reads.
#pragma once

#include <string>
#include <vector>

#include "compiler/ir/app.h"

namespace ingot::codegen {

// The stored fields of a model, in order.
auto StoredFields(const ir::App& app, const ir::Model& model) -> std::vector<const ir::Field*>;
// Those of them that a row has when it is read: all but secrets and passwords, which are only written.
auto ReadFields(const ir::App& app, const ir::Model& model) -> std::vector<const ir::Field*>;
// The others.
auto ConcealedFields(const ir::App& app, const ir::Model& model) -> std::vector<const ir::Field*>;
// Does a model keep secrets, so that the service needs keys?
auto HasSecrets(const ir::App& app) -> bool;
// Does an endpoint send something to others, so that the service has an outbox?
auto HasEffects(const ir::App& app) -> bool;
// What endpoints call, each name once and in order: the operator gives each an address.
auto CalledNames(const ir::App& app) -> std::vector<std::string>;
// Does the service hold code of its user's, so that there is a folder custom/?
auto HasCustom(const ir::App& app) -> bool;
// Those that hold files: read in rows, sent by routes of their own.
auto FileFields(const ir::App& app, const ir::Model& model) -> std::vector<const ir::Field*>;
auto HasFiles(const ir::App& app) -> bool;
// The stored fields that a client may send: not files, nor the reference that the URL names.
auto SentFields(const ir::App& app, const ir::Model& model) -> std::vector<const ir::Field*>;
// The fields that a client reads and may not send, by their names in JSON.
auto ReadOnlyNames(const ir::App& app, const ir::Model& model) -> std::vector<std::string>;
// The name in JSON of a column that every model has.
auto SystemName(ir::SystemColumn column) -> std::string;
// The models whose resources stand before this one's in the URL, the nearest first.
auto Ancestors(const ir::App& app, const ir::Model& model) -> std::vector<const ir::Model*>;
// The path of a resource with names in braces; an item's path ends in the model's own.
auto CollectionPath(const ir::App& app, const ir::Model& model) -> std::string;
auto ItemPath(const ir::App& app, const ir::Model& model) -> std::string;
// The path of the versions of a row; one of them is at `/{revision}` below it.
auto RevisionsPath(const ir::App& app, const ir::Model& model) -> std::string;
// The path that brings a deleted row back.
auto RestorePath(const ir::App& app, const ir::Model& model) -> std::string;
// The path of the rows that a row is linked with; one of them is at `/{linked_...}` below it.
auto LinksPath(const ir::App& app, const ir::Model& model, const ir::Link& link) -> std::string;
// The name in braces that stands for such a row, which no model's is.
auto LinkParameter(const ir::App& app, const ir::Link& link) -> std::string;
// The path of a file of a row, `/docs/{doc}/cover-image`.
auto PathOfFile(const ir::App& app, const ir::Field& file) -> std::string;
// The path of an endpoint, likewise.
auto EndpointPath(const ir::App& app, const ir::Endpoint& endpoint) -> std::string;
// The name in braces that stands for a model's id: `project`.
auto ParameterName(const ir::Model& model) -> std::string;

}  // namespace ingot::codegen
