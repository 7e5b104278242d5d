// An activation is a struct with its metadata `info` and its arithmetic, in one of three kinds.
// Elementwise: its parameters as double members in the order of `info.parameters`, and two functions of one vector:
// `value`, f(x), and `slope`, f'(x), each rounded to float32 once. Rowwise and Channelwise: kernels over whole arrays.
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
inline constexpr double kSmallest = std::numeric_limits<float>::denorm_min();
inline constexpr double kLargest = std::numeric_limits<float>::max();

// A list whose items are part of it, as a constexpr constant needs.
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

// The default of a parameter without one: the caller must give it.
inline constexpr double kRequired = std::numeric_limits<double>::quiet_NaN();

enum class Type { kNumber, kBoolean, kAxis, kFloats, kMask };

struct Parameter {
  std::string_view name;    // Keras' spelling
  std::string_view symbol;  // TeX
  std::string_view text;    // its effect, one phrase
  Type type = Type::kNumber;
  double default_value = kRequired;
  Interval allowed{-kLargest, kLargest};
  Interval slider{};  // the range of its control on the page
};

inline constexpr Parameter kAxis{.name = "axis",
                                 .symbol = R"(\text{axis})",
                                 .text = "the axis of the rows or channels; negative ones count from the end",
                                 .type = Type::kAxis,
                                 .default_value = -1};

// A point where f' jumps, and the gradient at that point. Both TeX.
struct Kink {
  std::string_view at, slope;
};

enum class Family { kRectifiers, kExponential, kSigmoidLike, kGated, kShrinkage, kRowwise };

enum class Framework { kKeras2, kKeras3, kPytorch, kJax, kTensorflowjs, kOnnx, kWebnn };

struct Default {
  std::string_view parameter;
  double value;
};

// A framework's names for the activation, and its differences from Kassei: its own defaults, and its slopes at the
// kinks, each a number, the name of the parameter whose value the slope is, or empty for Kassei's slope.
struct Dialect {
  Framework framework;
  Few<std::string_view, 4> names{};
  Few<Default, 3> defaults{};
  Few<std::string_view, 2> kinks{};
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
  Family family;
  std::string_view source;                                   // the publication that proposed it
  std::string_view formula;                                  // TeX of f(x)
  std::string_view derivative;                               // TeX of f'(x), or of the vector-Jacobian product
  std::string_view range;                                    // TeX of the set of values, default parameters
  std::string_view at_minus_infinity{}, at_plus_infinity{};  // TeX of the limits
  Few<Parameter, 3> parameters{};
  Few<Kink, 2> kinks{};
  Interval plot{-6, 6};  // x range worth plotting
  Bound ulp;
  bool halves = false;  // row-wise only: the value has half of x's length along the axis
  Few<Dialect, 10> frameworks{};
};

// An activation that equals another one, its `Base`, for some or all parameters, and shares the base's kernels there:
// `base_parameters(parameters)` are the base's parameters, or null if the two differ.
template <class A>
concept Specialised = requires(const double* parameters) {
  typename A::Base;
  { A::base_parameters(parameters) } -> std::same_as<const double*>;
};

template <class A>
concept Elementwise = requires(const A a, f32x4 x) {
  { A::info } -> std::convertible_to<Info>;
  { a.value(x) } -> std::same_as<f32x4>;
  { a.slope(x) } -> std::same_as<f32x4>;
};

// An elementwise activation with kinks has `kinks()`: their places, real numbers in the order of `info.kinks`, or
// kNoKink if the parameters leave none.
inline constexpr double kNoKink = std::numeric_limits<double>::quiet_NaN();

template <class A>
concept Kinked = Elementwise<A> && requires(const A a) {
  a.kinks()[A::info.kinks.count - 1];
};

struct Rows;
template <class A>
concept Rowwise = requires(const Rows& rows) {
  { A::info } -> std::convertible_to<Info>;
  A::value(rows);
  A::gradient(rows);
};

struct Channels;
template <class A>
concept Channelwise = requires(const Channels& channels) {
  { A::info } -> std::convertible_to<Info>;
  A::value(channels);
  A::gradient(channels);
  A::slope_gradient(channels);
  A::slope_result(channels);
};

}  // namespace kassei
