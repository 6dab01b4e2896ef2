// The functions of the expression language. Every one is total: what cannot have a value is null, an empty
// optional.
//
// Operands are plain or optional; a null operand makes the result null, except where a function says
// otherwise. A function whose result may be null though its operands are not answers an optional. Texts are
// UTF-8; functions count code points, compare by code point and change the case of ASCII letters only, so
// that every target agrees.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <ingot/rt/types.hpp>

namespace ingot::rt::expr {

// What an operand holds when it is not null; texts are looked at, not copied.
template <typename T>
struct OperandOf {
  using Type = T;
};
template <typename T>
struct OperandOf<std::optional<T>> {
  using Type = T;
};
template <typename T>
using Operand = typename OperandOf<std::remove_cvref_t<T>>::Type;

template <typename T>
inline constexpr bool isOptional = !std::is_same_v<Operand<T>, std::remove_cvref_t<T>>;

template <typename T>
concept TextOperand = std::is_convertible_v < const Operand<T>
&, std::string_view > ;

// An optional stays one, everything else becomes the plain value.
template <typename R, typename... Operands>
using Lifted = std::conditional_t<(isOptional<Operands> || ...), std::optional<Operand<R>>, R>;

template <typename T>
[[nodiscard]] constexpr bool hasValue(const T& operand) {
  if constexpr (std::is_same_v<T, std::nullopt_t>) {
    return false;
  } else if constexpr (isOptional<T>) {
    return operand.has_value();
  } else {
    return true;
  }
}
template <typename T>
[[nodiscard]] constexpr decltype(auto) valueOf(const T& operand) {
  if constexpr (isOptional<T>) {
    return *operand;
  } else {
    return (operand);
  }
}

// `function` of the values; null when one of the operands is.
template <typename F, typename... Ts>
[[nodiscard]] constexpr auto lift(F function, const Ts&... operands)
    -> Lifted<std::invoke_result_t<F, const Operand<Ts>&...>, Ts...> {
  if constexpr ((isOptional<Ts> || ...)) {
    if (!(hasValue(operands) && ...)) return std::nullopt;
  }
  return function(valueOf(operands)...);
}

// Null.
template <typename T>
[[nodiscard]] constexpr bool isNull(const T& operand) {
  return !hasValue(operand);
}

// The first operand that is not null (`??`).
template <typename A, typename B>
[[nodiscard]] auto coalesce(const A& first, const B& second) {
  using T = std::conditional_t<TextOperand<A>, std::string, Operand<A>>;
  if constexpr (!isOptional<A>) {
    return T(first);
  } else if constexpr (isOptional<B>) {
    return first ? std::optional<T>(*first) : second ? std::optional<T>(*second) : std::optional<T>();
  } else {
    return first ? T(*first) : T(second);
  }
}

// Truth: null counts as false.
[[nodiscard]] constexpr bool isTrue(bool operand) { return operand; }
[[nodiscard]] constexpr bool isTrue(std::optional<bool> operand) { return operand.value_or(false); }
template <typename A, typename B>
[[nodiscard]] constexpr bool logicalAnd(const A& a, const B& b) {
  return isTrue(a) && isTrue(b);
}
template <typename A, typename B>
[[nodiscard]] constexpr bool logicalOr(const A& a, const B& b) {
  return isTrue(a) || isTrue(b);
}
template <typename A>
[[nodiscard]] constexpr bool logicalNot(const A& a) {
  return !isTrue(a);
}

template <typename Result, typename T>
[[nodiscard]] Result chosenAs(const T& chosen) {
  if constexpr (std::is_same_v<T, std::nullopt_t>) {
    return Result();
  } else if constexpr (isOptional<Result>) {
    return hasValue(chosen) ? Result(Operand<Result>(valueOf(chosen))) : Result();
  } else {
    return Result(chosen);
  }
}

// `condition ? a : b`. Both operands are computed; neither can fail.
template <typename C, typename A, typename B>
[[nodiscard]] auto conditional(const C& condition, const A& a, const B& b) {
  using Value = std::conditional_t<std::is_same_v<A, std::nullopt_t>, Operand<B>, Operand<A>>;
  using T = std::conditional_t<std::is_convertible_v<Value, std::string_view>, std::string, Value>;
  constexpr bool mayBeNull = isOptional<A> || isOptional<B> || std::is_same_v<A, std::nullopt_t> ||
                             std::is_same_v<B, std::nullopt_t>;
  using Result = std::conditional_t<mayBeNull, std::optional<T>, T>;
  return isTrue(condition) ? chosenAs<Result>(a) : chosenAs<Result>(b);
}

// Comparisons are true or false: with a null they are false, but for `ne`, which is the opposite of `eq`.
template <typename A, typename B>
[[nodiscard]] constexpr int order(const A& a, const B& b) {
  return a < b ? -1 : (b < a ? 1 : 0);
}
template <int S, int T>
[[nodiscard]] constexpr int order(Decimal<S> a, Decimal<T> b);
[[nodiscard]] int order(Date a, Timestamp b);  // a date is the moment at which it begins
[[nodiscard]] int order(Timestamp a, Date b);
template <ClosedText E>
[[nodiscard]] constexpr int order(E a, E b) {
  return order(text(a), text(b));
}
template <ClosedText E>
[[nodiscard]] constexpr int order(E a, std::string_view b) {
  return order(text(a), b);
}
template <ClosedText E>
[[nodiscard]] constexpr int order(std::string_view a, E b) {
  return order(a, text(b));
}

// Texts of every form are compared as one.
template <typename T>
[[nodiscard]] constexpr decltype(auto) comparable(const T& value) {
  if constexpr (std::is_convertible_v<const T&, std::string_view>) {
    return std::string_view(value);
  } else {
    return (value);
  }
}

template <typename F, typename A, typename B>
[[nodiscard]] constexpr bool compare(const A& a, const B& b, F verdict) {
  if (!hasValue(a) || !hasValue(b)) return false;
  return verdict(order(comparable(valueOf(a)), comparable(valueOf(b))));
}
template <typename A, typename B>
[[nodiscard]] constexpr bool eq(const A& a, const B& b) {
  return compare(a, b, [](int o) { return o == 0; });
}
template <typename A, typename B>
[[nodiscard]] constexpr bool ne(const A& a, const B& b) {
  return !eq(a, b);
}
template <typename A, typename B>
[[nodiscard]] constexpr bool lt(const A& a, const B& b) {
  return compare(a, b, [](int o) { return o < 0; });
}
template <typename A, typename B>
[[nodiscard]] constexpr bool le(const A& a, const B& b) {
  return compare(a, b, [](int o) { return o <= 0; });
}
template <typename A, typename B>
[[nodiscard]] constexpr bool gt(const A& a, const B& b) {
  return compare(a, b, [](int o) { return o > 0; });
}
template <typename A, typename B>
[[nodiscard]] constexpr bool ge(const A& a, const B& b) {
  return compare(a, b, [](int o) { return o >= 0; });
}
// `a in [...]`
template <typename A, typename... Bs>
[[nodiscard]] constexpr bool inList(const A& a, const Bs&... list) {
  return (eq(a, list) || ...);
}

}  // namespace ingot::rt::expr

#include <ingot/rt/expr-functions.hpp>
