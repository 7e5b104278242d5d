// The powers of a row at a temperature T, in float64: (x - m) / T has more digits than a float32, and a gradient may be
// so large, divided by a small T, that powers count which float32 does not reach.
#pragma once

#include <cstddef>

#include "../math.hpp"
#include "rows.hpp"

namespace kassei {

struct Tempered {
  f32x4 m;         // the row's largest element
  double inverse;  // 1 / T

  KASSEI_INLINE f64x4 distance(f32x4 x) const { return (widen(x) - widen(m)) * inverse; }

  // e^((x - m) / T). The least one, e^-700, is as nothing even times the largest upstream and the largest 1 / T.
  [[gnu::noinline]] f64x4 power(f32x4 x) const { return exponential(at_least(distance(x), -700)).exp(); }

  // The sum of all powers without one largest element's, which is 1. NaN or an infinite m makes it NaN.
  [[gnu::noinline]] f64x4 sum_of_others(const Row& row, const float* x) const {
    f64x4 others{};
    f64x4 largest{};
    row.each([&](std::size_t at, std::ptrdiff_t lanes) {
      const f32x4 part = load_part(x + at, lanes, kLowest);
      const f64x4 same = widen(part == m ? splat(1) : f32x4{});
      others += power(part) - same;
      largest += same;
    });
    return row.sum_over_row(others) + (row.sum_over_row(largest) - 1);
  }
};

}  // namespace kassei
