// The rules of a field about its values: which keys its type can have, bounds, pattern, default and example.
#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <re2/re2.h>

#include "compiler/check/checker.h"
#include "compiler/check/concealed.h"
#include "compiler/check/file.h"
#include "compiler/check/named_rules.h"
#include "compiler/check/pattern_sample.h"
#include "compiler/check/values.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr int64_t kMostTextLength = 1'000'000;
constexpr int64_t kMostLeastLength = 10'000;  // the tests of the service hold texts of this length
constexpr int64_t kLeastPassword = 8;
constexpr int64_t kMostPassword = 72;  // bytes, of which bcrypt reads no more
constexpr int64_t kMostLeastItems = 100;     // the tests of the service hold lists of this length
constexpr int64_t kMostItems = 10'000;
constexpr size_t kMostSampleBytes = 64 << 20;
constexpr int64_t kMostPatternSize =
    1'000'000;  // instructions of all programs; the service keeps them in memory
constexpr size_t kMostPatternBytes = 1000;
constexpr int64_t kPatternOverhead = 50;     // what even the smallest pattern costs, in instructions
constexpr int64_t kPatternMemory = 1 << 20;  // the budget that the runtime gives it too

constexpr diag::Message<std::string_view, std::string_view> kKeyDoesNotApply{
    Code::KeyDoesNotApply, Severity::kError, "`{0}` means nothing for a field of type `{1}`"};
constexpr diag::Message<> kStoredAlone{Code::KeyDoesNotApply, Severity::kError, "`stored` says something of a computed field only"};
constexpr diag::Message<std::string_view> kKeyOfComputed{Code::KeyOfComputed, Severity::kError,
                                                         "a computed field cannot have `{0}`"};
constexpr diag::Message<std::string_view, std::string_view, std::string> kInvalidBound{
    Code::InvalidBound, Severity::kError, "`{0}` of `{1}` {2}"};
constexpr diag::Message<std::string_view> kMinAboveMax{Code::MinAboveMax, Severity::kError,
                                                       "`min` of `{0}` is larger than its `max`"};
constexpr diag::Message<std::string_view> kMinItemsAboveMax{Code::MinAboveMax, Severity::kError,
                                                            "`minItems` of `{0}` is larger than its `maxItems`"};
constexpr diag::Message<std::string_view> kInvalidPattern{Code::InvalidPattern, Severity::kError,
                                                          "bad pattern: {0}"};
constexpr diag::Message<std::string_view> kNoSample{Code::NoSampleText, Severity::kError,
                                                    "no text was found that fits the rules of `{0}`"};
constexpr diag::Message<std::string_view> kNullDefault{Code::NullDefault, Severity::kError,
                                                       "the default of `{0}` cannot be null"};
constexpr diag::Message<std::string_view> kTwoDefaults{Code::TwoDefaults, Severity::kError,
                                                       "`{0}` has both `default` and `defaultExpr`"};
constexpr diag::Message<std::string_view, std::string> kInvalidDefault{Code::InvalidDefault, Severity::kError,
                                                                       "the default of `{0}` {1}"};
constexpr diag::Message<std::string_view, std::string_view> kConcealedDefault{
    Code::ConcealedDefault, Severity::kError, "{0} has no `{1}`: the definition would tell it"};
constexpr diag::Message<std::string_view> kConcealedUnique{
    Code::ConcealedIndexed, Severity::kError, "{0} cannot be `unique`: what is stored of it is another text each time"};
constexpr diag::Message<std::string_view, std::string> kInvalidExample{Code::InvalidExample, Severity::kError,
                                                                       "the example of `{0}` {1}"};

constexpr std::array<std::string_view, 15> kNotComputed{"required", "unique",  "default",  "defaultExpr", "min",
                                                        "max",      "pattern", "format",   "example",     "inverse",
                                                        "onDelete", "minItems", "maxItems", "secret",  "accept"};

// The keys that some types cannot have, and which can.
struct TypeKeys {
  bool bounds = false;
  bool pattern = false;
  bool format = false;
  bool items = false;
  bool value = true;       // default, example
  bool expression = true;  // defaultExpr
  bool unique = true;
  bool computed = true;
  bool choice = false;     // enum
  bool reference = false;  // model, onDelete, inverse
  bool secret = false;
  bool file = false;       // max, accept
};

auto IsText(const ir::FieldTypeSpec& spec) -> bool { return spec.bounds == ir::Bounds::kLength; }

