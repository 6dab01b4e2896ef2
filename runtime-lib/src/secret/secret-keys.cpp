// AES-256-GCM with OpenSSL, and the form in which a row keeps what it makes.
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <charconv>
#include <stdexcept>

#include <ingot/rt/secret.hpp>

#include "secret/gcm.hpp"

namespace ingot::rt {
namespace {

constexpr char kVersion = 1;
constexpr std::size_t kHeadBytes = 5;  // the version and the id of the key
constexpr std::size_t kLeastBytes = kHeadBytes + secret::kNonceBytes + secret::kTagBytes;
constexpr std::size_t kMostKeys = 100;

// The names have no zero byte, so that no two places have the same text.
std::string placeOf(std::string_view head, std::string_view table, std::string_view column, const Uuid& row) {
  std::string place(head);
  place.append(table).append(1, '\0').append(column).append(1, '\0');
  return place.append(reinterpret_cast<const char*>(row.bytes.data()), row.bytes.size());
}

std::string headOf(std::uint32_t key) {
  std::string head(1, kVersion);
  for (const unsigned shift : {24U, 16U, 8U, 0U}) head += static_cast<char>(key >> shift & 0xffU);
  return head;
}

std::uint32_t keyIn(std::string_view sealed) {
  std::uint32_t key = 0;
  for (const char c : sealed.substr(1, 4)) key = key << 8U | static_cast<unsigned char>(c);
  return key;
}

bool hasForm(std::string_view sealed) { return sealed.size() >= kLeastBytes && sealed.front() == kVersion; }

}  // namespace

std::shared_ptr<const SecretKeys> SecretKeys::parse(std::string_view text) {
  const std::shared_ptr<SecretKeys> keys(new SecretKeys);
  while (true) {
    const std::size_t end = std::min(text.find(','), text.size());
    const std::string_view entry = text.substr(0, end);
    std::uint32_t id = 0;
    const auto [stop, error] = std::from_chars(entry.data(), entry.data() + entry.size(), id);
    Bytes bytes;
    const std::size_t colon = static_cast<std::size_t>(stop - entry.data());
    if (error != std::errc() || id == 0 || colon >= entry.size() || entry[colon] != ':') return nullptr;
    if (!rt::parse(entry.substr(colon + 1), bytes) || bytes.data.size() != kKeyBytes) return nullptr;
    Key key{};
    std::copy(bytes.data.begin(), bytes.data.end(), key.begin());
    OPENSSL_cleanse(bytes.data.data(), bytes.data.size());
    if (!keys->keys_.emplace(id, key).second || keys->keys_.size() > kMostKeys) return nullptr;
    if (keys->first_ == 0) keys->first_ = id;
    if (end == text.size()) return keys;
    text.remove_prefix(end + 1);
  }
}

SecretKeys::~SecretKeys() {
  for (auto& [id, key] : keys_) OPENSSL_cleanse(key.data(), key.size());
}

const SecretKeys::Key* SecretKeys::find(std::uint32_t id) const {
  const auto found = keys_.find(id);
  return found == keys_.end() ? nullptr : &found->second;
}

Bytes SecretKeys::seal(std::string_view text, const SecretColumn& column, const Uuid& row) const {
  Bytes sealed{headOf(first_)};
  secret::Nonce nonce{};
  if (RAND_bytes(nonce.data(), static_cast<int>(nonce.size())) != 1) throw std::runtime_error("OpenSSL has no random bytes");
  const std::string place = placeOf(sealed.data, column.table, column.column, row);
  sealed.data.append(reinterpret_cast<const char*>(nonce.data()), nonce.size());
  sealed.data += secret::encrypt(keys_.at(first_), nonce, place, text);
  return sealed;
}

std::optional<Secret> SecretKeys::open(std::string_view sealed, const SecretColumn& column, const Uuid& row) const {
  const Key* key = hasForm(sealed) ? find(keyIn(sealed)) : nullptr;
  if (key == nullptr) return std::nullopt;
  const std::string_view head = sealed.substr(0, kHeadBytes);
  secret::Nonce nonce{};
  for (std::size_t i = 0; i < nonce.size(); ++i) nonce[i] = static_cast<unsigned char>(sealed[kHeadBytes + i]);
  const std::string_view rest = sealed.substr(kHeadBytes + nonce.size());
  for (const std::string_view table : {column.table, column.formerTable}) {
    for (const std::string_view name : {column.column, column.formerColumn}) {
      if (table.empty() || name.empty()) continue;
      if (auto text = secret::decrypt(*key, nonce, placeOf(head, table, name, row), rest)) return Secret(std::move(*text));
    }
  }
  return std::nullopt;
}

bool SecretKeys::isCurrent(std::string_view sealed, const SecretColumn& column, const Uuid& row) const {
  if (!hasForm(sealed) || keyIn(sealed) != first_) return false;
  if (column.formerTable.empty() && column.formerColumn.empty()) return true;
  return open(sealed, {column.table, column.column}, row).has_value();
}

}  // namespace ingot::rt
