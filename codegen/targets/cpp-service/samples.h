// Values for emitted tests: ones that keep every rule of a field, and ones that break exactly one.
#pragma once

#include <optional>
#include <string>

#include "compiler/ir/app.h"

namespace ingot::codegen::cpp_service {

// A value that keeps the field's rules; variants 0 and 1 differ where the rules allow it. A reference has none.
auto SampleValue(const ir::App& app, const ir::Field& field, int variant) -> ir::Value;

// Is it null in the rows of tests, because the checks of its model want it so?
auto IsNull(const ir::Field& field) -> bool;

// Does a row of first variants with this value keep the checks of its model?
auto KeepsChecks(const ir::App& app, const ir::Field& field, const ir::Value& value) -> bool;

// An object with every member; one of them has this JSON instead, or is left out when that is empty.
auto ObjectSample(const ir::App& app, const ir::ValueType& type, int variant, const ir::Field* changed = nullptr, std::string_view json = "") -> std::string;

// Do the variants differ?
auto Alternates(const ir::App& app, const ir::Field& field) -> bool;

// What a computed field of a row of such variants is, as JSON; nothing when it depends on what only the service knows.
auto SampleResult(const ir::App& app, const ir::Model& model, const ir::Field& computed, int variant = 0) -> std::optional<std::string>;

// What `defaultExpr` gives, as JSON; nothing when it depends on the time.
auto MadeValue(const ir::App& app, const ir::Field& field) -> std::optional<std::string>;

// A text that the field's pattern or text rule refuses and its lengths allow, or are not looked at.
auto RefusedText(const ir::Field& field) -> std::optional<std::string>;

// A text that no value of the enum equals.
auto ForeignText(const ir::Enum& closed) -> std::string;

}  // namespace ingot::codegen::cpp_service
