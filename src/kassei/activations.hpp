// The only list of activations. The catalogue, the page and the kernel tables have its order.
#pragma once

#include "activations/celu.hpp"
#include "activations/elu.hpp"
#include "activations/exponential.hpp"
#include "activations/gelu.hpp"
#include "activations/glu.hpp"
#include "activations/hard_shrink.hpp"
#include "activations/hard_sigmoid.hpp"
#include "activations/hard_silu.hpp"
#include "activations/hard_tanh.hpp"
#include "activations/leaky_relu.hpp"
#include "activations/linear.hpp"
#include "activations/log_sigmoid.hpp"
#include "activations/log_softmax.hpp"
#include "activations/mish.hpp"
#include "activations/prelu.hpp"
#include "activations/quick_gelu.hpp"
#include "activations/relu.hpp"
#include "activations/relu6.hpp"
#include "activations/selu.hpp"
#include "activations/sigmoid.hpp"
#include "activations/silu.hpp"
#include "activations/soft_shrink.hpp"
#include "activations/softmax.hpp"
#include "activations/softplus.hpp"
#include "activations/softsign.hpp"
#include "activations/sparse_plus.hpp"
#include "activations/sparse_sigmoid.hpp"
#include "activations/sparsemax.hpp"
#include "activations/squareplus.hpp"
#include "activations/tanh.hpp"
#include "activations/tanh_shrink.hpp"
#include "activations/threshold.hpp"
#include "activations/thresholded_relu.hpp"

namespace kassei {

template <class... A>
struct List {
  // Calls visit.operator()<A>() for each activation in order.
  static constexpr void each(auto visit) { (visit.template operator()<A>(), ...); }
  static constexpr std::size_t kElementwise = (Elementwise<A> + ...);
  static constexpr std::size_t kKinked = (Kinked<A> + ...);
  static constexpr std::size_t kRowwise = (Rowwise<A> + ...);
  static constexpr std::size_t kChannelwise = (Channelwise<A> + ...);
  static_assert(kElementwise + kRowwise + kChannelwise == sizeof...(A));
  // Every activation computes in float64 too.
  static_assert(((Elementwise<A> == Elementwise<A, double> && Rowwise<A> == Rowwise<A, double> &&
                  Channelwise<A> == Channelwise<A, double>)&&...));
  static_assert(((Kinked<A> == (Elementwise<A> && A::info.kinks.size() > 0)) && ...));
};

using Activations = List<Elu, Selu, Softplus, Softsign, Relu, Tanh, Sigmoid, HardSigmoid, Linear,  //
                         LeakyRelu, Relu6, Prelu, ThresholdedRelu, Squareplus, SparsePlus,         //
                         Celu, Exponential,                                                        //
                         HardTanh, SparseSigmoid, LogSigmoid,                                      //
                         Silu, HardSilu, Gelu, QuickGelu, Mish,                                    //
                         TanhShrink, SoftShrink, HardShrink, Threshold,                            //
                         Softmax, LogSoftmax, Sparsemax, Glu>;

}  // namespace kassei
