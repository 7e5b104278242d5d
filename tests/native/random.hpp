// Random inputs for tests: anything that a caller may pass.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

#include "kassei/concepts.hpp"

namespace kassei::test {

class Wild {
 public:
  explicit Wild(std::uint64_t seed) : engine_(seed) {}

  // An integer from 0 to end - 1.
  std::size_t below(std::size_t end) { return engine_() % end; }
  bool one_in(std::size_t count) { return below(count) == 0; }
  double uniform(double low, double high) {
    return low + (high - low) * (static_cast<double>(engine_() >> 11) * 0x1p-53);
  }

  // Any bit pattern, a special number, or a number of a usual size.
  float number() {
    static constexpr float kSpecial[] = {0,          -0.0F,           1,    -1,   3, -3, 6, 0x1p-149F,
                                         -0x1p-126F, 0x1.fffffep127F, kBig, -kBig};
    switch (below(4)) {
      case 0:
        return std::bit_cast<float>(static_cast<std::uint32_t>(engine_()));
      case 1:
        return kSpecial[below(std::size(kSpecial))];
      default:
        return static_cast<float>(uniform(-1, 1) * std::exp2(uniform(-8, 7)));
    }
  }
  std::vector<float> numbers(std::size_t count) {
    std::vector<float> list(count);
    for (float& x : list) x = number();
    return list;
  }

  // A length of an array, mostly a short one.
  std::size_t length() { return one_in(20) ? below(5000) : below(70); }

  // A number that the metadata allows: the default, one in the slider's range, an end, or one of any size.
  double parameter(const Parameter& p, std::optional<double> standard) {
    const double number = any_parameter(p, standard);
    return std::abs(number) < p.smallest ? p.smallest : number;
  }
  double any_parameter(const Parameter& p, std::optional<double> standard) {
    const auto [low, high] = p.allowed;
    if (p.type == Type::kBoolean) return static_cast<double>(below(2));
    switch (below(8)) {
      case 0:
        return one_in(2) ? low : high;
      case 1:
        return std::fmin(std::fmax(std::copysign(std::exp2(uniform(-150, 127)), uniform(-1, 1)), low), high);
      case 2:
        return std::fmin(std::fmax(static_cast<double>(below(9)) - 4, low), high);
      case 3:
        if (standard) return *standard;
        [[fallthrough]];
      default:
        return uniform(p.slider.low, p.slider.high);
    }
  }
  template <Elementwise A>
  std::vector<double> parameters() {
    std::vector<double> list;
    for (std::size_t i = 0; i < A::info.parameters.size(); ++i) {
      list.push_back(parameter(A::info.parameters[i], kDefaults<A> ? std::optional((*kDefaults<A>)[i]) : std::nullopt));
    }
    return list;
  }

 private:
  static constexpr float kBig = std::numeric_limits<float>::infinity();
  std::mt19937_64 engine_;
};

// All sets of parameters that are each as small or as large as they may be, or in between.
template <Elementwise A>
std::vector<std::vector<double>> extreme_parameters() {
  std::vector<std::vector<double>> sets{{}};
  for (const Parameter& parameter : A::info.parameters) {
    std::vector<std::vector<double>> longer;
    for (const double size : {0.0, 0x1p-1074, 1e-300, 1e-248, 1e-100, 0x1p-149, 0.7, 1.0, 1e30, kLargest, kInfinity}) {
      for (const double value : {size, 0 - size}) {
        if (value < parameter.allowed.low || value > parameter.allowed.high || size < parameter.smallest) continue;
        if (parameter.type == Type::kBoolean && size != 0 && size != 1) continue;
        for (std::vector<double> set : sets) {
          set.push_back(value);
          longer.push_back(set);
        }
      }
    }
    sets = longer;
  }
  return sets;
}

}  // namespace kassei::test
