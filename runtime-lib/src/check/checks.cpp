#include <algorithm>
#include <iterator>

#include <ingot/rt/input.hpp>

#include "check/formats.hpp"
#include "check/pattern.hpp"

namespace ingot::rt {
namespace {

constexpr std::size_t kMostProblems = 100;  // what one answer names

std::string characters(std::size_t count) {
  return format(static_cast<std::int64_t>(count)) + (count == 1 ? " character" : " characters");
}

std::string bytes(std::size_t count) {
  return format(static_cast<std::int64_t>(count)) + (count == 1 ? " byte" : " bytes");
}

}  // namespace

void Checks::minLength(std::string_view path, const Input<std::string>& input, std::size_t least) {
  if (!input.hasValue() || codePoints(*input) >= least) return;
  add(path, "too_short", least == 1 ? "must not be empty" : "must have at least " + characters(least));
}

void Checks::maxLength(std::string_view path, const Input<std::string>& input, std::size_t most) {
  if (!input.hasValue() || input->size() <= most || codePoints(*input) <= most) return;
  add(path, "too_long", "must have at most " + characters(most));
}

void Checks::minLength(std::string_view path, const Input<Bytes>& input, std::size_t least) {
  if (!input.hasValue() || input->data.size() >= least) return;
  add(path, "too_short", least == 1 ? "must not be empty" : "must have at least " + bytes(least));
}

void Checks::maxLength(std::string_view path, const Input<Bytes>& input, std::size_t most) {
  if (!input.hasValue() || input->data.size() <= most) return;
  add(path, "too_long", "must have at most " + bytes(most));
}

void Checks::pattern(std::string_view path, const Input<std::string>& input, std::string_view expression) {
  if (!input.hasValue() || matchesPattern(*input, expression)) return;
  add(path, "pattern_mismatch", "must match the pattern " + std::string(expression));
}

void Checks::email(std::string_view path, const Input<std::string>& input) {
  if (input.hasValue() && !isEmail(*input)) add(path, "invalid_format", "must be an e-mail address");
}

void Checks::url(std::string_view path, const Input<std::string>& input) {
  if (input.hasValue() && !isUrl(*input))
    add(path, "invalid_format", "must be a URL that begins with http:// or https://");
}

void Checks::slug(std::string_view path, const Input<std::string>& input) {
  if (input.hasValue() && !isSlug(*input)) {
    add(path, "invalid_format",
        "must be a slug: lower-case letters and digits, in groups joined by single hyphens");
  }
}

void Checks::password(std::string_view path, const Input<std::string>& input) {
  if (input.hasValue() && input->size() > kMostPasswordBytes)
    add(path, "too_long", "must have at most " + format(static_cast<std::int64_t>(kMostPasswordBytes)) + " bytes: bcrypt reads no more of a password");
}

// A password that is a hash already was checked before it became one.
void Checks::minLength(std::string_view path, const Input<Password>& input, std::size_t least) {
  if (input.hasValue() && !input->isHash()) minLength(path, Input<std::string>(input->plain()), least);
}

void Checks::maxLength(std::string_view path, const Input<Password>& input, std::size_t most) {
  if (input.hasValue() && !input->isHash()) maxLength(path, Input<std::string>(input->plain()), most);
}

void Checks::pattern(std::string_view path, const Input<Password>& input, std::string_view expression) {
  if (input.hasValue() && !input->isHash()) pattern(path, Input<std::string>(input->plain()), expression);
}

void Checks::password(std::string_view path, const Input<Password>& input) {
  if (input.hasValue() && !input->isHash()) password(path, Input<std::string>(input->plain()));
}

void Checks::add(std::string_view path, std::string_view code, std::string message) {
  if (problems_.size() >= kMostProblems || failed(path)) return;
  problems_.push_back({std::string(path), std::string(code), std::move(message)});
}

bool Checks::failed(std::string_view path) const {
  return std::any_of(problems_.begin(), problems_.end(), [&](const Problem& problem) { return problem.path == path; }) ||
         std::find(parts_.begin(), parts_.end(), path) != parts_.end();
}

void Checks::take(std::string_view path, Checks&& inside) {
  if (inside.problems_.empty()) return;
  for (Problem& problem : inside.problems_) add(std::string(path) + '.' + problem.path, problem.code, std::move(problem.message));
  parts_.emplace_back(path);
}

ReadError Checks::first(std::string_view code) const {
  for (const Problem& problem : problems_) {
    if (code.empty() || problem.code == code) return {"invalid_member", "has a member `" + problem.path + "` that " + problem.message};
  }
  return {};
}

void Checks::broken(const RowRule& rule) {
  if (broken_.size() < kMostProblems) addBroken(rule, broken_);
}

void Checks::finish() {
  problems_.insert(problems_.end(), std::make_move_iterator(broken_.begin()), std::make_move_iterator(broken_.end()));
  if (!problems_.empty()) throw invalid(std::move(problems_));
}

void Checks::addTooFew(std::string_view path, std::size_t least) {
  add(path, "too_few", least == 1 ? "must not be empty" : "must have at least " + format(static_cast<std::int64_t>(least)) + " items");
}

void Checks::addTooMany(std::string_view path, std::size_t most) {
  add(path, "too_many", "must have at most " + format(static_cast<std::int64_t>(most)) + (most == 1 ? " item" : " items"));
}

std::string itemPath(std::string_view path, std::size_t position) {
  return std::string(path) + '[' + format(static_cast<std::int64_t>(position)) + ']';
}

void Checks::addRequired(std::string_view path) { add(path, "required", "must be given"); }

void Checks::addTooSmall(std::string_view path, const std::string& least) {
  add(path, "too_small", "must be at least " + least);
}

void Checks::addTooLarge(std::string_view path, const std::string& most) {
  add(path, "too_large", "must be at most " + most);
}

void Checks::checkPrecision(std::string_view path, std::int64_t unscaled, int digits) {
  std::int64_t limit = 1;
  for (int i = 0; i < std::min(digits, 18); ++i) limit *= 10;
  if (unscaled < limit && unscaled > -limit) return;
  add(path, "precision", "must have at most " + format(std::int64_t{digits}) + " digits in all");
}

}  // namespace ingot::rt
