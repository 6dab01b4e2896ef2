// The encoders of C++: identifiers, literals, types, expressions and include paths.
//
// Names come from a checked definition (`[A-Za-z][A-Za-z0-9]*`, 48 at most); any other is a bug of ours. A
// word that C++ or its standard headers reserve gets a trailing underscore, which no name of a definition can
// hold.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "codegen/text/languages.h"
#include "codegen/text/path.h"
#include "codegen/text/safe.h"

namespace ingot::codegen {

// May `text` not be used as an identifier of ours? Keywords, alternative tokens, macros, `std`, `ingot`,
// `main`, ...
auto IsReservedInCpp(std::string_view text) -> bool;

struct CppIdentifier : KindOf<Cpp> {
  static constexpr auto MayStand(Position at) -> bool { return at != Position::kQuoted; }

  static auto Type(std::string_view name) -> Safe<CppIdentifier>;      // repoURL -> RepoURL
  static auto Value(std::string_view name) -> Safe<CppIdentifier>;     // RepoURL -> repoUrl; class -> class_
  static auto Constant(std::string_view name) -> Safe<CppIdentifier>;  // maxSize -> kMaxSize
  // A word of ours around a name: unique only in a scope that holds no other names of the definition.
  static auto Prefixed(codegen::Constant prefix, std::string_view name)
      -> Safe<CppIdentifier>;  // validate, Doc -> validateDoc
  static auto Suffixed(std::string_view name, codegen::Constant suffix, codegen::Constant more = "")
      -> Safe<CppIdentifier>;  // Doc, Patch -> DocPatch
  static auto Linked(codegen::Constant prefix, std::string_view name, codegen::Constant link,
                     std::string_view other) -> Safe<CppIdentifier>;  // get, photo, Of, Dog -> getPhotoOfDog
  static auto Numbered(codegen::Constant prefix, int number) -> Safe<CppIdentifier>;  // value, 3 -> value3
  static auto Fixed(codegen::Constant text) -> Safe<CppIdentifier>;                   // as it is
};

// A string literal whose value is exactly the given bytes; usable wherever std::string_view is. Bytes that
// are not plain printable ASCII, and `?`, become three-digit octal escapes. A value that holds NUL is spelled
// with its length, `std::string_view("a\000b", 3)`. Long values are split over lines, each under the first.
struct CppString : KindOf<Cpp> {
  static constexpr auto kLayout = Layout::kColumn;
  static auto Quote(std::string_view bytes) -> Safe<CppString>;
  static auto OneLine(std::string_view json) -> Safe<CppString>;  // the compact text of JSON: one literal, however long it is
};

// Numbers and booleans, always of the C++ type that was meant and the same value when read back.
struct CppLiteral : KindOf<Cpp> {
  static auto Integer(std::int64_t value) -> Safe<CppLiteral>;
  static auto Double(double value) -> Safe<CppLiteral>;  // finite; anything else is a bug of ours
  static auto Boolean(bool value) -> Safe<CppLiteral>;
};

// A type or the signature of a function; it holds names and numbers only, so a comment may hold it.
struct CppType : KindOf<Cpp>, Composite<CppType> {
  static constexpr auto MayStand(Position at) -> bool { return at != Position::kQuoted; }
  using Parts = AnyOf<CppIdentifier, CppLiteral, CppType>;
};

// An expression or a statement.
struct CppExpr : KindOf<Cpp>, Composite<CppExpr> {
  using Parts = AnyOf<CppIdentifier, CppString, CppLiteral, CppType, CppExpr>;
  static constexpr auto kLayout = Layout::kColumn;
  static auto Call(const Safe<CppExpr>& callee, const std::vector<Safe<CppExpr>>& arguments) -> Safe<CppExpr>;
};

// Hexadecimal digits of a hash, in a comment.
struct CppHash : KindOf<Cpp> {
  static constexpr auto MayStand(Position at) -> bool { return at != Position::kQuoted; }
  static auto Of(std::string_view digits) -> Safe<CppHash>;
};

// A path inside the quotes of an `#include`.
struct CppPath : KindOf<Cpp> {
  static constexpr auto MayStand(Position at) -> bool { return at != Position::kCode; }
  static auto Include(const Safe<Path>& path) -> Safe<CppPath>;
};

}  // namespace ingot::codegen
