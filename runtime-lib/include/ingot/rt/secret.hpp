// Values that are kept as ciphertext: the keys, the form in which a row holds one, and how code of the app reads one.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <ingot/rt/input.hpp>
#include <ingot/rt/types.hpp>

namespace ingot::rt {

class Context;
class Session;

// A secret in the clear, for as long as it is needed: it cannot be copied, printed, compared or written to JSON, and its bytes
// are gone with it. `reveal` is the one way to them; what is made of what it gives is the caller's to keep.
class Secret {
 public:
  explicit Secret(std::string&& text) noexcept;  // takes the text and wipes where it was
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret();

  [[nodiscard]] std::string_view reveal() const { return text_; }

 private:
  std::string text_;
};

std::ostream& operator<<(std::ostream&, const Secret&) = delete;
std::string format(const Secret&) = delete;

// A column of secrets. A table or a field that was renamed has the name before it too, until every row is sealed anew.
struct SecretColumn {
  std::string_view table;
  std::string_view column;
  std::string_view formerTable = {};
  std::string_view formerColumn = {};
};

// The keys of secrets, each 256 bits. The first one seals, all of them open.
class SecretKeys {
 public:
  static constexpr std::size_t kKeyBytes = 32;

  // `id:base64,id:base64`: whole numbers from 1 to 4294967295, and 32 bytes each. Null when it is not that.
  [[nodiscard]] static std::shared_ptr<const SecretKeys> parse(std::string_view text);
  ~SecretKeys();
  SecretKeys(const SecretKeys&) = delete;
  SecretKeys& operator=(const SecretKeys&) = delete;

  // AES-256-GCM: the version of this form (1), the id of the key (4 bytes), a nonce (12, random), the ciphertext, its tag (16).
  // It opens for this row and column only. Throws std::runtime_error when OpenSSL fails.
  [[nodiscard]] Bytes seal(std::string_view text, const SecretColumn& column, const Uuid& row) const;
  // Null when it was not sealed by one of the keys for this row and column.
  [[nodiscard]] std::optional<Secret> open(std::string_view sealed, const SecretColumn& column, const Uuid& row) const;
  // Was it sealed by the first key, under the names that are in force?
  [[nodiscard]] bool isCurrent(std::string_view sealed, const SecretColumn& column, const Uuid& row) const;

 private:
  using Key = std::array<unsigned char, kKeyBytes>;
  SecretKeys() = default;
  [[nodiscard]] const Key* find(std::uint32_t id) const;

  std::uint32_t first_ = 0;
  std::map<std::uint32_t, Key> keys_;
};

// What a row holds of an input. Throws std::logic_error when the session has no keys.
[[nodiscard]] Input<Bytes> sealed(Session& session, const SecretColumn& column, const Uuid& row, const Input<std::string>& text);

// The password of an input, when it has one, in the form in which a row holds it.
void hashPassword(Context& context, Input<Password>& input);

// The secret of a row; null when the row is not there or holds none. Throws std::runtime_error when it does not open, and
// says which row and column, and nothing of it.
[[nodiscard]] std::optional<Secret> readSecret(Session& session, const SecretColumn& column, const Uuid& row);

}  // namespace ingot::rt
