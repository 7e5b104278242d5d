// Arrays of rows, for row-wise activations. The lanes of a vector are elements of one row, four of float32 or two of
// float64, or, where the elements of a row do not lie side by side, one element of each of as many neighbouring rows.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <type_traits>

#include "../pair.hpp"
#include "../simd.hpp"

namespace kassei {

inline constexpr float kLowest = -std::numeric_limits<float>::infinity();
inline constexpr float kNotANumber = std::numeric_limits<float>::quiet_NaN();

// The lanes of a whole vector.
template <class T>
inline constexpr auto kWhole = static_cast<std::ptrdiff_t>(kLanesOf<T>);

KASSEI_INLINE f32x4 in_all_lanes(float x) { return splat(x); }
KASSEI_INLINE f64x2 in_all_lanes(double x) { return both(x); }

// Whether up to three floats behind an array may be read, as a program says that owns the memory of all arrays.
#ifdef KASSEI_PADDED
inline constexpr bool kPadded = true;
#else
inline constexpr bool kPadded = false;
#endif

// The end of a row is rare and needs no speed; a function of its own keeps its code out of the loops.
template <class T>
[[gnu::noinline]] Vector<T> load_lanes(const T* from, std::ptrdiff_t lanes, T fill) {
  Vector<T> x = in_all_lanes(fill);
  for (std::ptrdiff_t lane = 0; lane < lanes; ++lane) x[lane] = from[lane];
  return x;
}

// The first `lanes` elements at `from`, and `fill` in further lanes.
template <class T>
KASSEI_INLINE Vector<T> load_part(const T* from, std::ptrdiff_t lanes, std::type_identity_t<T> fill = 0) {
  if (!kPadded) return lanes >= kWhole<T> ? load(from) : load_lanes(from, lanes, fill);
  const auto count = static_cast<std::int32_t>(std::min(lanes, kWhole<T>));
  if constexpr (std::is_same_v<T, double>)
    return i64x2{0, 1} < count ? load(from) : both(fill);
  else
    return i32x4{0, 1, 2, 3} < count ? load(from) : splat(fill);
}

// The first `lanes` elements at `from`, and any number in further lanes.
template <class T>
KASSEI_INLINE Vector<T> load_first(const T* from, std::ptrdiff_t lanes) {
  return kPadded ? load(from) : load_part(from, lanes);
}

template <class T>
[[gnu::noinline]] void store_lanes(T* to, Vector<T> y, std::ptrdiff_t lanes) {
  for (std::ptrdiff_t lane = 0; lane < lanes; ++lane) to[lane] = y[lane];
}

// Writes only the first `lanes` elements, at most a vector.
template <class T>
KASSEI_INLINE void store_part(T* to, Vector<T> y, std::ptrdiff_t lanes) {
  if (lanes >= kWhole<T>) return store(to, y);
  store_lanes(to, y, lanes);
}

// One vector's worth of rows: one row, or as many neighbouring ones as there are lanes.
template <class T>
struct RowOf {
  using V = Vector<T>;

  std::size_t start;              // place of its first element in the array
  std::size_t steps;              // vectors along the row
  std::ptrdiff_t stride;          // elements from one vector to the next
  std::ptrdiff_t lanes;           // elements (across: rows) left at the first vector; it holds kLanesOf<T> at most
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
    const bool whole = !across || lanes >= kWhole<T>;
    std::size_t step = 0;
    for (std::size_t offset = start; whole && step + 1 < steps; ++step, offset += stride) {
      visit(offset, kWhole<T>);
    }
    each(visit, step);
  }

