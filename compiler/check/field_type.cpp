#include "compiler/check/field_type.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "compiler/base/edit_distance.h"
#include "compiler/base/names.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr int kMostDecimalDigits = 18;

constexpr std::array<std::string_view, 1> kLaterTypes{"vector"};
// In the order of ir::OnDelete.
constexpr std::array<std::string_view, 3> kOnDelete{"restrict", "cascade", "setNull"};
constexpr std::array<std::string_view, 3> kFormats{"email", "url", "slug"};

constexpr diag::Message<std::string_view> kUnknownFieldType{Code::UnknownFieldType, Severity::kError,
                                                            "there is no type `{0}`"};
constexpr diag::Message<std::string_view> kTypeNotAvailable{
    Code::TypeNotAvailable, Severity::kError, "the type `{0}` is not available in this release"};
constexpr diag::Message<std::string_view> kInvalidDecimal{Code::InvalidDecimal, Severity::kError,
                                                          "`{0}` is not a type of decimals"};
constexpr diag::Message<std::string_view> kUnknownEnum{Code::UnknownEnum, Severity::kError,
                                                       "there is no enum `{0}`"};
constexpr diag::Message<std::string_view> kUnknownModel{Code::UnknownModel, Severity::kError,
                                                        "there is no model `{0}`"};
constexpr diag::Message<std::string_view, std::string_view> kTypeNeedsKey{
    Code::MissingKey, Severity::kError, "a field of type `{0}` needs `{1}`"};
constexpr diag::Message<> kSetNullOnRequired{Code::SetNullOnRequired, Severity::kError,
                                             "a required reference cannot be set to null"};

template <typename T>
auto NamesIn(const std::map<std::string, T, std::less<>>& elements) -> std::vector<std::string_view> {
  std::vector<std::string_view> names;
  for (const auto& [name, id] : elements) {
    if (!name.empty()) names.push_back(name);
  }
  return names;
}

