// What JSON Schema can say of the JSON form of each field type, and in words what it cannot. The rows of field_types.def
// name these.
#pragma once

#include <cstdint>
#include <string_view>

namespace ingot::ir {

// Patterns are ECMA-262 with the flag `u`; an empty text or a zero stands for nothing.
struct FieldSchema {
  std::string_view type = {};      // empty: any value
  std::string_view format = {};
  std::string_view accepted = {};  // the pattern of what a request may hold
  std::string_view answered = {};  // the pattern of what an answer holds
  int64_t longest = 0;             // characters of what a request may hold
  std::string_view words = {};     // what else a request has to keep
};

namespace schema {

inline constexpr FieldSchema kBool{.type = "boolean"};
inline constexpr FieldSchema kInt{.type = "integer"};
inline constexpr FieldSchema kBigInt{.type = "string",
                                     .accepted = "^(0|-?[1-9][0-9]{0,18})$",
                                     .answered = "^(0|-?[1-9][0-9]{0,18})$",
                                     .words = "A whole number of 64 bits."};
inline constexpr FieldSchema kFloat{.type = "number", .format = "double"};
// The patterns depend on the digits.
inline constexpr FieldSchema kDecimal{.type = "string", .words = "An exact decimal number."};
inline constexpr FieldSchema kText{.type = "string"};
inline constexpr FieldSchema kUuid{.type = "string", .format = "uuid"};
inline constexpr FieldSchema kDate{
    .type = "string", .format = "date", .accepted = "^(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}$", .answered = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"};
inline constexpr FieldSchema kTime{.type = "string",
                                   .accepted = "^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,6})?$",
                                   .answered = "^[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.([0-9]{3}|[0-9]{6}))?$",
                                   .words = "A time of day, of no date and no zone."};
inline constexpr FieldSchema kTimestamp{
    .type = "string",
    .format = "date-time",
    .accepted = "^(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-5][0-9](\\.[0-9]{1,6})?([Zz]|[+-][0-9]{2}:[0-9]{2})$",
    .answered = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.([0-9]{3}|[0-9]{6}))?Z$",
    .words = "Years 0001 to 9999 in UTC."};
inline constexpr FieldSchema kDuration{
    .type = "string",
    .accepted = "^[+-]?P(?=.)([0-9]{1,18}W)?([0-9]{1,18}D)?(T(?=.)([0-9]{1,18}H)?([0-9]{1,18}M)?([0-9]{1,18}(\\.[0-9]{1,6})?S)?)?$",
    .answered = "^-?P(?=.)([0-9]+D)?(T(?=.)([0-9]+H)?([0-9]+M)?([0-9]+(\\.[0-9]{1,6})?S)?)?$",
    .words = "An ISO 8601 duration without years and months, such as PT1H30M; as microseconds it has 64 bits."};
inline constexpr FieldSchema kJson{.words = "At most 1048576 bytes as JSON without white space."};
inline constexpr FieldSchema kBytes{.type = "string",
                                    .accepted = "^([A-Za-z0-9+\\/]{4})*([A-Za-z0-9+\\/][AQgw]==|[A-Za-z0-9+\\/]{2}[AEIMQUYcgkosw048]=)?$",
                                    .answered = "^([A-Za-z0-9+\\/]{4})*([A-Za-z0-9+\\/][AQgw]==|[A-Za-z0-9+\\/]{2}[AEIMQUYcgkosw048]=)?$",
                                    .words = "Bytes in base64 with padding (RFC 4648)."};
inline constexpr FieldSchema kFile{.type = "object"};  // what it holds stands in a schema of its own
inline constexpr FieldSchema kEmail{
    .type = "string",
    .format = "email",
    .accepted = "^[^\\u0000- \"(),.:;<>@\\[\\\\\\]\\u007f]+(\\.[^\\u0000- \"(),.:;<>@\\[\\\\\\]\\u007f]+)*"
                "@([^\\u0000-/:-@\\[-`\\{-\\u007f]([^\\u0000-,.\\/:-@\\[-`\\{-\\u007f]{0,61}[^\\u0000-/:-@\\[-`\\{-\\u007f])?\\.)+"
                "(?![0-9]+$)[^\\u0000-/:-@\\[-`\\{-\\u007f]([^\\u0000-,.\\/:-@\\[-`\\{-\\u007f]{0,61}[^\\u0000-/:-@\\[-`\\{-\\u007f])?$",
    .longest = 254,
    .words = "An e-mail address: at most 64 bytes before the @, 253 after it, 254 in all."};
inline constexpr FieldSchema kUrl{.type = "string",
                                  .format = "uri",
                                  .accepted = "^[Hh][Tt][Tt][Pp][Ss]?:\\/\\/(?![^\\/?#]*@)[^\\/?#:]",
                                  .longest = 2048,
                                  .words = "A URL of http or https with a host, and without user name and password."};
inline constexpr FieldSchema kPassword{
    .type = "string", .format = "password", .longest = 72, .words = "At most 72 bytes in UTF-8."};
inline constexpr FieldSchema kSlug{
    .type = "string", .accepted = "^[a-z0-9]+(-[a-z0-9]+)*$", .answered = "", .longest = 255};

}  // namespace schema
}  // namespace ingot::ir