  // The sum over the row in every lane, from one partial sum a lane; if lanes are rows, each lane is its row's sum.
  KASSEI_INLINE f64x4 sum_over_row(f64x4 sum) const {
    return across ? sum : f64x4{} + ((sum[0] + sum[1]) + (sum[2] + sum[3]));
  }
  KASSEI_INLINE Pair sum_over_row(Pair sum) const {
    const Pair other{.high = __builtin_shufflevector(sum.high, sum.high, 1, 0),
                     .low = __builtin_shufflevector(sum.low, sum.low, 1, 0)};
    return normal(across ? sum : sum + other);
  }
  KASSEI_INLINE f64x2 sum_over_row(f64x2 sum) const { return across ? sum : both(sum[0] + sum[1]); }

  // The largest element; NaN does not count.
  [[gnu::noinline]] V largest(const T* x) const {
    // Two running maxima, so that a comparison need not wait for the one before it.
    constexpr T kLeast = -std::numeric_limits<T>::infinity();
    V m = in_all_lanes(kLeast);
    V other = m;
    each_fast([&](std::size_t at, std::ptrdiff_t left) {
      const V part = load_part(x + at, left, kLeast);
      const V larger = part > m ? part : m;
      m = other;
      other = larger;
    });
    m = other > m ? other : m;
    if (across) return m;
    if constexpr (kLanesOf<T> == 2)
      return both(std::max(m[0], m[1]));
    else
      return splat(std::max(std::max(m[0], m[1]), std::max(m[2], m[3])));
  }

  // The largest element m and the row's place. exp_of_difference could not tell -infinity from an m of -FLT_MAX: such a
  // row is halved, and m with it, which leaves differences of 0 and infinity as they are; it is then in `out`.
  struct Prepared {
    f32x4 m;
    const float* x;
  };

  [[gnu::noinline]] Prepared prepared(const float* x, float* out) const {
    const f32x4 m = largest(x);
    const i32x4 lowest = m == splat(std::numeric_limits<float>::lowest());
    if ((lowest[0] | lowest[1] | lowest[2] | lowest[3]) == 0) return {.m = m, .x = x};
    const f32x4 factor = choose(lowest, 0.5F, 1);
    each([&](std::size_t at, std::ptrdiff_t lanes) {
      const f32x4 product = factor * load_first(x + at, lanes);
      store_part(out + at, product, lanes);
    });
    return {.m = factor * m, .x = out};
  }

  // The element of `values` at one of the places where x is m.
  [[gnu::noinline]] V at_largest(const T* x, V m, const T* values) const {
    V found{};
    decltype(m == m) any{};
    each([&](std::size_t at, std::ptrdiff_t left) {
      const auto here = load_part(x + at, left, kNotANumber) == m;
      found = here ? load_first(values + at, left) : found;
      any |= here;
    });
    if (across) return found;
    for (std::size_t lane = 0; lane < kLanesOf<T>; ++lane) {
      if (any[lane] != 0) return in_all_lanes(found[lane]);
    }
    return found;
  }
};
using Row = RowOf<float>;
using Row64 = RowOf<double>;

// An array of `outer` blocks of `inner` rows, each of `length` elements that are `inner` apart. `out` is `x` itself or
// overlaps neither `x` nor `upstream`.
template <class T>
struct RowsOf {
  const T* x;
  const T* upstream;  // null for values
  T* out;
  std::size_t outer, length, inner;
  double temperature = 1;  // what x is divided by

  template <class F>
  KASSEI_INLINE void each(F visit) const {
    const bool across = inner > 1;
    for (std::size_t block = 0; block < outer; ++block) {
      for (std::size_t column = 0; column < inner; column += kLanesOf<T>) {
        visit(RowOf<T>{.start = block * length * inner + column,
                       .steps = across ? length : (length + kLanesOf<T> - 1) / kLanesOf<T>,
                       .stride = static_cast<std::ptrdiff_t>(across ? inner : kLanesOf<T>),
                       .lanes = static_cast<std::ptrdiff_t>(across ? inner - column : length),
                       .lanes_per_step = across ? 0 : kWhole<T>,
                       .across = across});
      }
    }
  }
};
using Rows = RowsOf<float>;
using Rows64 = RowsOf<double>;

}  // namespace kassei
