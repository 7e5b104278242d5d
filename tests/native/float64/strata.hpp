// Inputs of float64 where errors are to be expected: of every size, where functions bend, next to special places.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "random.hpp"
#include "sample.hpp"

namespace kassei::test {

inline constexpr double kEnd = std::numeric_limits<double>::max();

// x moved by so many neighbours.
inline double neighbour(double x, int steps) {
  for (; steps > 0; --steps) x = std::nextafter(x, kInfinity);
  for (; steps < 0; ++steps) x = std::nextafter(x, -kInfinity);
  return x;
}

// Both signs of zero, infinity, the ends of the subnormal and normal ranges, places where formulas change, functions
// saturate or results become subnormal, each with its two neighbours.
inline std::vector<double> specials64() {
  std::vector<double> list;
  for (const double x :
       {0.0,      kInfinity, 0x1p-1074, 0x1p-1022, 0x1p-511, 0x1p-54, 0x1p-53, 0x1p-26, 0.25,    0.5,
        1.0,      1.25,      1.5,       2.0,       2.5,      3.0,     5.0,     6.0,     8.5,     18.4,
        19.1,     36.7369,   37.4299,   37.5194,   38.4857,  50.0,    354.89,  372.57,  700.0,   708.3965,
        709.7828, 745.1333,  746.0,     760.0,     1000.0,   0x1p53,  0x1p60,  0x1p511, 0x1p600, kEnd}) {
    for (const int steps : {-1, 0, 1}) {
      list.push_back(neighbour(x, steps));
      list.push_back(-neighbour(x, steps));
    }
  }
  return list;
}

// Random inputs for an activation with these parameters.
class Strata {
 public:
  Strata(std::uint64_t seed, const std::vector<double>& parameters) : wild_(seed) {
    // Where a function of x p, x / p or x + p / q bends.
    for (const double p : parameters) {
      if (p == 0 || !std::isfinite(p)) continue;
      scales_.push_back(p);
      scales_.push_back(1 / p);
      for (const double q : parameters) {
        scales_.push_back(q / p);
        scales_.push_back((1 - q) / p);
      }
    }
    std::erase_if(scales_, [](double scale) { return scale == 0 || !std::isfinite(scale); });
  }

  // Places next to which half of some inputs are.
  void add_places(const std::vector<double>& places) { places_.insert(places_.end(), places.begin(), places.end()); }

  double number() {
    const double scale = wild_.one_in(2) ? scales_[wild_.below(scales_.size())] : 1;
    switch (wild_.below(8)) {
      case 0:
        return of_size(-1074, 1023);
      case 1:
        return of_size(-60, 12);
      case 2:
        return scale * wild_.uniform(-760, 760);
      case 3:
        return scale * wild_.uniform(-40, 40);
      case 4:
        // Where the integer of an exponential's argument changes.
        return neighbour(scale * (static_cast<double>(wild_.below(2200)) - 1099.5) * 0x1.62e42fefa39efp-1, near(2));
      case 5:
        return places_.empty() ? scale * (1 + of_size(-53, -1))
                               : neighbour(places_[wild_.below(places_.size())], near(64));
      case 6:
        return wild_.one_in(2) ? scale + of_size(-60, 0) * scale : neighbour(-scale, near(64));
      default:
        return scale * wild_.uniform(-8, 8);
    }
  }
  std::vector<double> numbers(std::size_t count) {
    std::vector<double> list(count);
    for (double& x : list) x = number();
    return list;
  }

 private:
  double of_size(int low, int high) {
    const int exponent = static_cast<int>(std::floor(wild_.uniform(low, high + 1)));
    return std::copysign(std::ldexp(wild_.uniform(1, 2), exponent), wild_.uniform(-1, 1));
  }
  int near(int most) { return static_cast<int>(std::floor(wild_.uniform(-most, most + 1))); }

  Wild wild_;
  std::vector<double> scales_{1};
  std::vector<double> places_;
};

// The zeros of f and f', and f's kinks: where neighbouring results differ in sign, or places that the activation tells.
template <Elementwise<double> A>
std::vector<double> turning_points(const std::vector<double>& parameters) {
  std::vector<double> places;
  if constexpr (Kinked<A>) {
    for (const Place& place : with_parameters<A>(parameters.data()).kinks()) {
      if (place) places.push_back(*place);
    }
  }
  for (const auto kernel : {&value_kernel<A, double>, &gradient_kernel<A, double>}) {
    const auto sign = [&](double x) { return std::signbit(apply<double>(kernel, {x}, parameters)[0]); };
    std::vector<double> grid;
    for (int i = 0; i <= 4000; ++i) grid.push_back((i - 2000) / 50.0 + 1e-4);
    const std::vector<double> results = apply<double>(kernel, grid, parameters);
    for (std::size_t i = 0; i + 1 < grid.size(); ++i) {
      if (std::signbit(results[i]) == std::signbit(results[i + 1])) continue;
      double low = grid[i];
      double high = grid[i + 1];
      for (int step = 0; step < 1100 && neighbour(low, 1) < high; ++step) {
        const double middle = low + (high - low) / 2;
        (sign(middle) == std::signbit(results[i]) ? low : high) = middle;
      }
      places.push_back(low);
    }
  }
  return places;
}

// `count` inputs for an activation with these parameters.
template <Elementwise<double> A>
std::vector<double> strata(std::uint64_t seed, const std::vector<double>& parameters, std::size_t count) {
  Strata random(seed, parameters);
  random.add_places(turning_points<A>(parameters));
  return random.numbers(count);
}

}  // namespace kassei::test
