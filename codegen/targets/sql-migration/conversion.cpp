#include "codegen/targets/sql-migration/conversion.h"

#include <algorithm>
#include <set>

namespace ingot::codegen::sql_migration {
namespace {

constexpr int kIntDigits = 16;

// Does nothing get lost? Nothing at all: there is no way from one to the other.
using Whole = std::optional<bool>;

auto FromDecimal(const TypeParts& from, const TypeParts& to) -> Whole {
  if (to.IsWhole() || to.IsFreeText()) return to.IsFreeText();
  if (!to.Is("decimal")) return std::nullopt;
  return to.scale >= from.scale && to.precision - to.scale >= from.precision - from.scale;
}

auto FromWhole(const TypeParts& from, const TypeParts& to) -> Whole {
  if (to.IsFreeText()) return true;
  if (to.IsWhole() || to.Is("float")) return from.Is("int");
  if (to.Is("decimal")) return from.Is("int") && to.precision - to.scale >= kIntDigits;
  return std::nullopt;
}

auto FromText(const TypeParts& to) -> Whole {
  static const std::set<std::string> kRead{"bool", "int", "bigint", "decimal", "uuid", "date", "time", "timestamp"};
  return !to.list && kRead.contains(to.word) ? Whole(false) : std::nullopt;
}

auto IsAnyText(const std::string& word) -> bool {
  static const std::set<std::string> kTexts{"string", "text", "email", "url", "slug", "enum"};
  return kTexts.contains(word);
}

// A list of what was one, and one of what was a list of one.
auto ListOf(const TypeParts& one, const TypeParts& many) -> bool {
  if (one.list || !many.list) return false;
  return IsAnyText(one.word) ? IsAnyText(many.word) : one.Is("int") && many.word == "int";
}

auto WholeOf(const TypeParts& from, const TypeParts& to) -> Whole {
  if (ListOf(from, to)) return true;
  if (ListOf(to, from)) return false;
  if (from.list || to.list) return std::nullopt;
  if (from.IsWhole()) return FromWhole(from, to);
  if (from.Is("decimal")) return FromDecimal(from, to);
  if (from.Is("float")) return to.IsWhole() ? Whole(false) : std::nullopt;
  if (from.IsFreeText()) return FromText(to);
  if (from.Is("date") && to.Is("timestamp")) return true;
  if (from.Is("timestamp") && to.Is("date")) return false;
  return to.IsFreeText() && FromText(from) ? Whole(true) : std::nullopt;
}

}  // namespace

auto PartsOf(const std::string& type) -> TypeParts {
  TypeParts parts;
  parts.list = type.ends_with("[]");
  parts.word = type.substr(0, type.find_first_of("(["));
  if (const size_t digits = type.find('('); digits != std::string::npos) {
    parts.precision = std::stoi(type.substr(digits + 1));
    parts.scale = std::stoi(type.substr(type.find(',') + 1));
  }
  return parts;
}

auto ConversionOf(const Column& from, const Column& to) -> std::optional<Conversion> {
  if (from.type == to.type) return std::nullopt;
  const Whole whole = WholeOf(PartsOf(from.type), PartsOf(to.type));
  if (!whole) return std::nullopt;
  return Conversion{from, to, *whole};
}

auto IsEnum(const Column& column) -> bool { return PartsOf(column.type).word == "enum"; }

auto LostValues(const Conversion& conversion) -> std::vector<std::string> {
  std::vector<std::string> lost;
  std::set<std::string> taken;
  const auto name = [&](const std::string& value) {
    const auto renamed = std::ranges::find(conversion.texts, value, &TextNames::value_type::first);
    return renamed == conversion.texts.end() ? value : renamed->second;
  };
  const auto& now = conversion.to.values;
  // A value that keeps its name is what it was; one that gets the name of such a value is told from it no more.
  for (const std::string& value : conversion.from.values) {
    if (name(value) == value) taken.insert(value);
  }
  for (const std::string& value : conversion.from.values) {
    const bool there = now.empty() || std::ranges::find(now, name(value)) != now.end();
    if (!there || (name(value) != value && !taken.insert(name(value)).second)) lost.push_back(value);
  }
  return lost;
}

auto EnumConversion(const Column& from, const Column& to, const TextNames& texts) -> Conversion {
  Conversion conversion{from, to, false, texts};
  conversion.whole = LostValues(conversion).empty();
  return conversion;
}

auto Inverse(const Conversion& conversion) -> Conversion {
  if (IsEnum(conversion.from) && IsEnum(conversion.to)) {
    TextNames texts;
    for (const auto& [from, to] : conversion.texts) {
      const auto& before = conversion.from.values;
      // Of two values that are one now, the one that keeps its name is meant.
      if (std::ranges::find(before, to) == before.end()) texts.emplace_back(to, from);
    }
    return EnumConversion(conversion.to, conversion.from, texts);
  }
  // There is a way back from wherever there is one to.
  return *ConversionOf(conversion.to, conversion.from);
}

auto PowerOfTen(int exponent) -> Safe<SqlLiteral> {
  int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return SqlLiteral::Integer(power);
}

}  // namespace ingot::codegen::sql_migration
