// Searches texts for the tests of the emitted service: one by one, until the runtime finds no fault in one.
#include <algorithm>
#include <vector>

#include "compiler/base/names.h"
#include "compiler/base/utf8.h"
#include "compiler/check/pattern_sample.h"
#include "compiler/check/values.h"

namespace ingot::check {
namespace {

using ir::ScalarKind;

constexpr int kMostChoices = 4;
constexpr int kMostRepetitions = 6;
constexpr int kFewRepeats = 8;

auto LengthOr(const std::optional<ir::Value>& bound, size_t otherwise) -> size_t {
  return bound ? static_cast<size_t>(std::get<int64_t>(*bound)) : otherwise;
}

auto Fits(const std::string& text, const ir::Field& field) -> bool {
  return !BrokenRule(text, field).has_value();
}

// A plain text of a kind that has `size` characters, if such a text can be right.
auto TextOfSize(ScalarKind kind, size_t size, char letter) -> std::string {
  const auto filled = [&](std::string_view begin, std::string_view end, size_t most_in_middle) {
    const size_t fixed = begin.size() + end.size();
    const size_t middle = size > fixed ? std::min(size - fixed, most_in_middle) : 1;
    return std::string(begin) + std::string(middle, letter) + std::string(end);
  };
  switch (kind) {
    case ScalarKind::kEmail: {
      constexpr size_t kMostLocal = 64;
      constexpr size_t kMostLabel = 63;
      std::string end = size < 13 ? "@a.b" : "@example.com";
      // What the local part cannot hold stands in more labels of the domain.
      while (size > kMostLocal + end.size() + 1) {
        const size_t more = std::min(size - kMostLocal - end.size() - 1, kMostLabel);
        end = "@" + std::string(more, letter) + "." + end.substr(1);
      }
      return filled("", end, kMostLocal);
    }
    case ScalarKind::kUrl:
      return size < 22 ? filled("http://", "", size) : filled("https://example.com/", "", size);
    default: return filled("", "", size);
  }
}

// What a person would write, when no rule speaks against it: the name of the field keeps the samples of two fields apart.
auto UsualText(const ir::Field& field, ScalarKind kind, char letter) -> std::string {
  std::string word = field.name;
  const std::string end(1, letter);
  switch (kind) {
    case ScalarKind::kEmail: return word + "." + end + "@example.com";
    case ScalarKind::kUrl: return "https://example.com/" + word + "/" + end;
    case ScalarKind::kSlug:
      for (char& c : word) c = ToAsciiLower(c);
      return word + "-" + end;
    default: return word + " " + end;
  }
}

auto PlainSample(const ir::Field& field, ScalarKind kind, char letter) -> std::optional<std::string> {
  if (std::string usual = UsualText(field, kind, letter); Fits(usual, field)) return usual;
  const size_t least = LengthOr(field.min, 0);
  const size_t most = LengthOr(field.max, SIZE_MAX);
  constexpr size_t kMiddle = 24;
  for (const size_t size : {std::clamp(kMiddle, least, std::max(least, most)), least, most}) {
    if (size == 0 || size > 1'000'000) continue;
    std::string text = TextOfSize(kind, size, letter);
    if (Fits(text, field)) return text;
  }
  return std::nullopt;
}

auto PatternSample(const ir::Field& field, char letter) -> std::optional<std::string> {
  const size_t least = LengthOr(field.min, 0);
  PatternSampler sampler(*field.pattern);
  const auto attempt = [&](SampleShape shape) -> std::optional<std::string> {
    auto text = sampler.Sample(shape);
    return text && Fits(*text, field) ? text : std::nullopt;
  };
  for (int choice = 0; choice < kMostChoices; ++choice) {
    for (int which = -1; which < kMostRepetitions; ++which) {
      SampleShape shape{.repeats = 0, .which = which, .choice = choice, .letter = letter};
      const auto shortest = sampler.Sample(shape);
      if (!shortest) continue;
      const size_t length = CountCodePoints(*shortest);
      const int missing = static_cast<int>(least > length ? least - length : 0);
      for (shape.repeats = 0; shape.repeats <= kFewRepeats; ++shape.repeats) {
        if (auto text = attempt(shape)) return text;
      }
      shape.repeats = missing;
      if (auto text = attempt(shape)) return text;
    }
  }
  return std::nullopt;
}

}  // namespace

auto SampleText(const ir::Field& field, char letter) -> std::optional<std::string> {
  const ScalarKind kind = std::get<ir::ScalarType>(field.type).kind;
  if (auto plain = PlainSample(field, kind, letter)) return plain;
  return field.pattern ? PatternSample(field, letter) : std::nullopt;
}

}  // namespace ingot::check
