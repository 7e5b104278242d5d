// Numbers that the kernels tell of an activation with default parameters.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "kassei/tables.hpp"

namespace kassei {

struct KinkAtDefaults {
  double x, gradient;
};

struct AtDefaults {
  Interval range;                    // the least and the greatest value, or the limits that values tend to
  std::optional<Interval> limits{};  // at minus and plus infinity
  std::vector<std::optional<KinkAtDefaults>> kinks{};  // none: no kink with these parameters
};

// f and f' of one number.
template <Elementwise A>
struct Evaluated {
  double value, slope;
  explicit Evaluated(double x) : value(run(value_kernel<A>, x)), slope(run(gradient_kernel<A>, x)) {}

  static double run(Kernel kernel, double x) {
    std::array<float, whole_blocks(1)> block{static_cast<float>(x)};
    kernel({.x = block.data(),
            .upstream = nullptr,
            .out = block.data(),
            .vectors = kBlock,
            .parameters = kDefaults<A>->data()});
    return block[0];
  }
};

// Where f' changes its sign between two numbers.
template <Elementwise A>
double turning_point(double low, double high) {
  const bool rises = Evaluated<A>(low).slope > 0;
  for (int halving = 0; halving < std::numeric_limits<double>::digits; ++halving) {
    const double middle = (low + high) / 2;
    ((Evaluated<A>(middle).slope > 0) == rises ? low : high) = middle;
  }
  return low;
}

// The least and greatest value are at infinity, on the grid, or where f' changes its sign.
template <Elementwise A>
std::optional<AtDefaults> at_defaults() {
  if constexpr (kDefaults<A>) {
    constexpr double kReach = 20;
    constexpr double kStep = 1.0 / 64;
    const Interval limits{Evaluated<A>(-kInfinity).value, Evaluated<A>(kInfinity).value};
    std::vector<double> values{limits.low, limits.high};
    double before = 0;
    for (int step = 0; step <= 2 * kReach / kStep; ++step) {
      const double x = -kReach + step * kStep;
      const auto [value, slope] = Evaluated<A>(x);
      values.push_back(value);
      if (before * slope < 0) values.push_back(Evaluated<A>(turning_point<A>(x - kStep, x)).value);
      before = slope;
    }
    const auto [least, greatest] = std::ranges::minmax(values);
    AtDefaults found{.range = {least, greatest}, .limits = limits};
    if constexpr (Kinked<A>) {
      for (const Place& place : A{}.kinks()) {
        std::optional<KinkAtDefaults>& kink = found.kinks.emplace_back();
        if (place && std::isfinite(*place)) kink = {.x = *place, .gradient = Evaluated<A>(*place).slope};
      }
    }
    return found;
  } else {
    return {};
  }
}

// Rows of two numbers reach the ends of every range.
template <Rowwise A>
std::optional<AtDefaults> at_defaults() {
  Interval range{kInfinity, -kInfinity};
  const std::array<float, 3> numbers{-static_cast<float>(kInfinity), 0, static_cast<float>(kInfinity)};
  for (const float first : numbers) {
    for (const float second : numbers) {
      std::array<float, 2> row{first, second};
      run<float>({.run = A::value, .same_shape = !A::info.halves},
                 {.x = row.data(), .upstream = nullptr, .out = row.data(), .outer = 1, .length = 2, .inner = 1});
      for (const double y : A::info.halves ? std::vector<double>{row[0]} : std::vector<double>{row[0], row[1]}) {
        if (std::isnan(y)) continue;
        range = {std::min(range.low, y), std::max(range.high, y)};
      }
    }
  }
  return AtDefaults{.range = range};
}

// The slopes have no default.
template <Channelwise A>
std::optional<AtDefaults> at_defaults() {
  return {};
}

}  // namespace kassei
