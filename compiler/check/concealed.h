// What nothing may read or compare: secrets and passwords.
#pragma once

#include <string_view>

#include "compiler/check/checker.h"

namespace ingot::check {

// "a secret", "a password"
auto ConcealedWord(const ir::Field& field) -> std::string_view;

// Each reports the use of a field that is concealed at `name`, and tells whether it did.
auto RefusesIndex(ast::Node name, const ir::Field& field, diag::Emitter& emitter) -> bool;
// `verb` is "filter", "sort", "order" or "search".
auto RefusesListing(ast::Node name, std::string_view verb, const ir::Field& field, diag::Emitter& emitter) -> bool;
// Of statements; one that creates a row may set a secret.
auto RefusesSetting(ast::Node name, const ir::Field& field, bool creates, diag::Emitter& emitter) -> bool;

}  // namespace ingot::check
