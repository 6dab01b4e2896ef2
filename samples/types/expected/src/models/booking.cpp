// Booking. Made by Ingot; changes belong in the definition.
#include "models/booking.hpp"

#include <ingot/rt/expr.hpp>

namespace app {
namespace {

namespace expr = ingot::rt::expr;

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"starts_at", "startsAt"},
    {"ends_at", "endsAt"},
    {"seats", "seats"},
    {"price", "price"},
    {"discount", "discount"},
    {"deposits", "deposits"},
    {"plate", "plate"},
    {"address", "address"},
    {"invoice_to", "invoiceTo"},
    {"extras", "extras"},
    {"colour", "colour"},
    {"email", "email"},
    {"phone", "phone"},
    {"code", "code"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr std::string_view kFieldsOfRule1[] = {
    "startsAt",
    "endsAt",
};
constexpr std::string_view kFieldsOfRule2[] = {
    "startsAt",
    "endsAt",
};
constexpr std::string_view kFieldsOfRule3[] = {
    "seats",
    "price",
    "discount",
};
constexpr std::string_view kFieldsOfRule4[] = {
    "email",
    "phone",
};
constexpr std::string_view kFieldsOfRule5[] = {
    "seats",
    "colour",
};
constexpr std::string_view kFieldsOfRule6[] = {
    "phone",
};

// What the fields of a row keep together; the table holds the same.
constexpr rt::RowRule kRules[] = {
    {"ends_after_start_check", "must end after its start", kFieldsOfRule1},
    {"lasts_a_day_check", "breaks the rule `lastsADay`", kFieldsOfRule2},
    {"discount_within_price_check", "breaks the rule `discountWithinPrice`", kFieldsOfRule3},
    {"one_contact_check", "give an e-mail address or a phone number", kFieldsOfRule4},
    {"many_seats_are_red_check", "breaks the rule `manySeatsAreRed`", kFieldsOfRule5},
    {"order_check", "breaks the rule `order`", kFieldsOfRule6},
};

constexpr rt::Statement kInsert{
    "INSERT INTO bookings (id, starts_at, ends_at, seats, price, discount, deposits, plate, "
    "address, invoice_to, extras, colour, email, phone, code, created_at, updated_at, row_version) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) "
    "RETURNING id, starts_at, ends_at, seats, price, discount, deposits, plate, address, invoice_to, "
    "extras, colour, email, phone, code, created_at, updated_at, row_version"};

}  // namespace

constexpr rt::Table kBookingTable{
    "bookings",
    "id, starts_at, ends_at, seats, price, discount, deposits, plate, address, invoice_to, extras, "
    "colour, email, phone, code, created_at, updated_at, row_version",
    kColumns,
    kRules,
};

constexpr rt::RowFormat kBookingRows{
    kBookingTable,
    "3513c2b9",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Booking>,
};

void readBody(rt::ObjectReader& body, Booking::Input& input) {
  body.field("startsAt", input.startsAt);
  body.field("endsAt", input.endsAt);
  body.field("seats", input.seats);
  body.field("price", input.price);
  body.field("discount", input.discount);
  body.field("deposits", input.deposits);
  body.field("plate", input.plate);
  body.field("address", input.address);
  body.field("invoiceTo", input.invoiceTo);
  body.field("extras", input.extras);
  body.field("colour", input.colour);
  body.field("email", input.email);
  body.field("phone", input.phone);
  body.field("code", input.code);
  body.readOnly("id");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults(Booking::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
  input.endsAt.orNull();
  input.seats.orDefault(2);
  input.discount.orDefault(rt::Decimal<2>{0});
  input.deposits.orNull();
  input.plate.orNull();
  input.invoiceTo.orDefault(rt::objectOf<Address>("{\"street\":\"Main \\\"Street\\\" 1\",\"class\":\"operator\",\"since\":null,\"where\":null}"));
  input.extras.orDefault(rt::listOf<Extra>("[{\"name\":\"coffee\",\"price\":\"2.00\",\"colours\":[],\"isPaid\":false}]"));
  input.colour.orNull();
  input.email.orNull();
  input.phone.orNull();
}

void check(const Booking::Input& input, rt::Checks& checks) {
  checks.required("startsAt", input.startsAt);
  checks.required("seats", input.seats);
  checks.min("seats", input.seats, 1);
  checks.max("seats", input.seats, 12);
  checks.required("price", input.price);
  checks.precision("price", input.price, 8);
  checks.min("price", input.price, rt::Decimal<2>{0});
  checks.max("price", input.price, rt::Decimal<2>{9999999});
  checks.required("discount", input.discount);
  checks.precision("discount", input.discount, 8);
  checks.min("discount", input.discount, rt::Decimal<2>{0});
  checks.max("discount", input.discount, rt::Decimal<2>{500000});
  checks.maxItems("deposits", input.deposits, 4);
  checks.precision("deposits", input.deposits, 8);
  checks.min("deposits", input.deposits, rt::Decimal<2>{0});
  checks.max("deposits", input.deposits, rt::Decimal<2>{9999999});
  checks.pattern("plate", input.plate, "[A-Z]{1,3}-[0-9]{1,4}");
  checks.required("address", input.address);
  checks.required("extras", input.extras);
  checks.minItems("extras", input.extras, 1);
  checks.maxItems("extras", input.extras, 5);
  checks.email("email", input.email);
  checks.maxLength("phone", input.phone, 20);
  checks.required("code", input.code);
  checks.maxLength("code", input.code, 12);
  if (checks.knows("startsAt", input.startsAt) && checks.knows("endsAt", input.endsAt) && !(expr::isNull(input.endsAt.optional()) || expr::gt(input.endsAt.optional(), *input.startsAt))) checks.broken(kRules[0]);
  if (checks.knows("startsAt", input.startsAt) && checks.knows("endsAt", input.endsAt) && !(expr::subtract(expr::coalesce(input.endsAt.optional(), *input.startsAt), *input.startsAt) <= rt::Duration{86400000000} && *input.startsAt >= rt::Timestamp{1000000000500000})) checks.broken(kRules[1]);
  if (checks.knows("seats", input.seats) && checks.knows("price", input.price) && checks.knows("discount", input.discount) && !(expr::ge(*input.discount, rt::Decimal<0>{0}) && expr::le(*input.discount, expr::multiply(*input.price, expr::toDecimal<0>(*input.seats))))) checks.broken(kRules[2]);
  if (checks.knows("email", input.email) && checks.knows("phone", input.phone) && !(expr::isNull(input.email.optional()) != expr::isNull(input.phone.optional()))) checks.broken(kRules[3]);
  if (checks.knows("seats", input.seats) && checks.knows("colour", input.colour) && !(*input.seats < std::int64_t{8} || expr::eq(input.colour.optional(), "red") || expr::eq(input.colour.optional(), "blue/violet"))) checks.broken(kRules[4]);
  if (checks.knows("phone", input.phone) && !(expr::isNull(input.phone.optional()) || expr::coalesce(expr::startsWith(input.phone.optional(), "+"), false) || expr::gt(expr::length(input.phone.optional()), std::int64_t{3}))) checks.broken(kRules[5]);
}

void writeMembers(rt::JsonWriter& json, const Booking& item) {
  json.member("id", item.id);
  json.member("startsAt", item.startsAt);
  json.member("endsAt", item.endsAt);
  json.member("seats", item.seats);
  json.member("price", item.price);
  json.member("discount", item.discount);
  json.member("deposits", item.deposits);
  json.member("plate", item.plate);
  json.member("address", item.address);
  json.member("invoiceTo", item.invoiceTo);
  json.member("extras", item.extras);
  json.member("colour", item.colour);
  json.member("email", item.email);
  json.member("phone", item.phone);
  json.member("code", item.code);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, Booking& item) {
  row.read(item.id, item.startsAt, item.endsAt, item.seats, item.price, item.discount, item.deposits, item.plate, item.address, item.invoiceTo, item.extras, item.colour, item.email, item.phone, item.code, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const Booking::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.startsAt, input.endsAt, input.seats, input.price, input.discount, input.deposits, input.plate, input.address, input.invoiceTo, input.extras, input.colour, input.email, input.phone, input.code, now, now, std::int64_t{1});
}

Booking insertRow(rt::Session& session, const Booking::Input& input) {
  return session.first<Booking>(kInsert, rowValues(session, input), &kBookingTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const Booking::Input& input) {
  rt::Update update(kBookingTable);
  update.set("starts_at", input.startsAt);
  update.set("ends_at", input.endsAt);
  update.set("seats", input.seats);
  update.set("price", input.price);
  update.set("discount", input.discount);
  update.set("deposits", input.deposits);
  update.set("plate", input.plate);
  update.set("address", input.address);
  update.set("invoice_to", input.invoiceTo);
  update.set("extras", input.extras);
  update.set("colour", input.colour);
  update.set("email", input.email);
  update.set("phone", input.phone);
  update.set("code", input.code);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
