#include <ingot/rt/password.hpp>

#include <crypt.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <array>
#include <memory>
#include <stdexcept>
#include <utility>

#include <ingot/rt/context.hpp>
#include <ingot/rt/secret.hpp>

namespace ingot::rt {
namespace {

constexpr int kLeastCost = 4;
constexpr int kMostCost = 31;
constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kHashSize = 60;

void wipe(std::string& text) {
  OPENSSL_cleanse(text.data(), text.capacity());
  text.clear();
}

// libxcrypt keeps 32 KiB of state, which goes to the heap, for a fiber has not that much stack, and is wiped.
struct Crypt {
  Crypt() : data(std::make_unique<crypt_data>()) {}
  ~Crypt() { OPENSSL_cleanse(data.get(), sizeof(crypt_data)); }
  Crypt(const Crypt&) = delete;
  Crypt& operator=(const Crypt&) = delete;

  // Empty when the setting is none of bcrypt.
  [[nodiscard]] std::string hash(std::string_view plain, const std::string& setting) const {
    std::string phrase(plain);
    const char* made = setting.compare(0, 4, "$2b$") == 0 ? crypt_r(phrase.c_str(), setting.c_str(), data.get()) : nullptr;
    wipe(phrase);
    const std::string hash = made == nullptr ? "" : made;
    return hash.size() == kHashSize && hash.front() == '$' ? hash : "";
  }

  std::unique_ptr<crypt_data> data;
};

bool isHashable(std::string_view plain) {
  return plain.size() <= kMostPasswordBytes && plain.find('\0') == std::string_view::npos;
}

}  // namespace

Password Password::ofHash(std::string hash) {
  Password password(std::move(hash));
  password.isHash_ = true;
  return password;
}

Password::Password(Password&& other) noexcept : text_(other.text_), isHash_(other.isHash_) { wipe(other.text_); }

Password& Password::operator=(Password&& other) noexcept {
  if (this == &other) return *this;
  wipe(text_);
  text_ = other.text_;
  isHash_ = other.isHash_;
  wipe(other.text_);
  return *this;
}

Password::~Password() { wipe(text_); }

const std::string& Password::plain() const {
  if (isHash_) throw std::logic_error("a password is hashed already");
  return text_;
}

const std::string& Password::hash() const {
  if (!isHash_) throw std::logic_error("a password is not hashed yet");
  return text_;
}

std::string bcryptHash(std::string_view plain, int cost) {
  if (cost < kLeastCost || cost > kMostCost || !isHashable(plain)) throw std::runtime_error("bcrypt cannot hash this");
  std::array<char, kSaltBytes> salt{};
  if (RAND_bytes(reinterpret_cast<unsigned char*>(salt.data()), static_cast<int>(salt.size())) != 1)
    throw std::runtime_error("OpenSSL has no random bytes");
  std::array<char, CRYPT_GENSALT_OUTPUT_SIZE> setting{};
  const char* made = crypt_gensalt_rn("$2b$", static_cast<unsigned long>(cost), salt.data(), static_cast<int>(salt.size()), setting.data(),
                                      static_cast<int>(setting.size()));
  const std::string hash = made == nullptr ? "" : Crypt().hash(plain, made);
  if (hash.empty()) throw std::runtime_error("libcrypt cannot do bcrypt");
  return hash;
}

bool bcryptMatches(std::string_view plain, const std::string& hash) {
  if (!isHashable(plain) || hash.size() != kHashSize) return false;
  const std::string made = Crypt().hash(plain, hash);
  return made.size() == hash.size() && CRYPTO_memcmp(made.data(), hash.data(), hash.size()) == 0;
}

void hashPassword(Context& context, Password& password) {
  std::string hash;
  context.burn([&] { hash = bcryptHash(password.plain(), context.passwordCost()); });
  password = Password::ofHash(std::move(hash));
}

void hashPassword(Context& context, Input<Password>& input) {
  if (!input.hasValue()) return;
  Password password = *input;
  hashPassword(context, password);
  input.set(std::move(password));
}

bool verifyPassword(Context& context, std::string_view plain, const std::string& hash) {
  bool matches = false;
  context.burn([&] { matches = bcryptMatches(plain, hash); });
  return matches;
}

ReadError read(JsonValue value, Password& out) {
  std::string text;
  ReadError error = read(value, text);
  if (!error) out = Password(text);
  wipe(text);
  return error;
}

}  // namespace ingot::rt
