#include "json/document.hpp"

#include <algorithm>

#include <ingot/rt/problem.hpp>

#include "json/diagnose.hpp"
#include "json/judge.hpp"
#include "types/text.hpp"

namespace ingot::rt::json {
namespace {

using simdjson::dom::element;
using simdjson::dom::parser;

constexpr std::size_t kUsualBody = 4 * 1024;
constexpr std::size_t kLargestKept = 64 * 1024;  // a parser that grew beyond it is not kept
constexpr std::size_t kMostKept = 4;             // per thread
constexpr std::size_t kFewMembers = 16;

std::vector<std::unique_ptr<parser>>& pool() {
  thread_local std::vector<std::unique_ptr<parser>> parsers;
  return parsers;
}

std::unique_ptr<parser> takeParser() {
  auto& parsers = pool();
  if (parsers.empty()) {
    auto fresh = std::make_unique<parser>();
    if (fresh->allocate(kUsualBody, kMostDepth) != simdjson::SUCCESS) throw std::bad_alloc();
    return fresh;
  }
  auto taken = std::move(parsers.back());
  parsers.pop_back();
  return taken;
}

void giveBack(std::unique_ptr<parser> used) {
  auto& parsers = pool();
  if (used->capacity() <= kLargestKept && parsers.size() < kMostKept) parsers.push_back(std::move(used));
}

Failure invalidJson(std::string message, std::vector<Problem> problems = {}) {
  return {400, "invalid_json", std::move(message), std::move(problems)};
}

// simdjson reads up to 64 bytes behind the text; they are put there, not found there.
simdjson::simdjson_result<element> parseWith(parser& parser, std::string& text) {
  const std::size_t size = text.size();
  text.resize(size + simdjson::SIMDJSON_PADDING, '\0');
  auto result = parser.parse(text.data(), size, false);
  text.resize(size);
  return result;
}

// Positions of members in the order of their names.
template <typename Members>
std::vector<std::size_t> sortedByName(const Members& members) {
  std::vector<std::size_t> positions(members.size());
  for (std::size_t i = 0; i < positions.size(); ++i) positions[i] = i;
  std::sort(positions.begin(), positions.end(),
            [&](std::size_t a, std::size_t b) { return members[a].name < members[b].name; });
  return positions;
}

// Where in the document a value stands. Spelled only when there is something to say: the names are as long as a client
// likes.
struct Place {
  const Place* parent = nullptr;
  std::string_view name;      // of a member
  std::int64_t position = 0;  // of an item, when the name is empty
};

constexpr std::size_t kMostPathBytes = 200;

std::string pathOf(const Place* place, std::string_view last) {
  std::string path = shown(last, kMostPathBytes);
  for (; place != nullptr && place->parent != nullptr && path.size() < kMostPathBytes; place = place->parent) {
    path = (place->name.empty() ? format(place->position) : shown(place->name, kMostPathBytes)) + '.' + path;
  }
  return path;
}

[[noreturn]] void failOnDuplicate(const Place& object, std::string_view name) {
  const std::string path = pathOf(&object, name);
  throw invalidJson("the name `" + path + "` stands twice in its object", {{path, "duplicate_member", "stands twice in its object"}});
}

std::vector<Member> membersOf(simdjson::dom::object object) {
  std::vector<Member> members;
  members.reserve(object.size());
  for (const auto& [name, value] : object) members.push_back({name, value});
  return members;
}

void refuseDuplicates(element value, const Place& place);

void refuseDuplicatesIn(const std::vector<Member>& members, const Place& place) {
  if (members.size() <= kFewMembers) {
    for (std::size_t i = 0; i < members.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (members[i].name == members[j].name) failOnDuplicate(place, members[i].name);
      }
    }
  } else {
    const auto sorted = sortedByName(members);
    const auto same = std::adjacent_find(sorted.begin(), sorted.end(), [&](std::size_t a, std::size_t b) {
      return members[a].name == members[b].name;
    });
    if (same != sorted.end()) failOnDuplicate(place, members[*same].name);
  }
  for (const Member& member : members) {
    if (member.value.is_object() || member.value.is_array())
      refuseDuplicates(member.value, {&place, member.name});
  }
}

void refuseDuplicates(element value, const Place& place) {
  if (value.is_object()) return refuseDuplicatesIn(membersOf(value.get_object().value_unsafe()), place);
  std::int64_t position = 0;
  const simdjson::dom::array items = value.get_array().value_unsafe();  // a copy: the result is a temporary
  for (const element item : items) {
    if (item.is_object() || item.is_array()) refuseDuplicates(item, {&place, {}, position});
    ++position;
  }
}

}  // namespace

Document::Document(std::string body) : parser_(takeParser()) {
  const auto result = parseWith(*parser_, body);
  if (result.error() == simdjson::MEMALLOC)
    throw Failure(503, "overloaded", "the body is too large to be read now");
  if (result.error() != simdjson::SUCCESS) {
    if (body.find_first_not_of(" \t\r\n") == std::string::npos)
      throw invalidJson("the body is empty; a JSON object is expected");
    const Fault fault = diagnose(body);
    throw invalidJson("the body is not valid JSON: " + (fault.words.empty()
                                                            ? simdjson::error_message(result.error())
                                                            : describe(body, fault)));
  }
  const element root = result.value_unsafe();
  if (!root.is_object()) throw invalidJson("the body must be a JSON object");
  members_ = membersOf(root.get_object().value_unsafe());
  refuseDuplicatesIn(members_, {});
  if (members_.size() > kFewMembers) sorted_ = sortedByName(members_);
}

Document::Document(simdjson::dom::object object) : members_(membersOf(object)) {
  if (members_.size() > kFewMembers) sorted_ = sortedByName(members_);
}

Document::~Document() {
  if (parser_) giveBack(std::move(parser_));
}

Member* Document::find(std::string_view name) {
  if (next_ < members_.size() && members_[next_].name == name) return &members_[next_++];
  std::size_t position = members_.size();
  if (sorted_.empty()) {
    const auto found = std::find_if(members_.begin(), members_.end(),
                                    [&](const Member& member) { return member.name == name; });
    position = static_cast<std::size_t>(found - members_.begin());
  } else {
    const auto found =
        std::lower_bound(sorted_.begin(), sorted_.end(), name,
                         [&](std::size_t at, std::string_view wanted) { return members_[at].name < wanted; });
    if (found != sorted_.end() && members_[*found].name == name) position = *found;
  }
  if (position == members_.size()) return nullptr;
  next_ = position + 1;
  return &members_[position];
}

JsonValue Document::valueOf(const Member& member) const {
  return {this, static_cast<std::size_t>(&member - members_.data())};
}

element Document::elementOf(JsonValue value) {
  const auto& document = *static_cast<const Document*>(value.document);
  const std::size_t members = document.members_.size();
  return value.position < members ? document.members_[value.position].value : document.lent_[value.position - members];
}

void Document::lend(JsonValue whole, element part, FunctionRef<void(JsonValue)> take) {
  const auto& document = *static_cast<const Document*>(whole.document);
  document.lent_.push_back(part);
  take({whole.document, document.members_.size() + document.lent_.size() - 1});
  document.lent_.pop_back();
}

bool isWellFormed(std::string text) {
  auto parser = takeParser();
  const bool well = parseWith(*parser, text).error() == simdjson::SUCCESS;
  giveBack(std::move(parser));
  return well;
}

}  // namespace ingot::rt::json
