#include "compiler/check/file.h"

#include <algorithm>

#include "compiler/base/names.h"
#include "compiler/check/checker.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr int64_t kUsualBytes = int64_t{10} << 20;
constexpr int64_t kMostBytes = int64_t{5} << 30;  // what S3 takes in one piece
constexpr size_t kMostTypes = 50;
constexpr size_t kMostTypeBytes = 100;

constexpr diag::Message<std::string_view> kRequired{Code::FileRequired, Severity::kError, "the file `{0}` cannot be `required`"};
constexpr diag::Message<std::string_view> kNotAType{Code::InvalidAccept, Severity::kError, "`{0}` is not a media type"};
constexpr diag::Message<> kNotAText{Code::InvalidAccept, Severity::kError, "an entry of `accept` is a media type, in quotes"};
constexpr diag::Message<std::string_view> kTypeTwice{Code::InvalidAccept, Severity::kError, "`{0}` stands twice in `accept`"};
constexpr diag::Message<> kNoTypes{Code::InvalidAccept, Severity::kError, "`accept` names no media type, so no file could be sent"};
constexpr diag::Message<std::string_view, std::string_view> kNoRoutes{
    Code::FileWithoutResource, Severity::kError, "nobody could send the file `{1}`: the model `{0}` has no resource"};

constexpr diag::Message<std::string_view> kSoftDeleted{Code::FileSoftDeleted, Severity::kError,
                                                      "a row of `{0}` that is deleted and comes back would come back without its file"};

auto IsTypePart(std::string_view text) -> bool {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return IsAsciiLower(c) || IsAsciiDigit(c) || c == '.' || c == '+' || c == '-' || c == '_';
  });
}

// `image/png`, or `image/*` for every image.
auto IsMediaType(std::string_view text) -> bool {
  const size_t slash = text.find('/');
  if (slash == std::string_view::npos || text.size() > kMostTypeBytes) return false;
  const std::string_view subtype = text.substr(slash + 1);
  return IsTypePart(text.substr(0, slash)) && (subtype == "*" || IsTypePart(subtype));
}

void ReadAccept(ast::Node list, ir::Field& field, diag::Emitter& emitter) {
  for (const ast::Node entry : ItemsWithin(list, kMostTypes, "media types of a file", emitter)) {
    if (!entry.IsString()) {
      emitter.Emit(entry.span(), kNotAText);
    } else if (!IsMediaType(entry.text())) {
      emitter.Emit(entry.span(), kNotAType, entry.text()).Help("write a type in lower case such as `image/png`, or `image/*` for every image");
    } else if (std::ranges::find(field.accept, entry.text()) != field.accept.end()) {
      emitter.Emit(entry.span(), kTypeTwice, entry.text()).Help("keep one of the two");
    } else {
      field.accept.emplace_back(entry.text());
    }
  }
  if (list.size() == 0) emitter.Emit(list.span(), kNoTypes).Help("leave `accept` out to take files of every type");
}

}  // namespace

void CheckFile(ir::Field& field, const Object& object, diag::Emitter& emitter) {
  field.max = kUsualBytes;
  if (const ast::Node most = object.Get("max")) {
    if (const auto bytes = WholeNumber(most, 1, kMostBytes, "`max` of a file, in bytes,", emitter)) field.max = *bytes;
  }
  if (const ast::Node list = object.Get("accept")) ReadAccept(list, field, emitter);
  if (!field.required) return;
  emitter.Emit(object.KeySpan("required"), kRequired, field.name)
      .Help("remove `required`: a row is made first, and its file is sent to a route of its own");
  field.required = false;
}

void CheckFileInModel(const ir::Field& field, const ir::Model& model, diag::Emitter& emitter) {
  if (!field.file()) return;
  if (model.soft_delete) emitter.Emit(field.span, kSoftDeleted, model.name).Help("remove `softDelete`, or keep the file in a model of its own");
  if (model.resource) return;
  emitter.Emit(field.span, kNoRoutes, model.name, field.name).Help("give `{}` a `resource`", model.name);
}

}  // namespace ingot::check
