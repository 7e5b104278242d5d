// The metadata of an activation, the only place where its names, formulas, parameters and bounds stand.
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string_view>

namespace kassei {

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();
inline constexpr double kSmallest = std::numeric_limits<float>::denorm_min();
inline constexpr double kLargest = std::numeric_limits<float>::max();

// A list whose items are part of it, as a constexpr constant needs.
template <class T, std::size_t kCapacity>
struct Few {
  std::array<T, kCapacity> items{};
  std::size_t count = 0;  // of the items that are used
  constexpr Few() = default;
  constexpr Few(std::initializer_list<T> list) : count(list.size()) {
    std::copy(list.begin(), list.end(), items.begin());
  }
  constexpr auto begin() const { return items.begin(); }
  constexpr auto end() const { return items.begin() + count; }
  constexpr std::size_t size() const { return count; }
  constexpr const T& operator[](std::size_t index) const { return items[index]; }
};

struct Interval {
  double low, high;
};

enum class Type { kNumber, kBoolean, kAxis, kAxes, kFloats, kMask };

constexpr std::string_view name_of(Type type) {
  switch (type) {
    case Type::kNumber:
      return "number";
    case Type::kBoolean:
      return "boolean";
    case Type::kAxis:
      return "axis";
    case Type::kAxes:
      return "axes";
    case Type::kFloats:
      return "floats";
    case Type::kMask:
      return "mask";
  }
  return {};
}

// A parameter. Numbers and booleans are the activation's members, in their order, with their defaults; they come first
// in `Info::parameters`. The others tell how arrays are read.
struct Parameter {
  std::string_view name;      // Keras' spelling
  std::string_view symbol{};  // TeX; empty if the name itself stands in formulas
  std::string_view text;      // its effect, one phrase
  Type type = Type::kNumber;
  Interval allowed{-kLargest, kLargest};
  double smallest = 0;  // the least absolute value that is allowed
  Interval slider{};    // the range of its control on the page
};

inline constexpr std::size_t kMaxParameters = 3;
inline constexpr std::size_t kMaxKinks = 2;

inline constexpr Parameter kAxis{
    .name = "axis", .text = "the axis of the rows or channels; negative ones count from the end", .type = Type::kAxis};

inline constexpr Parameter kAxes{.name = "axis",
                                 .text =
                                     "the axis of the rows, or a list of the axes that make one row, or null for all; "
                                     "negative ones count from the end",
                                 .type = Type::kAxes};

// The default of every parameter that is an axis: the last one.
inline constexpr int kLastAxis = -1;

inline constexpr Parameter kMask{.name = "mask",
                                 .text =
                                     "0 where an element takes no part: its value is that of -infinity, also in a row "
                                     "masked whole; its gradient is 0",
                                 .type = Type::kMask};

inline constexpr Parameter kTemperature{.name = "temperature",
                                        .symbol = "T",
                                        .text = "what all inputs are divided by first",
                                        .allowed = {kSmallest, kLargest},
                                        .slider = {0.1, 5}};

// A number in a condition, or a slope: a constant, or `factor` times a parameter.
struct Quantity {
  double factor;
  std::string_view parameter{};
  constexpr Quantity(std::convertible_to<double> auto number) : factor(number) {}             // NOLINT(*-explicit-*)
  constexpr Quantity(const char* name, double times = 1) : factor(times), parameter(name) {}  // NOLINT(*-explicit-*)
};

// One piece of a piecewise function. It is in force where low < scale x + offset < high, the ends included if so said,
// and no piece before it is; without either end, wherever no other piece is.
struct Case {
  std::string_view value;  // TeX of f(x) there
  Quantity scale = 1, offset = 0;
  std::optional<Quantity> low{}, high{};
  bool includes_low = false, includes_high = false;
};

// A point where f' jumps, and the gradient at that point. Both TeX.
struct Kink {
  std::string_view at, slope;
};

enum class Family { kRectifiers, kExponential, kSigmoidLike, kGated, kShrinkage, kRowwise };

constexpr std::string_view name_of(Family family) {
  switch (family) {
    case Family::kRectifiers:
      return "rectifiers";
    case Family::kExponential:
      return "exponential";
    case Family::kSigmoidLike:
      return "sigmoid-like";
    case Family::kGated:
      return "gated";
    case Family::kShrinkage:
      return "shrinkage";
    case Family::kRowwise:
      return "row-wise";
  }
  return {};
}

enum class Framework { kKeras2, kKeras3, kPytorch, kJax, kTensorflowjs, kOnnx, kWebnn };

constexpr std::string_view name_of(Framework framework) {
  switch (framework) {
    case Framework::kKeras2:
      return "keras2";
    case Framework::kKeras3:
      return "keras3";
    case Framework::kPytorch:
      return "pytorch";
    case Framework::kJax:
      return "jax";
    case Framework::kTensorflowjs:
      return "tensorflowjs";
    case Framework::kOnnx:
      return "onnx";
    case Framework::kWebnn:
      return "webnn";
  }
  return {};
}

struct Default {
  std::string_view parameter;
  std::optional<double> value;  // none: the framework wants the parameter to be given
};

// A framework's names for the activation, and its differences from Kassei: its own defaults, and its slopes at the
// kinks, each a number or a parameter; none for Kassei's slope.
struct Dialect {
  Framework framework;
  Few<std::string_view, 4> names{};
  Few<Default, 3> defaults{};
  Few<std::optional<Quantity>, kMaxKinks> kinks{};
};

// Largest error over all inputs with default parameters, final rounding included, in units in the last place (ulp)
// of the exact result: ulp(v) = 2^(max(floor(log2 |v|), -126) - 23), in float64 2^(max(floor(log2 |v|), -1022) - 52).
// The tests enforce it.
struct Bound {
  double value, slope;
};

struct Info {
  std::string_view name;  // Keras' spelling, unique
  Few<std::string_view, 2> aliases{};
  std::string_view title;
  Family family;
  std::string_view source;                                   // the publication that proposed it
  std::string_view formula{};                                // TeX of f(x), unless it has `cases`
  Few<Case, 3> cases{};                                      // the pieces of f, in the formula's order
  std::string_view derivative;                               // TeX of f'(x), or of the vector-Jacobian product
  std::string_view range;                                    // TeX of the set of values, default parameters
  std::string_view at_minus_infinity{}, at_plus_infinity{};  // TeX of the limits
  Few<Parameter, kMaxParameters> parameters{};
  Few<Kink, kMaxKinks> kinks{};
  Interval plot{-6, 6};  // x range worth plotting
  Bound ulp;
  Bound ulp64{.value = 0.95, .slope = 0.95};
  bool halves = false;  // row-wise only: the value has half of x's length along the axis
  double masked = 0;    // row-wise only: the value where a mask is 0
  Few<Dialect, 10> frameworks{};
};

}  // namespace kassei
