// The rules of Booking, each broken alone, and its routes. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/booking.hpp"

namespace app {

rt::Uuid Fixtures::makeBooking(rt::Session& session) {
  if (!booking_) {
    Booking::Input input;
    input.startsAt.set(rt::Timestamp{1767225600000000});
    input.endsAt.set(rt::Timestamp{1767229200000000});
    input.seats.set(5);
    input.price.set(rt::Decimal<2>{7});
    input.discount.set(rt::Decimal<2>{9});
    input.address.set(rt::objectOf<Address>("{\"street\":\"street b\",\"class\":\"operator\",\"since\":\"2026-01-02\",\"where\":{\"north\":2,\"east\":2}}"));
    input.extras.set(rt::listOf<Extra>("[{\"name\":\"name a\",\"price\":\"0.01\",\"colours\":[\"red\"],\"isPaid\":false}]"));
    input.colour.set(Colour{0});
    input.email.set("email.x@example.com");
    input.code.set("code d");
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    booking_ = insertRow(session, input).id;
  }
  return *booking_;
}

namespace {

using rt::testing::Body;
using rt::testing::hasOnlyProblem;
using rt::testing::hasProblem;
using rt::testing::holds;
using rt::testing::listed;
using rt::testing::lists;
using rt::testing::quoted;
using rt::testing::repeated;
using rt::testing::zeros;

class BookingTest : public rt::testing::ServiceTest {
 protected:
  BookingTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"startsAt", "\"2026-01-01T00:00:00Z\""},
        {"endsAt", "\"2026-01-01T01:00:00Z\""},
        {"seats", "5"},
        {"price", "\"0.07\""},
        {"discount", "\"0.09\""},
        {"deposits", "[\"0.11\"]"},
        {"plate", quoted("M-3")},
        {"address", "{\"street\":\"street b\",\"class\":\"operator\",\"since\":\"2026-01-02\",\"where\":{\"north\":2,\"east\":2}}"},
        {"invoiceTo", "{\"street\":\"street a\",\"class\":\"operator\",\"since\":\"2026-01-01\",\"where\":{\"north\":1.5,\"east\":1.5}}"},
        {"extras", "[{\"name\":\"name a\",\"price\":\"0.01\",\"colours\":[\"red\"],\"isPaid\":false}]"},
        {"colour", "\"red\""},
        {"email", quoted("email.x@example.com")},
        {"phone", "null"},
        {"code", quoted("code d")},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = "/v1/bookings";
    });
  }

  Fixtures fixtures_;
  std::string path_;
  Body valid_;
};

TEST_F(BookingTest, LivesThroughItsRoutes) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  const auto read = get(location);
  ASSERT_EQ(read.status, 200) << read.body;
  EXPECT_EQ(read.body, created.body);
  EXPECT_EQ(get(path_).status, 200);
  EXPECT_EQ(put(location, valid_, {{"If-Match", read.header("etag")}}).status, 200);
  EXPECT_EQ(patch(location, Body{}, {{"If-Match", read.header("etag")}}).status, 412);
  EXPECT_EQ(del(location, {{"If-Match", read.header("etag")}}).status, 412);
  EXPECT_EQ(patch(location, Body{}).status, 200);
  EXPECT_EQ(read.at("updatedAt"), read.at("createdAt"));
  EXPECT_EQ(get(location).at("createdAt"), created.at("createdAt"));
  EXPECT_NE(get(location).at("updatedAt"), created.at("updatedAt"));
  EXPECT_EQ(del(location).status, 204);
  EXPECT_EQ(get(location).status, 404);
}

