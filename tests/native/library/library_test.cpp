// The functions of <kassei/kassei.hpp>: defaults, channels, empty arrays, and what they refuse. Their results are
// compared with the wasm's (results.cpp).
#include <gtest/gtest.h>

#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "kassei/kassei.hpp"
#include "sample.hpp"

namespace kassei::test {
namespace {

TEST(Library, DefaultsAreTheMembers) {
  EXPECT_EQ(Elu{}.alpha, 1);
  EXPECT_EQ(HardSigmoid{}.alpha, 0.2);
  EXPECT_EQ(Relu{}.max_value, kInfinity);
  EXPECT_FALSE(Gelu{}.approximate);
  EXPECT_FALSE(kDefaults<Threshold>);
  static_assert(!std::is_default_constructible_v<Threshold>);
  Numbers out(1);
  evaluate(Elu{}, Numbers{-kInf}, out);
  EXPECT_EQ(out[0], -1);
}

TEST(Library, PreluHasASlopeForEachChannel) {
  const Numbers slopes{0.25F, 0.5F, 2};
  const Numbers x{-4, -4, -4, 1, 0, -1};
  const Numbers upstream{1, 2, 3, 4, 5, 6};
  const Layout layout = Layout::along({2, 3}, -1);
  const Prelu prelu{.slope = slopes};
  Numbers out(6);
  evaluate(prelu, x, out, layout);
  EXPECT_EQ(out, (Numbers{-1, -2, -8, 1, 0, -2}));
  differentiate(std::get<Prelu>(find("prelu", {{"slope", slopes}})), x, upstream, out, layout);
  EXPECT_EQ(out, (Numbers{0.25F, 1, 6, 4, 0, 12}));
  differentiate(prelu, x, out, layout);
  EXPECT_EQ(out, (Numbers{0.25F, 0.5F, 2, 1, 0, 2}));
  Numbers sums(3);
  differentiate_slope(prelu, x, upstream, sums, layout);
  EXPECT_EQ(sums, (Numbers{-4, -8, -18}));
  const Numbers one{0.5F};
  differentiate(Prelu{.slope = one}, x, out);
  EXPECT_EQ(out, (Numbers{0.5F, 0.5F, 0.5F, 1, 0, 0.5F}));
  differentiate_slope(Prelu{.slope = one}, x, upstream, std::span(sums).first(1));
  EXPECT_EQ(sums[0], -30);
}

TEST(Library, RowsAndChannelsOfFloat64) {
  using Doubles = std::vector<double>;
  const Layout columns = Layout::along({2, 2}, 0);
  const Doubles x{0, 1, 0, -1};
  Doubles out(4);
  evaluate(Sparsemax{.temperature = 4}, x, out, columns);
  EXPECT_EQ(out, (Doubles{0.5, 0.75, 0.5, 0.25}));
  differentiate(Sparsemax{.temperature = 4}, x, Doubles{1, 0, 0, 1}, out, columns);
  EXPECT_EQ(out, (Doubles{0.125, -0.125, -0.125, 0.125}));
  evaluate(Glu{}, Doubles{2, 0}, std::span(out).first(1));
  EXPECT_EQ(out[0], 1);
  evaluate(Softmax{}, Doubles{}, std::span(out).first(0));
  const Doubles slopes{0.1, 0.5};
  const Prelu64 prelu{.slope = slopes};
  evaluate(prelu, x, out, Layout::along({2, 2}));
  EXPECT_EQ(out, (Doubles{0, 1, 0, -0.5}));
  differentiate(prelu, Doubles{-1, 1, -1, 0}, out, Layout::along({2, 2}));
  EXPECT_EQ(out, (Doubles{0.1, 1, 0.1, 0}));
  differentiate(prelu, Doubles{-1, 1, -1, 0}, x, out, Layout::along({2, 2}));
  EXPECT_EQ(out, (Doubles{0, 1, 0, 0}));
  Doubles sums(2);
  differentiate_slope(prelu, Doubles{-0.1, 1, -1, 0}, Doubles{1, 2, 3, 4}, sums, Layout::along({2, 2}));
  EXPECT_EQ(sums, (Doubles{-3.1, 0}));
}

TEST(Library, InPlaceAndNothingBehindTheEnd) {
  Numbers x(20, -1);
  evaluate(Elu{.alpha = 2}, std::span(x).first(19), std::span(x).first(19));
  EXPECT_EQ(x[18], static_cast<float>(2 * std::expm1(-1.0)));
  EXPECT_EQ(x[19], -1);
  const Numbers slope{2};
  evaluate(Prelu{.slope = slope}, std::span(x).last(1), std::span(x).last(1));
  EXPECT_EQ(x[19], -2);
  Numbers halves{2, 0};
  differentiate(Glu{}, halves, Numbers{4}, halves);
  EXPECT_EQ(halves, (Numbers{2, 2}));
}

TEST(Library, NeighboursDoNotOverlap) {
  Numbers x{-1, 1, -2, 2};
  evaluate(Relu{}, std::span(x).first(2), std::span(x).last(2));
  EXPECT_EQ(x, (Numbers{-1, 1, 0, 1}));
  evaluate(Relu{}, std::span(x).last(2), std::span(x).first(2));
  EXPECT_EQ(x, (Numbers{0, 1, 0, 1}));
}

TEST(Library, LayoutsAlongAnAxis) {
  const auto along = [](const Layout& layout) { return std::array{layout.outer, layout.length, layout.inner}; };
  using Sizes = std::array<std::size_t, 3>;
  EXPECT_EQ(along(Layout::along({2, 3, 4}, -3)), (Sizes{1, 2, 12}));
  EXPECT_EQ(along(Layout::along({2, 3, 4}, 1)), (Sizes{2, 3, 4}));
  EXPECT_EQ(along(Layout::along({2, 3, 4})), (Sizes{6, 4, 1}));
  EXPECT_EQ(along(Layout::along({0, 3}, 1)), (Sizes{0, 3, 1}));
}

TEST(Library, FindsAliasesAndTakesTheLastOfSeveralValues) {
  EXPECT_TRUE(std::holds_alternative<Silu>(find("swish")));
  EXPECT_EQ(std::get<Elu>(find("elu", {{"alpha", 3}, {"alpha", 2}})).alpha, 2);
}

TEST(Library, EmptyArrays) {
  Numbers none;
  evaluate(Gelu{}, none, none);
  evaluate(Softmax{}, none, none, Layout{.outer = 0, .length = 5});
  evaluate(Softmax{}, none, none);
  evaluate(Softmax{}, none, none, Layout{.outer = SIZE_MAX, .length = 0, .inner = 2});
  differentiate(Glu{}, none, none, none);
  const Numbers slope{0.5F};
  evaluate(Prelu{.slope = slope}, none, none);
  const Numbers slopes{1, 2, 3};
  for (const Layout& layout : {Layout::along({0, 3}), Layout::along({0, 3, 2}, 1), Layout::along({2, 3, 0}, 1)}) {
    differentiate(LogSoftmax{.temperature = 2}, none, none, none, layout);
    evaluate(Prelu{.slope = slopes}, none, none, layout);
    Numbers sums(3, 77);
    differentiate_slope(Prelu{.slope = slopes}, none, none, sums, layout);
    EXPECT_EQ(sums, Numbers(3, 0));
  }
}

TEST(Library, NoAxesAreOneElement) {
  Numbers x{-3};
  evaluate(Softmax{}, x, x, Layout::along({}));
  EXPECT_EQ(x[0], 1);
}

// Arrays of each length, in place, with upstream and by name, and a number: all have the kernel's bits.
TEST(Library, DoublesOfAnyLengthAndNumbersHaveTheSameBits) {
  using Doubles = std::vector<double>;
  const std::vector<double> parameters{0.3, 0.1};
  const HardSigmoid activation{.alpha = 0.3, .beta = 0.1};
  const AnyActivation found = find("hard_sigmoid", {{"alpha", 0.3}, {"beta", 0.1}});
  Doubles x;
  Doubles upstream;
  for (int i = 0; i < 40; ++i) {
    x.push_back(std::sin(i) * 3);
    upstream.push_back(std::cos(i));
  }
  const Doubles values = apply(value_kernel<HardSigmoid, double>, x, parameters);
  const Doubles slopes = apply(gradient_kernel<HardSigmoid, double>, x, parameters);
  const Doubles products = apply(gradient_kernel<HardSigmoid, double>, x, parameters, upstream);
  for (std::size_t length = 0; length <= x.size(); ++length) {
    const auto first = [&](const Doubles& list) { return std::span(list).first(length); };
    const auto expect = [&](const Doubles& results, const Doubles& wanted) {
      for (std::size_t i = 0; i < length; ++i) EXPECT_EQ(results[i], wanted[i]) << length << ' ' << i;
      for (std::size_t i = length; i < results.size(); ++i) EXPECT_EQ(results[i], 77) << length << ' ' << i;
    };
    Doubles out(x.size(), 77);
    evaluate(activation, first(x), std::span(out).first(length));
    expect(out, values);
    differentiate(activation, first(x), std::span(out).first(length));
    expect(out, slopes);
    differentiate(activation, first(x), first(upstream), std::span(out).first(length));
    expect(out, products);
    evaluate(found, first(x), std::span(out).first(length));
    expect(out, values);
    differentiate(found, first(x), std::span(out).first(length));
    expect(out, slopes);
    differentiate(found, first(x), first(upstream), std::span(out).first(length));
    expect(out, products);
    Doubles array = x;
    std::fill(array.begin() + static_cast<std::ptrdiff_t>(length), array.end(), 77);
    evaluate(activation, std::span(array).first(length), std::span(array).first(length));
    expect(array, values);
  }
  for (std::size_t i = 0; i < x.size(); ++i) {
    EXPECT_EQ(evaluate(activation, x[i]), values[i]);
    EXPECT_EQ(differentiate(activation, x[i]), slopes[i]);
    EXPECT_EQ(evaluate(found, x[i]), values[i]);
    EXPECT_EQ(differentiate(found, x[i]), slopes[i]);
  }
  EXPECT_EQ(evaluate(Relu{}, -1), 0);
}

// The message of what is wrong.
std::string refusal(auto call) {
  try {
    call();
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "nothing was thrown";
}

TEST(Library, WhatIsWrongThrowsAndWritesNothing) {
  const Numbers x{1, 2, 3, 4};
  Numbers out(4, 77);
  Numbers longer(5, 77);
  const Numbers slopes{1, 2, 3};
  std::vector<double> doubles(4, 77);
  std::vector<double> more_doubles(5, 77);
  const std::vector<std::pair<std::string, std::function<void()>>> cases{
      {"kassei::evaluate(elu): out must have length 4, got 5", [&] { evaluate(Elu{}, x, longer); }},
      {"kassei::differentiate(elu): upstream must have length 4, got 5", [&] { differentiate(Elu{}, x, longer, out); }},
      {"kassei::evaluate(celu): alpha must be from 1.40129846e-45 to 3.40282347e+38 in size, got 0",
       [&] { evaluate(Celu{.alpha = 0}, x, out); }},
      {"kassei::evaluate(elu): alpha must be from -3.40282347e+38 to 3.40282347e+38, got nan",
       [&] { evaluate(Elu{.alpha = std::nan("")}, x, out); }},
      {"kassei::evaluate(elu): out must not overlap x unless it is the same array",
       [&] { evaluate(Elu{}, std::span(longer).first(4), std::span(longer).last(4)); }},
      {"kassei::differentiate(elu): out must not overlap upstream", [&] { differentiate(Elu{}, x, out, out); }},
      {"kassei::evaluate(glu): out must not overlap x",
       [&] { evaluate(Glu{}, std::span(out), std::span(out).first(2)); }},
      {"kassei::evaluate(glu): the axis must have an even length, got 1",
       [&] { evaluate(Glu{}, x, out, Layout{.outer = 4}); }},
      {"kassei::evaluate(relu): the layout must have the length of x, 4, got 1 x 7 x 7",
       [&] {
         evaluate(Relu{}, x, out, Layout::along({7, 7}, 0));
       }},
      {"kassei::evaluate(softmax): the layout must have the length of x, 4, got 2 x 3 x 1",
       [&] { evaluate(Softmax{}, x, out, Layout{.outer = 2, .length = 3}); }},
      {"kassei::evaluate(softmax): out must have length 2, got 1",
       [] {
         std::vector<double> one(1);
         evaluate(Softmax{}, std::vector<double>{1, 2}, one);
       }},
      {"kassei::evaluate(prelu): slope must have length 1 or that of the axis, 4, got 3",
       [&] { evaluate(Prelu{.slope = slopes}, x, out); }},
      {"kassei::evaluate(prelu): slope must have length 1 or that of the axis, 4, got 0",
       [&] { evaluate(Prelu{}, x, out); }},
      {"kassei::evaluate(prelu): out must not overlap slope", [&] { evaluate(Prelu{.slope = out}, x, out); }},
      {"kassei::differentiate_slope(prelu): out must not overlap x",
       [&] { differentiate_slope(Prelu{.slope = slopes}, std::span(out).first(3), slopes, std::span(out).first(3)); }},
      {"kassei::Layout::along: axis must be from -2 to 1 for a shape of 2 axes, got -3",
       [&] {
         Layout::along({2, 2}, -3);
       }},
      {"kassei::Layout::along: axis must be from -1 to 0 for a shape of 1 axes, got 1",
       [&] { evaluate(Softmax{}, x, out, Layout::along({4}, 1)); }},
      {"kassei::evaluate(glu): the layout must have the length of x, 4, got 4611686018427387905 x 4 x 1",
       [&] { evaluate(Glu{}, x, std::span(out).first(2), Layout{.outer = (std::size_t{1} << 62) + 1, .length = 4}); }},
      {"kassei::Layout::along: shape must have axes of length 0 or more that fit the memory, got -1",
       [&] {
         Layout::along(std::vector<std::int64_t>{-1, -1, 4});
       }},
      {"kassei::Layout::along: shape must have axes of length 0 or more that fit the memory, got 4",
       [&] {
         Layout::along({SIZE_MAX / 2, 4, 2});
       }},
      {"kassei::evaluate(softmax): temperature must be from 1.40129846e-45 to 3.40282347e+38, got 0",
       [&] { evaluate(Softmax{.temperature = 0}, x, out); }},
      {"kassei::find(gelu): approximate must be from 0 to 1, got nan",
       [&] {
         return find("gelu", {{"approximate", std::nan("")}});
       }},
      {"kassei::find(gelu): approximate must be from 0 to 1, got 0.5",
       [&] {
         return find("gelu", {{"approximate", 0.5}});
       }},
      {"kassei::find(celu): alpha must be from 1.40129846e-45 to 3.40282347e+38 in size, got 0",
       [&] {
         return find("celu", {{"alpha", 0}});
       }},
      {"kassei::find(elu): no parameter alfa, there are: alpha",
       [&] {
         return find("elu", {{"alfa", 1}});
       }},
      {"kassei::find(relu6): no parameter alpha, there are: none",
       [&] {
         return find("relu6", {{"alpha", 1}});
       }},
      {"kassei::find(elu): alpha must be a number, got an array",
       [&] {
         return find("elu", {{"alpha", slopes}});
       }},
      {"kassei::find(threshold): default_value must be given",
       [&] {
         return find("threshold", {{"threshold", 1}});
       }},
      {"kassei::find(softmax): no parameter axis, there are: temperature; the layout tells the axis of rows",
       [&] {
         return find("softmax", {{"axis", 0}});
       }},
      {"kassei::find(prelu): no parameter alfa, there are: slope",
       [&] {
         return find("prelu", {{"alfa", slopes}});
       }},
      {"kassei::evaluate(linear): alpha must be from -3.40282347e+38 to 3.40282347e+38, got 1e+39",
       [&] { return evaluate(Linear{.alpha = 1e39}, 1.0); }},
      {"kassei::differentiate(linear): upstream must have length 4, got 5",
       [&] { differentiate(Linear{}, doubles, more_doubles, doubles); }},
      {"kassei::evaluate(linear): out must not overlap x unless it is the same array",
       [&] { evaluate(Linear{}, std::span(more_doubles).first(4), std::span(more_doubles).last(4)); }},
      {"kassei::evaluate(prelu): x must be floats, as slope is; Prelu64 takes doubles",
       [&] {
         evaluate(find("prelu", {{"slope", slopes}}), doubles, doubles);
       }},
      {"kassei::evaluate(softmax): x must be an array", [] { return evaluate(find("softmax"), 1.0); }},
      {"kassei::differentiate(softmax): upstream must be given",
       [&] { differentiate(find("softmax"), doubles, doubles); }},
      {"kassei::find(prelu): slope must be given", [&] { return find("prelu"); }},
      {"kassei::find(prelu): slope must be an array of floats, got a number",
       [&] {
         return find("prelu", {{"slope", 1}});
       }},
  };
  for (const auto& [message, call] : cases) EXPECT_EQ(refusal(call), message);
  EXPECT_EQ(refusal([] { return find("gleu"); }).substr(0, 59),
            "kassei::find: no activation \"gleu\", there are: elu, selu, s");
  EXPECT_NE(refusal([] { return find("gleu"); }).find(", silu, swish, "), std::string::npos);
  EXPECT_EQ(out, Numbers(4, 77));
  EXPECT_EQ(longer, Numbers(5, 77));
  EXPECT_EQ(doubles, std::vector<double>(4, 77));
  EXPECT_EQ(more_doubles, std::vector<double>(5, 77));
}

}  // namespace
}  // namespace kassei::test
