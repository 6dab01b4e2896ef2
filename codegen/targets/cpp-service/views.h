// What the templates of the C++ service are given: safe texts, numbers and flags. Every decision is made here.
#pragma once

#include <cstdint>
#include <vector>

#include "codegen/targets/cpp-service/readme_views.h"
#include "codegen/targets/cpp-service/test_views.h"
#include "codegen/text/cpp.h"
#include "codegen/text/path.h"

namespace ingot::codegen::cpp_service {

// An `#include` of the project's own.
struct IncludeView {
  Safe<CppPath> path;
};

struct EnumView {
  Safe<Path> file;
  Safe<CppIdentifier> type;
  int count = 0;
  std::vector<Safe<CppString>> texts = {};
};

// A member of a struct.
struct MemberView {
  Safe<CppType> type;
  Safe<CppIdentifier> name;
};

// `body.field(name, input.member)` of an input.
struct BodyFieldView {
  Safe<CppString> name;
  Safe<CppIdentifier> member;
};

// `json.member(name, value)` of a row.
struct JsonMemberView {
  Safe<CppString> name;
  Safe<CppExpr> value;
};

// A type with members.
struct TypeView {
  Safe<Path> file;
  Safe<CppPath> include;  // its header's name
  Safe<CppIdentifier> type;
  bool has_includes = false;
  std::vector<IncludeView> includes = {};
  std::vector<MemberView> members = {};
  std::vector<MemberView> inputs = {};
  std::vector<BodyFieldView> body_fields = {};
  Safe<CppExpr> unused_fills;
  Safe<CppExpr> unused_checks;
  std::vector<Safe<CppExpr>> fills = {};   // statements
  std::vector<Safe<CppExpr>> checks = {};  // statements
  Safe<CppExpr> values;                    // of an input that was checked
  std::vector<JsonMemberView> json = {};
};

struct ColumnView {
  Safe<CppString> column;
  Safe<CppString> field;
  bool references = false;
  Safe<CppString> target;  // of a reference: its table
};

// `[[maybe_unused]] ` where a parameter has no use in this model, else nothing.
struct UnusedView {
  Safe<CppExpr> sent;      // the input, when a client may send no field
  Safe<CppExpr> fills;     // the input, when no field has a default
  Safe<CppExpr> first;     // the kind of write, when no default is an expression
  Safe<CppExpr> fill_now;
  Safe<CppExpr> checks;
  Safe<CppExpr> stored;    // the input, when no field is stored
  Safe<CppExpr> session;   // when there are no times and no secrets
  Safe<CppExpr> id;        // of a row, when it has no secrets
};

// A virtual field: a function of the row.
struct ComputedView {
  Safe<CppExpr> unused;
  Safe<CppType> type;
  Safe<CppExpr> function;
  Safe<CppExpr> value;
};

struct SetView {
  Safe<CppString> column;
  Safe<CppExpr> value;
};

// A computed field that is stored: `if (SOURCE.given()) update.set(COLUMN, VALUE)`.
struct KeptView {
  Safe<CppExpr> source;
  Safe<CppString> column;
  Safe<CppExpr> value;
};

// A column of ciphertext: `token{"projects", "token"}`.
struct SecretView {
  Safe<CppIdentifier> name;
  Safe<CppExpr> place;
};

// A rule about the fields of a row together.
struct RowRuleView {
  Safe<CppIdentifier> list;              // of its fields
  std::vector<Safe<CppString>> fields;
  Safe<CppExpr> members;                 // `"constraint", "message", kFieldsOf1`
};

struct ModelView {
  Safe<Path> file;
  Safe<CppPath> include;  // its header's name
  Safe<CppIdentifier> type;
  Safe<CppIdentifier> plural;
  bool timestamps = false;
  bool has_computed = false;
  bool has_enums = false;  // or other types of the application
  bool uses_expressions = false;
  bool has_secrets = false;
  bool has_passwords = false;
  bool has_concealed = false;             // one of the two
  bool has_versions = false;              // each version of a row is kept
  Safe<CppString> versions;               // in this table
  bool has_files = false;
  std::vector<IncludeView> enums = {};
  std::vector<MemberView> members = {};       // of the stored row, without what every row has
  std::vector<MemberView> inputs = {};
  std::vector<ComputedView> computed = {};
  std::vector<SecretView> secrets = {};
  std::vector<Safe<CppIdentifier>> passwords = {};
  std::vector<ColumnView> columns = {};
  std::vector<BodyFieldView> body_fields = {};
  std::vector<Safe<CppString>> read_only = {};
  std::vector<Safe<CppExpr>> fills = {};      // statements, for fields that a whole row leaves out
  bool has_first = false;
  std::vector<Safe<CppExpr>> firsts = {};     // the same, for new rows only
  std::vector<Safe<CppExpr>> checks = {};     // statements
  bool has_rules = false;
  std::vector<RowRuleView> rules = {};
  std::vector<JsonMemberView> json = {};
  std::vector<SetView> sets = {};
  std::vector<KeptView> kept = {};
  Safe<CppString> table;
  Safe<CppString> column_list;
  Safe<CppString> insert;
  Safe<CppString> revision;
  Safe<CppExpr> writer;                  // `Doc, &Doc::projectId`: the row and its references
  Safe<CppExpr> row_members;             // `item.id, item.name, ...`
  Safe<CppExpr> insert_values;           // `rt::newUuid(), input.name, ...`
  UnusedView unused;
};

struct FilterView {
  Safe<CppExpr> row;  // `"name", "column", rt::FilterKind::text`
};

struct SortView {
  Safe<CppString> name;
  Safe<CppString> column;
};

// A relation that `include=` adds.
struct RelationView {
  Safe<CppString> name;
  Safe<CppIdentifier> type;        // of the other model
  Safe<CppIdentifier> kind;        // of rt::Relation::Kind
  std::int64_t reference = 0;      // which reference of its model it is
  Safe<CppString> column;          // of the reference
  bool linked = false;
  Safe<CppString> pairs;           // of linked rows: their table, and its column that refers to them
  Safe<CppString> far;
};

// Rows of another model that a row is linked with.
struct LinkView {
  Safe<CppIdentifier> constant;  // `kTagsLink`
  Safe<CppExpr> row;             // `"Tag", "linked_tag", ...`
  Safe<CppIdentifier> type;      // of the other model
  Safe<CppIdentifier> lists;     // its handler that lists linked rows
  Safe<CppIdentifier> list;
  Safe<CppIdentifier> link;
  Safe<CppIdentifier> unlink;
};

// A row that the URL names before the resource's own.
struct ParentView {
  Safe<CppString> name;
  Safe<CppString> parameter;
  Safe<CppString> table;
  Safe<CppString> under;
};

// A field of files: its handlers, and what they need to know.
struct FileView {
  Safe<CppIdentifier> get;
  Safe<CppIdentifier> put;
  Safe<CppIdentifier> remove;
  Safe<CppIdentifier> spec;   // kAttachmentFile
  Safe<CppIdentifier> types;  // kAttachmentTypes
  Safe<CppString> field;
  Safe<CppString> column;
  std::int64_t most = 0;  // bytes
  bool has_accept = false;
  Safe<CppExpr> accept;  // `"image/png", "image/gif"`
};

struct ResourceView {
  Safe<Path> file;
  Safe<CppPath> include;  // its header's name
  Safe<CppIdentifier> type;
  Safe<CppIdentifier> plural;
  Safe<CppString> name;
  Safe<CppString> parameter;
  bool nested = false;
  Safe<CppIdentifier> parent_member;
  Safe<CppString> parent_column;
  std::vector<ParentView> parents = {};
  std::vector<IncludeView> includes = {};  // headers of the models that it speaks of
  bool has_filters = false;
  std::vector<FilterView> filters = {};
  bool has_sorts = false;
  std::vector<SortView> sorts = {};
  bool has_search = false;
  Safe<CppExpr> search;
  bool soft_delete = false;
  Safe<CppString> deleted;
  Safe<CppString> take_back;
  bool has_versions = false;
  bool has_relations = false;
  std::vector<RelationView> relations = {};
  bool linked = false;  // another resource lists its rows as linked ones
  Safe<CppIdentifier> lists_linked;
  std::vector<LinkView> links = {};
  std::vector<FileView> files = {};
  bool has_hooks = false;
  Safe<CppPath> hooks;  // the header that declares them
  bool hooks_create = false;
  bool hooks_update = false;
  bool hooks_delete = false;
};

// A function of the user's that a header declares.
struct HookView {
  Safe<CppIdentifier> member;    // of rt::Hooks: beforeCreate
  Safe<CppIdentifier> function;  // beforeCreateProject
  Safe<CppPath> stub;            // custom/hooks/project-before-create.cpp
  Safe<CppType> parameters;
};

struct HooksView {
  Safe<Path> file;
  Safe<CppPath> model;  // the header of the model
  Safe<CppIdentifier> type;
  std::vector<HookView> hooks = {};
};

// A member of a struct that a hook sees.
struct SeenView {
  Safe<CppIdentifier> owner;  // of Project, or of its Input
  Safe<CppType> type;
  Safe<CppIdentifier> name;
};

struct HookStubView {
  Safe<Path> file;
  Safe<CppPath> include;
  Safe<CppIdentifier> model;
  Safe<CppIdentifier> hook;
  Safe<CppHash> fingerprint;
  Safe<CppType> signature;
  Safe<CppType> definition;  // the same with parameters that need no use
  std::vector<SeenView> seen = {};
};

// The header of a function of the user's.
struct FunctionView {
  Safe<Path> file;
  Safe<CppIdentifier> name;
  Safe<CppType> returned;
  Safe<CppPath> stub;  // custom/functions/risk-score.cpp
  Safe<CppType> parameters;
  bool has_includes = false;
  std::vector<IncludeView> includes = {};
};

struct FunctionStubView {
  Safe<Path> file;
  Safe<CppPath> include;
  Safe<CppIdentifier> name;
  Safe<CppHash> fingerprint;
  Safe<CppType> signature;
  Safe<CppType> definition;  // the same with parameters that need no use
  std::vector<SeenView> seen = {};
  bool returns = false;
  Safe<CppExpr> value;  // what it returns until somebody writes more
};

// The inputs of one place of a request: a member of `Input` and its type.
struct InputGroupView {
  Safe<CppIdentifier> type;
  Safe<CppIdentifier> member;
  std::vector<MemberView> members = {};
};

// A statement of SQL; one text when both databases take it.
struct QueryView {
  Safe<CppIdentifier> name;
  Safe<CppString> sqlite;
  bool two_texts = false;
  Safe<CppString> postgres;
};

// The columns that an update sets.
struct ChangeView {
  Safe<CppIdentifier> name;
  Safe<CppExpr> columns;
};

// What one statement of a definition becomes: whole lines.
struct StepView {
  std::vector<Safe<CppExpr>> lines = {};
};

struct EndpointView {
  Safe<Path> file;
  Safe<CppPath> include;  // its header's name
  Safe<CppIdentifier> name;
  std::vector<IncludeView> includes = {};
  bool has_includes = false;
  bool has_locals = false;  // the unnamed namespace holds something
  bool has_input = false;
  bool uses_expressions = false;
  bool sends = false;  // events or calls
  bool runs = false;   // functions of the user's
  bool uses_now = false;
  Safe<CppExpr> unused_context;
  bool uses_context = false;
  bool reads_now = false;  // a default of an input does
  std::vector<MemberView> params = {};
  std::vector<InputGroupView> groups = {};
  std::vector<Safe<CppExpr>> reads = {};  // statements that read and check the input
  bool has_queries = false;
  std::vector<QueryView> queries = {};
  bool has_changes = false;
  std::vector<ChangeView> changes = {};
  bool in_transaction = false;
  Safe<CppIdentifier> run;  // `read` or `write` of the context
  bool serializable = false;
  std::vector<StepView> steps = {};
};

struct RouteView {
  Safe<CppIdentifier> method;
  Safe<CppString> path;
  Safe<CppIdentifier> handler;
  bool takes_files = false;
  std::int64_t most = 0;  // bytes of a body
};

struct ApplicationView {
  Safe<CppString> name;
  Safe<CppString> version;
  std::int64_t page_size = 0;
  std::int64_t max_page_size = 0;
  Safe<CppIdentifier> errors;
  bool has_jwt = false;
  bool has_issuer = false;    // fixed by the definition
  Safe<CppString> issuer;
  bool has_audience = false;  // the same
  Safe<CppString> audience;
  Safe<CppIdentifier> token_type;
  std::vector<IncludeView> resources = {};
  std::vector<IncludeView> endpoints = {};
  bool has_routes = false;
  std::vector<RouteView> routes = {};
  bool has_custom = false;  // some of its code is the user's
  bool has_secrets = false;
  std::vector<IncludeView> models = {};  // that have secrets
  std::vector<Safe<CppExpr>> secrets = {};  // `Project::Secrets::token`
  bool has_outbox = false;
  bool has_calls = false;
  std::vector<Safe<CppString>> calls = {};  // names of what is called
  bool has_files = false;
};

}  // namespace ingot::codegen::cpp_service