TEST_F(BookingTest, KeepsWhatWasSent) {
  const auto reply = post(path_, valid_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("startsAt"), "\"2026-01-01T00:00:00Z\"");
  EXPECT_EQ(reply.at("endsAt"), "\"2026-01-01T01:00:00Z\"");
  EXPECT_EQ(reply.at("seats"), "5");
  EXPECT_EQ(reply.at("price"), "\"0.07\"");
  EXPECT_EQ(reply.at("discount"), "\"0.09\"");
  EXPECT_EQ(reply.at("deposits"), "[\"0.11\"]");
  EXPECT_EQ(reply.at("plate"), quoted("M-3"));
  EXPECT_EQ(reply.at("address"), "{\"street\":\"street b\",\"class\":\"operator\",\"since\":\"2026-01-02\",\"where\":{\"north\":2,\"east\":2}}");
  EXPECT_EQ(reply.at("invoiceTo"), "{\"street\":\"street a\",\"class\":\"operator\",\"since\":\"2026-01-01\",\"where\":{\"north\":1.5,\"east\":1.5}}");
  EXPECT_EQ(reply.at("extras"), "[{\"name\":\"name a\",\"price\":\"0.01\",\"colours\":[\"red\"],\"isPaid\":false}]");
  EXPECT_EQ(reply.at("colour"), "\"red\"");
  EXPECT_EQ(reply.at("email"), quoted("email.x@example.com"));
  EXPECT_EQ(reply.at("phone"), "null");
  EXPECT_EQ(reply.at("code"), quoted("code d"));
}

TEST_F(BookingTest, FillsWhatIsLeftOut) {
  const auto reply = post(path_, valid_.without("deposits").without("plate").without("invoiceTo").without("extras"));
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("deposits"), "null");
  EXPECT_EQ(reply.at("plate"), "null");
  EXPECT_EQ(reply.at("invoiceTo"), "{\"street\":\"Main \\\"Street\\\" 1\",\"class\":\"operator\",\"since\":null,\"where\":null}");
  EXPECT_EQ(reply.at("extras"), "[{\"name\":\"coffee\",\"price\":\"2.00\",\"colours\":[],\"isPaid\":false}]");
}

TEST_F(BookingTest, ReplacesWhatIsLeftOut) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const auto reply = put(created.header("location"), valid_.without("deposits").without("plate").without("invoiceTo").without("extras"));
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.at("deposits"), "null");
  EXPECT_EQ(reply.at("plate"), "null");
  EXPECT_EQ(reply.at("invoiceTo"), "{\"street\":\"Main \\\"Street\\\" 1\",\"class\":\"operator\",\"since\":null,\"where\":null}");
  EXPECT_EQ(reply.at("extras"), "[{\"name\":\"coffee\",\"price\":\"2.00\",\"colours\":[],\"isPaid\":false}]");
}

