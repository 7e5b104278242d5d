// Loops over arrays that apply an elementwise activation: its kernels.
#pragma once

#include <array>
#include <cstddef>

#include "concepts.hpp"
#include "simd.hpp"

namespace kassei {

// Vectors in a block. An array's memory is whole blocks, all of which may be read and written.
inline constexpr std::size_t kBlock = 4;

// The number of floats in the whole blocks that hold `length` floats.
constexpr std::size_t whole_blocks(std::size_t length) {
  constexpr std::size_t kFloats = kBlock * kLanes;
  return (length + kFloats - 1) / kFloats * kFloats;
}

// Arrays are whole blocks long. `out` is `x` itself or does not overlap `x`; `out` does not overlap `upstream`.
struct Call {
  const float* x;
  const float* upstream;  // null for 1 everywhere; gradients only
  float* out;
  std::size_t vectors;
  const double* parameters;
};

template <class A>
[[gnu::noinline]] void value_kernel(Call call);
template <class A>
[[gnu::noinline]] void gradient_kernel(Call call);

// Runs the kernel of A's base and returns true if A equals its base for these parameters.
template <class A>
bool run_as_base(Call call, bool gradient) {
  if constexpr (Specialised<A>) {
    call.parameters = A::base_parameters(call.parameters);
    if (!call.parameters) return false;
    (gradient ? gradient_kernel<typename A::Base> : value_kernel<typename A::Base>)(call);
    return true;
  }
  return false;
}

template <class A>
inline constexpr std::size_t kVectorsPerTurn = Light<A> ? kBlock : 1;

// The call is passed by value: as far as the compiler knows, a store could change what a reference refers to.
template <class A>
void value_kernel(Call call) {
  if (run_as_base<A>(call, false)) return;
  const A activation = with_parameters<A>(call.parameters);
  auto [x, upstream, out, vectors, parameters] = call;
  for (auto left = static_cast<std::ptrdiff_t>(vectors); left > 0; left -= kVectorsPerTurn<A>) {
    for (std::size_t i = 0; i < kVectorsPerTurn<A> * kLanes; i += kLanes) store(out + i, activation.value(load(x + i)));
    x += kVectorsPerTurn<A> * kLanes;
    out += kVectorsPerTurn<A> * kLanes;
  }
}

inline constexpr auto kOnes = [] {
  std::array<float, kBlock * kLanes> ones{};
  ones.fill(1);
  return ones;
}();

// Writes float32(upstream * f'(x)), f'(x) being rounded to float32 first.
template <class A>
void gradient_kernel(Call call) {
  if (run_as_base<A>(call, true)) return;
  const A activation = with_parameters<A>(call.parameters);
  auto [x, upstream, out, vectors, parameters] = call;
  const std::size_t upstream_step = upstream ? kVectorsPerTurn<A> * kLanes : 0;
  if (!upstream) upstream = kOnes.data();
  for (auto left = static_cast<std::ptrdiff_t>(vectors); left > 0; left -= kVectorsPerTurn<A>) {
    for (std::size_t i = 0; i < kVectorsPerTurn<A> * kLanes; i += kLanes) {
      store(out + i, activation.slope(load(x + i)) * load(upstream + i));
    }
    x += kVectorsPerTurn<A> * kLanes;
    upstream += upstream_step;
    out += kVectorsPerTurn<A> * kLanes;
  }
}

using Kernel = void (*)(Call);

}  // namespace kassei
