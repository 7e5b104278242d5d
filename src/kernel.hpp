// From an activation to loops over arrays: the kernel table.
#pragma once

#include <array>
#include <utility>

#include "activations.hpp"

namespace kassei {

// Arrays are whole vectors long. `out` is `x` itself or does not overlap it; `upstream` likewise is not `out`.
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

// Call by value: a store could otherwise change it, as far as the compiler knows.
template <class A>
void value_kernel(Call call) {
  const A activation = with_parameters<A>(call.parameters);
  for (auto [x, upstream, out, vectors, parameters] = call; vectors > 0; --vectors, x += kLanes, out += kLanes) {
    store(out, activation.value(load(x)));
  }
}

// Writes float32(upstream * f'(x)) with f'(x) already rounded.
template <class A>
void gradient_kernel(Call call) {
  const A activation = with_parameters<A>(call.parameters);
  alignas(16) static constexpr float kOnes[kLanes] = {1, 1, 1, 1};
  auto [x, upstream, out, vectors, parameters] = call;
  const std::size_t step = upstream ? kLanes : 0;
  if (!upstream) upstream = kOnes;
  for (; vectors > 0; --vectors, x += kLanes, upstream += step, out += kLanes) {
    store(out, activation.slope(load(x)) * load(upstream));
  }
}

using Kernel = void (*)(Call);

// Two kernels for each activation, in the list's order: its value, then its gradient.
inline constexpr auto kKernels = [] {
  std::array<Kernel, 2 * Activations::size> table{};
  std::size_t next = 0;
  Activations::each([&]<class A> {
    table[next++] = value_kernel<A>;
    table[next++] = gradient_kernel<A>;
  });
  return table;
}();

}  // namespace kassei
