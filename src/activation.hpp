// What an activation is: a struct with its metadata `info`, its parameters as double members in the order of
// `info.parameters`, and two functions of one vector: `value`, f(x), and `slope`, f'(x), each rounded to float32
// once.
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <initializer_list>
#include <limits>
#include <string_view>

#include "simd.hpp"

namespace kassei {

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();
inline constexpr double kLargest = std::numeric_limits<float>::max();

// A short list that can stand in a constant.
template <class T, std::size_t kCapacity>
struct Few {
  std::array<T, kCapacity> items{};
  std::size_t count = 0;
  constexpr Few() = default;
  constexpr Few(std::initializer_list<T> list) : count(list.size()) {
    std::copy(list.begin(), list.end(), items.begin());
  }
  constexpr auto begin() const { return items.begin(); }
  constexpr auto end() const { return items.begin() + count; }
};

struct Interval {
  double low, high;
};

struct Parameter {
  std::string_view name;    // Keras' spelling
  std::string_view symbol;  // TeX
  std::string_view text;    // what it does, one phrase
  double standard;          // the default
  Interval allowed{-kLargest, kLargest};
  Interval slider;  // the part worth exploring on the page
};

// A point where f' jumps, and the value that `slope` returns there. Both TeX.
struct Kink {
  std::string_view at, slope;
};

// Largest error over all inputs with default parameters, final rounding included, in units in the last place (ulp)
// of the exact result: ulp(v) = 2^(max(floor(log2 |v|), -126) - 23). The tests enforce it.
struct Bound {
  double value, slope;
};

struct Info {
  std::string_view name;  // Keras' spelling, unique
  Few<std::string_view, 2> aliases{};
  std::string_view title;
  std::string_view source;                               // where it was proposed
  std::string_view formula;                              // TeX of f(x)
  std::string_view derivative;                           // TeX of f'(x)
  std::string_view range;                                // TeX of the set of values, default parameters
  std::string_view at_minus_infinity, at_plus_infinity;  // TeX of the limits
  Few<Parameter, 3> parameters{};
  Few<Kink, 2> kinks{};
  Interval plot;  // x range worth plotting
  Bound ulp;
};

template <class A>
concept Elementwise = requires(const A a, f32x4 x) {
  { A::info } -> std::convertible_to<Info>;
  { a.value(x) } -> std::same_as<f32x4>;
  { a.slope(x) } -> std::same_as<f32x4>;
};

}  // namespace kassei
