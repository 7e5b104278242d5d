// Arrays of rows: what row-wise activations and prelu loop over. Lanes are four elements of one row, or the same place
// of four neighbouring rows where a row's elements do not lie side by side.
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>

#include "simd.hpp"

namespace kassei {

inline constexpr float kLowest = -std::numeric_limits<float>::infinity();
inline constexpr float kNotANumber = std::numeric_limits<float>::quiet_NaN();

// The first `lanes` elements at `from`, and `fill` in lanes beyond them. Up to three floats behind them are read.
KASSEI_INLINE f32x4 load_part(const float* from, std::ptrdiff_t lanes, float fill = 0) {
  const auto count = static_cast<std::int32_t>(std::min<std::ptrdiff_t>(lanes, kLanes));
  return i32x4{0, 1, 2, 3} < count ? load(from) : splat(fill);
}

// The end of a row is rare and needs no speed: out of the loops.
[[gnu::noinline]] inline void store_lanes(float* to, f32x4 y, std::ptrdiff_t lanes) {
  for (std::ptrdiff_t lane = 0; lane < lanes; ++lane) to[lane] = y[lane];
}

// Writes the first `lanes` elements only.
KASSEI_INLINE void store_part(float* to, f32x4 y, std::ptrdiff_t lanes) {
  if (lanes >= static_cast<std::ptrdiff_t>(kLanes)) return store(to, y);
  store_lanes(to, y, lanes);
}

// One vector's worth of rows: one row, or four neighbouring ones.
struct Row {
  std::size_t start;           // of its first element in the array
  std::size_t steps;           // vectors along the row
  std::ptrdiff_t stride;       // from one vector to the next, floats
  std::ptrdiff_t lanes, used;  // lanes in use in the first vector, and how many fewer in each further one
  bool across;                 // lanes are rows

  // Calls visit(offset, lanes) for each vector in order, or for those from one on.
  template <class F>
  KASSEI_INLINE void each(F visit, std::size_t step = 0) const {
    std::size_t offset = start + step * static_cast<std::size_t>(stride);
    std::ptrdiff_t left = lanes - static_cast<std::ptrdiff_t>(step) * used;
    for (; step < steps; ++step, offset += stride, left -= used) visit(offset, left);
  }

  // The same with whole vectors in a loop of their own, in which the compiler drops the care for lanes: twice the code.
  template <class F>
  KASSEI_INLINE void each_fast(F visit) const {
    const bool whole = !across || lanes >= static_cast<std::ptrdiff_t>(kLanes);
    std::size_t step = 0;
    for (std::size_t offset = start; whole && step + 1 < steps; ++step, offset += stride) {
      visit(offset, std::ptrdiff_t{kLanes});
    }
    each(visit, step);
  }

  // In each lane what its row has, from what the lanes have.
  KASSEI_INLINE f64x4 total(f64x4 sum) const {
    return across ? sum : f64x4{} + ((sum[0] + sum[1]) + (sum[2] + sum[3]));
  }

  // The largest element; NaN does not count.
  [[gnu::noinline]] f32x4 largest(const float* x) const {
    // Two, so that a comparison need not wait for the one before it.
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

  // What `values` has at one of the places where x is m.
  [[gnu::noinline]] f32x4 where(const float* x, f32x4 m, const float* values) const {
    f32x4 found{};
    i32x4 any{};
    each([&](std::size_t at, std::ptrdiff_t left) {
      const i32x4 here = load_part(x + at, left, kNotANumber) == m;
      found = here ? load(values + at) : found;
      any |= here;
    });
    if (across) return found;
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      if (any[lane]) return splat(found[lane]);
    }
    return found;
  }
};

// An array of `outer` blocks of rows of `length` elements each; the elements of a row are `inner` apart. `out` is `x`
// itself or overlaps neither array. Up to three floats behind each array are read, never written.
struct Rows {
  const float* x;
  const float* upstream;
  float* out;
  std::size_t outer, length, inner;

  template <class F>
  KASSEI_INLINE void each(F visit) const {
    const bool across = inner > 1;
    for (std::size_t block = 0; block < outer; ++block) {
      for (std::size_t column = 0; column < inner; column += kLanes) {
        visit(Row{.start = block * length * inner + column,
                  .steps = across ? length : (length + kLanes - 1) / kLanes,
                  .stride = static_cast<std::ptrdiff_t>(across ? inner : kLanes),
                  .lanes = static_cast<std::ptrdiff_t>(across ? inner - column : length),
                  .used = across ? 0 : static_cast<std::ptrdiff_t>(kLanes),
                  .across = across});
      }
    }
  }
};

// A stretch of an array whose elements belong to channels in turn, `inner` elements to each: from element `start` on,
// `length` of them. `slopes` has a number for each channel.
struct Channels {
  const float* x{};
  const float* upstream{};  // null for 1 everywhere
  float* out{};
  double* sums{};  // `partial` for each channel, and room for three more
  const float* slopes{};
  std::size_t channels{}, inner{}, start{}, length{};
  float at_zero{};  // f'(0), NaN for the slope

  std::size_t partial() const { return inner == 1 ? 1 : kLanes; }

  // Calls visit(offset, channel of the first lane, slopes, lanes) for each vector, none of which crosses from one
  // channel to the next unless each element has its own.
  template <class F>
  KASSEI_INLINE void each(F visit) const {
    for (std::size_t at = 0; at < length;) {
      const std::size_t channel = (start + at) / inner % channels;
      const std::size_t run = inner == 1 ? channels - channel : inner - (start + at) % inner;
      const std::size_t end = std::min(at + run, length);
      const f32x4 same = splat(slopes[channel]);
      const std::size_t further = inner == 1 ? kLanes : 0;
      const auto slope = [&](std::size_t first) { return inner == 1 ? load(slopes + first) : same; };
      std::size_t first = channel;
      for (; at + kLanes <= end; at += kLanes, first += further) visit(at, first, slope(first), std::ptrdiff_t{kLanes});
      if (at < end) visit(at, first, slope(first), static_cast<std::ptrdiff_t>(end - at));
      at = end;
    }
  }
};

}  // namespace kassei
