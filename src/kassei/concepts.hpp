// An activation is a struct with its metadata `info` and its arithmetic, in one of three kinds.
// Its numbers are members in the order of `info.parameters`. Elementwise: two functions of one vector, `value`, f(x),
// and `slope`, f'(x), each rounded to the vector's type once. Rowwise and Channelwise: kernels over whole arrays.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <type_traits>
#include <utility>

#include "info.hpp"
#include "simd.hpp"

namespace kassei {

// A parameter without a default: a struct with such a member does not compile unless it is given.
struct Required {
  double value;
  constexpr Required(double number) : value(number) {}  // NOLINT(*-explicit-*): stands for a number
  constexpr operator double() const { return value; }   // NOLINT(*-explicit-*)
};

template <class A, class T = float>
concept Elementwise = requires(const A a, Vector<T> x) {
  { A::info } -> std::convertible_to<Info>;
  { a.value(x) } -> std::same_as<Vector<T>>;
  { a.slope(x) } -> std::same_as<Vector<T>>;
};

// An activation that equals another one, its `Base`, for some or all parameters, and shares the base's kernels there:
// `base_parameters(parameters)` are the base's parameters, or null if the two differ.
template <class A>
concept Specialised = requires(const double* parameters) {
  typename A::Base;
  { A::base_parameters(parameters) } -> std::same_as<const double*>;
};

// A place of a kink, a real number; none if the parameters leave no kink there.
using Place = std::optional<double>;

// An elementwise activation with kinks has `kinks()`: their places in the order of `info.kinks`.
template <class A>
concept Kinked = Elementwise<A> && requires(const A a) {
  { a.kinks() } -> std::same_as<std::array<Place, A::info.kinks.size()>>;
};

// An activation of few operations per vector says `kLight = true`: its loops do a whole block in each turn.
template <class A>
concept Light = requires {
  requires A::kLight;
};

template <class T>
struct RowsOf;
template <class A, class T = float>
concept Rowwise = requires(const RowsOf<T>& rows) {
  { A::info } -> std::convertible_to<Info>;
  A::value(rows);
  A::gradient(rows);
};

template <class T>
struct ChannelsOf;
template <class A, class T = float>
concept Channelwise = requires(const ChannelsOf<T>& channels) {
  { A::info } -> std::convertible_to<Info>;
  A::value(channels);
  A::gradient(channels);
  A::slope_sums(channels);
  A::slope_gradient(channels);
};

// How many parameters are members: the numbers and booleans, which come first.
template <class A>
inline constexpr std::size_t kMembers = [] {
  std::size_t count = 0;
  for (const Parameter& p : A::info.parameters) {
    if (p.type == Type::kNumber || p.type == Type::kBoolean) ++count;
  }
  return count;
}();

// The activation with these parameters, in the order of its members.
template <class A>
KASSEI_INLINE constexpr A with_parameters(const double* values) {
  // What a member is made of: a number, or for a boolean whether that is not 0.
  struct Argument {
    double value;
    constexpr operator double() const { return value; }      // NOLINT(*-explicit-*)
    constexpr operator bool() const { return value != 0; }   // NOLINT(*-explicit-*)
    constexpr operator Required() const { return {value}; }  // NOLINT(*-explicit-*)
  };
  return [&]<std::size_t... I>(std::index_sequence<I...>) { return A{Argument{values[I]}...}; }
  (std::make_index_sequence<kMembers<A>>{});
}

template <class A>
using Parameters = std::array<double, kMembers<A>>;

// The members of an activation, in their order.
template <class A>
constexpr Parameters<A> parameters_of(const A& activation) {
  constexpr std::size_t kCount = kMembers<A>;
  if constexpr (kCount == 0) {
    static_assert(std::is_empty_v<A>);
    return {};
  } else if constexpr (kCount == 1) {
    const auto& [first] = activation;
    return {static_cast<double>(first)};
  } else if constexpr (kCount == 2) {
    const auto& [first, second] = activation;
    return {static_cast<double>(first), static_cast<double>(second)};
  } else {
    const auto& [first, second, third] = activation;
    return {static_cast<double>(first), static_cast<double>(second), static_cast<double>(third)};
  }
}

// The defaults of the members of an activation; none if they must be given.
template <class A>
inline constexpr std::optional<Parameters<A>> kDefaults = [] {
  if constexpr (std::is_default_constructible_v<A>)
    return std::optional(parameters_of(A{}));
  else
    return std::optional<Parameters<A>>();
}();

}  // namespace kassei
