#include "compiler/check/concealed.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr diag::Message<std::string_view, std::string_view> kIndexed{Code::ConcealedIndexed, Severity::kError,
                                                                     "`{0}` is {1}, of which no index is made"};
constexpr diag::Message<std::string_view, std::string_view, std::string_view> kListed{
    Code::ConcealedListed, Severity::kError, "cannot {0} by {1}, `{2}`: the rows that come, or their order, would tell it"};
constexpr diag::Message<std::string_view, std::string_view> kSet{Code::ConcealedSet, Severity::kError,
                                                                 "`{0}` is {1}, which this statement does not set"};

}  // namespace

auto ConcealedWord(const ir::Field& field) -> std::string_view { return field.secret ? "a secret" : "a password"; }

auto RefusesIndex(ast::Node name, const ir::Field& field, diag::Emitter& emitter) -> bool {
  if (!field.concealed()) return false;
  emitter.Emit(name.span(), kIndexed, name.text(), ConcealedWord(field)).Help("take it out");
  return true;
}

auto RefusesListing(ast::Node name, std::string_view verb, const ir::Field& field, diag::Emitter& emitter) -> bool {
  if (!field.concealed()) return false;
  emitter.Emit(name.span(), kListed, verb, ConcealedWord(field), field.name).Help("take it out");
  return true;
}

auto RefusesSetting(ast::Node name, const ir::Field& field, bool creates, diag::Emitter& emitter) -> bool {
  if (!field.concealed() || (field.secret && creates)) return false;
  emitter.Emit(name.span(), kSet, name.text(), ConcealedWord(field))
      .Note(field.span, "declared here")
      .Help("{} sets it", field.secret ? "a `create`, or the resource of the model," : "the resource of the model");
  return true;
}

}  // namespace ingot::check