auto DigitsIn(std::string_view text) -> std::optional<int> {
  int value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || !IsAsciiDigit(text[0]) || failure != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

auto Trimmed(std::string_view text) -> std::string_view {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// `decimal(p,s)`
auto Decimal(ast::Node type, std::string_view word, diag::Emitter& emitter) -> std::optional<ir::FieldType> {
  std::string_view inside = word;
  inside.remove_prefix(std::string_view("decimal").size());
  if (inside.starts_with('(') && inside.ends_with(')')) {
    inside = inside.substr(1, inside.size() - 2);
    const size_t comma = inside.find(',');
    const auto precision = DigitsIn(Trimmed(inside.substr(0, comma)));
    const auto scale =
        comma == std::string_view::npos ? std::optional(0) : DigitsIn(Trimmed(inside.substr(comma + 1)));
    if (precision && scale && *precision >= 1 && *precision <= kMostDecimalDigits && *scale <= *precision) {
      return ir::ScalarType{ir::ScalarKind::kDecimal, *precision, *scale};
    }
  }
  emitter.Emit(type.span(), kInvalidDecimal, word)
      .Help("write `decimal(p,s)`: p digits in all, 1 to {}, of which s, at most p, stand after the point",
            kMostDecimalDigits);
  return std::nullopt;
}

class TypeReader {
 public:
  TypeReader(const Object& field, Checker& checker)
      : field_(field), checker_(checker), emitter_(checker.emitter) {}

  // The name of the scalar that was read, if it has one.
  auto Named() const -> Id<ir::ValueType> { return named_; }

  auto Run() -> std::optional<ir::FieldType> {
    const ast::Node type = field_.Get("type");
    if (!type) return std::nullopt;
    const std::string_view word = type.text();
    if (!word.ends_with("[]")) return OfWord(type, word);
    const std::string_view element = word.substr(0, word.size() - 2);
    // Rows that belong together are a relation, json holds lists itself, a row has one password, and
    // several files are rows of a model with one.
    constexpr std::array<std::string_view, 5> kNeverListed{"ref", "json", "password", "revision", "file"};
    if (std::ranges::find(kNeverListed, element) != kNeverListed.end() || element.ends_with("[]")) return ReportList(type);
    const auto read = OfWord(type, element);
    const auto* scalar = read ? std::get_if<ir::ScalarType>(&*read) : nullptr;
    if (scalar != nullptr && scalar->kind == ir::ScalarKind::kJson) return ReportList(type);
    return ListOf(read);
  }

 private:
  auto ReportList(ast::Node type) -> std::optional<ir::FieldType> {
    emitter_.Emit(type.span(), kTypeNotAvailable, type.text()).Help("a list holds scalars, values of an enum or objects, such as `string[]`");
    return std::nullopt;
  }

  static auto ListOf(const std::optional<ir::FieldType>& element) -> std::optional<ir::FieldType> {
    if (!element) return std::nullopt;
    if (const auto* scalar = std::get_if<ir::ScalarType>(&*element)) return ir::ListType{*scalar};
    if (const auto* object = std::get_if<ir::ObjectType>(&*element)) return ir::ListType{*object};
    return ir::ListType{std::get<ir::EnumType>(*element)};
  }

  auto OfWord(ast::Node type, std::string_view word) -> std::optional<ir::FieldType> {
    if (word == "ref") return Reference();
    if (word == "enum") return EnumByKey();
    if (word == "revision") return ir::ScalarType{ir::ScalarKind::kInt};
    if (word == "decimal" || word.starts_with("decimal(")) return Decimal(type, word, emitter_);
    if (const auto kind = ir::FindScalarKind(word)) return Scalar(*kind);
    if (const auto found = checker_.enum_by_name.find(word); found != checker_.enum_by_name.end()) {
      return ir::EnumType{found->second};
    }
    if (const auto found = checker_.type_by_name.find(word); found != checker_.type_by_name.end()) return OfName(found->second);
    ReportUnknownType(type, word);
    return std::nullopt;
  }

  auto OfName(Id<ir::ValueType> id) -> std::optional<ir::FieldType> {
    if (!checker_.PartOf(id).good) return std::nullopt;  // which was reported there
    const ir::ValueType& type = checker_.app.types[id];
    if (!type.scalar.valid()) return ir::ObjectType{id};
    named_ = id;
    return checker_.app.fields[type.scalar].type;
  }

  auto Scalar(ir::ScalarKind kind) -> std::optional<ir::FieldType> {
    const ast::Node format = field_.Get("format");
    const bool plain_text = kind == ir::ScalarKind::kString || kind == ir::ScalarKind::kText;
    // On another type `format` does not apply, which the rules of fields report.
    if (!format || !plain_text) return ir::ScalarType{kind};
    if (std::ranges::find(kFormats, format.text()) != kFormats.end()) {
      return ir::ScalarType{*ir::FindScalarKind(format.text())};
    }
    ReportUnknownWord(format, "`format`", kFormats, emitter_);
    return ir::ScalarType{kind};
  }

  auto EnumByKey() -> std::optional<ir::FieldType> {
    const ast::Node name = field_.Get("enum");
    if (!name) {
      if (!field_.HasOrMeant("enum")) ReportNeeds("enum", "enum", "the name of the enum");
      return std::nullopt;
    }
    const auto found = checker_.enum_by_name.find(name.text());
    if (found != checker_.enum_by_name.end()) return ir::EnumType{found->second};
    const bool shown = StillShown(emitter_);
    auto draft = emitter_.Emit(name.span(), kUnknownEnum, name.text());
    if (shown) HelpWithNames(draft, name.text(), NamesIn(checker_.enum_by_name), "enums");
    return std::nullopt;
  }

  auto Reference() -> std::optional<ir::FieldType> {
    const ir::OnDelete on_delete = OnDelete();
    const ast::Node name = field_.Get("model");
    if (!name) {
      if (!field_.HasOrMeant("model")) ReportNeeds("ref", "model", "the name of the model");
      return std::nullopt;
    }
    const auto found = checker_.model_by_name.find(name.text());
    if (found != checker_.model_by_name.end()) return ir::RefType{found->second, on_delete};
    const bool shown = StillShown(emitter_);
    auto draft = emitter_.Emit(name.span(), kUnknownModel, name.text());
    if (shown) HelpWithNames(draft, name.text(), NamesIn(checker_.model_by_name), "models");
    return std::nullopt;
  }

  auto OnDelete() -> ir::OnDelete {
    const ast::Node word = field_.Get("onDelete");
    if (!word) return ir::OnDelete::kRestrict;
    const auto found = std::ranges::find(kOnDelete, word.text());
    if (found == kOnDelete.end()) {
      ReportUnknownWord(word, "`onDelete`", kOnDelete, emitter_);
      return ir::OnDelete::kRestrict;
    }
    const auto on_delete = static_cast<ir::OnDelete>(found - kOnDelete.begin());
    if (on_delete == ir::OnDelete::kSetNull && field_.Flag("required", false)) {
      emitter_.Emit(word.span(), kSetNullOnRequired)
          .Note(field_.KeySpan("required"), "required here")
          .Help("write `restrict` or `cascade`, or remove `required`");
    }
    return on_delete;
  }

  void ReportNeeds(std::string_view type, std::string_view key, std::string_view content) {
    emitter_.Emit(field_.Get("type").span(), kTypeNeedsKey, type, key).Help("add `\"{}\"`: {}", key, content);
  }

  void HelpWithNames(diag::Draft& draft, std::string_view word, const std::vector<std::string_view>& names,
                     std::string_view what) {
    if (const auto nearest = NearestName(word, names)) draft.Help("did you mean `{}`?", *nearest);
    if (names.empty()) {
      draft.Help("the definition has no {}", what);
    } else {
      draft.Help("known {}: {}", what, Listed(names));
    }
  }

  void ReportUnknownType(ast::Node type, std::string_view word) {
    const std::string_view base = word.substr(0, word.find('('));
    if (std::ranges::find(kLaterTypes, base) != kLaterTypes.end()) {
      emitter_.Emit(type.span(), kTypeNotAvailable, word).Help("the types are {}", Listed(TypeWords()));
      return;
    }
    const bool shown = StillShown(emitter_);
    auto draft = emitter_.Emit(type.span(), kUnknownFieldType, word);
    if (!shown) return;
    if (checker_.model_by_name.contains(word)) {
      draft.Help("refer to the model with `\"type\": \"ref\", \"model\": \"{}\"`", word);
      return;
    }
    std::vector<std::string_view> words = TypeWords();
    const std::vector<std::string_view> enums = NamesIn(checker_.enum_by_name);
    words.insert(words.end(), enums.begin(), enums.end());
    const std::vector<std::string_view> types = NamesIn(checker_.type_by_name);
    words.insert(words.end(), types.begin(), types.end());
    if (const auto nearest = NearestName(word, words)) draft.Help("did you mean `{}`?", *nearest);
    draft.Help("the types are {}", Listed(words));
  }

  static auto TypeWords() -> std::vector<std::string_view> {
    std::vector<std::string_view> words;
    for (const ir::FieldTypeSpec& spec : ir::FieldTypeSpecs()) {
      words.push_back(spec.kind == ir::ScalarKind::kDecimal ? "decimal(p,s)" : spec.name);
    }
    words.push_back("enum");
    words.push_back("ref");
    words.push_back("revision");
    return words;
  }

  const Object& field_;
  Checker& checker_;
  diag::Emitter& emitter_;
  Id<ir::ValueType> named_;
};

}  // namespace

auto ReadFieldType(const Object& object, ir::Field& field, Checker& checker) -> bool {
  TypeReader reader(object, checker);
  const auto type = reader.Run();
  field.type = type.value_or(ir::EnumType{});  // an invalid id: what fails because of it is no second mistake
  field.named = type ? reader.Named() : Id<ir::ValueType>();
  return type.has_value();
}

}  // namespace ingot::check
