#include "tests/hostile/positions.h"

#include <regex>
#include <stdexcept>

namespace ingot::test::hostile {
namespace {

const std::string kMark = "@@HERE@@";
const std::string kLiteral = "'literal'";

class Walk {
 public:
  explicit Walk(const Json& definition) : definition_(definition) {}

  auto Run() -> std::vector<Position> {
    Visit(Json::json_pointer(), "", "");
    return std::move(positions_);
  }

 private:
  void Visit(const Json::json_pointer& at, const std::string& name, const std::string& key) {
    const Json& value = definition_.at(at);
    if (value.is_string()) return Text(at, name, key);
    if (!at.empty()) Add(name, key, Place::kValue, [&] { return Marked(at); }, "");
    if (value.is_array()) {
      for (size_t i = 0; i < value.size(); ++i) Visit(at / i, name + "[" + KindOf(value[i]) + "]", key);
    } else if (value.is_object()) {
      for (const auto& [member, item] : value.items()) {
        const std::string below = name.empty() ? member : name + "." + member;
        Add(OfAnyType(below) + " (key)", member, Place::kKey, [&] { return Renamed(at, member); }, "");
        Visit(at / member, below, member);
      }
    }
  }

  void Text(const Json::json_pointer& at, const std::string& name, const std::string& key) {
    const auto text = definition_.at(at).get<std::string>();
    Add(name, key, Place::kText, [&] { return Marked(at); }, text);
    if (text.find(kLiteral) == std::string::npos) return;
    Add(name + " (text)", key, Place::kExpression, [&] { return Marked(at); }, text);
    Add(name + " (unquoted)", key, Place::kUnquoted, [&] { return Marked(at); }, text);
  }

  // What an element of a list is, so that its like is tried once.
  static auto KindOf(const Json& item) -> std::string {
    if (!item.is_object()) return "";
    if (item.contains("type")) return item["type"].get<std::string>();
    std::string kind;
    for (const char* word : {"let", "first", "all", "value", "require", "create", "update", "upsert", "each", "delete", "run", "return", "method"}) {
      if (item.contains(word)) kind += (kind.empty() ? "" : "+") + std::string(word);
    }
    return kind;
  }

  auto Marked(const Json::json_pointer& at) const -> Json {
    Json copy = definition_;
    copy[at] = kMark;
    return copy;
  }

  auto Renamed(const Json::json_pointer& at, const std::string& member) const -> Json {
    Json copy = definition_;
    Json renamed = Json::object();
    for (const auto& [key, item] : copy[at].items()) renamed[key == member ? kMark : key] = item;
    copy[at] = renamed;
    return copy;
  }

  // The same keys are known in a field of any type.
  static auto OfAnyType(const std::string& name) -> std::string {
    static const std::regex kTyped(R"(\b(fields|params|query|headers|body)\[[^\]]*(\[\])?\])");
    return std::regex_replace(name, kTyped, "$1[]");
  }

  template <typename Marked>
  void Add(const std::string& name, const std::string& key, Place place, const Marked& marked, const std::string& text) {
    if (!seen_.insert(name + std::to_string(static_cast<int>(place))).second) return;
    const std::string whole = marked().dump();
    const std::string mark = "\"" + kMark + "\"";
    const size_t begin = whole.find(mark);
    if (begin == std::string::npos || whole.find(mark, begin + 1) != std::string::npos) throw std::logic_error("a position is not found once: " + name);
    positions_.push_back({name, key, place, whole.substr(0, begin), whole.substr(begin + mark.size()), text});
  }

  const Json& definition_;
  std::set<std::string> seen_;
  std::vector<Position> positions_;
};

}  // namespace

auto PositionsOf(const Json& definition) -> std::vector<Position> { return Walk(definition).Run(); }

}  // namespace ingot::test::hostile
