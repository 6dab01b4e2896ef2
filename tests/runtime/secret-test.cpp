// Secrets and passwords: published vectors, what opens and what does not, keys that change, and the queue of what burns.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <type_traits>
#include <vector>

#include <ingot/rt/context.hpp>
#include <ingot/rt/password.hpp>
#include <ingot/rt/secret.hpp>

#include "secret/gcm.hpp"
#include "service/work-pool.hpp"
#include "store-fixture.hpp"
#include "store/rotate-secrets.hpp"
#include "tests/support/migrate.h"

namespace ingot::rt {
namespace {

constexpr std::string_view kOne = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
constexpr std::string_view kTwo = "//79/Pv6+fj39vX08/Lx8O/u7ezr6uno5+bl5OPi4eA=";
constexpr SecretColumn kToken{"projects", "token"};
constexpr SecretColumn kOther{"projects", "other"};

std::string keyed(int id, std::string_view key) { return std::to_string(id) + ":" + std::string(key); }

std::string unhex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return bytes;
}

template <typename Array>
Array arrayOf(std::string_view hex) {
  Array array{};
  const std::string bytes = unhex(hex);
  std::copy(bytes.begin(), bytes.end(), array.begin());
  return array;
}

// Test cases 14 and 16 of "The Galois/Counter Mode of Operation (GCM)", McGrew and Viega, which NIST SP 800-38D names.
TEST(Gcm, DoesWhatWasPublished) {
  const auto zero = arrayOf<secret::Key>(std::string(64, '0'));
  EXPECT_EQ(secret::encrypt(zero, {}, "", std::string(16, '\0')),
            unhex("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"));
  const auto key = arrayOf<secret::Key>("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
  const auto nonce = arrayOf<secret::Nonce>("cafebabefacedbaddecaf888");
  const std::string associated = unhex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
  const std::string text = unhex(
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
  const std::string sealed = unhex(
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
      "76fc6ece0f4e1768cddf8853bb2d551b");
  EXPECT_EQ(secret::encrypt(key, nonce, associated, text), sealed);
  EXPECT_EQ(secret::decrypt(key, nonce, associated, sealed), text);
}

TEST(Gcm, OpensNothingThatWasChanged) {
  const auto key = arrayOf<secret::Key>(std::string(64, '1'));
  const std::string sealed = secret::encrypt(key, {}, "here", "text");
  EXPECT_EQ(secret::decrypt(key, {}, "there", sealed), std::nullopt);
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_EQ(secret::decrypt(key, {}, "here", changed), std::nullopt);
    EXPECT_EQ(secret::decrypt(key, {}, "here", sealed.substr(0, i)), std::nullopt);
  }
}

TEST(SecretKeys, AreReadFromOneText) {
  EXPECT_TRUE(SecretKeys::parse(keyed(1, kOne)));
  EXPECT_TRUE(SecretKeys::parse(keyed(2000000000, kOne) + "," + keyed(2, kTwo)));
  const std::string good = keyed(1, kOne);
  for (const std::string& bad : {std::string(), std::string(kOne), ":" + std::string(kOne), keyed(0, kOne), "-1:" + std::string(kOne), good + ",",
                                 good + "," + good, good + " ", " " + good, std::string("1:"), std::string("1:AAEC"), good.substr(0, good.size() - 1),
                                 "4294967296:" + std::string(kOne), std::string("1"), good + ";" + keyed(2, kTwo)}) {
    EXPECT_FALSE(SecretKeys::parse(bad)) << bad;
  }
}

TEST(SecretKeys, OpenWhereTheySealed) {
  const auto keys = SecretKeys::parse(keyed(7, kOne));
  const Uuid row = newUuid();
  const Bytes sealed = keys->seal("the secret", kToken, row);
  EXPECT_EQ(sealed.data.substr(0, 5), std::string("\x01\x00\x00\x00\x07", 5));
  EXPECT_EQ(sealed.data.size(), 5 + 12 + 10 + 16);
  EXPECT_EQ(sealed.data.find("secret"), std::string::npos);
  EXPECT_NE(keys->seal("the secret", kToken, row).data, sealed.data);
  EXPECT_EQ(keys->open(sealed.data, kToken, row)->reveal(), "the secret");
  EXPECT_EQ(keys->open(keys->seal("", kToken, row).data, kToken, row)->reveal(), "");
  EXPECT_FALSE(keys->open(sealed.data, kToken, newUuid()));
  EXPECT_FALSE(keys->open(sealed.data, kOther, row));
  EXPECT_FALSE(keys->open(sealed.data, {"tasks", "token"}, row));
  for (std::size_t i = 0; i < sealed.data.size(); ++i) {
    std::string changed = sealed.data;
    changed[i] = static_cast<char>(changed[i] ^ 2);
    EXPECT_FALSE(keys->open(changed, kToken, row)) << i;
    EXPECT_FALSE(keys->open(std::string_view(sealed.data).substr(0, i), kToken, row)) << i;
  }
}

TEST(SecretKeys, FirstSealsAndAllOpen) {
  const auto old = SecretKeys::parse(keyed(1, kOne));
  const auto both = SecretKeys::parse(keyed(2, kTwo) + "," + keyed(1, kOne));
  const auto fresh = SecretKeys::parse(keyed(2, kTwo));
  const Uuid row = newUuid();
  const Bytes before = old->seal("a", kToken, row);
  EXPECT_EQ(both->open(before.data, kToken, row)->reveal(), "a");
  EXPECT_FALSE(both->isCurrent(before.data, kToken, row));
  const Bytes after = both->seal("b", kToken, row);
  EXPECT_TRUE(both->isCurrent(after.data, kToken, row));
  EXPECT_EQ(fresh->open(after.data, kToken, row)->reveal(), "b");
  EXPECT_FALSE(fresh->open(before.data, kToken, row));
  // The same id, and another key.
  EXPECT_FALSE(SecretKeys::parse(keyed(1, kTwo))->open(before.data, kToken, row));
}

TEST(SecretKeys, OpenWhatWasRenamed) {
  const auto keys = SecretKeys::parse(keyed(1, kOne));
  const Uuid row = newUuid();
  const Bytes sealed = keys->seal("a", kToken, row);
  const SecretColumn renamed{"repositories", "key", "projects", "token"};
  EXPECT_EQ(keys->open(sealed.data, renamed, row)->reveal(), "a");
  EXPECT_FALSE(keys->isCurrent(sealed.data, renamed, row));
  EXPECT_FALSE(keys->open(sealed.data, {"repositories", "key", "projects", ""}, row));
  EXPECT_TRUE(keys->isCurrent(keys->seal("a", renamed, row).data, renamed, row));
}

template <typename T>
concept Formattable = requires(const T& value) { format(value); };
template <typename T>
concept Streamable = requires(std::ostream& out, const T& value) { out << value; };

TEST(Secret, IsNotToldByAccident) {
  static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
  static_assert(!std::is_convertible_v<Secret, std::string_view> && !std::is_convertible_v<Secret, std::string>);
  static_assert(!Formattable<Secret> && !Streamable<Secret> && !Formattable<Password> && !Streamable<Password>);
  std::string text = "a text that is long enough to stand on the heap";
  const char* where = text.data();
  const Secret secret(std::move(text));
  EXPECT_EQ(secret.reveal(), "a text that is long enough to stand on the heap");
  EXPECT_NE(secret.reveal().data(), where);
  EXPECT_EQ(*where, '\0');  // wiped; the string holds its memory still
}

// From the test vectors of Openwall's crypt_blowfish.
TEST(Bcrypt, DoesWhatWasPublished) {
  EXPECT_TRUE(bcryptMatches("U*U", "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"));
  EXPECT_TRUE(bcryptMatches("", "$2b$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy"));
  EXPECT_FALSE(bcryptMatches("U*u", "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"));
}

TEST(Bcrypt, HashesWithItsCost) {
  const std::string hash = bcryptHash("correct horse", 4);
  EXPECT_EQ(hash.substr(0, 7), "$2b$04$");
  EXPECT_EQ(hash.size(), 60U);
  EXPECT_NE(bcryptHash("correct horse", 4), hash);
  EXPECT_TRUE(bcryptMatches("correct horse", hash));
  EXPECT_FALSE(bcryptMatches("correct horse ", hash));
  EXPECT_EQ(bcryptHash("correct horse", 12).substr(0, 7), "$2b$12$");
  for (const std::string& none : {std::string(), std::string("$2b$"), std::string(60, '*'), std::string("*0"), "$1$" + hash.substr(3)})
    EXPECT_FALSE(bcryptMatches("correct horse", none));
  EXPECT_FALSE(bcryptMatches(std::string("correct horse\0", 14), hash));
}

TEST(Bcrypt, RefusesWhatItWouldCut) {
  EXPECT_NO_THROW(bcryptHash(std::string(72, 'x'), 4));
  EXPECT_THROW(bcryptHash(std::string(73, 'x'), 4), std::runtime_error);
  EXPECT_THROW(bcryptHash(std::string("a\0b", 3), 4), std::runtime_error);
  EXPECT_THROW(bcryptHash("x", 3), std::runtime_error);
  EXPECT_FALSE(bcryptMatches(std::string(73, 'x'), bcryptHash(std::string(72, 'x'), 4)));
}

TEST(Passwords, AreStoredAsHashesOnly) {
  EXPECT_THROW(Params(Password("plain text")), std::logic_error);
  EXPECT_NO_THROW(Params(Password::ofHash(bcryptHash("plain text", 4))));
  Checks checks(Write::create);
  checks.password("p", Input<Password>(Password(std::string(72, 'x'))));
  EXPECT_NO_THROW(checks.finish());
  checks.password("p", Input<Password>(Password(std::string(73, 'x'))));
  EXPECT_THROW(checks.finish(), Failure);
}

constexpr Migration kSecrets[] = {{"0001_initial", {"CREATE TABLE projects (id BLOB NOT NULL PRIMARY KEY, token BLOB) STRICT", ""}, {}}};

class SecretRotation : public ::testing::Test {
 protected:
  std::unique_ptr<store::Database> open(const std::string& keys) {
    store::Options options;
    options.url = "sqlite:" + folder_.path() + "/test.db";
    options.secretKeys = SecretKeys::parse(keys);
    auto database = store::open(options);
    test::migrateUp(*database, kSecrets);
    return database;
  }
  static void add(store::Database& database, const Uuid& id, const std::string& text) {
    store::writeNow(database, [&](Session& session) {
      session.execute(Statement{"INSERT INTO projects (id, token) VALUES ($1, $2)"}, Params(id, sealed(session, kToken, id, Input<std::string>(text))));
    });
  }
  static std::string textOf(store::Database& database, const Uuid& id) {
    std::string text = "(none)";
    database.read([&](Session& session) {
      if (const auto secret = readSecret(session, kToken, id)) text = secret->reveal();
    });
    return text;
  }

  store::TemporaryFolder folder_;
};

TEST_F(SecretRotation, SealsWhatOlderKeysSealed) {
  std::vector<Uuid> ids;
  {
    const auto database = open(keyed(1, kOne));
    for (int i = 0; i < 450; ++i) add(*database, ids.emplace_back(newUuid()), "secret " + std::to_string(i));
    store::writeNow(*database, [&](Session& session) {
      session.execute(Statement{"INSERT INTO projects (id) VALUES ($1)"}, Params(newUuid()));
    });
    EXPECT_EQ(store::rotateSecrets(*database, kToken).sealed, 0);
  }
  {
    const auto database = open(keyed(2, kTwo) + "," + keyed(1, kOne));
    add(*database, ids.emplace_back(newUuid()), "secret 450");
    const store::Rotation done = store::rotateSecrets(*database, kToken);
    EXPECT_EQ(done.found, 451);
    EXPECT_EQ(done.sealed, 450);
    EXPECT_EQ(done.unreadable, 0);
    EXPECT_EQ(store::rotateSecrets(*database, kToken).sealed, 0);
  }
  const auto database = open(keyed(2, kTwo));
  for (std::size_t i = 0; i < ids.size(); ++i) EXPECT_EQ(textOf(*database, ids[i]), "secret " + std::to_string(i));
  EXPECT_EQ(textOf(*database, newUuid()), "(none)");
}

TEST_F(SecretRotation, LeavesAloneWhatItCannotOpen) {
  const Uuid id = newUuid();
  add(*open(keyed(1, kOne)), id, "lost");
  {
    const auto database = open(keyed(2, kTwo));
    const store::Rotation done = store::rotateSecrets(*database, kToken);
    EXPECT_EQ(done.sealed, 0);
    EXPECT_EQ(done.unreadable, 1);
    EXPECT_THROW(textOf(*database, id), std::runtime_error);
  }
  EXPECT_EQ(textOf(*open(keyed(1, kOne)), id), "lost");
}

// Whoever can write into the database moves nothing.
TEST_F(SecretRotation, SwappedCiphertextsDoNotOpen) {
  const auto database = open(keyed(1, kOne));
  const Uuid first = newUuid();
  const Uuid second = newUuid();
  add(*database, first, "of the first");
  add(*database, second, "of the second");
  store::writeNow(*database, [&](Session& session) {
    session.execute(Statement{"UPDATE projects SET token = (SELECT token FROM projects WHERE id = $1) WHERE id = $2"}, Params(first, second));
  });
  EXPECT_EQ(textOf(*database, first), "of the first");
  EXPECT_THROW(textOf(*database, second), std::runtime_error);
}

TEST(Sealing, NeedsKeys) {
  store::TemporaryFolder folder;
  store::Options options;
  options.url = "sqlite:" + folder.path() + "/test.db";
  const auto database = store::open(options);
  const auto seal = [](Session& session) { (void)sealed(session, kToken, newUuid(), Input<std::string>("a")); };
  EXPECT_THROW(store::writeNow(*database, seal), std::logic_error);
}

class Counted final : public service::WorkPool::Work {
 public:
  void perform() noexcept override {
    std::unique_lock lock(mutex);
    started = true;
    changed.notify_all();
    changed.wait(lock, [&] { return open; });
    ++done;
  }
  void waitStarted() {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return started; });
  }
  static inline std::mutex mutex;
  static inline std::condition_variable changed;
  static inline bool open = false;
  static inline int done = 0;
  bool started = false;
};

TEST(WorkPool, RefusesWhatItCannotQueue) {
  Counted works[4];
  {
    service::WorkPool pool(1, 2);
    ASSERT_TRUE(pool.add(works[0]));
    works[0].waitStarted();
    EXPECT_TRUE(pool.add(works[1]));
    EXPECT_TRUE(pool.add(works[2]));
    EXPECT_FALSE(pool.add(works[3]));
    const std::lock_guard lock(Counted::mutex);
    Counted::open = true;
    Counted::changed.notify_all();
  }
  EXPECT_EQ(Counted::done, 3);
}

}  // namespace
}  // namespace ingot::rt
