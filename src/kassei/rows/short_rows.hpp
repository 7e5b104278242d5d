// Rows of few elements, turned into columns, so that all lanes of their vectors are used.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include "../simd.hpp"
#include "rows.hpp"

namespace kassei {

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
      for (std::size_t i = 0; i < kLanes; ++i) {
        const std::size_t from = std::min(row + i, count - 1) * length + at;
        part[i] = load_first(rows + from, static_cast<std::ptrdiff_t>(count * length - from));
      }
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
    function.run({.x = x,
                  .upstream = rows.upstream ? upstream : nullptr,
                  .out = x,
                  .outer = 1,
                  .length = rows.length,
                  .inner = block.width(),
                  .temperature = rows.temperature});
    block.write(x, rows.out);
    rows.x += floats;
    rows.out += floats;
    rows.outer -= block.count;
  }
}

}  // namespace kassei
