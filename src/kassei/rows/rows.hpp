// Arrays of rows, for row-wise activations. The lanes of a vector are four elements of one row or, where the elements
// of a row do not lie side by side, one element of each of four neighbouring rows.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>

#include "../simd.hpp"

namespace kassei {

inline constexpr float kLowest = -std::numeric_limits<float>::infinity();
inline constexpr float kNotANumber = std::numeric_limits<float>::quiet_NaN();

// Whether up to three floats behind an array may be read, as a program says that owns the memory of all arrays.
#ifdef KASSEI_PADDED
inline constexpr bool kPadded = true;
#else
inline constexpr bool kPadded = false;
#endif

// The end of a row is rare and needs no speed; a function of its own keeps its code out of the loops.
[[gnu::noinline]] inline f32x4 load_lanes(const float* from, std::ptrdiff_t lanes, float fill) {
  f32x4 x = splat(fill);
  for (std::ptrdiff_t lane = 0; lane < lanes; ++lane) x[lane] = from[lane];
  return x;
}

// The first `lanes` elements at `from`, and `fill` in further lanes.
KASSEI_INLINE f32x4 load_part(const float* from, std::ptrdiff_t lanes, float fill = 0) {
  if (!kPadded) return lanes >= static_cast<std::ptrdiff_t>(kLanes) ? load(from) : load_lanes(from, lanes, fill);
  const auto count = static_cast<std::int32_t>(std::min<std::ptrdiff_t>(lanes, kLanes));
  return i32x4{0, 1, 2, 3} < count ? load(from) : splat(fill);
}

// The first `lanes` elements at `from`, and any number in further lanes.
KASSEI_INLINE f32x4 load_first(const float* from, std::ptrdiff_t lanes) {
  return kPadded ? load(from) : load_part(from, lanes);
}

[[gnu::noinline]] inline void store_lanes(float* to, f32x4 y, std::ptrdiff_t lanes) {
  for (std::ptrdiff_t lane = 0; lane < lanes; ++lane) to[lane] = y[lane];
}

// Writes only the first `lanes` elements, at most a vector.
KASSEI_INLINE void store_part(float* to, f32x4 y, std::ptrdiff_t lanes) {
  if (lanes >= static_cast<std::ptrdiff_t>(kLanes)) return store(to, y);
  store_lanes(to, y, lanes);
}

// One vector's worth of rows: one row, or four neighbouring ones.
struct Row {
  std::size_t start;              // place of its first element in the array
  std::size_t steps;              // vectors along the row
  std::ptrdiff_t stride;          // floats from one vector to the next
  std::ptrdiff_t lanes;           // elements (across: rows) left at the first vector; it holds kLanes of them at most
  std::ptrdiff_t lanes_per_step;  // how many fewer in each further vector
  bool across;                    // lanes are rows

  // Calls visit(offset, lanes) for each vector in order, from vector `step` on.
  template <class F>
  KASSEI_INLINE void each(F visit, std::size_t step = 0) const {
    std::size_t offset = start + step * static_cast<std::size_t>(stride);
    std::ptrdiff_t left = lanes - static_cast<std::ptrdiff_t>(step) * lanes_per_step;
    for (; step < steps; ++step, offset += stride, left -= lanes_per_step) visit(offset, left);
  }

  // `each` with a loop for whole vectors, from which the compiler removes the handling of lanes, at twice the code.
  template <class F>
  KASSEI_INLINE void each_fast(F visit) const {
    const bool whole = !across || lanes >= static_cast<std::ptrdiff_t>(kLanes);
    std::size_t step = 0;
    for (std::size_t offset = start; whole && step + 1 < steps; ++step, offset += stride) {
      visit(offset, std::ptrdiff_t{kLanes});
    }
    each(visit, step);
  }

  // The sum over the row in every lane, from one partial sum a lane; if lanes are rows, each lane is its row's sum.
  KASSEI_INLINE f64x4 sum_over_row(f64x4 sum) const {
    return across ? sum : f64x4{} + ((sum[0] + sum[1]) + (sum[2] + sum[3]));
  }

  // The largest element; NaN does not count.
  [[gnu::noinline]] f32x4 largest(const float* x) const {
    // Two running maxima, so that a comparison need not wait for the one before it.
    f32x4 m = splat(kLowest);
    f32x4 other = m;
    each_fast([&](std::size_t at, std::ptrdiff_t left) {
      const f32x4 part = load_part(x + at, left, kLowest);
      const f32x4 larger = part > m ? part : m;
      m = other;
      other = larger;
    });
    m = other > m ? other : m;
    return across ? m : splat(std::max(std::max(m[0], m[1]), std::max(m[2], m[3])));
  }

  // Where the largest element m is -FLT_MAX, exp_of_difference cannot tell -infinity from it: such a row is halved, and
  // m with it, which leaves differences of 0 and infinity as they are. The rows are then in `out`. Returns their place.
  KASSEI_INLINE const float* halve_lowest(const float* x, float* out, f32x4& m) const {
    const i32x4 lowest = m == splat(std::numeric_limits<float>::lowest());
    if ((lowest[0] | lowest[1] | lowest[2] | lowest[3]) == 0) return x;
    const f32x4 factor = choose(lowest, 0.5F, 1);
    m *= factor;
    multiply(x, out, factor);
    return out;
  }

  [[gnu::noinline]] void multiply(const float* x, float* out, f32x4 factor) const {
    each([&](std::size_t at, std::ptrdiff_t lanes) {
      const f32x4 product = factor * load_first(x + at, lanes);
      store_part(out + at, product, lanes);
    });
  }

  // The element of `values` at one of the places where x is m.
  [[gnu::noinline]] f32x4 at_largest(const float* x, f32x4 m, const float* values) const {
    f32x4 found{};
    i32x4 any{};
    each([&](std::size_t at, std::ptrdiff_t left) {
      const i32x4 here = load_part(x + at, left, kNotANumber) == m;
      found = here ? load_first(values + at, left) : found;
      any |= here;
    });
    if (across) return found;
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      if (any[lane] != 0) return splat(found[lane]);
    }
    return found;
  }
};

// An array of `outer` blocks of `inner` rows, each of `length` elements that are `inner` apart. `out` is `x` itself or
// overlaps neither `x` nor `upstream`.
struct Rows {
  const float* x;
  const float* upstream;  // null for values
  float* out;
  std::size_t outer, length, inner;
  double temperature = 1;  // what x is divided by

  template <class F>
  KASSEI_INLINE void each(F visit) const {
    const bool across = inner > 1;
    for (std::size_t block = 0; block < outer; ++block) {
      for (std::size_t column = 0; column < inner; column += kLanes) {
        visit(Row{.start = block * length * inner + column,
                  .steps = across ? length : (length + kLanes - 1) / kLanes,
                  .stride = static_cast<std::ptrdiff_t>(across ? inner : kLanes),
                  .lanes = static_cast<std::ptrdiff_t>(across ? inner - column : length),
                  .lanes_per_step = across ? 0 : static_cast<std::ptrdiff_t>(kLanes),
                  .across = across});
      }
    }
  }
};

}  // namespace kassei
