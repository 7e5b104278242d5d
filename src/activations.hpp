// The only list of activations. Its order is the order of the catalogue, of the page and of the kernel table.
#pragma once

#include "activations/elu.hpp"
#include "activations/hard_sigmoid.hpp"
#include "activations/linear.hpp"
#include "activations/relu.hpp"
#include "activations/selu.hpp"
#include "activations/sigmoid.hpp"
#include "activations/softplus.hpp"
#include "activations/softsign.hpp"
#include "activations/tanh.hpp"

namespace kassei {

template <Elementwise... A>
struct List {
  // Calls visit.operator()<A>() for each activation in order.
  static constexpr void each(auto visit) { (visit.template operator()<A>(), ...); }
  static constexpr std::size_t size = sizeof...(A);
};

using Activations = List<Elu, Selu, Softplus, Softsign, Relu, Tanh, Sigmoid, HardSigmoid, Linear>;

}  // namespace kassei
