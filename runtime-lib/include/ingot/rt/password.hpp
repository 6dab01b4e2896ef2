// Passwords: in the clear from a request until they are hashed, and as bcrypt hashes in rows.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace ingot::rt {

class Context;

// What bcrypt reads of a password; more would be ignored, so it is refused.
constexpr std::size_t kMostPasswordBytes = 72;

// A password that a client sent, or its hash. Its bytes are gone with it. Only a hash can be stored.
class Password {
 public:
  Password() = default;
  explicit Password(std::string plain) : text_(std::move(plain)) {}
  [[nodiscard]] static Password ofHash(std::string hash);
  Password(const Password&) = default;
  Password(Password&& other) noexcept;
  Password& operator=(const Password&) = default;
  Password& operator=(Password&& other) noexcept;
  ~Password();

  [[nodiscard]] bool isHash() const { return isHash_; }
  [[nodiscard]] const std::string& plain() const;  // throws std::logic_error of a hash
  [[nodiscard]] const std::string& hash() const;   // throws std::logic_error of one that is not hashed

 private:
  std::string text_;
  bool isHash_ = false;
};

// `$2b$12$...`, bcrypt with a random salt; takes a quarter of a second with 12, and half with each one less. Throws
// std::runtime_error for costs below 4 or above 31, more than 72 bytes, and NUL.
[[nodiscard]] std::string bcryptHash(std::string_view plain, int cost);
// In a time that does not tell how much of the hash is right. False when `hash` is none.
[[nodiscard]] bool bcryptMatches(std::string_view plain, const std::string& hash);

// The same beside the loop, while the handler waits. Throws Failure 503 when too many wait already.
void hashPassword(Context& context, Password& password);
[[nodiscard]] bool verifyPassword(Context& context, std::string_view plain, const std::string& hash);

}  // namespace ingot::rt
