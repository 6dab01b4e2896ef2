// Says in a person's words what is wrong with a JSON text, and where.
#pragma once

#include <string_view>

#include "compiler/ast/builder.h"
#include "compiler/base/span.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/frontend/json/reader.h"

namespace ingot::frontend::internal {

// Reports exactly one error. `builder` is the one that the reader filled until it stopped.
void ReportSyntaxError(std::string_view text, SourceId source, const ReadError& error,
                       const ast::Builder& builder, diag::Sink& diagnostics);

void ReportInvalidUtf8(std::string_view text, SourceId source, uint32_t offset, diag::Sink& diagnostics);

}  // namespace ingot::frontend::internal
