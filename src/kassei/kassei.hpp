// Kassei: activation functions and their gradients over arrays of float32 or float64.
//
//   kassei::evaluate(kassei::Elu{.alpha = 0.5}, x, out);      // f(x)
//   kassei::differentiate(kassei::Gelu{}, x, out);            // f'(x)
//   kassei::differentiate(kassei::Gelu{}, x, upstream, out);  // upstream f'(x), the vector-Jacobian product
//   kassei::evaluate(kassei::Softmax{.temperature = 2}, x, out, kassei::Layout::along({32, 1000}));
//   kassei::evaluate(kassei::find("leaky_relu", {{"negative_slope", 0.1}}), x, out);
//   const double y = kassei::evaluate(kassei::Gelu{}, 0.5);
//
// x, upstream and out are std::span<float>, or what converts to one, of any length and alignment; or all of double.
// `out` is x itself or overlaps no input. What is wrong throws std::invalid_argument before anything is written; where
// a program has no exceptions, it prints the reason and aborts.
//
// Errors with default parameters are at most `info.ulp` units in the last place, in float64 `info.ulp64`: below 1 for
// every input, row-wise below 2. A number and an array of it give the same bits. With upstream f'(x) is rounded first:
// the product is off by at most twice the bound and 1, unless f'(x) is subnormal or infinite. The bits are those of the
// WebAssembly, on every machine, in programs compiled with -ffp-contract=off.
#pragma once

#include <concepts>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <variant>

#include "activations.hpp"
#include "apply.hpp"
#include "by_name.hpp"
#include "convert/half.hpp"
#include "layout.hpp"

