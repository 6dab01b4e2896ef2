#include <algorithm>

#include "codegen/targets/sql-migration/conversion.h"
#include "codegen/targets/sql-migration/postgres_ddl.h"

namespace ingot::codegen::sql_migration {
namespace {

using Pg = Safe<PgText>;

// With as many digits of its second as it has, the way the service writes it: none, three or six.
auto ByDigits(const Pg& value, const Pg& none, const Pg& three, const Pg& six) -> Pg {
  const auto micros = PgText::Of("extract(microseconds FROM @)::bigint", value);
  return PgText::Of("CASE WHEN @ % 1000000 = 0 THEN to_char(@, @) WHEN @ % 1000 = 0 THEN to_char(@, @) ELSE to_char(@, @) END", micros, value, none, micros, value, three,
                    value, six);
}

auto TimeText(const Pg& value) -> Pg { return ByDigits(value, PgText::Of("'HH24:MI:SS'"), PgText::Of("'HH24:MI:SS.MS'"), PgText::Of("'HH24:MI:SS.US'")); }

auto TimestampText(const Pg& value) -> Pg {
  return ByDigits(PgText::Of("(@ AT TIME ZONE 'UTC')", value), PgText::Of(R"('YYYY-MM-DD"T"HH24:MI:SS"Z"')"), PgText::Of(R"('YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')"),
                  PgText::Of(R"('YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"));
}

auto TextOf(const TypeParts& from, const Pg& value) -> Pg {
  if (from.word == "date") return PgText::Of("to_char(@, 'YYYY-MM-DD')", value);
  if (from.word == "time") return TimeText(value);
  if (from.word == "timestamp") return TimestampText(value);
  return PgText::Of("@::text", value);
}

auto DecimalOf(const TypeParts& to, const Pg& number) -> Pg {
  const auto scale = SqlLiteral::Integer(to.scale);
  return PgText::Of("CASE WHEN abs(@) < @ AND @ = round(@, @) THEN round(@, @) END", number, PowerOfTen(to.precision - to.scale), number, number, scale, number, scale);
}

// What fits in an `int`.
auto SmallOf(const Pg& number) -> Pg {
  const auto most = SqlLiteral::Integer(kMostInt);
  return PgText::Of("CASE WHEN @ BETWEEN -@ AND @ THEN @ END", number, most, most, number);
}

auto WholeOf(const Pg& number) -> Pg {
  const auto most = SqlLiteral::Integer(kMostInt);
  return PgText::Of("CASE WHEN @ BETWEEN -@ AND @ AND @ = floor(@) THEN @::bigint END", number, most, most, number, number, number);
}

// The year 0 is none, and not every month has 31 days.
auto DateRead(const Pg& text) -> Pg {
  const auto date = PgText::Of("make_date(left(@, 4)::int, substr(@, 6, 2)::int, 1) + (substr(@, 9, 2)::int - 1)", text, text, text);
  return PgText::Of(
      "CASE WHEN @ ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' AND @ !~ '^0000' THEN CASE WHEN to_char(@, 'YYYY-MM-DD') = @ THEN @ END END", text, text, date,
      text, date);
}

auto TimestampRead(const Pg& text) -> Pg {
  const auto rest = PgText::Of("substr(@, 11)", text);
  const auto date = DateRead(PgText::Of("left(@, 10)", text));
  return PgText::Of("CASE WHEN @ ~ '^T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,6})?Z$' THEN (@ + trim(both 'TZ' from @)::time) AT TIME ZONE 'UTC' END", rest,
                    date, rest);
}

// The value that is written so.
auto Read(const TypeParts& to, const Pg& text) -> Pg {
  if (to.word == "bool") return PgText::Of("CASE @ WHEN 'true' THEN true WHEN 'false' THEN false END", text);
  if (to.word == "int") return PgText::Of("CASE WHEN @ ~ '^-?[0-9]{1,16}$' THEN @ END", text, SmallOf(PgText::Of("@::bigint", text)));
  if (to.word == "bigint") {
    return PgText::Of(
        "CASE WHEN @ ~ '^-?([0-9]{1,18}|[1-9][0-9]{18})$' THEN CASE WHEN @::numeric BETWEEN -9223372036854775808 AND 9223372036854775807 THEN @::bigint END END", text,
        text, text);
  }
  if (to.word == "decimal") {
    return PgText::Of("CASE WHEN @ ~ '^-?[0-9]{1,18}([.][0-9]{1,18})?$' THEN @ END", text, DecimalOf(to, PgText::Of("@::numeric", text)));
  }
  if (to.word == "uuid") return PgText::Of("CASE WHEN @ ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' THEN @::uuid END", text, text);
  if (to.word == "date") return DateRead(text);
  if (to.word == "time") return PgText::Of("CASE WHEN @ ~ '^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,6})?$' THEN @::time END", text, text);
  return TimestampRead(text);
}

auto Number(const TypeParts& from, const TypeParts& to, const Pg& value) -> Pg {
  if (to.word == "decimal") return DecimalOf(to, from.IsWhole() ? PgText::Of("@::numeric", value) : value);
  if (to.word == "float") {
    const auto most = SqlLiteral::Integer(kMostInt);
    return PgText::Of("CASE WHEN @ BETWEEN -@ AND @ THEN @::double precision END", value, most, most, value);
  }
  if (to.word == "bigint" && from.word == "int") return value;
  if (to.word == "bigint" && from.word == "decimal") return PgText::Of("CASE WHEN @ = trunc(@) THEN @::bigint END", value, value, value);
  return from.word == "bigint" ? SmallOf(value) : WholeOf(value);
}

// The name that each value of an enum has now.
auto Renamed(const Conversion& conversion, const Pg& text) -> Pg {
  std::vector<Pg> names;
  for (const auto& [from, to] : conversion.texts) names.push_back(PgText::Of("WHEN @ THEN @", TextInBody(from), TextInBody(to)));
  for (const std::string& value : conversion.to.values) {
    const bool renamed = std::ranges::find(conversion.texts, value, &TextNames::value_type::first) != conversion.texts.end();
    if (!renamed) names.push_back(PgText::Of("WHEN @ THEN @", TextInBody(value), TextInBody(value)));
  }
  const bool known = !conversion.from.values.empty() && !conversion.to.values.empty();
  if (!known) names.push_back(PgText::Of("ELSE @", text));
  return PgText::Of("CASE @ @ END", text, PgText::Join(" ", names));
}

auto RenamedItems(const Conversion& conversion, const Pg& list) -> Pg {
  const auto item = Renamed(conversion, PgText::Of("item"));
  return PgText::Of(
      "CASE WHEN @ IS NOT NULL THEN (SELECT coalesce(json_agg(@ ORDER BY place) FILTER (WHERE @ IS NOT NULL), '[]') FROM json_array_elements_text(@) WITH ORDINALITY AS "
      "items (item, place)) END",
      list, item, item, list);
}

}  // namespace

auto PostgresValue(const Conversion& conversion, const Safe<PgText>& value) -> Safe<PgText> {
  const TypeParts from = PartsOf(conversion.from.type);
  const TypeParts to = PartsOf(conversion.to.type);
  if (from.word == "enum" && to.word == "enum" && from.list == to.list) return from.list ? RenamedItems(conversion, value) : Renamed(conversion, value);
  if (to.list) return PgText::Of("CASE WHEN @ IS NOT NULL THEN json_build_array(@) END", value, value);
  if (from.list) {
    const auto item = PgText::Of("@ ->> 0", value);
    const auto read = to.Is("int") ? Read(to, PgText::Of("(@)", item)) : item;
    return PgText::Of("CASE WHEN json_array_length(@) = 1 THEN @ END", value, read);
  }
  if (to.IsFreeText()) return TextOf(from, value);
  if (from.IsFreeText()) return Read(to, value);
  if (to.word == "timestamp") return PgText::Of("@::timestamp AT TIME ZONE 'UTC'", value);
  if (to.word == "date") return PgText::Of("(@ AT TIME ZONE 'UTC')::date", value);
  return Number(from, to, value);
}

}  // namespace ingot::codegen::sql_migration
