// Vectors of four float32 lanes, and of the same four lanes in float64 for kernels that need the precision. Compiler
// vector types give the same source, and the same bits, with emcc, clang and gcc.
#pragma once

#include <cfloat>
#include <cmath>
#include <cstddef>
#include <cstdint>

#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

#if !defined(__clang__) && (!defined(__GNUC__) || __GNUC__ < 12)
#error "kassei needs Clang, or GCC from 12 on: it computes with their vectors"
#endif
#if defined(__FAST_MATH__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__) || FLT_EVAL_METHOD != 0
#error "kassei needs IEEE arithmetic: compile without -ffast-math or parts of it, and for SSE2 rather than x87"
#endif

namespace kassei {

using f32x4 = float __attribute__((vector_size(16)));
using i32x4 = std::int32_t __attribute__((vector_size(16)));
using u32x4 = std::uint32_t __attribute__((vector_size(16)));
using f64x2 = double __attribute__((vector_size(16)));
using i64x2 = std::int64_t __attribute__((vector_size(16)));
using u64x2 = std::uint64_t __attribute__((vector_size(16)));
using f64x4 = double __attribute__((vector_size(32)));
using u64x4 = std::uint64_t __attribute__((vector_size(32)));

inline constexpr std::size_t kLanes = 4;

#define KASSEI_INLINE [[gnu::always_inline]] inline

// The same bits as another type of the same size.
template <class To, class From>
KASSEI_INLINE To as(From x) {
  return __builtin_bit_cast(To, x);
}

KASSEI_INLINE f32x4 load(const float* from) {
  f32x4 x;
  __builtin_memcpy(&x, from, sizeof x);
  return x;
}

KASSEI_INLINE void store(float* to, f32x4 x) { __builtin_memcpy(to, &x, sizeof x); }

KASSEI_INLINE f64x2 load(const double* from) {
  f64x2 x;
  __builtin_memcpy(&x, from, sizeof x);
  return x;
}

KASSEI_INLINE void store(double* to, f64x2 x) { __builtin_memcpy(to, &x, sizeof x); }

// A vector of T, float or double, and its number of lanes.
template <class T>
using Vector = decltype(load(static_cast<const T*>(nullptr)));
template <class T>
inline constexpr std::size_t kLanesOf = sizeof(Vector<T>) / sizeof(T);

KASSEI_INLINE f32x4 splat(float x) { return f32x4{x, x, x, x}; }

KASSEI_INLINE f64x4 widen(f32x4 x) { return __builtin_convertvector(x, f64x4); }

// Rounds each lane to nearest, ties to even; results below 2^-126 become subnormal in the same single rounding.
KASSEI_INLINE f32x4 narrow(f64x4 x) {
#ifdef __wasm_simd128__
  // Without the intrinsics LLVM converts lane by lane. The shuffle is the opaque builtin because LLVM merges an
  // ordinary one with the conversions, which brings the scalar code back.
  using i8x16 = signed char __attribute__((vector_size(16)));
  const auto low = as<i8x16>(wasm_f32x4_demote_f64x2_zero(as<v128_t>(__builtin_shufflevector(x, x, 0, 1))));
  const auto high = as<i8x16>(wasm_f32x4_demote_f64x2_zero(as<v128_t>(__builtin_shufflevector(x, x, 2, 3))));
  return as<f32x4>(__builtin_wasm_shuffle_i8x16(low, high, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23));
#else
  return __builtin_convertvector(x, f32x4);
#endif
}

KASSEI_INLINE f64x4 sqrt(f64x4 x) {
#ifdef __wasm_simd128__
  const auto low = as<f64x2>(wasm_f64x2_sqrt(as<v128_t>(__builtin_shufflevector(x, x, 0, 1))));
  const auto high = as<f64x2>(wasm_f64x2_sqrt(as<v128_t>(__builtin_shufflevector(x, x, 2, 3))));
  return __builtin_shufflevector(low, high, 0, 1, 2, 3);
#else
  return f64x4{std::sqrt(x[0]), std::sqrt(x[1]), std::sqrt(x[2]), std::sqrt(x[3])};
#endif
}

KASSEI_INLINE f32x4 abs(f32x4 x) { return as<f32x4>(as<i32x4>(x) & 0x7fffffff); }

// x with its sign bit set where that of `sign` is set: restores the sign that a zero has lost.
KASSEI_INLINE f32x4 with_sign(f32x4 x, f32x4 sign) { return as<f32x4>(as<i32x4>(x) | (as<i32x4>(sign) & INT32_MIN)); }

// x limited to [low, high], by one instruction for each limit; NaN stays NaN because both comparisons are false.
KASSEI_INLINE f32x4 at_least(f32x4 x, f32x4 low) { return low > x ? low : x; }
KASSEI_INLINE f32x4 at_least(f32x4 x, float low) { return at_least(x, splat(low)); }
KASSEI_INLINE f32x4 at_most(f32x4 x, float high) { return splat(high) < x ? splat(high) : x; }
KASSEI_INLINE f32x4 clamp(f32x4 x, float low, float high) { return at_most(at_least(x, low), high); }
KASSEI_INLINE f64x4 at_least(f64x4 x, double low) { return f64x4{} + low > x ? f64x4{} + low : x; }
KASSEI_INLINE f64x4 at_most(f64x4 x, double high) { return f64x4{} + high < x ? f64x4{} + high : x; }
KASSEI_INLINE f64x4 clamp(f64x4 x, double low, double high) { return at_most(at_least(x, low), high); }

// A comparison's result as bits whose origin LLVM cannot see: it would turn one operation with them into a select,
// which takes three instructions. Engines remove the shuffle, which changes nothing.
template <class Mask>
KASSEI_INLINE Mask bits(Mask mask) {
#ifdef __wasm_simd128__
  using i8x16 = signed char __attribute__((vector_size(16)));
  const auto m = as<i8x16>(mask);
  return as<Mask>(__builtin_wasm_shuffle_i8x16(m, m, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
#else
  return mask;
#endif
}

// `where`: y where the mask is set, else 0. `unless`: y where the mask is not set, else 0.
KASSEI_INLINE f32x4 where(i32x4 mask, f32x4 y) { return as<f32x4>(bits(mask) & as<i32x4>(y)); }
KASSEI_INLINE f32x4 unless(i32x4 mask, f32x4 y) { return as<f32x4>(~bits(mask) & as<i32x4>(y)); }

// One of two constants.
KASSEI_INLINE f32x4 choose(i32x4 mask, float yes, float no) {
  const auto difference = as<i32x4>(splat(yes)) ^ as<i32x4>(splat(no));
  return as<f32x4>(as<i32x4>(splat(no)) ^ (bits(mask) & difference));
}

// y, but NaN where x is NaN, for results that do not depend on x. The set bits of the comparison are a NaN.
KASSEI_INLINE f32x4 keep_nan(f32x4 x, f32x4 y) { return as<f32x4>(as<i32x4>(y) | bits(x != x)); }

// The same for two lanes of float64.
KASSEI_INLINE f64x2 both(double x) { return f64x2{x, x}; }
KASSEI_INLINE f64x2 abs(f64x2 x) { return as<f64x2>(as<i64x2>(x) & INT64_MAX); }
KASSEI_INLINE f64x2 with_sign(f64x2 x, f64x2 sign) { return as<f64x2>(as<i64x2>(x) | (as<i64x2>(sign) & INT64_MIN)); }
KASSEI_INLINE f64x2 at_least(f64x2 x, double low) { return both(low) > x ? both(low) : x; }
KASSEI_INLINE f64x2 at_most(f64x2 x, double high) { return both(high) < x ? both(high) : x; }
KASSEI_INLINE f64x2 clamp(f64x2 x, double low, double high) { return at_most(at_least(x, low), high); }
KASSEI_INLINE f64x2 where(i64x2 mask, f64x2 y) { return as<f64x2>(bits(mask) & as<i64x2>(y)); }
KASSEI_INLINE f64x2 unless(i64x2 mask, f64x2 y) { return as<f64x2>(~bits(mask) & as<i64x2>(y)); }
KASSEI_INLINE f64x2 keep_nan(f64x2 x, f64x2 y) { return as<f64x2>(as<i64x2>(y) | bits(x != x)); }

KASSEI_INLINE f64x2 sqrt(f64x2 x) {
#ifdef __wasm_simd128__
  return as<f64x2>(wasm_f64x2_sqrt(as<v128_t>(x)));
#else
  return f64x2{std::sqrt(x[0]), std::sqrt(x[1])};
#endif
}

}  // namespace kassei
