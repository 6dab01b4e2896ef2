#include <algorithm>

#include "codegen/targets/sql-migration/conversion.h"

namespace ingot::codegen::sql_migration {
namespace {

using Lite = Safe<SqliteText>;

// Behind the second: nothing, three digits or six, as the service writes it. `micros` are those of the second.
auto FractionText(const Lite& micros) -> Lite {
  return SqliteText::Of("CASE WHEN @ = 0 THEN '' WHEN @ % 1000 = 0 THEN printf('.%03d', @ / 1000) ELSE printf('.%06d', @) END", micros, micros, micros, micros);
}

auto DecimalText(int scale, const Lite& value) -> Lite {
  if (scale == 0) return SqliteText::Of("CAST(@ AS TEXT)", value);
  const auto power = PowerOfTen(scale);
  return SqliteText::Of("CASE WHEN @ < 0 THEN '-' ELSE '' END || (abs(@) / @) || '.' || substr(@ + abs(@) % @, 2)", value, value, power, power, value, power);
}

auto UuidText(const Lite& value) -> Lite {
  const auto digits = SqliteText::Of("lower(hex(@))", value);
  return SqliteText::Of("substr(@, 1, 8) || '-' || substr(@, 9, 4) || '-' || substr(@, 13, 4) || '-' || substr(@, 17, 4) || '-' || substr(@, 21)", digits, digits, digits,
                        digits, digits);
}

auto TextOf(const TypeParts& from, const Lite& value) -> Lite {
  if (from.word == "bool") return SqliteText::Of("CASE @ WHEN 0 THEN 'false' WHEN 1 THEN 'true' END", value);
  if (from.word == "decimal") return DecimalText(from.scale, value);
  if (from.word == "uuid") return SqliteText::Of("CASE WHEN @ IS NOT NULL THEN @ END", value, UuidText(value));
  if (from.word == "date") return SqliteText::Of("strftime('%Y-%m-%d', @ * 86400, 'unixepoch')", value);
  const auto fraction = SqliteText::Of("((@ % 1000000 + 1000000) % 1000000)", value);
  const auto seconds = SqliteText::Of("(@ - @) / 1000000", value, fraction);
  if (from.word == "time") return SqliteText::Of("strftime('%H:%M:%S', @, 'unixepoch') || @", seconds, FractionText(fraction));
  if (from.word == "timestamp") return SqliteText::Of("strftime('%Y-%m-%dT%H:%M:%S', @, 'unixepoch') || @ || 'Z'", seconds, FractionText(fraction));
  return SqliteText::Of("CAST(@ AS TEXT)", value);
}

// What fits in an `int`. A number that is null is none.
auto IntOf(const Lite& number) -> Lite {
  const auto most = SqlLiteral::Integer(kMostInt);
  return SqliteText::Of("CASE WHEN @ BETWEEN -@ AND @ AND CAST(@ AS INTEGER) = @ THEN CAST(@ AS INTEGER) END", number, most, most, number, number, number);
}

// From one number of decimals to another one. `scale` is that of the value, which holds 18 digits at most.
auto DecimalOf(int scale, const TypeParts& to, const Lite& value) -> Lite {
  const auto fits = [&](const Lite& number) { return SqliteText::Of("abs(@) < @", number, PowerOfTen(to.precision)); };
  if (to.scale < scale) {
    const auto power = PowerOfTen(scale - to.scale);
    return SqliteText::Of("CASE WHEN @ % @ = 0 AND @ THEN @ / @ END", value, power, fits(SqliteText::Of("(@ / @)", value, power)), value, power);
  }
  const auto power = PowerOfTen(to.scale - scale);
  const auto limit = PowerOfTen(std::min(to.precision - to.scale + scale, 18));
  return SqliteText::Of("CASE WHEN @ > -@ AND @ < @ THEN @ * @ END", value, limit, value, limit, value, power);
}

// A text without its sign.
auto Unsigned(const Lite& text) -> Lite { return SqliteText::Of("CASE WHEN @ GLOB '-*' THEN substr(@, 2) ELSE @ END", text, text, text); }

auto WholeRead(const TypeParts& to, const Lite& text) -> Lite {
  const auto digits = Unsigned(text);
  if (to.word == "int") {
    return SqliteText::Of("CASE WHEN length(@) BETWEEN 1 AND 16 AND @ NOT GLOB '*[^0-9]*' THEN @ END", digits, digits, IntOf(SqliteText::Of("CAST(@ AS INTEGER)", text)));
  }
  return SqliteText::Of("CASE WHEN length(@) BETWEEN 1 AND 18 AND @ NOT GLOB '*[^0-9]*' OR CAST(CAST(@ AS INTEGER) AS TEXT) = @ THEN CAST(@ AS INTEGER) END", digits, digits,
                        text, text, text);
}

// What stands before the point and behind it: `ingot_whole` and `ingot_part` of a text without its sign.
auto DecimalRead(const TypeParts& to, const Lite& text) -> Lite {
  const auto digits = Unsigned(text);
  const auto scale = SqlLiteral::Integer(to.scale);
  const auto zeros = SqlLiteral::Text(std::string(static_cast<size_t>(to.scale), '0'));
  return SqliteText::Of(
      "(SELECT CASE WHEN length(ingot_whole) BETWEEN 1 AND 18 AND length(ingot_part) BETWEEN 2 AND 19 AND substr(ingot_part, 1, 1) = '.'\n"
      "  AND ingot_whole || substr(ingot_part, 2) NOT GLOB '*[^0-9]*' AND length(ltrim(ingot_whole, '0')) <= @ AND length(rtrim(substr(ingot_part, 2), '0')) <= @\n"
      "  THEN CAST(CASE WHEN @ GLOB '-*' THEN '-' ELSE '' END || ingot_whole || substr(rtrim(substr(ingot_part, 2), '0') || @, 1, @) AS INTEGER) END\n"
      "  FROM (SELECT substr(@, 1, instr(@ || '.', '.') - 1) AS ingot_whole, CASE instr(@, '.') WHEN 0 THEN '.0' ELSE substr(@, instr(@, '.')) END AS ingot_part))",
      SqlLiteral::Integer(to.precision - to.scale), scale, text, zeros, scale, digits, digits, digits, digits, digits);
}

// Byte by byte: this SQLite has no unhex().
auto UuidRead(const Lite& text) -> Lite {
  std::vector<Lite> bytes;
  for (int i = 1; i < 32; i += 2) {
    const auto high = SqlLiteral::Integer(i);
    const auto low = SqlLiteral::Integer(i + 1);
    bytes.push_back(SqliteText::Of(
        "substr(ingot_bytes, 16 * instr('0123456789abcdef', substr(ingot_hex, @, 1)) - 16 + instr('0123456789abcdef', substr(ingot_hex, @, 1)), 1)", high, low));
  }
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  return SqliteText::Of(
      "CASE WHEN length(@) = 36 AND length(replace(@, '-', '')) = 32 AND substr(@, 9, 1) || substr(@, 14, 1) || substr(@, 19, 1) || substr(@, 24, 1) = '----'\n"
      "  AND replace(@, '-', '') NOT GLOB '*[^0-9a-fA-F]*' THEN\n"
      "  (SELECT CAST(@ AS BLOB)\n  FROM (SELECT lower(replace(@, '-', '')) AS ingot_hex, @ AS ingot_bytes)) END",
      text, text, text, text, text, text, text, SqliteText::Join(" ||\n    ", bytes), text, SqliteLiteral::Bytes(all));
}

// A day that is none comes out of the function as another one.
auto DateRead(const Lite& text) -> Lite {
  return SqliteText::Of(
      "CASE WHEN @ GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND @ NOT GLOB '0000*' AND date(@, '+0 days') = @ THEN CAST(strftime('%s', @) AS INTEGER) / 86400 END",
      text, text, text, text, text);
}

auto TimeRead(const Lite& text) -> Lite {
  return SqliteText::Of(
      "CASE WHEN substr(@, 1, 8) GLOB '[0-2][0-9]:[0-5][0-9]:[0-5][0-9]' AND substr(@, 1, 2) < '24'\n"
      "  AND (length(@) = 8 OR length(@) BETWEEN 10 AND 15 AND substr(@, 9, 1) = '.' AND substr(@, 10) NOT GLOB '*[^0-9]*')\n"
      "  THEN ((substr(@, 1, 2) * 60 + substr(@, 4, 2)) * 60 + substr(@, 7, 2)) * 1000000 + CAST(substr(substr(@, 10) || '000000', 1, 6) AS INTEGER) END",
      text, text, text, text, text, text, text, text, text, text);
}

auto TimestampRead(const Lite& text) -> Lite {
  const auto date = DateRead(SqliteText::Of("substr(@, 1, 10)", text));
  const auto time = TimeRead(SqliteText::Of("substr(@, 12, length(@) - 12)", text, text));
  return SqliteText::Of("CASE WHEN substr(@, 11, 1) = 'T' AND @ GLOB '*Z' THEN @ * 86400000000 + @ END", text, text, date, time);
}

auto Read(const TypeParts& to, const Lite& text) -> Lite {
  if (to.word == "bool") return SqliteText::Of("CASE @ WHEN 'true' THEN 1 WHEN 'false' THEN 0 END", text);
  if (to.IsWhole()) return WholeRead(to, text);
  if (to.word == "decimal") return DecimalRead(to, text);
  if (to.word == "uuid") return UuidRead(text);
  if (to.word == "date") return DateRead(text);
  if (to.word == "time") return TimeRead(text);
  return TimestampRead(text);
}

auto Number(const TypeParts& from, const TypeParts& to, const Lite& value) -> Lite {
  if (to.word == "decimal") return DecimalOf(from.scale, to, value);
  if (to.word == "float") {
    const auto most = SqlLiteral::Integer(kMostInt);
    return SqliteText::Of("CASE WHEN @ BETWEEN -@ AND @ THEN CAST(@ AS REAL) END", value, most, most, value);
  }
  if (to.word == "bigint" && from.word == "int") return value;
  if (from.word != "decimal") return IntOf(value);
  const auto power = PowerOfTen(from.scale);
  const auto number = SqliteText::Of("@ / @", value, power);
  const auto whole = SqliteText::Of("CASE WHEN @ % @ = 0 THEN @ END", value, power, number);
  return to.word == "int" ? IntOf(SqliteText::Of("(@)", whole)) : whole;
}

// The name that each value of an enum has now.
auto Renamed(const Conversion& conversion, const Lite& text) -> Lite {
  std::vector<Lite> names;
  for (const auto& [from, to] : conversion.texts) names.push_back(SqliteText::Of("WHEN @ THEN @", SqlLiteral::Text(from), SqlLiteral::Text(to)));
  for (const std::string& value : conversion.to.values) {
    const bool renamed = std::ranges::find(conversion.texts, value, &TextNames::value_type::first) != conversion.texts.end();
    if (!renamed) names.push_back(SqliteText::Of("WHEN @ THEN @", SqlLiteral::Text(value), SqlLiteral::Text(value)));
  }
  const bool known = !conversion.from.values.empty() && !conversion.to.values.empty();
  if (!known) names.push_back(SqliteText::Of("ELSE @", text));
  return SqliteText::Of("CASE @ @ END", text, SqliteText::Join(" ", names));
}

auto RenamedItems(const Conversion& conversion, const Lite& list) -> Lite {
  const auto item = Renamed(conversion, SqliteText::Of("value"));
  return SqliteText::Of("CASE WHEN @ IS NOT NULL THEN (SELECT json_group_array(@) FILTER (WHERE @ IS NOT NULL) FROM json_each(@)) END", list, item, item, list);
}

}  // namespace

auto SqliteValue(const Conversion& conversion, const Safe<SqliteText>& value) -> Safe<SqliteText> {
  const TypeParts from = PartsOf(conversion.from.type);
  const TypeParts to = PartsOf(conversion.to.type);
  if (from.word == "enum" && to.word == "enum" && from.list == to.list) return from.list ? RenamedItems(conversion, value) : Renamed(conversion, value);
  if (to.list) return SqliteText::Of("CASE WHEN @ IS NOT NULL THEN json_array(@) END", value, value);
  if (from.list) return SqliteText::Of("CASE WHEN json_array_length(@) = 1 THEN json_extract(@, '$[0]') END", value, value);
  if (to.IsFreeText()) return TextOf(from, value);
  if (from.IsFreeText()) return Read(to, value);
  if (to.word == "timestamp") return SqliteText::Of("@ * 86400000000", value);
  if (to.word == "date") return SqliteText::Of("(@ - (@ % 86400000000 + 86400000000) % 86400000000) / 86400000000", value, value);
  return Number(from, to, value);
}

}  // namespace ingot::codegen::sql_migration