auto KeysOf(const ir::FieldType& type, std::string_view word) -> TypeKeys {
  if (std::holds_alternative<ir::RefType>(type))
    return {.value = false, .expression = false, .computed = false, .reference = true};
  if (word == "revision") return {.value = false, .expression = false, .unique = false, .computed = false};
  if (const auto* list = std::get_if<ir::ListType>(&type)) {
    TypeKeys keys = KeysOf(ir::ElementType(*list), word.substr(0, word.size() - 2));
    keys.items = true;
    keys.expression = keys.unique = keys.computed = keys.secret = false;
    return keys;
  }
  if (std::holds_alternative<ir::ObjectType>(type)) return {.expression = false, .unique = false, .computed = false};
  const auto* scalar = std::get_if<ir::ScalarType>(&type);
  if (scalar == nullptr) return {.choice = word == "enum"};
  if (scalar->kind == ir::ScalarKind::kFile)
    return {.value = false, .expression = false, .unique = false, .computed = false, .file = true};
  const ir::FieldTypeSpec& spec = ir::SpecOf(scalar->kind);
  return {.bounds = spec.bounds != ir::Bounds::kNone,
          .pattern = IsText(spec),
          .format = word == "string" || word == "text",
          .unique = spec.filter != "none" || IsText(spec),
          .computed = scalar->kind != ir::ScalarKind::kPassword,
          .secret = IsText(spec) && scalar->kind != ir::ScalarKind::kPassword};
}

constexpr diag::Message<std::string_view> kSecretDeleted{
    Code::SecretSoftDeleted, Severity::kError, "a row of `{0}` that is deleted would keep its secret, under a key that no rotation replaces"};

class RuleChecker {
 public:
  RuleChecker(Id<ir::Field> id, Checker& checker)
      : id_(id),
        checker_(checker),
        field_(checker.app.fields[id]),
        object_(checker.PartOf(id).object),
        app_(checker.app),
        path_(checker.PathOf(id)),
        emitter_(checker.emitter) {}

  void Run() {
    CheckKeys();
    if (object_.Has("computed")) {
      field_.computed = Id<ir::Expression>();  // computed, though its expression comes later
      field_.kept_computed = object_.Flag("stored", false);
      return;
    }
    if (object_.Has("stored")) emitter_.Emit(object_.KeySpan("stored"), kStoredAlone).Help("remove it: every field that is not computed is stored");
    if (keys_.file) return CheckFile(field_, object_, emitter_);
    CheckItems();
    CheckBounds();
    CheckPattern();
    good_ = InheritRules(id_, checker_) && good_;
    CheckDefault();
    CheckExample();
    // A field whose rules are broken themselves has no sample.
    if (good_ && StillShown(emitter_)) FindSamples();
  }

 private:
  void RequireKey(bool applies, std::string_view key) {
    if (applies || !object_.Has(key)) return;
    emitter_.Emit(object_.KeySpan(key), kKeyDoesNotApply, key, object_.Text("type")).Help("remove `{}`", key);
  }

  void CheckKeys() {
    keys_ = KeysOf(field_.type, object_.Text("type"));
    if (field_.revision && object_.Has("required"))
      emitter_.Emit(object_.KeySpan("required"), kKeyDoesNotApply, "required", "revision").Help("remove `required`: the service sets it");
    RequireKey(keys_.computed, "computed");
    RequireKey(keys_.choice, "enum");
    RequireKey(keys_.reference, "model");
    if (object_.Has("computed") && keys_.computed) {
      for (const std::string_view key : kNotComputed) {
        if (!object_.Has(key)) continue;
        emitter_.Emit(object_.KeySpan(key), kKeyOfComputed, key)
            .Note(object_.KeySpan("computed"), "computed here")
            .Help("remove `{}`: its value follows from the expression", key);
      }
      return;
    }
    RequireKey(keys_.bounds, "min");
    RequireKey(keys_.bounds || keys_.file, "max");
    RequireKey(keys_.file, "accept");
    for (const std::string_view key : {"minItems", "maxItems"}) RequireKey(keys_.items, key);
    RequireKey(keys_.secret || !field_.secret, "secret");
    field_.secret = field_.secret && keys_.secret;
    if (field_.concealed()) CheckConcealed();
    for (const std::string_view key : {"default", "example"}) RequireKey(keys_.value, key);
    RequireKey(keys_.expression, "defaultExpr");
    for (const std::string_view key : {"onDelete", "inverse"}) RequireKey(keys_.reference, key);
    RequireKey(keys_.pattern, "pattern");
    RequireKey(keys_.format, "format");
    RequireKey(keys_.unique || !object_.Flag("unique", true), "unique");
  }

