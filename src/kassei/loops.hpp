// Loops over arrays that apply an elementwise activation: its kernels.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>

#include "concepts.hpp"
#include "simd.hpp"

namespace kassei {

// Vectors in a block. An array's memory is whole blocks, all of which may be read and written.
inline constexpr std::size_t kBlock = 4;

// The number of elements in the whole blocks that hold `length` elements of type T.
template <class T = float>
constexpr std::size_t whole_blocks(std::size_t length) {
  constexpr std::size_t kElements = kBlock * kLanesOf<T>;
  return (length + kElements - 1) / kElements * kElements;
}

// Arrays are whole blocks long. `out` is `x` itself or does not overlap `x`; `out` does not overlap `upstream`.
template <class T>
struct CallOf {
  const T* x;
  const T* upstream;  // null for 1 everywhere; gradients only
  T* out;
  std::size_t vectors;
  const double* parameters;
};
using Call = CallOf<float>;

template <class T>
using KernelOf = void (*)(CallOf<T>);
using Kernel = KernelOf<float>;

template <class A, class T = float>
[[gnu::noinline]] void value_kernel(CallOf<T> call);
template <class A, class T = float>
[[gnu::noinline]] void gradient_kernel(CallOf<T> call);

// Runs the kernel of A's base and returns true if A equals its base for these parameters.
template <class A, class T>
bool run_as_base(CallOf<T> call, bool gradient) {
  if constexpr (Specialised<A>) {
    call.parameters = A::base_parameters(call.parameters);
    if (!call.parameters) return false;
    (gradient ? gradient_kernel<typename A::Base, T> : value_kernel<typename A::Base, T>)(call);
    return true;
  }
  return false;
}

// An activation may say how many vectors of float64 its loops do in each turn, 1, 2 or a block, as `kTurn64`.
template <class A, class T>
inline constexpr std::size_t kVectorsPerTurn = [] {
  if constexpr (std::same_as<T, double> && requires { A::kTurn64; })
    return A::kTurn64;
  else
    return Light<A> ? kBlock : 1;
}();

// The call is passed by value: as far as the compiler knows, a store could change what a reference refers to.
template <class A, class T>
void value_kernel(CallOf<T> call) {
  if (run_as_base<A>(call, false)) return;
  const A activation = with_parameters<A>(call.parameters);
  auto [x, upstream, out, vectors, parameters] = call;
  constexpr std::size_t kStep = kVectorsPerTurn<A, T> * kLanesOf<T>;
  for (auto left = static_cast<std::ptrdiff_t>(vectors); left > 0; left -= kVectorsPerTurn<A, T>) {
    for (std::size_t i = 0; i < kStep; i += kLanesOf<T>) store(out + i, activation.value(load(x + i)));
    x += kStep;
    out += kStep;
  }
}

template <class T>
inline constexpr auto kOnes = [] {
  std::array<T, whole_blocks<T>(1)> ones{};
  ones.fill(1);
  return ones;
}();

// Writes upstream * f'(x), rounded once more, f'(x) being rounded to T first.
template <class A, class T>
void gradient_kernel(CallOf<T> call) {
  if (run_as_base<A>(call, true)) return;
  const A activation = with_parameters<A>(call.parameters);
  auto [x, upstream, out, vectors, parameters] = call;
  constexpr std::size_t kStep = kVectorsPerTurn<A, T> * kLanesOf<T>;
  const std::size_t upstream_step = upstream ? kStep : 0;
  if (!upstream) upstream = kOnes<T>.data();
  for (auto left = static_cast<std::ptrdiff_t>(vectors); left > 0; left -= kVectorsPerTurn<A, T>) {
    for (std::size_t i = 0; i < kStep; i += kLanesOf<T>) {
      store(out + i, activation.slope(load(x + i)) * load(upstream + i));
    }
    x += kStep;
    upstream += upstream_step;
    out += kStep;
  }
}

}  // namespace kassei
