// The resource of one model over HTTP: list, create, read, replace, patch and delete its rows.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <ingot/rt/context.hpp>
#include <ingot/rt/file.hpp>
#include <ingot/rt/http.hpp>
#include <ingot/rt/input.hpp>
#include <ingot/rt/list.hpp>

namespace ingot::rt {

// A row that stands before the resource in the URL: /projects/{project}/docs.
struct Parent {
  std::string_view name;       // the model's, for people
  std::string_view parameter;  // in the route
  std::string_view table;
  std::string_view under;  // its column that refers to the next parent; empty when there is none
};

// Where the rows that were deleted are, and the INSERT that takes the one with the id `$1` back from there.
struct DeletedRows {
  std::string_view table;
  Statement takeBack;
};

// Rows of another model that those of a resource are linked with: the route ends in its name and the other row's id.
struct Link {
  std::string_view name;       // the other model's, for people
  std::string_view parameter;  // of the other row's id in the route
  std::string_view others;     // its table
  const Table& pairs;
  std::string_view near;  // the columns of the pairs that refer to either row
  std::string_view far;
};

// All texts are constants of emitted code.
struct ResourceSpec {
  std::string_view name;          // the model's, for people
  std::string_view parameter;     // of the row's id in the route
  std::string_view parentColumn = {};     // refers to the first parent; empty without one
  std::span<const Parent> parents = {};   // the nearest first
  ListSpec list;
  const DeletedRows* deleted = nullptr;    // when they are kept
  const RowFormat* versions = nullptr;  // every version of its rows, when they are kept
};

// A guard that what is new, restored or linked cannot have must not be taken for one. Throws Failure 400.
void refusePreconditions(const Request& request);

// What a client sent for a T: read, completed and checked, its passwords hashed. Throws Failure 400, 413, 415, or 422 with every problem.
template <typename T>
[[nodiscard]] typename T::Input readInput(Context& context, const Request& request, Write write) {
  if (write == Write::create) refusePreconditions(request);
  Checks checks(write);
  ObjectReader body(request.jsonBody(), checks);
  typename T::Input input;
  readBody(body, input);
  if (write != Write::patch) fillDefaults(input, write, context.now());
  check(input, checks);
  checks.finish();
  if constexpr (requires { hashPasswords(context, input); }) hashPasswords(context, input);
  return input;
}

// Errors of all: Failure 404 for a row or parent that is not there, 400 for parameters and preconditions that cannot be
// read, 409 and 422 for constraints, 412 for another version than If-Match names, 503 for a database that is busy.
class Resource {
 public:
  constexpr explicit Resource(const ResourceSpec& spec) : spec_(spec) {}

  [[nodiscard]] Response list(Context& context, const Request& request) const;
  [[nodiscard]] Response get(Context& context, const Request& request) const;
  [[nodiscard]] Response remove(Context& context, const Request& request) const;
  // The versions of a row, the newest first; and one of them, by the parameter `revision_number`.
  [[nodiscard]] Response listRevisions(Context& context, const Request& request) const;
  [[nodiscard]] Response getRevision(Context& context, const Request& request) const;

  // The rows that a row of `owner` is linked with, as the list of this resource.
  [[nodiscard]] Response listLinked(Context& context, const Request& request, const Resource& owner, const Link& link) const;
  // Puts a link there, which may be there already, or takes it away.
  [[nodiscard]] Response link(Context& context, const Request& request, const Link& link) const;
  [[nodiscard]] Response unlink(Context& context, const Request& request, const Link& link) const;

  template <typename T>
  [[nodiscard]] Response create(Context& context, const Request& request, const typename T::Input& input) const {
    T item;
    insert(context, request, [&](Session& session) { item = insertRow(session, input); });
    return created(request, item.id, tagOf(item.rowVersion), objectOf(item));
  }

  // Replace and patch.
  template <typename T>
  [[nodiscard]] Response change(Context& context, const Request& request, Write write) const {
    const Target target = targetOf(request);
    const typename T::Input input = readInput<T>(context, request, write);
    T item;
    update(context, request, target, [&](Session& session) { return updateOf(session, target.id, input); },
           [&](const Row& row) { readRow(row, item); });
    return changed(tagOf(item.rowVersion), objectOf(item));
  }

