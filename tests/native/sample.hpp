// Inputs for the tests, and the kernels applied to them.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "kassei/tables.hpp"

namespace kassei::test {

inline constexpr float kInf = std::numeric_limits<float>::infinity();
inline constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

// Both signs of zero, infinity, the ends of the subnormal and normal ranges, and places where formulas change, each
// with its two neighbours.
inline std::vector<float> specials() {
  std::vector<float> list;
  for (const float x : {0.0F,      kInf,           0x1p-149F, 0x1.fffffcp-127F,
                        0x1p-126F, 0x1p-24F,       0x1p-12F,  0.5F,
                        1.0F,      2.0F,           2.5F,      3.0F,
                        6.0F,      9.0109F,        16.6356F,  87.3365F,
                        88.7228F,  103.9720F,      0x1p24F,   0x1p63F,
                        0x1p64F,   0x1.fffffep127F}) {
    for (const float near : {std::nextafterf(x, -kInf), x, std::nextafterf(x, kInf)}) {
      list.push_back(near);
      list.push_back(-near);
    }
  }
  return list;
}

// `specials`, every `stride`-th bit pattern that is not a NaN, thus equally many in each binade, and an even grid over
// [-20, 20].
inline std::vector<float> sample(std::uint32_t stride, int grid) {
  std::vector<float> list = specials();
  for (std::uint64_t bits = 0; bits <= UINT32_MAX; bits += stride) {
    const auto x = std::bit_cast<float>(static_cast<std::uint32_t>(bits));
    if (!std::isnan(x)) list.push_back(x);
  }
  for (int i = 0; i <= grid; ++i) list.push_back(static_cast<float>(-20.0 + 40.0 * i / grid));
  return list;
}

// The default parameters; for a required one, a number within its slider.
template <class A>
std::vector<double> defaults() {
  if (kDefaults<A>) return {kDefaults<A>->begin(), kDefaults<A>->end()};
  std::vector<double> values;
  for (const Parameter& p : A::info.parameters) values.push_back((p.slider.low + 2 * p.slider.high) / 3);
  return values;
}

// The defaults, and each parameter at either end of its slider with the others at their defaults.
template <class A>
std::vector<std::vector<double>> parameter_sets() {
  std::vector<std::vector<double>> sets{defaults<A>()};
  for (std::size_t i = 0; i < kMembers<A>; ++i) {
    for (const double value : {A::info.parameters[i].slider.low, A::info.parameters[i].slider.high}) {
      sets.push_back(sets[0]);
      sets.back()[i] = value;
    }
  }
  return sets;
}

// Multiples of 2^-20 in [-8, 8), the same as in tests/package/bits/hashes.mjs.
inline std::vector<float> scattered(std::size_t count, std::uint32_t factor) {
  std::vector<float> list;
  for (std::uint32_t i = 0; i < count; ++i) list.push_back(static_cast<float>((i * factor) >> 8) * 0x1p-20F - 8);
  return list;
}

// The kernel's results for each x. Arrays are padded to whole blocks, as kernels need.
template <class T>
std::vector<T> apply(KernelOf<T> kernel, std::vector<T> x, const std::vector<double>& parameters,
                     std::vector<T> upstream = {}) {
  const std::size_t length = x.size();
  const std::size_t padded = whole_blocks<T>(length);
  x.resize(padded);
  upstream.resize(upstream.empty() ? 0 : padded);
  std::vector<T> out(padded);
  kernel({.x = x.data(),
          .upstream = upstream.empty() ? nullptr : upstream.data(),
          .out = out.data(),
          .vectors = padded / kLanesOf<T>,
          .parameters = parameters.data()});
  out.resize(length);
  return out;
}

// The number in hexadecimal, so that a failure can be repeated exactly, and in decimal.
inline std::string hex(double x) {
  char text[64];
  std::snprintf(text, sizeof text, "%a (%.17g)", x, x);
  return text;
}

using Numbers = std::vector<float>;

class Random {
 public:
  Numbers numbers(std::size_t count, float scale) {
    Numbers list(count);
    for (float& x : list) x = scale * normal_(engine_);
    return list;
  }

 private:
  std::mt19937 engine_{20240229};
  std::normal_distribution<float> normal_;
};

struct Shape {
  std::size_t outer, length, inner;
};

}  // namespace kassei::test