TEST_F(BookingTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_;
  expected = expected.with("startsAt", "\"2026-01-01T00:00:00.000001Z\"");
  ASSERT_EQ(patch(location, Body{{"startsAt", "\"2026-01-01T00:00:00.000001Z\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("endsAt", "\"2026-01-01T01:00:00.000001Z\"");
  ASSERT_EQ(patch(location, Body{{"endsAt", "\"2026-01-01T01:00:00.000001Z\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("seats", "6");
  ASSERT_EQ(patch(location, Body{{"seats", "6"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("price", "\"0.08\"");
  ASSERT_EQ(patch(location, Body{{"price", "\"0.08\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("deposits", "[\"0.12\"]");
  ASSERT_EQ(patch(location, Body{{"deposits", "[\"0.12\"]"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("deposits", "null");
  ASSERT_EQ(patch(location, Body{{"deposits", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("plate", quoted("N-4"));
  ASSERT_EQ(patch(location, Body{{"plate", quoted("N-4")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("plate", "null");
  ASSERT_EQ(patch(location, Body{{"plate", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("address", "{\"street\":\"street a\",\"class\":\"operator\",\"since\":\"2026-01-01\",\"where\":{\"north\":1.5,\"east\":1.5}}");
  ASSERT_EQ(patch(location, Body{{"address", "{\"street\":\"street a\",\"class\":\"operator\",\"since\":\"2026-01-01\",\"where\":{\"north\":1.5,\"east\":1.5}}"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("invoiceTo", "{\"street\":\"street b\",\"class\":\"operator\",\"since\":\"2026-01-02\",\"where\":{\"north\":2,\"east\":2}}");
  ASSERT_EQ(patch(location, Body{{"invoiceTo", "{\"street\":\"street b\",\"class\":\"operator\",\"since\":\"2026-01-02\",\"where\":{\"north\":2,\"east\":2}}"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("invoiceTo", "null");
  ASSERT_EQ(patch(location, Body{{"invoiceTo", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("extras", "[{\"name\":\"name b\",\"price\":\"0.02\",\"colours\":[\"deep green\"],\"isPaid\":true}]");
  ASSERT_EQ(patch(location, Body{{"extras", "[{\"name\":\"name b\",\"price\":\"0.02\",\"colours\":[\"deep green\"],\"isPaid\":true}]"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("code", quoted("code c"));
  ASSERT_EQ(patch(location, Body{{"code", quoted("code c")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  ASSERT_EQ(put(location, valid_).status, 200);
  EXPECT_TRUE(holds(get(location), valid_));
}

TEST_F(BookingTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(BookingTest, RefusesFieldsThatTheServiceSets) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("id", "1")), invalid(), "id", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("createdAt", "1")), invalid(), "createdAt", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("updatedAt", "1")), invalid(), "updatedAt", "read_only"));
}

TEST_F(BookingTest, StartsAtIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "startsAt", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("startsAt", "null").with("no such field", "1")), invalid(), "startsAt", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("startsAt")), invalid(), "startsAt", "required"));
}

TEST_F(BookingTest, StartsAtHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "startsAt", "true", "wrong_type"));
}

TEST_F(BookingTest, EndsAtHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "endsAt", "true", "wrong_type"));
}

TEST_F(BookingTest, SeatsIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "seats", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("seats", "null").with("no such field", "1")), invalid(), "seats", "required"));
  EXPECT_EQ(post(path_, valid_.without("seats")).status, 201);
}

TEST_F(BookingTest, SeatsHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "seats", "true", "wrong_type"));
}

TEST_F(BookingTest, SeatsHasAMinimum) {
  EXPECT_TRUE(refuses(path_, valid_, "seats", "0", "too_small"));
}

TEST_F(BookingTest, SeatsHasAMaximum) {
  EXPECT_TRUE(refuses(path_, valid_, "seats", "13", "too_large"));
  EXPECT_EQ(post(path_, valid_.with("seats", "12")).status, 201);
}

TEST_F(BookingTest, PriceIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "price", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("price", "null").with("no such field", "1")), invalid(), "price", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("price")), invalid(), "price", "required"));
}

TEST_F(BookingTest, PriceHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "price", "true", "wrong_type"));
}

TEST_F(BookingTest, PriceHasAPrecision) {
  EXPECT_TRUE(refuses(path_, valid_, "price", "\"1000000.00\"", "precision"));
}

TEST_F(BookingTest, PriceHasAMinimum) {
  EXPECT_TRUE(refuses(path_, valid_, "price", "\"-0.01\"", "too_small"));
}

TEST_F(BookingTest, PriceHasAMaximum) {
  EXPECT_TRUE(refuses(path_, valid_, "price", "\"100000.00\"", "too_large"));
  EXPECT_EQ(post(path_, valid_.with("price", "\"99999.99\"")).status, 201);
}

TEST_F(BookingTest, DiscountIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "discount", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("discount", "null").with("no such field", "1")), invalid(), "discount", "required"));
  EXPECT_EQ(post(path_, valid_.without("discount")).status, 201);
}

TEST_F(BookingTest, DiscountHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "discount", "true", "wrong_type"));
}

TEST_F(BookingTest, DiscountHasAPrecision) {
  EXPECT_TRUE(refuses(path_, valid_, "discount", "\"1000000.00\"", "precision"));
}

TEST_F(BookingTest, DiscountHasAMinimum) {
  EXPECT_TRUE(refuses(path_, valid_, "discount", "\"-0.01\"", "too_small"));
  EXPECT_EQ(post(path_, valid_.with("discount", "\"0.00\"")).status, 201);
}

TEST_F(BookingTest, DiscountHasAMaximum) {
  EXPECT_TRUE(refuses(path_, valid_, "discount", "\"5000.01\"", "too_large"));
}

TEST_F(BookingTest, DepositsHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "deposits", "true", "wrong_type"));
}

TEST_F(BookingTest, DepositsHasNoNulls) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("deposits", listed("null"))), invalid(), "deposits[0]", "wrong_type"));
}

TEST_F(BookingTest, DepositsHasAMaximum) {
  EXPECT_TRUE(refuses(path_, valid_, "deposits", listed("\"0.12\"", 5), "too_many"));
}

TEST_F(BookingTest, DepositsHasATypeInEachItem) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("deposits", listed("true"))), invalid(), "deposits[0]", "wrong_type"));
}

TEST_F(BookingTest, DepositsHasAPrecisionInEachItem) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("deposits", listed("\"1000000.00\""))), invalid(), "deposits[0]", "precision"));
}

TEST_F(BookingTest, DepositsHasAMinimumInEachItem) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("deposits", listed("\"-0.01\""))), invalid(), "deposits[0]", "too_small"));
  EXPECT_EQ(post(path_, valid_.with("deposits", listed("\"0.00\""))).status, 201);
}

TEST_F(BookingTest, DepositsHasAMaximumInEachItem) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("deposits", listed("\"100000.00\""))), invalid(), "deposits[0]", "too_large"));
  EXPECT_EQ(post(path_, valid_.with("deposits", listed("\"99999.99\""))).status, 201);
}

