// Everything. Made by Ingot; changes belong in the definition.
#include "models/everything.hpp"

#include <ingot/rt/expr.hpp>

namespace app {
namespace {

namespace expr = ingot::rt::expr;

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"flag", "flag"},
    {"count", "count"},
    {"wide", "wide"},
    {"ratio", "ratio"},
    {"price", "price"},
    {"word", "word"},
    {"code", "code"},
    {"body", "body"},
    {"token", "token"},
    {"born", "born"},
    {"opens_at", "opensAt"},
    {"seen_at", "seenAt"},
    {"lasts", "lasts"},
    {"extra", "extra"},
    {"thumbnail", "thumbnail"},
    {"blob", "blob"},
    {"tags", "tags"},
    {"moods", "moods"},
    {"prices", "prices"},
    {"flags", "flags"},
    {"parts", "parts"},
    {"email", "email"},
    {"site", "site"},
    {"handle", "handle"},
    {"mail", "mail"},
    {"colour", "colour"},
    {"class", "class"},
    {"\"order\"", "order"},
    {"parent_id", "parentId", "everythings"},
    {"owner_id", "ownerId", "owners"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO everythings (id, flag, count, wide, ratio, price, word, code, body, token, "
    "born, opens_at, seen_at, lasts, extra, thumbnail, blob, tags, moods, prices, flags, parts, "
    "email, site, handle, mail, colour, class, \"order\", parent_id, owner_id, created_at, updated_at, "
    "row_version, pin) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
    "$15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, "
    "$33, $34, $35) RETURNING id, flag, count, wide, ratio, price, word, code, body, token, "
    "born, opens_at, seen_at, lasts, extra, thumbnail, blob, tags, moods, prices, flags, parts, "
    "email, site, handle, mail, colour, class, \"order\", parent_id, owner_id, created_at, updated_at, "
    "row_version"};

}  // namespace

constexpr rt::Table kEverythingTable{
    "everythings",
    "id, flag, count, wide, ratio, price, word, code, body, token, born, opens_at, seen_at, "
    "lasts, extra, thumbnail, blob, tags, moods, prices, flags, parts, email, site, handle, "
    "mail, colour, class, \"order\", parent_id, owner_id, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kEverythingRows{
    kEverythingTable,
    "87a1fe83",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Everything, &Everything::parentId, &Everything::ownerId>,
};

constexpr rt::Table kVersionsTable{
    "everythings_history",
    "id, flag, count, wide, ratio, price, word, code, body, token, born, opens_at, seen_at, "
    "lasts, extra, thumbnail, blob, tags, moods, prices, flags, parts, email, site, handle, "
    "mail, colour, class, \"order\", parent_id, owner_id, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kEverythingVersions{
    kVersionsTable,
    "87a1fe83",
    rt::writeJson<Everything, &Everything::parentId, &Everything::ownerId>,
};

std::string digestOfEverything(const Everything& item) {
  return expr::sha256(item.word);
}

std::string shoutOfEverything(const Everything& item) {
  return expr::concat(expr::upper(item.word), "!");
}

std::optional<rt::Decimal<2>> totalOfEverything(const Everything& item) {
  return expr::add(item.price, item.price);
}

bool isCheapOfEverything(const Everything& item) {
  return expr::lt(item.price, rt::Decimal<0>{10}) && item.count >= std::int64_t{0};
}

bool isNewOfEverything(const Everything& item) {
  return item.rowVersion == std::int64_t{1};
}

void readBody(rt::ObjectReader& body, Everything::Input& input) {
  body.field("flag", input.flag);
  body.field("count", input.count);
  body.field("wide", input.wide);
  body.field("ratio", input.ratio);
  body.field("price", input.price);
  body.field("word", input.word);
  body.field("code", input.code);
  body.field("body", input.body);
  body.field("token", input.token);
  body.field("born", input.born);
  body.field("opensAt", input.opensAt);
  body.field("seenAt", input.seenAt);
  body.field("lasts", input.lasts);
  body.field("extra", input.extra);
  body.field("thumbnail", input.thumbnail);
  body.field("blob", input.blob);
  body.field("tags", input.tags);
  body.field("moods", input.moods);
  body.field("prices", input.prices);
  body.field("flags", input.flags);
  body.field("parts", input.parts);
  body.field("email", input.email);
  body.field("site", input.site);
  body.field("handle", input.handle);
  body.field("mail", input.mail);
  body.field("pin", input.pin);
  body.field("colour", input.colour);
  body.field("class", input.class_);
  body.field("order", input.order);
  body.field("parentId", input.parentId);
  body.field("ownerId", input.ownerId);
  body.readOnly("id");
  body.readOnly("digest");
  body.readOnly("shout");
  body.readOnly("total");
  body.readOnly("isCheap");
  body.readOnly("version");
  body.readOnly("isNew");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults(Everything::Input& input, rt::Write write, rt::Timestamp now) {
  input.flag.orDefault(false);
  input.wide.orNull();
  input.ratio.orNull();
  input.price.orDefault(rt::Decimal<2>{990});
  input.code.orNull();
  input.body.orNull();
  input.token.orNull();
  input.born.orNull();
  input.opensAt.orDefault(rt::TimeOfDay{32400000000});
  input.lasts.orDefault(rt::Duration{5400000000});
  input.extra.orDefault(rt::Json{"{\"a\":[1,null,\"x\"]}"});
  input.thumbnail.orDefault(rt::bytesOf("AAEC/w=="));
  input.blob.orNull();
  input.tags.orDefault(rt::listOf<std::string>("[\"new\"]"));
  input.moods.orNull();
  input.prices.orNull();
  input.flags.orNull();
  input.parts.orNull();
  input.email.orNull();
  input.site.orNull();
  input.handle.orNull();
  input.mail.orNull();
  input.pin.orNull();
  input.colour.orDefault(Colour{1});
  input.class_.orNull();
  input.order.orNull();
  input.parentId.orNull();
  if (write != rt::Write::create) return;  // a row that is replaced keeps what an expression once gave it
  input.seenAt.orDefault(now);
}

void check(const Everything::Input& input, rt::Checks& checks) {
  checks.required("flag", input.flag);
  checks.required("count", input.count);
  checks.min("count", input.count, 0);
  checks.max("count", input.count, 1000);
  checks.min("wide", input.wide, rt::BigInt{-9223372036854775807});
  checks.max("wide", input.wide, rt::BigInt{9223372036854775806});
  checks.min("ratio", input.ratio, -1.5);
  checks.max("ratio", input.ratio, 1.5);
  checks.precision("price", input.price, 10);
  checks.min("price", input.price, rt::Decimal<2>{1});
  checks.required("word", input.word);
  checks.minLength("word", input.word, 2);
  checks.maxLength("word", input.word, 20);
  checks.pattern("code", input.code, "[A-Z]{3}-\\d{4}");
  checks.maxLength("body", input.body, 5000);
  checks.min("born", input.born, rt::Date{-25567});
  checks.max("born", input.born, rt::Date{47846});
  checks.min("opensAt", input.opensAt, rt::TimeOfDay{19800000000});
  checks.max("opensAt", input.opensAt, rt::TimeOfDay{82800000001});
  checks.min("lasts", input.lasts, rt::Duration{0});
  checks.minLength("thumbnail", input.thumbnail, 2);
  checks.maxLength("thumbnail", input.thumbnail, 300);
  checks.required("tags", input.tags);
  checks.minItems("tags", input.tags, 1);
  checks.maxItems("tags", input.tags, 5);
  checks.maxLength("tags", input.tags, 12);
  checks.slug("tags", input.tags);
  checks.maxItems("moods", input.moods, 3);
  checks.maxItems("prices", input.prices, 1000);
  checks.precision("prices", input.prices, 8);
  checks.min("prices", input.prices, rt::Decimal<2>{50});
  checks.minItems("flags", input.flags, 2);
  checks.maxItems("flags", input.flags, 2);
  checks.maxItems("parts", input.parts, 1000);
  checks.maxLength("parts", input.parts, 16);
  checks.maxLength("email", input.email, 100);
  checks.email("email", input.email);
  checks.url("site", input.site);
  checks.minLength("handle", input.handle, 3);
  checks.slug("handle", input.handle);
  checks.email("mail", input.mail);
  checks.pattern("pin", input.pin, "[0-9]{6,8}");
  checks.required("ownerId", input.ownerId);
}

void writeMembers(rt::JsonWriter& json, const Everything& item) {
  json.member("id", item.id);
  json.member("flag", item.flag);
  json.member("count", item.count);
  json.member("wide", item.wide);
  json.member("ratio", item.ratio);
  json.member("price", item.price);
  json.member("word", item.word);
  json.member("code", item.code);
  json.member("body", item.body);
  json.member("token", item.token);
  json.member("born", item.born);
  json.member("opensAt", item.opensAt);
  json.member("seenAt", item.seenAt);
  json.member("lasts", item.lasts);
  json.member("extra", item.extra);
  json.member("thumbnail", item.thumbnail);
  json.member("blob", item.blob);
  json.member("tags", item.tags);
  json.member("moods", item.moods);
  json.member("prices", item.prices);
  json.member("flags", item.flags);
  json.member("parts", item.parts);
  json.member("email", item.email);
  json.member("site", item.site);
  json.member("handle", item.handle);
  json.member("mail", item.mail);
  json.member("colour", item.colour);
  json.member("class", item.class_);
  json.member("order", item.order);
  json.member("parentId", item.parentId);
  json.member("ownerId", item.ownerId);
  json.member("digest", digestOfEverything(item));
  json.member("shout", shoutOfEverything(item));
  json.member("total", totalOfEverything(item));
  json.member("isCheap", isCheapOfEverything(item));
  json.member("version", item.rowVersion);
  json.member("isNew", isNewOfEverything(item));
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, Everything& item) {
  row.read(item.id, item.flag, item.count, item.wide, item.ratio, item.price, item.word, item.code, item.body, item.token, item.born, item.opensAt, item.seenAt, item.lasts, item.extra, item.thumbnail, item.blob, item.tags, item.moods, item.prices, item.flags, item.parts, item.email, item.site, item.handle, item.mail, item.colour, item.class_, item.order, item.parentId, item.ownerId, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const Everything::Input& input) {
  const rt::Timestamp now = session.now();
  const rt::Uuid id = rt::newUuid();
  return rt::Params(id, input.flag, input.count, input.wide, input.ratio, input.price, input.word, input.code, input.body, input.token, input.born, input.opensAt, input.seenAt, input.lasts, input.extra, input.thumbnail, input.blob, input.tags, input.moods, input.prices, input.flags, input.parts, input.email, input.site, input.handle, input.mail, input.colour, input.class_, input.order, input.parentId, input.ownerId, now, now, std::int64_t{1}, rt::sealed(session, Everything::Secrets::pin, id, input.pin));
}

Everything insertRow(rt::Session& session, const Everything::Input& input) {
  return session.first<Everything>(kInsert, rowValues(session, input), &kEverythingTable).value();
}

rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Everything::Input& input) {
  rt::Update update(kEverythingTable);
  update.set("flag", input.flag);
  update.set("count", input.count);
  update.set("wide", input.wide);
  update.set("ratio", input.ratio);
  update.set("price", input.price);
  update.set("word", input.word);
  update.set("code", input.code);
  update.set("body", input.body);
  update.set("token", input.token);
  update.set("born", input.born);
  update.set("opens_at", input.opensAt);
  update.set("seen_at", input.seenAt);
  update.set("lasts", input.lasts);
  update.set("extra", input.extra);
  update.set("thumbnail", input.thumbnail);
  update.set("blob", input.blob);
  update.set("tags", input.tags);
  update.set("moods", input.moods);
  update.set("prices", input.prices);
  update.set("flags", input.flags);
  update.set("parts", input.parts);
  update.set("email", input.email);
  update.set("site", input.site);
  update.set("handle", input.handle);
  update.set("mail", input.mail);
  update.set("pin", rt::sealed(session, Everything::Secrets::pin, id, input.pin));
  update.set("colour", input.colour);
  update.set("class", input.class_);
  update.set("\"order\"", input.order);
  update.set("parent_id", input.parentId);
  update.set("owner_id", input.ownerId);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