  // What nobody reads has no value that the definition knows, and none that the database compares.
  void CheckConcealed() {
    const std::string_view what = ConcealedWord(field_);
    for (const std::string_view key : {"default", "defaultExpr"}) {
      if (object_.Has(key)) emitter_.Emit(object_.KeySpan(key), kConcealedDefault, what, key).Help("remove `{}`", key);
    }
    const ir::Model* model = field_.model.valid() ? &app_.models[field_.model] : nullptr;
    if (field_.secret && model != nullptr && model->soft_delete) {
      emitter_.Emit(object_.KeySpan("secret"), kSecretDeleted, model->name)
          .Note(checker_.PartOf(field_.model).object.KeySpan("softDelete"), "`softDelete` is here")
          .Help("remove one of the two; a model of its own can hold the secret");
    }
    if (field_.unique) emitter_.Emit(object_.KeySpan("unique"), kConcealedUnique, what).Help("remove `unique`");
    field_.unique = false;
  }

  void CheckItems() {
    if (!keys_.items) return;
    const auto read = [&](std::string_view key, int64_t least, int64_t most, int64_t& out) {
      const ast::Node node = object_.Get(key);
      if (!node) return;
      const auto number = WholeNumber(node, least, most, fmt::format("`{}` of `{}`", key, path_), emitter_);
      if (number) out = *number;
      good_ = good_ && number.has_value();
    };
    read("minItems", 0, kMostLeastItems, field_.min_items);
    read("maxItems", 1, kMostItems, field_.max_items);
    if (field_.min_items <= field_.max_items) return;
    Refuse(emitter_.Emit(object_.KeySpan("minItems"), kMinItemsAboveMax, path_));
  }

  // What each value is: the field, or each item of its list.
  auto Single() const -> ir::Field {
    return std::holds_alternative<ir::ListType>(field_.type) ? ir::ItemOf(field_) : field_;
  }

  auto Bound(std::string_view key) -> std::optional<ir::Value> {
    const ast::Node node = object_.Get(key);
    if (!node || !keys_.bounds) return std::nullopt;
    const ir::FieldType type = Single().type;
    const auto* scalar = std::get_if<ir::ScalarType>(&type);
    const bool is_bytes = scalar != nullptr && ir::SpecOf(scalar->kind).bounds == ir::Bounds::kBytes;
    const bool is_length = keys_.pattern || is_bytes;
    const auto value = is_length ? ReadValue(node, ir::ScalarType{ir::ScalarKind::kInt}, app_)
                                 : ReadValue(node, type, app_);
    if (!value) {
      Refuse(emitter_.Emit(node.span(), kInvalidBound, key, path_, value.error()));
      return std::nullopt;
    }
    const bool password = field_.password();
    const int64_t least = password ? kLeastPassword : key == "max" ? 1 : 0;
    const int64_t most = password ? kMostPassword : key == "max" ? kMostTextLength : kMostLeastLength;
    if (is_length && (std::get<int64_t>(*value) < least || std::get<int64_t>(*value) > most)) {
      Refuse(emitter_.Emit(node.span(), kInvalidBound, key, path_,
                           fmt::format("must be a number of {} from {} to {}{}", is_bytes ? "bytes" : "characters", least, most,
                                       password ? ": bcrypt reads 72 bytes of a password" : "")));
      return std::nullopt;
    }
    return *value;
  }

  void CheckBounds() {
    field_.min = Bound("min");
    field_.max = Bound("max");
    if (field_.password() && !field_.min) field_.min = kLeastPassword;
    if (!field_.min || !field_.max || !IsLess(*field_.max, *field_.min)) return;
    Refuse(emitter_.Emit(object_.Get("min").span(), kMinAboveMax, path_)
               .Note(object_.Get("max").span(), "`max` is here"));
    field_.min.reset();
    field_.max.reset();
  }

  void CheckPattern() {
    const ast::Node node = object_.Get("pattern");
    if (!node || !keys_.pattern) return;
    const std::string_view pattern = node.text();
    if (pattern.size() > kMostPatternBytes) {
      Refuse(emitter_.Emit(node.span(), kInvalidPattern, fmt::format("it has {} bytes", pattern.size()))
                 .Help("a pattern has at most {} bytes", kMostPatternBytes));
      return;
    }
    if (checker_.pattern_size > kMostPatternSize) {
      Refuse(emitter_.Emit(node.span(), kInvalidPattern,
                           "all patterns of the definition together are too large"));
      return;
    }
    re2::RE2::Options options(re2::RE2::Quiet);
    options.set_max_mem(kPatternMemory);
    const re2::RE2 expression(re2::StringPiece(pattern.data(), pattern.size()), options);
    if (expression.ok()) {
      checker_.pattern_size += expression.ProgramSize() + kPatternOverhead;
      field_.pattern = pattern;
      return;
    }
    Refuse(emitter_.Emit(PlaceInPattern(node, expression.error_arg()), kInvalidPattern, expression.error())
               .Help("patterns are in the syntax of RE2, which has no look-around and no back-references"));
  }

