// Arrays of rows, for row-wise activations, and of channels, for prelu. The lanes of a vector are four elements of one
// row or, where the elements of a row do not lie side by side, one element of each of four neighbouring rows.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>

#include "simd.hpp"

namespace kassei {

inline constexpr float kLowest = -std::numeric_limits<float>::infinity();
inline constexpr float kNotANumber = std::numeric_limits<float>::quiet_NaN();

// The first `lanes` elements at `from`, and `fill` in further lanes. Up to three floats behind the elements are read.
KASSEI_INLINE f32x4 load_part(const float* from, std::ptrdiff_t lanes, float fill = 0) {
  const auto count = static_cast<std::int32_t>(std::min<std::ptrdiff_t>(lanes, kLanes));
  return i32x4{0, 1, 2, 3} < count ? load(from) : splat(fill);
}

// The end of a row is rare and needs no speed; a function of its own keeps its code out of the loops.
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

  // The element of `values` at one of the places where x is m.
  [[gnu::noinline]] f32x4 at_largest(const float* x, f32x4 m, const float* values) const {
    f32x4 found{};
    i32x4 any{};
    each([&](std::size_t at, std::ptrdiff_t left) {
      const i32x4 here = load_part(x + at, left, kNotANumber) == m;
      found = here ? load(values + at) : found;
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
// overlaps neither `x` nor `upstream`. Up to three floats behind each array are read, never written.
struct Rows {
  const float* x;
  const float* upstream;  // null for values
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
                  .lanes_per_step = across ? 0 : static_cast<std::ptrdiff_t>(kLanes),
                  .across = across});
      }
    }
  }
};

using RowKernel = void (*)(const Rows&);
struct RowFunction {
  RowKernel run;
  bool same_shape;  // whether the result has the shape of x
};

// Rows shorter than kShortRow are turned into columns, kColumns at a time: few of their vectors would be whole.
inline constexpr std::size_t kShortRow = 32;
inline constexpr std::size_t kColumns = 16;

// The transpose of a 4 by 4 matrix whose rows are vectors.
KASSEI_INLINE std::array<f32x4, 4> transposed(const std::array<f32x4, 4>& v) {
  const f32x4 a = __builtin_shufflevector(v[0], v[1], 0, 4, 1, 5);
  const f32x4 b = __builtin_shufflevector(v[2], v[3], 0, 4, 1, 5);
  const f32x4 c = __builtin_shufflevector(v[0], v[1], 2, 6, 3, 7);
  const f32x4 d = __builtin_shufflevector(v[2], v[3], 2, 6, 3, 7);
  return {__builtin_shufflevector(a, b, 0, 1, 4, 5), __builtin_shufflevector(a, b, 2, 3, 6, 7),
          __builtin_shufflevector(c, d, 0, 1, 4, 5), __builtin_shufflevector(c, d, 2, 3, 6, 7)};
}

// Rows as columns of a block. Its width is whole vectors; copies of the last row fill it up.
struct ColumnBlock {
  std::size_t count, length;
  std::size_t width() const { return (count + kLanes - 1) / kLanes * kLanes; }

  // Calls visit(first of four rows, first of four elements).
  template <class F>
  KASSEI_INLINE void each(F visit) const {
    for (std::size_t row = 0; row < count; row += kLanes) {
      for (std::size_t at = 0; at < length; at += kLanes) visit(row, at);
    }
  }

  [[gnu::noinline]] void read(const float* rows, float* block) const {
    each([&](std::size_t row, std::size_t at) {
      std::array<f32x4, kLanes> part;
      for (std::size_t i = 0; i < kLanes; ++i) part[i] = load(rows + std::min(row + i, count - 1) * length + at);
      part = transposed(part);
      for (std::size_t i = 0; i < kLanes; ++i) store(block + (at + i) * width() + row, part[i]);
    });
  }

  [[gnu::noinline]] void write(const float* block, float* rows) const {
    each([&](std::size_t row, std::size_t at) {
      std::array<f32x4, kLanes> part;
      for (std::size_t i = 0; i < kLanes; ++i) part[i] = load(block + (at + i) * width() + row);
      part = transposed(part);
      for (std::size_t i = 0; i < kLanes && row + i < count; ++i) {
        store_part(rows + (row + i) * length + at, part[i], static_cast<std::ptrdiff_t>(length - at));
      }
    });
  }
};

// Applies a row function. A single short row goes through a block too, so that no result depends on the number of rows.
[[gnu::noinline]] inline void run(RowFunction function, Rows rows) {
  if (!function.same_shape || rows.inner > 1 || rows.length >= kShortRow) return function.run(rows);
  float x[kShortRow * kColumns];
  float upstream[kShortRow * kColumns];
  while (rows.outer > 0) {
    const ColumnBlock block{.count = std::min(rows.outer, kColumns), .length = rows.length};
    const std::size_t floats = block.count * block.length;
    block.read(rows.x, x);
    if (rows.upstream) {
      block.read(rows.upstream, upstream);
      rows.upstream += floats;
    }
    function.run({.x = x, .upstream = upstream, .out = x, .outer = 1, .length = rows.length, .inner = block.width()});
    block.write(x, rows.out);
    rows.x += floats;
    rows.out += floats;
    rows.outer -= block.count;
  }
}

// A stretch of `length` elements of an array, from element `start` on. The array's elements belong to channels in turn,
// `inner` neighbours to each. `slopes` has a number for each channel.
struct Channels {
  const float* x{};
  const float* upstream{};  // null for 1 everywhere
  float* out{};
  double* sums{};  // `partial()` for each channel, and room for three more
  const float* slopes{};
  std::size_t channels{}, inner{}, start{}, length{};
  float at_zero{};  // f'(0), NaN for the slope

  std::size_t partial() const { return inner == 1 ? 1 : kLanes; }

  // Calls visit(offset, channel of the first lane, slopes, lanes) for each vector. A vector's elements are of one
  // channel or, if `inner` is 1, of consecutive channels.
  template <class F>
  KASSEI_INLINE void each(F visit) const {
    for (std::size_t at = 0; at < length;) {
      const std::size_t channel = (start + at) / inner % channels;
      const std::size_t run = inner == 1 ? channels - channel : inner - (start + at) % inner;
      const std::size_t end = std::min(at + run, length);
      const f32x4 same = splat(slopes[channel]);
      const std::size_t slope_step = inner == 1 ? kLanes : 0;
      const auto slope = [&](std::size_t first) { return inner == 1 ? load(slopes + first) : same; };
      std::size_t first = channel;
      for (; at + kLanes <= end; at += kLanes, first += slope_step)
        visit(at, first, slope(first), std::ptrdiff_t{kLanes});
      if (at < end) visit(at, first, slope(first), static_cast<std::ptrdiff_t>(end - at));
      at = end;
    }
  }
};

}  // namespace kassei
