#include <ingot/rt/secret.hpp>

#include <openssl/crypto.h>

#include <stdexcept>
#include <utility>

#include <ingot/rt/database.hpp>

namespace ingot::rt {

namespace {

void wipe(std::string& text) {
  OPENSSL_cleanse(text.data(), text.capacity());
  text.clear();
}

const SecretKeys& keysOf(const Session& session) {
  if (session.secretKeys() == nullptr) throw std::logic_error("a secret without SECRET_KEYS");
  return *session.secretKeys();
}

}  // namespace

Secret::Secret(std::string&& text) noexcept : text_(text.size(), '\0') {
  text_.assign(text);
  wipe(text);
}

Secret::Secret(Secret&& other) noexcept : Secret(std::move(other.text_)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this == &other) return *this;
  wipe(text_);
  text_.assign(other.text_);
  wipe(other.text_);
  return *this;
}

Secret::~Secret() { wipe(text_); }

Input<Bytes> sealed(Session& session, const SecretColumn& column, const Uuid& row, const Input<std::string>& text) {
  Input<Bytes> result;
  if (text.isNull()) result.setNull();
  if (text.hasValue()) result.set(keysOf(session).seal(*text, column, row));
  return result;
}

std::optional<Secret> readSecret(Session& session, const SecretColumn& column, const Uuid& row) {
  std::optional<Bytes> held;
  const std::string sql = "SELECT " + std::string(column.column) + " FROM " + std::string(column.table) + " WHERE id = $1";
  session.run(sql, Params(row), [&](const Row& found) { found.read(held); });
  if (!held) return std::nullopt;
  auto secret = keysOf(session).open(held->data, column, row);
  if (!secret)
    throw std::runtime_error("the secret " + std::string(column.column) + " of row " + format(row) + " of " + std::string(column.table) +
                             " opens with none of SECRET_KEYS");
  return secret;
}

}  // namespace ingot::rt
