// Everything: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <ingot/rt/database.hpp>
#include <ingot/rt/input.hpp>
#include <ingot/rt/json-writer.hpp>
#include <ingot/rt/row-format.hpp>
#include <ingot/rt/secret.hpp>
#include <ingot/rt/types.hpp>

#include "enums/class.hpp"
#include "enums/colour.hpp"

namespace app {

namespace rt = ingot::rt;

struct Everything {
  rt::Uuid id;
  bool flag;
  std::int64_t count;
  std::optional<rt::BigInt> wide;
  std::optional<double> ratio;
  std::optional<rt::Decimal<2>> price;
  std::string word;
  std::optional<std::string> code;
  std::optional<std::string> body;
  std::optional<rt::Uuid> token;
  std::optional<rt::Date> born;
  std::optional<rt::TimeOfDay> opensAt;
  std::optional<rt::Timestamp> seenAt;
  std::optional<rt::Duration> lasts;
  std::optional<rt::Json> extra;
  std::optional<rt::Bytes> thumbnail;
  std::optional<rt::Bytes> blob;
  std::vector<std::string> tags;
  std::optional<std::vector<Colour>> moods;
  std::optional<std::vector<rt::Decimal<2>>> prices;
  std::optional<std::vector<bool>> flags;
  std::optional<std::vector<rt::Bytes>> parts;
  std::optional<std::string> email;
  std::optional<std::string> site;
  std::optional<std::string> handle;
  std::optional<std::string> mail;
  std::optional<Colour> colour;
  std::optional<Class> class_;
  std::optional<std::int64_t> order;
  std::optional<rt::Uuid> parentId;
  rt::Uuid ownerId;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<bool> flag;
    rt::Input<std::int64_t> count;
    rt::Input<rt::BigInt> wide;
    rt::Input<double> ratio;
    rt::Input<rt::Decimal<2>> price;
    rt::Input<std::string> word;
    rt::Input<std::string> code;
    rt::Input<std::string> body;
    rt::Input<rt::Uuid> token;
    rt::Input<rt::Date> born;
    rt::Input<rt::TimeOfDay> opensAt;
    rt::Input<rt::Timestamp> seenAt;
    rt::Input<rt::Duration> lasts;
    rt::Input<rt::Json> extra;
    rt::Input<rt::Bytes> thumbnail;
    rt::Input<rt::Bytes> blob;
    rt::Input<std::vector<std::string>> tags;
    rt::Input<std::vector<Colour>> moods;
    rt::Input<std::vector<rt::Decimal<2>>> prices;
    rt::Input<std::vector<bool>> flags;
    rt::Input<std::vector<rt::Bytes>> parts;
    rt::Input<std::string> email;
    rt::Input<std::string> site;
    rt::Input<std::string> handle;
    rt::Input<std::string> mail;
    rt::Input<std::string> pin;
    rt::Input<Colour> colour;
    rt::Input<Class> class_;
    rt::Input<std::int64_t> order;
    rt::Input<rt::Uuid> parentId;
    rt::Input<rt::Uuid> ownerId;
  };

  // What is kept as ciphertext, and in no row that is read: `rt::readSecret` reads one.
  struct Secrets {
    static constexpr rt::SecretColumn pin{"everythings", "pin"};
  };
};

// Computed: never stored, always in step with the fields that they come from.
[[nodiscard]] std::string digestOfEverything(const Everything& item);
[[nodiscard]] std::string shoutOfEverything(const Everything& item);
[[nodiscard]] std::optional<rt::Decimal<2>> totalOfEverything(const Everything& item);
[[nodiscard]] bool isCheapOfEverything(const Everything& item);
[[nodiscard]] bool isNewOfEverything(const Everything& item);

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, Everything::Input& input);
void fillDefaults(Everything::Input& input, rt::Write write, rt::Timestamp now);
void check(const Everything::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const Everything& item);

// The table.
extern const rt::Table kEverythingTable;
extern const rt::RowFormat kEverythingRows;
extern const rt::RowFormat kEverythingVersions;  // the table of every version of its rows
void readRow(const rt::Row& row, Everything& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const Everything::Input& input);  // of a new row
[[nodiscard]] Everything insertRow(rt::Session& session, const Everything::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Everything::Input& input);

}  // namespace app
