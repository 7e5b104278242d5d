// Row-wise kernels for tests: applied to whole arrays, and their suite of typed tests.
#pragma once

#include <gtest/gtest.h>

#include "sample.hpp"
#include "types.hpp"

namespace kassei::test {

// The kernel's results for an array, in a block with room for the vectors that reach beyond its end.
inline Numbers apply_rows(RowKernel kernel, Numbers x, Numbers upstream, const Shape& shape, std::size_t out_length,
                          bool in_place = false, double temperature = 1) {
  const bool value = upstream.empty();
  const bool same_shape = (value ? out_length : upstream.size()) == x.size();
  x.resize(x.size() + kLanes, kNan);
  upstream.resize(upstream.size() + kLanes, kNan);
  Numbers out(out_length + kLanes, 77);
  run<float>({.run = kernel, .same_shape = same_shape}, {.x = x.data(),
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
