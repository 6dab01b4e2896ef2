// The `app` object: name, version and api; its `auth` is checked in auth.cpp.
#include <algorithm>
#include <array>

#include "compiler/base/names.h"
#include "compiler/check/checker.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr std::array kAppKeys{Key{"name", Want::kText, true}, Key{"version", Want::kText},
                              Key{"label", Want::kText},      Key{"description", Want::kText},
                              Key{"api", Want::kObject},      Key{"auth"}};
constexpr std::array<std::string_view, 3> kAppLater{"tenancy", "limits", "deploy"};
constexpr Keys kApp{"`app`", kAppKeys, kAppLater};

constexpr std::array kApiKeys{Key{"prefix", Want::kText}, Key{"pageSize", Want::kNumber},
                              Key{"maxPageSize", Want::kNumber}, Key{"errors", Want::kText}};
constexpr std::array<std::string_view, 1> kApiLater{"envelope"};
constexpr Keys kApi{"`api`", kApiKeys, kApiLater};

// In the order of ir::ErrorShape.
constexpr std::array<std::string_view, 3> kErrorShapes{"problem-details", "status-message", "error-object"};

constexpr int64_t kMostPageSize = 1000;
constexpr size_t kMostNameBytes = 40;
constexpr size_t kMostVersionBytes = 64;
constexpr size_t kMostPrefixBytes = 100;

constexpr diag::Message<std::string_view> kInvalidAppName{Code::InvalidAppName, Severity::kError,
                                                          "`{0}` cannot be the name of an app"};
constexpr diag::Message<std::string_view> kInvalidVersion{Code::InvalidVersion, Severity::kError,
                                                          "`{0}` is not a version"};
constexpr diag::Message<std::string_view> kInvalidPrefix{Code::InvalidPrefix, Severity::kError,
                                                         "`{0}` cannot begin the paths of the API"};
constexpr diag::Message<std::string_view> kReservedPrefix{
    Code::ReservedRoute, Severity::kError, "the prefix lies at `/{0}`, which the service answers itself"};
constexpr diag::Message<int64_t, int64_t> kPageSizeAboveMaximum{
    Code::PageSizeAboveMaximum, Severity::kError, "`pageSize` {0} is larger than `maxPageSize` {1}"};
auto IsSegmentCharacter(char c) -> bool { return IsAsciiLower(c) || IsAsciiDigit(c) || c == '-' || c == '_'; }

auto IsSlug(std::string_view text) -> bool {
  if (text.empty() || text.size() > kMostNameBytes || !IsAsciiLower(text[0])) return false;
  return std::ranges::all_of(text, [](char c) { return IsAsciiLower(c) || IsAsciiDigit(c) || c == '-'; });
}

auto IsPrefix(std::string_view text) -> bool {
  if (text.empty()) return true;
  if (text.size() > kMostPrefixBytes || text.front() != '/' || text.back() == '/') return false;
  return text.find("//") == std::string_view::npos &&
         std::ranges::all_of(text, [](char c) { return c == '/' || IsSegmentCharacter(c); });
}

// Three numbers joined by points; then, after `-` or `+`, letters, digits, points, hyphens and one `+`.
auto IsVersion(std::string_view text) -> bool {
  if (text.size() > kMostVersionBytes) return false;
  size_t at = 0;
  for (int part = 0; part < 3; ++part) {
    const size_t begin = part == 0 ? 0 : at + 1;
    if (part > 0 && (at >= text.size() || text[at] != '.')) return false;
    at = begin;
    while (at < text.size() && IsAsciiDigit(text[at])) ++at;
    if (at == begin || (at - begin > 1 && text[begin] == '0')) return false;
  }
  if (at == text.size()) return true;
  if ((text[at] != '-' && text[at] != '+') || at + 1 == text.size()) return false;
  return std::ranges::all_of(text.substr(at + 1), [](char c) {
    return IsAsciiLetter(c) || IsAsciiDigit(c) || c == '.' || c == '-' || c == '+';
  });
}

auto PageSize(const Object& api, std::string_view key, std::string_view shown, int64_t otherwise,
              diag::Emitter& emitter) -> int64_t {
  const ast::Node size = api.Get(key);
  if (!size) return otherwise;
  return WholeNumber(size, 1, kMostPageSize, shown, emitter).value_or(otherwise);
}

void CheckPrefix(ast::Node prefix, ir::AppInfo& info, diag::Emitter& emitter) {
  const std::string_view text = prefix.text();
  if (!IsPrefix(text)) {
    emitter.Emit(prefix.span(), kInvalidPrefix, text)
        .Help("write segments of a-z, 0-9, `-` and `_`, each after a `/`, such as `/api`; or an empty text");
    return;
  }
  const std::string_view segment = text.empty() ? text : text.substr(1, text.find('/', 1) - 1);
  if (IsReservedSegment(segment)) {
    emitter.Emit(prefix.span(), kReservedPrefix, segment).Help("choose another prefix, such as `/api`");
    return;
  }
  info.prefix = text;
}

void CheckApi(const Object& api, ir::AppInfo& info, diag::Emitter& emitter) {
  if (const ast::Node prefix = api.Get("prefix")) CheckPrefix(prefix, info, emitter);
  const size_t errors_before = emitter.sink().errors();
  info.max_page_size = PageSize(api, "maxPageSize", "`maxPageSize`", info.max_page_size, emitter);
  const int64_t page_size = std::min(info.page_size, info.max_page_size);
  info.page_size = PageSize(api, "pageSize", "`pageSize`", page_size, emitter);
  if (info.page_size > info.max_page_size && emitter.sink().errors() == errors_before) {
    emitter.Emit(api.Get("pageSize").span(), kPageSizeAboveMaximum, info.page_size, info.max_page_size);
  }
  const ast::Node errors = api.Get("errors");
  if (!errors) return;
  const auto shape = std::ranges::find(kErrorShapes, errors.text());
  if (shape == kErrorShapes.end()) return ReportUnknownWord(errors, "`errors`", kErrorShapes, emitter);
  info.errors = static_cast<ir::ErrorShape>(shape - kErrorShapes.begin());
}

}  // namespace

void CheckApp(ast::Node node, Checker& checker) {
  diag::Emitter& emitter = checker.emitter;
  const Object app = Object::Read(node, kApp, emitter);
  ir::AppInfo& info = checker.app.info;
  info.span = app.NameSpan();
  info.name = app.Text("name");
  info.label = app.Text("label");
  info.description = app.Text("description");
  info.prefix = "/api";
  info.version = "0.1.0";
  if (const ast::Node name = app.Get("name"); name && !IsSlug(info.name)) {
    emitter.Emit(name.span(), kInvalidAppName, info.name)
        .Help("write at most {} of a-z, 0-9 and `-`, beginning with a letter, such as `toolkit-sync`",
              kMostNameBytes);
  }
  if (const ast::Node version = app.Get("version")) {
    info.version = version.text();
    if (!IsVersion(info.version)) {
      emitter.Emit(version.span(), kInvalidVersion, info.version)
          .Help("write three numbers, such as `1.0.0`");
    }
  }
  if (const ast::Node api = app.Get("api")) CheckApi(Object::Read(api, kApi, emitter), info, emitter);
  CheckAuth(app, checker);
}

}  // namespace ingot::check
