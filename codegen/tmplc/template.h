// Reads one template: a file in the shape of its output, with five directives and slots.
//
//   @template DocView cpp emits src/models/@{file}.hpp     first line: view, language, [once|append-only],
//   path
//   @for field in fields sep ,                             `sep TEXT` ends the items before with TEXT,
//   @if !field.nullable                                    `blank` sets an empty line between them
//     @{field.type} @{field.name}
//   @else
//   @end                                                   a directive's own line leaves no trace
//   @end
//   user@@example.org                                      `@@` is one `@`
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "codegen/tmplc/syntax.h"

namespace ingot::tmplc {

enum class StepKind { kText, kSlot, kFor, kEndFor, kIf, kElse, kEndIf };

struct Step {
  StepKind kind = StepKind::kText;
  int line = 0;
  std::string text;            // kText: the text; kSlot, kFor, kIf: what they name, as a C++ expression
  std::string_view at = {};    // kSlot: the position
  std::string variable = {};   // kFor
  std::string separator = {};  // kFor
  bool negated = false;        // kIf
};

struct Template {
  std::string file;  // as shown in messages
  std::string view;
  const Syntax* syntax = nullptr;
  std::string_view kind;  // kGenerated, kOnce or kAppendOnly
  std::vector<Step> path;
  std::vector<Step> body;
};

struct Fault {
  int line;
  std::string what;
};

// Every fault at once; the template is whole only when there is none.
auto ReadTemplate(std::string_view file, std::string_view text, Template& result) -> std::vector<Fault>;

}  // namespace ingot::tmplc