TEST_F(BookingTest, PlateHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "plate", "true", "wrong_type"));
}

TEST_F(BookingTest, PlateHasAPattern) {
  EXPECT_TRUE(refuses(path_, valid_, "plate", quoted("___"), "pattern_mismatch"));
}

TEST_F(BookingTest, AddressIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "address", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("address", "null").with("no such field", "1")), invalid(), "address", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("address")), invalid(), "address", "required"));
}

TEST_F(BookingTest, AddressHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "address", "true", "wrong_type"));
}

TEST_F(BookingTest, AddressKeepsTheRulesOfItsMembers) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("address", "{\"street\":null,\"class\":\"operator\",\"since\":\"2026-01-01\",\"where\":{\"north\":1.5,\"east\":1.5}}")), invalid(), "address.street", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("address", "{\"class\":\"operator\",\"since\":\"2026-01-01\",\"where\":{\"north\":1.5,\"east\":1.5}}")), invalid(), "address.street", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("address", "{\"street\":true,\"class\":\"operator\",\"since\":\"2026-01-01\",\"where\":{\"north\":1.5,\"east\":1.5}}")), invalid(), "address.street", "wrong_type"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("address", "{\"street\":\"street a\",\"class\":null,\"since\":\"2026-01-01\",\"where\":{\"north\":1.5,\"east\":1.5}}")), invalid(), "address.class", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("address", "{\"street\":\"street a\",\"class\":true,\"since\":\"2026-01-01\",\"where\":{\"north\":1.5,\"east\":1.5}}")), invalid(), "address.class", "wrong_type"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("address", "{\"street\":\"street a\",\"class\":\"operator\",\"since\":true,\"where\":{\"north\":1.5,\"east\":1.5}}")), invalid(), "address.since", "wrong_type"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("address", "{\"street\":\"street a\",\"class\":\"operator\",\"since\":\"2026-01-01\",\"where\":true}")), invalid(), "address.where", "wrong_type"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("address", "{\"street\":\"street a\",\"class\":\"operator\",\"since\":\"2026-01-01\",\"where\":{\"north\":1.5,\"east\":1.5},\"no such member\":1}")), invalid(), "address.no such member", "unknown_field"));
}

TEST_F(BookingTest, InvoiceToHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "invoiceTo", "true", "wrong_type"));
}

