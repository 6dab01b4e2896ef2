// Definitions that nobody wrote, and changes of them: the same ones for the same seed, on every machine.
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace ingot::test {

class Random {
 public:
  explicit Random(uint64_t seed) : engine_(seed) {}
  auto Below(size_t limit) -> size_t { return static_cast<size_t>(engine_() % limit); }
  auto Percent(size_t chance) -> bool { return Below(100) < chance; }
  template <typename List>
  auto Of(List& list) -> auto& {
    return list[Below(list.size())];
  }

 private:
  std::mt19937_64 engine_;
};

// `uid` stays with a thing whatever it is called.
struct RandomField {
  int uid = 0;
  std::string name;
  std::string type;  // `int`, `string[]`, `Colour`, `ref`
  bool required = false;
  std::string default_value = {};  // JSON, or empty
  int target = 0;                  // of a reference: the model
  std::string on_delete = {};
  bool identified = false;  // its uid stands in the definition
};

struct RandomLink {
  int uid = 0;
  std::string name;
  int target = 0;
};

struct RandomModel {
  int uid = 0;
  std::string name;
  std::vector<RandomField> fields;
  std::vector<std::vector<int>> unique = {};   // fields
  std::vector<std::vector<int>> indexes = {};
  std::vector<int> checked = {};               // whole numbers with a rule
  std::vector<int> searched = {};
  std::vector<RandomLink> links = {};
  bool timestamps = true;
  bool revision = false;
  bool soft_delete = false;
  bool identified = false;

  auto FieldOf(int field) const -> const RandomField*;
};

// A required reference is to a model before its own.
struct RandomDefinition {
  std::vector<RandomModel> models;
  int last_uid = 0;

  auto ModelOf(int uid) const -> const RandomModel*;
};

auto NewDefinition(Random& random) -> RandomDefinition;
// One to five changes. `from` gets the ids that tell names apart which are traded.
auto Changed(RandomDefinition& from, Random& random) -> RandomDefinition;
// As a document; renames are told with regard to `former`.
auto Written(const RandomDefinition& definition, const RandomDefinition* former) -> std::string;

// Are no two values of the type the same in the rows that the tests make?
auto IsDistinct(const std::string& type) -> bool;
// Does the text of one type do as the other's?
auto IsText(const std::string& type) -> bool;

}  // namespace ingot::test
