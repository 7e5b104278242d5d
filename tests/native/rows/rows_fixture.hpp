// Row-wise kernels for tests: applied to whole arrays, and their suite of typed tests.
#pragma once

#include <gtest/gtest.h>

#include "sample.hpp"
#include "types.hpp"

namespace kassei::test {

// The kernel's results for an array, in a block with room for the vectors that reach beyond its end.
template <class T>
std::vector<T> apply_rows_of(RowKernelOf<T> kernel, std::vector<T> x, std::vector<T> upstream, const Shape& shape,
                             std::size_t out_length, bool in_place, double temperature) {
  const bool value = upstream.empty();
  const bool same_shape = (value ? out_length : upstream.size()) == x.size();
  x.resize(x.size() + kLanes, kNan);
  upstream.resize(upstream.size() + kLanes, kNan);
  std::vector<T> out(out_length + kLanes, 77);
  run<T>({.run = kernel, .same_shape = same_shape}, {.x = x.data(),
                                                     .upstream = value ? nullptr : upstream.data(),
                                                     .out = in_place ? x.data() : out.data(),
                                                     .outer = shape.outer,
                                                     .length = shape.length,
                                                     .inner = shape.inner,
                                                     .temperature = temperature});
  EXPECT_EQ(out[out_length], 77);
  out = in_place ? x : out;
  out.resize(out_length);
  return out;
}

inline Numbers apply_rows(RowKernel kernel, const Numbers& x, const Numbers& upstream, const Shape& shape,
                          std::size_t out_length, bool in_place = false, double temperature = 1) {
  return apply_rows_of(kernel, x, upstream, shape, out_length, in_place, temperature);
}

using Doubles = std::vector<double>;

inline Doubles apply_rows64(RowKernel64 kernel, const Doubles& x, const Doubles& upstream, const Shape& shape,
                            std::size_t out_length, bool in_place = false, double temperature = 1) {
  return apply_rows_of(kernel, x, upstream, shape, out_length, in_place, temperature);
}

template <class A>
class RowsTest : public testing::Test {
 protected:
  static constexpr bool kHalves = A::info.halves;
  double temperature = 1;

  Numbers apply(RowKernel kernel, const Numbers& x, const Numbers& upstream, const Shape& shape, std::size_t out_length,
                bool in_place = false) {
    return apply_rows(kernel, x, upstream, shape, out_length, in_place, temperature);
  }
};

TYPED_TEST_SUITE(RowsTest, RowwiseTypes);

}  // namespace kassei::test