TEST_F(BookingTest, InvoiceToKeepsTheRulesOfItsMembers) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("invoiceTo", "{\"street\":null,\"class\":\"operator\",\"since\":\"2026-01-01\",\"where\":{\"north\":1.5,\"east\":1.5}}")), invalid(), "invoiceTo.street", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("invoiceTo", "{\"class\":\"operator\",\"since\":\"2026-01-01\",\"where\":{\"north\":1.5,\"east\":1.5}}")), invalid(), "invoiceTo.street", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("invoiceTo", "{\"street\":true,\"class\":\"operator\",\"since\":\"2026-01-01\",\"where\":{\"north\":1.5,\"east\":1.5}}")), invalid(), "invoiceTo.street", "wrong_type"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("invoiceTo", "{\"street\":\"street a\",\"class\":null,\"since\":\"2026-01-01\",\"where\":{\"north\":1.5,\"east\":1.5}}")), invalid(), "invoiceTo.class", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("invoiceTo", "{\"street\":\"street a\",\"class\":true,\"since\":\"2026-01-01\",\"where\":{\"north\":1.5,\"east\":1.5}}")), invalid(), "invoiceTo.class", "wrong_type"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("invoiceTo", "{\"street\":\"street a\",\"class\":\"operator\",\"since\":true,\"where\":{\"north\":1.5,\"east\":1.5}}")), invalid(), "invoiceTo.since", "wrong_type"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("invoiceTo", "{\"street\":\"street a\",\"class\":\"operator\",\"since\":\"2026-01-01\",\"where\":true}")), invalid(), "invoiceTo.where", "wrong_type"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("invoiceTo", "{\"street\":\"street a\",\"class\":\"operator\",\"since\":\"2026-01-01\",\"where\":{\"north\":1.5,\"east\":1.5},\"no such member\":1}")), invalid(), "invoiceTo.no such member", "unknown_field"));
}

TEST_F(BookingTest, ExtrasIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "extras", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("extras", "null").with("no such field", "1")), invalid(), "extras", "required"));
  EXPECT_EQ(post(path_, valid_.without("extras")).status, 201);
}

TEST_F(BookingTest, ExtrasHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "extras", "true", "wrong_type"));
}

TEST_F(BookingTest, ExtrasHasNoNulls) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("extras", listed("null"))), invalid(), "extras[0]", "wrong_type"));
}

TEST_F(BookingTest, ExtrasHasAMinimum) {
  EXPECT_TRUE(refuses(path_, valid_, "extras", listed("{\"name\":\"name b\",\"price\":\"0.02\",\"colours\":[\"deep green\"],\"isPaid\":true}", 0), "too_few"));
}

TEST_F(BookingTest, ExtrasHasAMaximum) {
  EXPECT_TRUE(refuses(path_, valid_, "extras", listed("{\"name\":\"name b\",\"price\":\"0.02\",\"colours\":[\"deep green\"],\"isPaid\":true}", 6), "too_many"));
}

TEST_F(BookingTest, ExtrasHasATypeInEachItem) {
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("extras", listed("true"))), invalid(), "extras[0]", "wrong_type"));
}

TEST_F(BookingTest, ExtrasKeepsTheRulesOfItsMembersInEachItem) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("extras", listed("{\"name\":null,\"price\":\"0.01\",\"colours\":[\"red\"],\"isPaid\":false}"))), invalid(), "extras[0].name", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("extras", listed("{\"price\":\"0.01\",\"colours\":[\"red\"],\"isPaid\":false}"))), invalid(), "extras[0].name", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("extras", listed("{\"name\":true,\"price\":\"0.01\",\"colours\":[\"red\"],\"isPaid\":false}"))), invalid(), "extras[0].name", "wrong_type"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("extras", listed("{\"name\":\"name a\",\"price\":null,\"colours\":[\"red\"],\"isPaid\":false}"))), invalid(), "extras[0].price", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("extras", listed("{\"name\":\"name a\",\"price\":true,\"colours\":[\"red\"],\"isPaid\":false}"))), invalid(), "extras[0].price", "wrong_type"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("extras", listed("{\"name\":\"name a\",\"price\":\"0.01\",\"colours\":null,\"isPaid\":false}"))), invalid(), "extras[0].colours", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("extras", listed("{\"name\":\"name a\",\"price\":\"0.01\",\"colours\":true,\"isPaid\":false}"))), invalid(), "extras[0].colours", "wrong_type"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("extras", listed("{\"name\":\"name a\",\"price\":\"0.01\",\"colours\":[\"red\"],\"isPaid\":null}"))), invalid(), "extras[0].isPaid", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("extras", listed("{\"name\":\"name a\",\"price\":\"0.01\",\"colours\":[\"red\"],\"isPaid\":1}"))), invalid(), "extras[0].isPaid", "wrong_type"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("extras", listed("{\"name\":\"name a\",\"price\":\"0.01\",\"colours\":[\"red\"],\"isPaid\":false,\"no such member\":1}"))), invalid(), "extras[0].no such member", "unknown_field"));
}