  // The same with the hooks of the model, a Hooks<T> of <ingot/rt/hooks.hpp>, around them.
  template <typename T, typename H>
  [[nodiscard]] Response create(Context& context, const Request& request, const typename T::Input& input, const H& hooks) const {
    T item;
    const auto insertRow = [&](Session& session) { item = insertHooked(context, session, input, hooks); };
    insert(context, request, insertRow, Around::hooks);
    return created(request, item.id, tagOf(item.rowVersion), objectOf(item));
  }
  template <typename T, typename H>
  [[nodiscard]] Response change(Context& context, const Request& request, Write write, const H& hooks) const {
    const Target target = targetOf(request);
    const typename T::Input input = readInput<T>(context, request, write);
    T item;
    context.write([&](Session& session) {
      const T before = lockedRow<T>(session, request, target);
      item = updateHooked(context, session, before, input, write, hooks);
    });
    return changed(tagOf(item.rowVersion), objectOf(item));
  }
  template <typename T, typename H>
  [[nodiscard]] Response remove(Context& context, const Request& request, const H& hooks) const {
    const Target target = targetOf(request);
    context.write([&](Session& session) {
      session.stampCascades();
      removeHooked(context, session, spec_.list.rows.table, lockedRow<T>(session, request, target), hooks);
    });
    return Response(204);
  }
  // Brings a row back that was deleted. Throws Failure 422 with every reference whose row is gone.
  template <typename T>
  [[nodiscard]] Response restore(Context& context, const Request& request) const {
    T item;
    takeBack(context, request, [&](const Row& row) { readRow(row, item); });
    return changed(tagOf(item.rowVersion), objectOf(item));
  }
  // The file of a row: its bytes travel by themselves. Failure 404 for a row without, 412, 413, 415, 416, 507.
  [[nodiscard]] Response getFile(Context& context, const Request& request, const FileSpec& spec) const;
  [[nodiscard]] Response putFile(Context& context, const Request& request, const FileSpec& spec) const;
  [[nodiscard]] Response removeFile(Context& context, const Request& request, const FileSpec& spec) const;

  // The id of the nearest parent.
  [[nodiscard]] Uuid parentOf(const Request& request) const;

 private:
  // Which row a request is about, and in which version.
  struct Target {
    Uuid id;
    std::optional<std::int64_t> version;
  };

  [[nodiscard]] Target targetOf(const Request& request) const;
  enum class Around : std::uint8_t { nothing, hooks };
  void insert(Context& context, const Request& request, FunctionRef<void(Session&)> insertRow, Around around = Around::nothing) const;
  // The row of a request, which stays as it is until the transaction ends.
  template <typename T>
  [[nodiscard]] T lockedRow(Session& session, const Request& request, const Target& target) const {
    T item;
    lock(session, request, target, [&](const Row& row) { readRow(row, item); });
    return item;
  }
  void lock(Session& session, const Request& request, const Target& target, RowReader read) const;
  void update(Context& context, const Request& request, const Target& target, FunctionRef<Update(Session&)> make,
              RowReader read) const;
  void takeBack(Context& context, const Request& request, RowReader read) const;
  void requireReferences(Session& session, const Uuid& id) const;
  [[nodiscard]] std::optional<File> fileOf(Session& session, const Request& request, const FileSpec& spec, bool toChange) const;
  void setFile(Session& session, const Request& request, const FileSpec& spec, const File* file, Timestamp now) const;
  void narrow(RowMatch& match, const Request& request, const Target& target) const;
  void requireRow(Session& session, const Request& request) const;
  void requireParents(Session& session, const Request& request) const;
  [[noreturn]] void refuse(Session& session, const Request& request, const Target& target) const;

  template <typename T>
  [[nodiscard]] static std::string objectOf(const T& item) {
    JsonWriter json;
    json.beginObject();
    writeMembers(json, item);
    json.endObject();
    return json.take();
  }
  [[nodiscard]] std::string tagOf(std::int64_t version) const;
  [[nodiscard]] static Response created(const Request& request, const Uuid& id, std::string tag, std::string body);
  [[nodiscard]] static Response changed(std::string tag, std::string body);

  ResourceSpec spec_;
};

}  // namespace ingot::rt
