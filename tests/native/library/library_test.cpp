// The functions of <kassei/kassei.hpp>: what they compute of arrays of any length, and what they refuse.
#include <gtest/gtest.h>

#include <array>
#include <stdexcept>
#include <string>

#include "kassei/kassei.hpp"
#include "sample.hpp"
#include "types.hpp"

namespace kassei::test {
namespace {

bool same(float a, float b) { return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b); }

// An activation with its defaults, or with numbers within its sliders.
template <Elementwise A>
A typical() {
  return with_parameters<A>(defaults<A>().data());
}

// Arrays without room behind their end, so that the sanitizers see what is read or written there.
Numbers part(const Numbers& numbers, std::size_t from, std::size_t length) {
  const auto begin = numbers.begin() + static_cast<std::ptrdiff_t>(from);
  return {begin, begin + static_cast<std::ptrdiff_t>(length)};
}

template <class A>
class LibraryTest : public testing::Test {};
TYPED_TEST_SUITE(LibraryTest, ElementwiseTypes);

TYPED_TEST(LibraryTest, AnyLengthHasTheBitsOfTheKernel) {
  const auto activation = typical<TypeParam>();
  const std::vector<double> parameters = defaults<TypeParam>();
  const Numbers inputs = specials();
  const Numbers factors = Random().numbers(inputs.size(), 1);
  for (std::size_t length = 0; length <= 70; ++length) {
    const Numbers x = part(inputs, 3, length);
    const Numbers upstream = part(factors, 3, length);
    const Numbers wanted = apply(value_kernel<TypeParam>, x, parameters);
    const Numbers slopes = apply(gradient_kernel<TypeParam>, x, parameters);
    Numbers value(length);
    evaluate(activation, x, value);
    Numbers gradient(length);
    differentiate(activation, x, gradient);
    Numbers product(length);
    differentiate(activation, x, upstream, product);
    Numbers in_place = x;
    evaluate(activation, in_place, in_place);
    for (std::size_t i = 0; i < length; ++i) {
      EXPECT_TRUE(same(value[i], wanted[i])) << hex(x[i]);
      EXPECT_TRUE(same(in_place[i], wanted[i])) << hex(x[i]);
      EXPECT_TRUE(same(gradient[i], slopes[i])) << hex(x[i]);
      EXPECT_TRUE(same(product[i], upstream[i] * slopes[i])) << hex(x[i]);
    }
  }
}

TYPED_TEST(LibraryTest, ByNameIsTheSameActivation) {
  std::vector<Setting> settings;
  const std::vector<double> parameters = defaults<TypeParam>();
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    settings.emplace_back(TypeParam::info.parameters[i].name, parameters[i]);
  }
  const AnyActivation found = find(TypeParam::info.name, settings);
  ASSERT_TRUE(std::holds_alternative<TypeParam>(found));
  const Numbers x{-1.5F, 0.25F, 3};
  Numbers wanted(3);
  Numbers got(3);
  evaluate(typical<TypeParam>(), x, wanted);
  evaluate(found, x, got);
  EXPECT_EQ(got, wanted);
  differentiate(typical<TypeParam>(), x, wanted);
  differentiate(found, x, got);
  EXPECT_EQ(got, wanted);
}

// The largest bound over which evaluate's loop may take, compared with the kernel's, is in bench.
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

// Each row of every layout by itself, in arrays that end with the last element.
template <class A>
class LibraryRowsTest : public testing::Test {};
TYPED_TEST_SUITE(LibraryRowsTest, RowwiseTypes);