namespace kassei {

// Writes f(x) of each element, rounded to float32 once. A layout changes nothing.
template <Elementwise A>
void evaluate(const A& activation, std::span<const float> x, std::span<float> out,
              const std::optional<Layout>& layout = {}) {
  detail::apply<float>({"evaluate", A::info.name}, value_kernel<A>, activation, {x, nullptr, out}, layout);
}

// Writes f'(x) of each element, rounded to float32.
template <Elementwise A>
void differentiate(const A& activation, std::span<const float> x, std::span<float> out,
                   const std::optional<Layout>& layout = {}) {
  detail::apply<float>({"differentiate", A::info.name}, gradient_kernel<A>, activation, {x, nullptr, out}, layout);
}

// Writes upstream f'(x) of each element: f'(x) rounded to float32, then the product.
template <Elementwise A>
void differentiate(const A& activation, std::span<const float> x, std::span<const float> upstream, std::span<float> out,
                   const std::optional<Layout>& layout = {}) {
  detail::apply<float>({"differentiate", A::info.name}, gradient_kernel<A>, activation, {x, &upstream, out}, layout);
}

// The same functions in float64.
template <Elementwise<double> A>
void evaluate(const A& activation, std::span<const double> x, std::span<double> out,
              const std::optional<Layout>& layout = {}) {
  detail::apply<double>({"evaluate", A::info.name}, value_kernel<A, double>, activation, {x, nullptr, out}, layout);
}

template <Elementwise<double> A>
void differentiate(const A& activation, std::span<const double> x, std::span<double> out,
                   const std::optional<Layout>& layout = {}) {
  detail::apply<double>({"differentiate", A::info.name}, gradient_kernel<A, double>, activation, {x, nullptr, out},
                        layout);
}

template <Elementwise<double> A>
void differentiate(const A& activation, std::span<const double> x, std::span<const double> upstream,
                   std::span<double> out, const std::optional<Layout>& layout = {}) {
  detail::apply<double>({"differentiate", A::info.name}, gradient_kernel<A, double>, activation, {x, &upstream, out},
                        layout);
}

// f(x) and f'(x) of a number.
template <Elementwise<double> A>
[[nodiscard]] double evaluate(const A& activation, double x) {
  return detail::apply({"evaluate", A::info.name}, value_kernel<A, double>, activation, x);
}

template <Elementwise<double> A>
[[nodiscard]] double differentiate(const A& activation, double x) {
  return detail::apply({"differentiate", A::info.name}, gradient_kernel<A, double>, activation, x);
}

// Writes f of each row; without a layout, all of x is one row. `out` has the length of x; for glu half of it.
template <Rowwise A>
void evaluate(const A& activation, std::span<const float> x, std::span<float> out,
              const std::optional<Layout>& layout = {}) {
  detail::apply<A, float>({"evaluate", A::info.name}, A::value, activation, {x, nullptr, out}, layout);
}

// Writes the vector-Jacobian product of each row. `upstream`, the gradient of f, has f's length.
template <Rowwise A>
void differentiate(const A& activation, std::span<const float> x, std::span<const float> upstream, std::span<float> out,
                   const std::optional<Layout>& layout = {}) {
  detail::apply<A, float>({"differentiate", A::info.name}, A::gradient, activation, {x, &upstream, out}, layout);
}

// The same functions in float64.
template <Rowwise A>
void evaluate(const A& activation, std::span<const double> x, std::span<double> out,
              const std::optional<Layout>& layout = {}) {
  detail::apply<A, double>({"evaluate", A::info.name}, A::value, activation, {x, nullptr, out}, layout);
}

template <Rowwise A>
void differentiate(const A& activation, std::span<const double> x, std::span<const double> upstream,
                   std::span<double> out, const std::optional<Layout>& layout = {}) {
  detail::apply<A, double>({"differentiate", A::info.name}, A::gradient, activation, {x, &upstream, out}, layout);
}

// Writes f(x) of each element, with the slope of its channel; without a layout, x has one axis.
inline void evaluate(const Prelu& prelu, std::span<const float> x, std::span<float> out,
                     const std::optional<Layout>& layout = {}) {
  detail::apply<float>({"evaluate", Prelu::info.name}, Prelu::value, {x, nullptr, out}, prelu.slope, layout);
}

// Writes f'(x) of each element, 0 at 0.
inline void differentiate(const Prelu& prelu, std::span<const float> x, std::span<float> out,
                          const std::optional<Layout>& layout = {}) {
  detail::apply<float>({"differentiate", Prelu::info.name}, Prelu::gradient, {x, nullptr, out}, prelu.slope, layout);
}

// Writes upstream f'(x) of each element.
inline void differentiate(const Prelu& prelu, std::span<const float> x, std::span<const float> upstream,
                          std::span<float> out, const std::optional<Layout>& layout = {}) {
  detail::apply<float>({"differentiate", Prelu::info.name}, Prelu::gradient, {x, &upstream, out}, prelu.slope, layout);
}

// Writes the gradient for the slopes: of each channel the sum of upstream min(x, 0) in float64, rounded to float32.
// `out` has the length of `slope`.
inline void differentiate_slope(const Prelu& prelu, std::span<const float> x, std::span<const float> upstream,
                                std::span<float> out, const std::optional<Layout>& layout = {}) {
  detail::apply_to_slopes<Prelu, float>({"differentiate_slope", Prelu::info.name}, {x, &upstream, out}, prelu.slope,
                                        layout);
}

// The same functions in float64.
inline void evaluate(const Prelu64& prelu, std::span<const double> x, std::span<double> out,
                     const std::optional<Layout>& layout = {}) {
  detail::apply<double>({"evaluate", Prelu::info.name}, Prelu::value, {x, nullptr, out}, prelu.slope, layout);
}

inline void differentiate(const Prelu64& prelu, std::span<const double> x, std::span<double> out,
                          const std::optional<Layout>& layout = {}) {
  detail::apply<double>({"differentiate", Prelu::info.name}, Prelu::gradient, {x, nullptr, out}, prelu.slope, layout);
}

inline void differentiate(const Prelu64& prelu, std::span<const double> x, std::span<const double> upstream,
                          std::span<double> out, const std::optional<Layout>& layout = {}) {
  detail::apply<double>({"differentiate", Prelu::info.name}, Prelu::gradient, {x, &upstream, out}, prelu.slope, layout);
}

inline void differentiate_slope(const Prelu64& prelu, std::span<const double> x, std::span<const double> upstream,
                                std::span<double> out, const std::optional<Layout>& layout = {}) {
  detail::apply_to_slopes<Prelu, double>({"differentiate_slope", Prelu::info.name}, {x, &upstream, out}, prelu.slope,
                                         layout);
}

// The same functions of an activation that is known at run time. Templates, so that only programs that use them compile
// every kernel.
template <std::same_as<AnyActivation> Any>
void evaluate(const Any& activation, std::span<const float> x, std::span<float> out,
              const std::optional<Layout>& layout = {}) {
  std::visit([&](const auto& known) { evaluate(known, x, out, layout); }, activation);
}

template <std::same_as<AnyActivation> Any>
void differentiate(const Any& activation, std::span<const float> x, std::span<float> out,
                   const std::optional<Layout>& layout = {}) {
  std::visit(
      [&]<class A>(const A& known) {
        if constexpr (Rowwise<A>)
          fail({"differentiate", A::info.name}, "upstream must be given");
        else
          differentiate(known, x, out, layout);
      },
      activation);
}

template <std::same_as<AnyActivation> Any>
void differentiate(const Any& activation, std::span<const float> x, std::span<const float> upstream,
                   std::span<float> out, const std::optional<Layout>& layout = {}) {
  std::visit([&](const auto& known) { differentiate(known, x, upstream, out, layout); }, activation);
}

namespace detail {

// Calls a function of float64 with the activation, if there is one for it.
template <class Result>
Result in_float64(std::string_view function, const auto& activation, auto call, const char* rows_need = "") {
  return std::visit(
      [&]<class A>(const A& known) -> Result {
        if constexpr (std::is_invocable_v<decltype(call), const A&>)
          return call(known);
        else
          fail({function, A::info.name},
               Rowwise<A> ? rows_need : "x must be floats, as slope is; Prelu64 takes doubles");
      },
      activation);
}

}  // namespace detail

template <std::same_as<AnyActivation> Any>
void evaluate(const Any& activation, std::span<const double> x, std::span<double> out,
              const std::optional<Layout>& layout = {}) {
  const auto call = [&](const auto& known) -> decltype(evaluate(known, x, out, layout)) {
    evaluate(known, x, out, layout);
  };
  detail::in_float64<void>("evaluate", activation, call);
}

template <std::same_as<AnyActivation> Any>
void differentiate(const Any& activation, std::span<const double> x, std::span<double> out,
                   const std::optional<Layout>& layout = {}) {
  const auto call = [&](const auto& known) -> decltype(differentiate(known, x, out, layout)) {
    differentiate(known, x, out, layout);
  };
  detail::in_float64<void>("differentiate", activation, call, "upstream must be given");
}

template <std::same_as<AnyActivation> Any>
void differentiate(const Any& activation, std::span<const double> x, std::span<const double> upstream,
                   std::span<double> out, const std::optional<Layout>& layout = {}) {
  const auto call = [&](const auto& known) -> decltype(differentiate(known, x, upstream, out, layout)) {
    differentiate(known, x, upstream, out, layout);
  };
  detail::in_float64<void>("differentiate", activation, call);
}

template <std::same_as<AnyActivation> Any>
[[nodiscard]] double evaluate(const Any& activation, double x) {
  const auto call = [&](const auto& known) -> decltype(evaluate(known, x)) { return evaluate(known, x); };
  return detail::in_float64<double>("evaluate", activation, call, "x must be an array");
}

template <std::same_as<AnyActivation> Any>
[[nodiscard]] double differentiate(const Any& activation, double x) {
  const auto call = [&](const auto& known) -> decltype(differentiate(known, x)) { return differentiate(known, x); };
  return detail::in_float64<double>("differentiate", activation, call, "x must be an array");
}

}  // namespace kassei
