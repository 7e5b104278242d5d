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
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return A{values[I]...};
  }(std::make_index_sequence<A::info.parameters.count>{});
}

template <class A>
void value_kernel(const Call& call) {
  const A activation = with_parameters<A>(call.parameters);
  for (std::size_t i = 0; i < call.vectors * kLanes; i += kLanes) {
    store(call.out + i, activation.value(load(call.x + i)));
  }
}

// Writes float32(upstream * f'(x)) with f'(x) already rounded.
template <class A>
void gradient_kernel(const Call& call) {
  const A activation = with_parameters<A>(call.parameters);
  alignas(16) static constexpr float kOnes[kLanes] = {1, 1, 1, 1};
  const float* upstream = call.upstream ? call.upstream : kOnes;
  const std::size_t step = call.upstream ? kLanes : 0;
  for (std::size_t i = 0; i < call.vectors * kLanes; i += kLanes, upstream += step) {
    store(call.out + i, activation.slope(load(call.x + i)) * load(upstream));
  }
}

using Kernel = void (*)(const Call&);

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