TYPED_TEST(LibraryRowsTest, EveryRowOfALayoutIsTheRowByItself) {
  constexpr std::size_t kShrinks = TypeParam::info.halves ? 2 : 1;
  Random random;
  for (const Shape& shape : {Shape{1, 2, 1}, Shape{3, 6, 1}, Shape{2, 34, 1}, Shape{2, 4, 3}, Shape{17, 10, 1},
                             Shape{1, 2, 9}, Shape{4, 70, 5}}) {
    const Layout layout{.outer = shape.outer, .length = shape.length, .inner = shape.inner};
    const Numbers x = random.numbers(layout.size(), 3);
    const Numbers upstream = random.numbers(x.size() / kShrinks, 1);
    Numbers value(upstream.size());
    evaluate(TypeParam{}, x, value, layout);
    Numbers gradient(x.size());
    differentiate(TypeParam{}, x, upstream, gradient, layout);
    for (std::size_t row = 0; row < shape.outer * shape.inner; ++row) {
      const auto place = [&](std::size_t length, std::size_t i) {
        return (row / shape.inner * length + i) * shape.inner + row % shape.inner;
      };
      const std::size_t shrunk = shape.length / kShrinks;
      Numbers alone(shape.length);
      Numbers factors(shrunk);
      for (std::size_t i = 0; i < shape.length; ++i) alone[i] = x[place(shape.length, i)];
      for (std::size_t i = 0; i < shrunk; ++i) factors[i] = upstream[place(shrunk, i)];
      Numbers y(shrunk);
      evaluate(TypeParam{}, alone, y);
      Numbers dx(shape.length);
      differentiate(find(TypeParam::info.name), alone, factors, dx);
      for (std::size_t i = 0; i < shrunk; ++i) EXPECT_NEAR(value[place(shrunk, i)], y[i], 1e-6 * std::abs(y[i]));
      for (std::size_t i = 0; i < shape.length; ++i) EXPECT_NEAR(gradient[place(shape.length, i)], dx[i], 1e-6);
    }
  }
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
  differentiate(find("prelu", {{"slope", slopes}}), x, upstream, out, layout);
  EXPECT_EQ(out, (Numbers{0.25F, 1, 6, 4, 0, 12}));
  Numbers sums(3);
  differentiate_slope(prelu, x, upstream, sums, layout);
  EXPECT_EQ(sums, (Numbers{-4, -8, -18}));
  const Numbers one{0.5F};
  differentiate(Prelu{.slope = one}, x, out);
  EXPECT_EQ(out, (Numbers{0.5F, 0.5F, 0.5F, 1, 0, 0.5F}));
  differentiate_slope(Prelu{.slope = one}, x, upstream, std::span(sums).first(1));
  EXPECT_EQ(sums[0], -30);
}

TEST(Library, EmptyArrays) {
  Numbers none;
  evaluate(Gelu{}, none, none);
  evaluate(Softmax{}, none, none, Layout{.outer = 0, .length = 5});
  evaluate(Softmax{}, none, none);
  differentiate(Glu{}, none, none, none);
  const Numbers slope{0.5F};
  evaluate(Prelu{.slope = slope}, none, none);
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
  const std::vector<std::pair<std::string, std::function<void()>>> cases{
      {"kassei::evaluate(elu): out must have length 4, got 5", [&] { evaluate(Elu{}, x, longer); }},
      {"kassei::differentiate(elu): upstream must have length 4, got 5", [&] { differentiate(Elu{}, x, longer, out); }},
      {"kassei::evaluate(celu): alpha must be from 1.40129846e-45 to 3.40282347e+38, got 0",
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
      {"kassei::evaluate(softmax): the layout must have the length of x, 4, got 2 x 3 x 1",
       [&] { evaluate(Softmax{}, x, out, Layout{.outer = 2, .length = 3}); }},
      {"kassei::evaluate(prelu): slope must have length 1 or that of the axis, 4, got 3",
       [&] { evaluate(Prelu{.slope = slopes}, x, out); }},
      {"kassei::evaluate(prelu): slope must have length 1 or that of the axis, 4, got 0",
       [&] { evaluate(Prelu{}, x, out); }},
      {"kassei::Layout::along: axis must be from -1 to 0 for a shape of 1 axes, got 1",
       [&] { evaluate(Softmax{}, x, out, Layout::along({4}, 1)); }},
      {"kassei::find(elu): no parameter alfa, there are: alpha",
       [&] {
         find("elu", {{"alfa", 1}});
       }},
      {"kassei::find(relu6): no parameter alpha, there are: none",
       [&] {
         find("relu6", {{"alpha", 1}});
       }},
      {"kassei::find(elu): alpha must be a number, got an array",
       [&] {
         find("elu", {{"alpha", slopes}});
       }},
      {"kassei::find(threshold): default_value must be given",
       [&] {
         find("threshold", {{"threshold", 1}});
       }},
      {"kassei::find(softmax): no parameter axis: the layout tells the axis of rows",
       [&] {
         find("softmax", {{"axis", 0}});
       }},
      {"kassei::find(prelu): slope must be given", [&] { find("prelu"); }},
      {"kassei::find(prelu): slope must be an array of floats, got a number",
       [&] {
         find("prelu", {{"slope", 1}});
       }},
      {"kassei::differentiate(softmax): upstream must be given", [&] { differentiate(find("softmax"), x, out); }},
  };
  for (const auto& [message, call] : cases) EXPECT_EQ(refusal(call), message);
  EXPECT_EQ(refusal([] { find("gleu"); }).substr(0, 59),
            "kassei::find: no activation \"gleu\", there are: elu, selu, s");
  EXPECT_EQ(out, Numbers(4, 77));
  EXPECT_EQ(longer, Numbers(5, 77));
}

}  // namespace
}  // namespace kassei::test