  // The part of the pattern that is wrong, when the text stands in the source as it is.
  static auto PlaceInPattern(ast::Node node, std::string_view part) -> Span {
    const Span whole = node.span();
    const size_t at = node.text().find(part);
    const bool has_escapes = whole.size() != node.text().size() + 2;
    if (part.empty() || at == std::string_view::npos || has_escapes) return whole;
    const auto begin = static_cast<uint32_t>(whole.begin + 1 + at);
    return {whole.source, begin, static_cast<uint32_t>(begin + part.size())};
  }

  // The value of a key, read and held against every rule.
  auto Literal(std::string_view key, const diag::Message<std::string_view, std::string>& message)
      -> std::optional<ir::Value> {
    const ast::Node node = object_.Get(key);
    if (HoldsNul(node)) return std::nullopt;
    const auto value = ReadValue(node, field_.type, app_);
    if (!value) {
      Refuse(emitter_.Emit(node.span(), message, path_, value.error()));
      return std::nullopt;
    }
    if (auto complaint = BrokenRule(*value, field_)) {
      Refuse(emitter_.Emit(node.span(), message, path_, *complaint));
      return std::nullopt;
    }
    return *value;
  }

  void CheckDefault() {
    const ast::Node node = object_.Get("default");
    if (!keys_.value || field_.concealed()) return;
    if (node && object_.Has("defaultExpr")) {
      emitter_.Emit(object_.KeySpan("defaultExpr"), kTwoDefaults, path_)
          .Note(object_.KeySpan("default"), "`default` is here")
          .Help("keep one of the two");
    }
    if (!node) return;
    if (node.IsNull()) {
      Refuse(emitter_.Emit(node.span(), kNullDefault, path_)
                 .Help("remove `default`: a field that is not required is null when nothing is given"));
      return;
    }
    field_.default_value = Literal("default", kInvalidDefault);
  }

  void CheckExample() {
    if (object_.Get("example") && keys_.value) field_.example = Literal("example", kInvalidExample);
  }

  // Other letters for the next field, and for every second one the larger text first: tests can tell columns apart then,
  // also by the order that they give.
  auto SampleLetters() -> std::array<char, 3> {
    if (!field_.model.valid()) return {'a', 'b', 'c'};  // an input of an endpoint
    const auto& fields = checker_.app.models[field_.model].fields;
    const auto place = std::ranges::find_if(fields, [&](Id<ir::Field> id) { return &checker_.app.fields[id] == &field_; }) - fields.begin();
    const auto letter = [&](int step) { return static_cast<char>('a' + (2 * place + step) % 24); };
    if (place % 2 == 0) return {letter(0), letter(1), letter(2)};
    return {letter(1), letter(0), letter(2)};
  }

  // Those of the type that the field names.
  void TakeSamples(const ir::Field& single) {
    if (!field_.named.valid()) return;
    for (const std::string& sample : app_.fields[app_.types[field_.named].scalar].samples) {
      if (!BrokenRule(sample, single)) field_.samples.push_back(sample);
    }
  }

  void FindSamples() {
    const ir::Field single = Single();
    const auto* scalar = std::get_if<ir::ScalarType>(&single.type);
    if (scalar == nullptr || !IsText(ir::SpecOf(scalar->kind))) return;
    if (single.example) field_.samples.push_back(std::get<std::string>(*field_.example));
    for (const char letter : SampleLetters()) {
      if (checker_.sample_bytes > kMostSampleBytes) break;
      auto text = SampleText(single, letter);
      if (field_.samples.size() == 2 || !text) break;
      if (std::ranges::find(field_.samples, *text) == field_.samples.end())
        field_.samples.push_back(*std::move(text));
    }
    if (field_.samples.empty()) TakeSamples(single);
    for (const std::string& sample : field_.samples) checker_.sample_bytes += sample.size();
    if (!field_.samples.empty()) return;
    emitter_.Emit(object_.NameSpan(), kNoSample, path_)
        .Help("add an `example`: a text that keeps all rules of the field, for its tests");
  }

  void Refuse(const diag::Draft&) { good_ = false; }

  Id<ir::Field> id_;
  Checker& checker_;
  ir::Field& field_;
  const Object& object_;
  const ir::App& app_;
  std::string path_;
  diag::Emitter& emitter_;
  TypeKeys keys_;
  bool good_ = true;
};

}  // namespace

void CheckFieldRules(Id<ir::Field> field, Checker& checker) {
  if (checker.PartOf(field).typed) RuleChecker(field, checker).Run();
}

}  // namespace ingot::check
