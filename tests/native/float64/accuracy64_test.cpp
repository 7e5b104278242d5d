// The float64 kernels against the reference: no error exceeds the bound in the activation's metadata.
#include <gtest/gtest.h>

#include <random>

#include "judge64.hpp"
#include "strata.hpp"
#include "types.hpp"

namespace kassei::test {
namespace {

std::string worst_case(const char* what, const Largest& largest, const std::vector<double>& parameters) {
  std::string text = std::string(what) + " at x = " + hex(largest.at) + ", got " + hex(largest.got) + ", parameters";
  for (const double p : parameters) text += ' ' + hex(p);
  return text;
}

template <class A>
class Accuracy64Test : public testing::Test {
 protected:
  // Each run has its own seed, which a failure prints.
  const std::uint64_t seed = std::random_device{}();
  Errors errors;

  // Adds `count` random inputs and, if so said, the special ones; complains of errors of 1 ulp and more.
  void add(const std::vector<double>& parameters, std::size_t count, bool special = true) {
    Errors found;
    if (special) measure<A>(specials64(), parameters, found);
    measure<A>(strata<A>(seed + errors.value.count, parameters, count), parameters, found);
    for (auto [what, all, now] :
         {std::tuple{"value", &errors.value, &found.value}, {"slope", &errors.slope, &found.slope}}) {
      EXPECT_LT(now->worst, 1) << worst_case(what, *now, parameters) << ", seed " << seed;
      all->count += now->count;
      all->worst = std::max(all->worst, now->worst);
    }
  }
};

TYPED_TEST_SUITE(Accuracy64Test, Float64Types);

TYPED_TEST(Accuracy64Test, DefaultParameters) {
  this->add(defaults<TypeParam>(), 100'000);
  EXPECT_GE(this->errors.value.count, 100'000U);
  EXPECT_LE(this->errors.value.worst, TypeParam::info.ulp64.value) << "seed " << this->seed;
  EXPECT_LE(this->errors.slope.worst, TypeParam::info.ulp64.slope) << "seed " << this->seed;
  EXPECT_LE(TypeParam::info.ulp64.value, 0.95);
  EXPECT_LE(TypeParam::info.ulp64.slope, 0.95);
}

TYPED_TEST(Accuracy64Test, FixedParameters) {
  for (const std::vector<double>& parameters : parameter_sets<TypeParam>()) this->add(parameters, 5000);
}

TYPED_TEST(Accuracy64Test, RandomParameters) {
  Wild wild(this->seed);
  for (int set = 0; set < 100 && kMembers < TypeParam >> 0; ++set) this->add(wild.parameters<TypeParam>(), 500, false);
}

// As small and as large as they may be; of many such sets, every so many in each run.
TYPED_TEST(Accuracy64Test, ExtremeParameters) {
  const auto sets = extreme_parameters<TypeParam>();
  const std::size_t step = sets.size() / 200 + 1;
  for (std::size_t i = this->seed % step; i < sets.size(); i += step) {
    // f is constant where the lower limit is above the upper one; -0 stays -0 even then.
    if (std::is_same_v<TypeParam, HardTanh> && sets[i][0] > sets[i][1]) continue;
    this->add(sets[i], 300);
  }
}

// The metric in float64, and the bounds that spare 700 bits.
TEST(Accuracy64, Metric) {
  const auto error = [](double got, long double exact) { return compare(got, Mpfr(exact)).error; };
  EXPECT_EQ(error(1, 1 + 0x1p-53L), 0.5);
  EXPECT_EQ(error(1, 1 - 0x1p-53L), 1);
  EXPECT_EQ(error(0, 0x1p-1075L), 0.5);
  EXPECT_EQ(error(0x1p-1074, 0), 1);
  EXPECT_EQ(error(kInfinity, 0x1p1024L - 0x1p971L), 1);
  EXPECT_EQ(error(kInfinity, 0x1p1024L), 0);
  EXPECT_EQ(error(-kInfinity, 0x1p1024L), kInfinity);
  EXPECT_TRUE(compare(-0.0, Mpfr(0)).lost_sign);

  undecided = false;
  EXPECT_NEAR(bound_of_error(1, Bounded<long double>(1 + 0x1p-53L)).value(), 0.5, 1e-3);
  EXPECT_NEAR(bound_of_error(0, Bounded<long double>(0x1p-1075L)).value(), 0.5, 1e-3);
  EXPECT_FALSE(bound_of_error(-0.0, Bounded<long double>(0)));
  EXPECT_FALSE(bound_of_error(kInfinity, Bounded<long double>(1)));
  EXPECT_FALSE(bound_of_error(std::nan(""), Bounded<long double>(1)));
  const Bounded<long double> third = Bounded<long double>(1) / 3;
  EXPECT_GT(bound_of_error(0, third * 3 - 1).value(), 1) << "cancelled digits count";

  Largest largest;
  const auto one = [](auto x) { return x * 0 + 1; };
  largest.judge(0.5, 1, one);
  EXPECT_EQ(largest.worst, 0);
  largest.judge(0.5, 1 + 0x1p-52, one);
  largest.judge(0.5, 1, one);
  EXPECT_EQ(largest.worst, 1);
  EXPECT_EQ(largest.count, 3U);
  largest.judge(std::nan(""), 1, one);
  EXPECT_EQ(largest.worst, kInfinity) << "NaN in did not give NaN out";
}

// The inputs next to a zero of a slope include its 64 neighbours.
TEST(Accuracy64, TurningPoints) {
  const std::vector<double> places = turning_points<HardSilu>({});
  const auto has = [&](double x) {
    return std::ranges::any_of(places, [&](double place) { return std::abs(place - x) <= 0x1p-50; });
  };
  EXPECT_TRUE(has(-3) && has(-1.5) && has(0) && has(3));
  const std::vector<double> inputs = strata<HardSilu>(1, {}, 100'000);
  for (const int steps : {-64, -1, 0, 1, 64}) {
    EXPECT_TRUE(std::ranges::any_of(inputs, [&](double x) { return std::abs(x - neighbour(-1.5, steps)) <= 0x1p-52; }));
  }
}

}  // namespace
}  // namespace kassei::test
