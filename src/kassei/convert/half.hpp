// Numbers of float16 (IEEE binary16), whose bits are 16-bit integers, from and to float32.
//
//   kassei::from_float16(bits, out);  // std::span<const std::uint16_t>, std::span<float>
//   kassei::to_float16(x, bits);
//
// From float16 every number is exact. To float16 rounds to nearest, ties to even: 65520 and above become infinity, and
// numbers below 2^-14 subnormal. A NaN stays a NaN of the same sign and of the bits that fit, made quiet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "../layout.hpp"
#include "../simd.hpp"

namespace kassei {

using u16x4 = std::uint16_t __attribute__((vector_size(8)));

KASSEI_INLINE f32x4 from_half(u16x4 half) {
  const i32x4 bits = __builtin_convertvector(half, i32x4);
  const i32x4 magnitude = (bits & 0x7fff) << 13;
  // The bias of float32's exponent is 112 greater; a product makes subnormal numbers normal as well.
  const auto finite = as<i32x4>(as<f32x4>(magnitude) * 0x1p112F);
  const i32x4 special = magnitude | (magnitude > 0x0f800000 ? i32x4{} + 0x7fc00000 : i32x4{} + 0x7f800000);
  return as<f32x4>((magnitude >= 0x0f800000 ? special : finite) | ((bits & 0x8000) << 16));
}

KASSEI_INLINE u16x4 to_half(f32x4 x) {
  const auto magnitude = as<i32x4>(abs(x));
  const i32x4 sign = (as<i32x4>(x) >> 16) & 0x8000;
  // Half a unit less a bit, and that bit where the result would be odd; then the other bias.
  const i32x4 normal = (magnitude + ((magnitude >> 13) & 1) + (0xfff - (112 << 23))) >> 13;
  // The unit of numbers from 1/2 on is that of float16's subnormal numbers.
  const i32x4 subnormal = as<i32x4>(as<f32x4>(magnitude) + 0.5F) - as<i32x4>(splat(0.5F));
  const i32x4 nan = ((magnitude >> 13) & 0x3ff) | 0x7e00;
  const i32x4 special = magnitude > 0x7f800000 ? nan : i32x4{} + 0x7c00;
  const i32x4 finite = magnitude < 0x38800000 ? subnormal : normal;
  return __builtin_convertvector((magnitude >= 0x47800000 ? special : finite) | sign, u16x4);
}

namespace detail {

// Writes convert(vector) of whole vectors, and of one that holds the rest.
template <class To, class From, class F>
[[gnu::noinline]] void convert(std::span<const From> from, std::span<To> to, F convert_vector) {
  const auto convert_at = [&](const From* source, To* target) {
    From __attribute__((vector_size(kLanes * sizeof(From)))) part;
    __builtin_memcpy(&part, source, sizeof part);
    const auto converted = convert_vector(part);
    __builtin_memcpy(target, &converted, sizeof converted);
  };
  const std::size_t whole = from.size() / kLanes * kLanes;
  for (std::size_t i = 0; i < whole; i += kLanes) convert_at(&from[i], &to[i]);
  From rest[kLanes]{};
  To converted[kLanes];
  for (std::size_t i = whole; i < from.size(); ++i) rest[i - whole] = from[i];
  convert_at(rest, converted);
  for (std::size_t i = whole; i < from.size(); ++i) to[i] = converted[i - whole];
}

inline void check_lengths(const Where& where, std::size_t from, std::size_t to) {
  if (from != to) {
    fail(where, "out must have the length of the input, " + std::to_string(from) + ", got " + std::to_string(to));
  }
}

}  // namespace detail

inline void from_float16(std::span<const std::uint16_t> bits, std::span<float> out) {
  detail::check_lengths({"from_float16"}, bits.size(), out.size());
  detail::convert(bits, out, from_half);
}

inline void to_float16(std::span<const float> x, std::span<std::uint16_t> out) {
  detail::check_lengths({"to_float16"}, x.size(), out.size());
  detail::convert(x, out, to_half);
}

}  // namespace kassei
