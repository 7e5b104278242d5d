// Rows of few elements, turned into columns, so that all lanes of their vectors are used.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include "../simd.hpp"
#include "rows.hpp"

namespace kassei {

template <class T>
using RowKernelOf = void (*)(const RowsOf<T>&);
using RowKernel = RowKernelOf<float>;
using RowKernel64 = RowKernelOf<double>;

template <class T>
struct RowFunctionOf {
  RowKernelOf<T> run;
  bool same_shape;  // whether the result has the shape of x
};
using RowFunction = RowFunctionOf<float>;
using RowFunction64 = RowFunctionOf<double>;

// Rows shorter than kShortRow are turned into columns, kColumns at a time: few of their vectors would be whole.
inline constexpr std::size_t kShortRow = 32;
template <class T>
inline constexpr std::size_t kColumns = 16 * sizeof(float) / sizeof(T);

// The transpose of a square matrix whose rows are vectors.
KASSEI_INLINE std::array<f32x4, 4> transposed(const std::array<f32x4, 4>& v) {
  const f32x4 a = __builtin_shufflevector(v[0], v[1], 0, 4, 1, 5);
  const f32x4 b = __builtin_shufflevector(v[2], v[3], 0, 4, 1, 5);
  const f32x4 c = __builtin_shufflevector(v[0], v[1], 2, 6, 3, 7);
  const f32x4 d = __builtin_shufflevector(v[2], v[3], 2, 6, 3, 7);
  return {__builtin_shufflevector(a, b, 0, 1, 4, 5), __builtin_shufflevector(a, b, 2, 3, 6, 7),
          __builtin_shufflevector(c, d, 0, 1, 4, 5), __builtin_shufflevector(c, d, 2, 3, 6, 7)};
}

KASSEI_INLINE std::array<f64x2, 2> transposed(const std::array<f64x2, 2>& v) {
  return {__builtin_shufflevector(v[0], v[1], 0, 2), __builtin_shufflevector(v[0], v[1], 1, 3)};
}

// Rows as columns of a block. Its width is whole vectors; copies of the last row fill it up.
template <class T>
struct ColumnBlock {
  static constexpr std::size_t kLanes = kLanesOf<T>;

  std::size_t count, length;
  std::size_t width() const { return (count + kLanes - 1) / kLanes * kLanes; }

  // Calls visit(first of kLanes rows, first of kLanes elements).
  template <class F>
  KASSEI_INLINE void each(F visit) const {
    for (std::size_t row = 0; row < count; row += kLanes) {
      for (std::size_t at = 0; at < length; at += kLanes) visit(row, at);
    }
  }

  [[gnu::noinline]] void read(const T* rows, T* block) const {
    each([&](std::size_t row, std::size_t at) {
      std::array<Vector<T>, kLanes> part;
      for (std::size_t i = 0; i < kLanes; ++i) {
        const std::size_t from = std::min(row + i, count - 1) * length + at;
        part[i] = load_first(rows + from, static_cast<std::ptrdiff_t>(count * length - from));
      }
      part = transposed(part);
      for (std::size_t i = 0; i < kLanes; ++i) store(block + (at + i) * width() + row, part[i]);
    });
  }

  [[gnu::noinline]] void write(const T* block, T* rows) const {
    each([&](std::size_t row, std::size_t at) {
      std::array<Vector<T>, kLanes> part;
      for (std::size_t i = 0; i < kLanes; ++i) part[i] = load(block + (at + i) * width() + row);
      part = transposed(part);
      for (std::size_t i = 0; i < kLanes && row + i < count; ++i) {
        store_part(rows + (row + i) * length + at, part[i], static_cast<std::ptrdiff_t>(length - at));
      }
    });
  }
};

// Applies a row function. A single short row goes through a block too, so that no result depends on the number of rows.
template <class T>
[[gnu::noinline]] void run(RowFunctionOf<T> function, RowsOf<T> rows) {
  if (!function.same_shape || rows.inner > 1 || rows.length >= kShortRow) return function.run(rows);
  T x[kShortRow * kColumns<T>];
  T upstream[kShortRow * kColumns<T>];
  while (rows.outer > 0) {
    const ColumnBlock<T> block{.count = std::min(rows.outer, kColumns<T>), .length = rows.length};
    const std::size_t elements = block.count * block.length;
    block.read(rows.x, x);
    if (rows.upstream) {
      block.read(rows.upstream, upstream);
      rows.upstream += elements;
    }
    function.run({.x = x,
                  .upstream = rows.upstream ? upstream : nullptr,
                  .out = x,
                  .outer = 1,
                  .length = rows.length,
                  .inner = block.width(),
                  .temperature = rows.temperature});
    block.write(x, rows.out);
    rows.x += elements;
    rows.out += elements;
    rows.outer -= block.count;
  }
}

}  // namespace kassei