TEST_F(BookingTest, ColourHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "colour", "true", "wrong_type"));
}

TEST_F(BookingTest, ColourIsAClosedList) {
  EXPECT_TRUE(refuses(path_, valid_, "colour", quoted("none of these"), "not_in_list"));
}

TEST_F(BookingTest, EmailHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "email", "true", "wrong_type"));
}

TEST_F(BookingTest, EmailHasAFormat) {
  EXPECT_TRUE(refuses(path_, valid_, "email", quoted("___"), "invalid_format"));
}

TEST_F(BookingTest, PhoneHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "phone", "true", "wrong_type"));
}

TEST_F(BookingTest, PhoneHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "phone", repeated("x", 21), "too_long"));
}

TEST_F(BookingTest, CodeIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "code", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("code", "null").with("no such field", "1")), invalid(), "code", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("code")), invalid(), "code", "required"));
}

TEST_F(BookingTest, CodeHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "code", "true", "wrong_type"));
}

TEST_F(BookingTest, CodeHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "code", repeated("x", 13), "too_long"));
  EXPECT_EQ(post(path_, valid_.with("code", repeated("x", 12))).status, 201);
}

TEST_F(BookingTest, KeepsRule1) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const auto broken = valid_.with("endsAt", "\"1970-01-01T00:00:00Z\"");
  const std::string location = row.header("location");
  EXPECT_TRUE(hasProblem(post(path_, broken), invalid(), "startsAt", "check_failed"));
  EXPECT_TRUE(hasProblem(put(location, broken), invalid(), "startsAt", "check_failed"));
  EXPECT_TRUE(hasProblem(patch(location, Body{{"endsAt", "\"1970-01-01T00:00:00Z\""}}), invalid(), "startsAt", "check_failed"));
}

TEST_F(BookingTest, KeepsRule2) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const auto broken = valid_.with("startsAt", "\"1970-01-01T00:00:00Z\"");
  const std::string location = row.header("location");
  EXPECT_TRUE(hasProblem(post(path_, broken), invalid(), "startsAt", "check_failed"));
  EXPECT_TRUE(hasProblem(put(location, broken), invalid(), "startsAt", "check_failed"));
  EXPECT_TRUE(hasProblem(patch(location, Body{{"startsAt", "\"1970-01-01T00:00:00Z\""}}), invalid(), "startsAt", "check_failed"));
}

TEST_F(BookingTest, KeepsRule3) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const auto broken = valid_.with("seats", "1");
  const std::string location = row.header("location");
  EXPECT_TRUE(hasProblem(post(path_, broken), invalid(), "seats", "check_failed"));
  EXPECT_TRUE(hasProblem(put(location, broken), invalid(), "seats", "check_failed"));
  EXPECT_TRUE(hasProblem(patch(location, Body{{"seats", "1"}}), invalid(), "seats", "check_failed"));
}

TEST_F(BookingTest, KeepsRule4) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const auto broken = valid_.with("email", "null");
  const std::string location = row.header("location");
  EXPECT_TRUE(hasProblem(post(path_, broken), invalid(), "email", "check_failed"));
  EXPECT_TRUE(hasProblem(put(location, broken), invalid(), "email", "check_failed"));
  EXPECT_TRUE(hasProblem(patch(location, Body{{"email", "null"}}), invalid(), "email", "check_failed"));
}

TEST_F(BookingTest, KeepsRule5) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const auto broken = valid_.with("seats", "8").with("colour", "\"deep green\"");
  const std::string location = row.header("location");
  EXPECT_TRUE(hasProblem(post(path_, broken), invalid(), "seats", "check_failed"));
  EXPECT_TRUE(hasProblem(put(location, broken), invalid(), "seats", "check_failed"));
  EXPECT_TRUE(hasProblem(patch(location, Body{{"seats", "8"}, {"colour", "\"deep green\""}}), invalid(), "seats", "check_failed"));
}

TEST_F(BookingTest, UniqueConstraint1) {
  ASSERT_EQ(post(path_, valid_).status, 201);
  EXPECT_TRUE(hasProblem(post(path_, valid_), 409, "code", "not_unique"));
}

