// Views of the templates that the tests of tmplc compile.
#pragma once

#include <vector>

#include "codegen/text/cmake.h"
#include "codegen/text/cpp.h"
#include "codegen/text/env.h"
#include "codegen/text/json.h"
#include "codegen/text/markdown.h"
#include "codegen/text/path.h"
#include "codegen/text/sql.h"

namespace ingot::codegen::sample {

struct TypeView {
  Safe<CppType> spelled;
  bool nullable = false;
};

struct FieldView {
  Safe<CppIdentifier> name;
  TypeView type;
  Safe<CppString> label;
  std::vector<Safe<CppExpr>> checks;
  int width = 0;
};

struct ModelView {
  Safe<Path> file;
  Safe<CppPath> header;
  Safe<CppIdentifier> name;
  std::vector<FieldView> fields;
  bool audited = false;
};

struct ColumnView {
  Safe<SqlIdentifier> name;
  Safe<SqlText> type;
  Safe<SqlLiteral> fallback;
  bool has_fallback = false;
};

struct TableView {
  int number = 0;
  Safe<SqlIdentifier> table;
  std::vector<ColumnView> columns;
};

struct ReadmeView {
  Safe<CMakeName> project;
  Safe<MarkdownText> title;
  Safe<JsonString> quoted;
  Safe<EnvText> value;
  std::int64_t large = 0;
};

}  // namespace ingot::codegen::sample
