// The activations of each kind, as GoogleTest's lists of types.
#pragma once

#include <gtest/gtest.h>

#include <tuple>
#include <type_traits>
#include <utility>

#include "kassei/activations.hpp"

namespace kassei::test {

template <class... A>
testing::Types<A...> types_of(std::tuple<A...>);

template <bool kWanted, class A>
using TupleIf = std::conditional_t<kWanted, std::tuple<A>, std::tuple<>>;

template <class T, class... A>
decltype(types_of(std::tuple_cat(std::declval<TupleIf<Elementwise<A, T>, A>>()...))) elementwise(List<A...>);
template <class... A>
decltype(types_of(std::tuple_cat(std::declval<TupleIf<Rowwise<A>, A>>()...))) rowwise(List<A...>);

using ElementwiseTypes = decltype(elementwise<float>(Activations{}));
using Float64Types = decltype(elementwise<double>(Activations{}));
using RowwiseTypes = decltype(rowwise(Activations{}));

}  // namespace kassei::test
