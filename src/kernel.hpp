// Loops over arrays that apply an activation, and the tables of these kernels.
#pragma once

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "activations.hpp"

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
KASSEI_INLINE A with_parameters(const double* values) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) { return A{values[I]...}; }
  (std::make_index_sequence<A::info.parameters.count>{});
}

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

// An activation of few operations per vector: its loops do a whole block in each turn.
template <class A>
concept Light = requires {
  requires A::kLight;
};

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

// Two kernels for each elementwise activation, in the list's order: its value, then its gradient.
inline constexpr auto kKernels = [] {
  std::array<Kernel, 2 * Activations::kElementwise> table{};
  std::size_t next = 0;
  Activations::each([&]<class A> {
    if constexpr (Elementwise<A>) {
      table[next++] = value_kernel<A>;
      table[next++] = gradient_kernel<A>;
    }
  });
  return table;
}();

inline constexpr std::size_t kMaxKinks = 2;
using Kinks = std::array<double, kMaxKinks>;

// For each elementwise activation a function that writes the places of its kinks; null for one without kinks.
inline constexpr auto kKinks = [] {
  std::array<void (*)(const double*, Kinks&), Activations::kElementwise> table{};
  std::size_t next = 0;
  Activations::each([&]<class A> {
    if constexpr (Kinked<A>) {
      static_assert(A::info.kinks.count == std::tuple_size_v<decltype(A{}.kinks())>);
      table[next] = [](const double* parameters, Kinks& kinks) {
        const auto at = with_parameters<A>(parameters).kinks();
        std::copy(at.begin(), at.end(), kinks.begin());
      };
    } else if constexpr (Elementwise<A>) {
      static_assert(A::info.kinks.count == 0);
    }
    next += Elementwise<A>;
  });
  return table;
}();

// Runs gradient kernel `kernel` with other slopes at the kinks, NaN for the kernel's own slope. The inputs of each
// stretch are kept, because `out` may be `x`, and compared with the kinks. No input equals a kink that is not a
// float32; if two kinks coincide, the second counts.
inline void gradient_with_kinks(std::size_t kernel, Call call, const Kinks& slopes) {
  constexpr std::size_t kStretch = 64;
  Kinks at;
  at.fill(kNoKink);
  kKinks[kernel / 2](call.parameters, at);
  f32x4 kinks[kMaxKinks];
  f32x4 wanted[kMaxKinks];
  for (std::size_t i = 0; i < kMaxKinks; ++i) {
    const bool replaced = slopes[i] == slopes[i] && std::isfinite(at[i]) && nearest(at[i]) == at[i];
    kinks[i] = splat(replaced ? nearest(at[i]) : static_cast<float>(kNoKink));
    wanted[i] = splat(nearest(slopes[i]));
  }
  while (call.vectors > 0) {
    f32x4 inputs[kStretch];
    const std::size_t count = std::min(call.vectors, kStretch);
    for (std::size_t i = 0; i < count; ++i) inputs[i] = load(call.x + i * kLanes);
    kKernels[kernel](
        {.x = call.x, .upstream = call.upstream, .out = call.out, .vectors = count, .parameters = call.parameters});
    for (std::size_t i = 0; i < count; ++i) {
      f32x4 slope = load(call.out + i * kLanes);
      const f32x4 upstream = call.upstream ? load(call.upstream + i * kLanes) : splat(1);
      for (std::size_t kink = 0; kink < kMaxKinks; ++kink) {
        slope = inputs[i] == kinks[kink] ? upstream * wanted[kink] : slope;
      }
      store(call.out + i * kLanes, slope);
    }
    call.x += count * kLanes;
    call.out += count * kLanes;
    if (call.upstream) call.upstream += count * kLanes;
    call.vectors -= count;
  }
}

// Two kernels for each row-wise activation, in the list's order: its value, then its vector-Jacobian product.
inline constexpr auto kRowFunctions = [] {
  std::array<RowFunction, 2 * Activations::kRowwise> table{};
  std::size_t next = 0;
  Activations::each([&]<class A> {
    if constexpr (Rowwise<A>) {
      table[next++] = {.run = A::value, .same_shape = !A::info.halves};
      table[next++] = {.run = A::gradient, .same_shape = !A::info.halves};
    }
  });
  return table;
}();

using ChannelKernel = void (*)(const Channels&);

// Four kernels for each channelwise activation, in the list's order: its value, its gradient, the sums for the slopes'
// gradient, and the slopes' gradient from these sums.
inline constexpr auto kChannelKernels = [] {
  std::array<ChannelKernel, 4 * Activations::kChannelwise> table{};
  std::size_t next = 0;
  Activations::each([&]<class A> {
    if constexpr (Channelwise<A>) {
      table[next++] = A::value;
      table[next++] = A::gradient;
      table[next++] = A::slope_gradient;
      table[next++] = A::slope_result;
    }
  });
  return table;
}();

}  // namespace kassei