TEST_F(BookingTest, FiltersItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("startsAt", "\"2026-01-01T00:00:00.000001Z\"").with("endsAt", "\"2026-01-01T01:00:00.000001Z\"").with("seats", "6").with("price", "\"0.08\"").with("deposits", "[\"0.12\"]").with("plate", quoted("N-4")).with("address", "{\"street\":\"street a\",\"class\":\"operator\",\"since\":\"2026-01-01\",\"where\":{\"north\":1.5,\"east\":1.5}}").with("invoiceTo", "{\"street\":\"street b\",\"class\":\"operator\",\"since\":\"2026-01-02\",\"where\":{\"north\":2,\"east\":2}}").with("extras", "[{\"name\":\"name b\",\"price\":\"0.02\",\"colours\":[\"deep green\"],\"isPaid\":true}]").with("code", quoted("code c")));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_EQ(total(path_, "startsAt", "\"2026-01-01T00:00:00.000001Z\""), 1);
  EXPECT_EQ(total(path_, "startsAt", row.at("startsAt")), 1);
  EXPECT_EQ(total(path_, "startsAt[gt]", row.at("startsAt")), 1);
  EXPECT_EQ(total(path_, "startsAt[gte]", row.at("startsAt")), 2);
  EXPECT_EQ(total(path_, "startsAt[lt]", row.at("startsAt")), 0);
  EXPECT_EQ(total(path_, "startsAt[lte]", row.at("startsAt")), 1);
  EXPECT_EQ(total(path_, "endsAt", "\"2026-01-01T01:00:00.000001Z\""), 1);
  EXPECT_EQ(total(path_, "endsAt", row.at("endsAt")), 1);
  EXPECT_EQ(total(path_, "endsAt[gt]", row.at("endsAt")), 1);
  EXPECT_EQ(total(path_, "endsAt[gte]", row.at("endsAt")), 2);
  EXPECT_EQ(total(path_, "endsAt[lt]", row.at("endsAt")), 0);
  EXPECT_EQ(total(path_, "endsAt[lte]", row.at("endsAt")), 1);
  EXPECT_EQ(total(path_, "seats", "6"), 1);
  EXPECT_EQ(total(path_, "seats", row.at("seats")), 1);
  EXPECT_EQ(total(path_, "seats[gt]", row.at("seats")), 1);
  EXPECT_EQ(total(path_, "seats[gte]", row.at("seats")), 2);
  EXPECT_EQ(total(path_, "seats[lt]", row.at("seats")), 0);
  EXPECT_EQ(total(path_, "seats[lte]", row.at("seats")), 1);
  EXPECT_EQ(total(path_, "price", "\"0.08\""), 1);
  EXPECT_EQ(total(path_, "price", row.at("price")), 1);
  EXPECT_EQ(total(path_, "price[gt]", row.at("price")), 1);
  EXPECT_EQ(total(path_, "price[gte]", row.at("price")), 2);
  EXPECT_EQ(total(path_, "price[lt]", row.at("price")), 0);
  EXPECT_EQ(total(path_, "price[lte]", row.at("price")), 1);
  EXPECT_EQ(total(path_, "email", row.at("email")), 2);
}

TEST_F(BookingTest, SortsItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("startsAt", "\"2026-01-01T00:00:00.000001Z\"").with("endsAt", "\"2026-01-01T01:00:00.000001Z\"").with("seats", "6").with("price", "\"0.08\"").with("deposits", "[\"0.12\"]").with("plate", quoted("N-4")).with("address", "{\"street\":\"street a\",\"class\":\"operator\",\"since\":\"2026-01-01\",\"where\":{\"north\":1.5,\"east\":1.5}}").with("invoiceTo", "{\"street\":\"street b\",\"class\":\"operator\",\"since\":\"2026-01-02\",\"where\":{\"north\":2,\"east\":2}}").with("extras", "[{\"name\":\"name b\",\"price\":\"0.02\",\"colours\":[\"deep green\"],\"isPaid\":true}]").with("code", quoted("code c")));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_TRUE(lists(get(path_ + "?sort=startsAt"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-startsAt"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=seats"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-seats"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=code"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-code"), {first, second}));
}

}  // namespace

}  // namespace app
