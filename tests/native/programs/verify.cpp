// Prints the errors of results that any program has computed, or the hash of this build's own: for `npm run verify`.
//   check NAME value|gradient FIRST STRIDE COUNT [PARAMETER ...]   reads the float32 results from standard input
//   hash  NAME value|gradient FIRST STRIDE COUNT [PARAMETER ...]   computes them with this build's kernels
// The inputs are the COUNT float32 numbers with the bit patterns FIRST, FIRST + STRIDE, ... The output is JSON. The
// hash is FNV-1a in 64 bits over the results' 32-bit words, all NaNs counting as one.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "judge.hpp"
#include "reference.hpp"
#include "sample.hpp"

namespace {

using namespace kassei;
using namespace kassei::test;

constexpr std::uint32_t kNanBits = 0x7fc00000;
constexpr std::size_t kChunk = 1 << 16;

struct Inputs {
  std::uint64_t first, stride, count;
  float operator[](std::uint64_t i) const {
    return std::bit_cast<float>(static_cast<std::uint32_t>(first + i * stride));
  }
};

constexpr std::uint64_t kHashStart = 0xcbf29ce484222325;

std::uint64_t hash(const float* results, std::size_t count, std::uint64_t state) {
  for (std::size_t i = 0; i < count; ++i) {
    const float y = results[i];
    state = (state ^ (y == y ? std::bit_cast<std::uint32_t>(y) : kNanBits)) * 0x100000001b3;
  }
  return state;
}

// The largest error in each bin of 2^21 neighbouring bit patterns, a quarter of a power of two, for the error plots
// (tests/exhaustive/verify/checker.mjs has the same number).
constexpr int kBinBits = 21;
using Bins = std::vector<double>;

// Whether the errors of a whole chunk follow from those at its ends; only for default parameters.
//
// On each of (-inf, -200], [-2^-20, 0), (0, 2^-20], [200, inf) every function and derivative f of the list is monotone,
// and so are f(x) - x and f(x) - x / 2:
// - Beyond 200 functions defined in pieces are linear, e^x overflows or is 0, and softsign and squareplus are convex or
//   concave and tend to 0, 1 or x. All others are a constant or a multiple of x plus a remainder p(x) e^-k|x| or
//   p(x) e^(-x^2/2), p a polynomial of degree 3 at most, and the remainder's size only falls. Therefore f minus its
//   limit is monotone, and so is f minus another multiple of x: if f' does not tend to 0, 1 or 1/2, it differs from
//   these by more than 0.05.
// - Within 2^-20 of 0, on either side, f minus a multiple of x is a power series with coefficients of at most 2,
//   and the first one after the constant that is not 0 is at least 2^-6: its term outweighs the rest by 2^13.
// Suppose that a chunk lies within one of these intervals and within one power of two, and that all its results are one
// number, or all are x, or all are x / 2. Then no error exceeds those at the chunk's ends. If these are at most 2^-20
// ulp, every result is as good as exact.
bool proven_by_ends(const Inputs& inputs, const float* results, std::size_t from, std::size_t to, auto definition) {
  const float first = inputs[from];
  const float last = inputs[to - 1];
  const float smaller = std::min(std::abs(first), std::abs(last));
  const float larger = std::max(std::abs(first), std::abs(last));
  const bool one_power = std::bit_cast<std::uint32_t>(first) >> 23 == std::bit_cast<std::uint32_t>(last) >> 23;
  const bool outside = (smaller >= 200 && std::isfinite(larger)) || (smaller > 0 && larger <= 0x1p-20F);
  if (inputs.stride != 1 || !one_power || !outside) return false;

  const auto all = [&](auto expected) {
    for (std::size_t i = from; i < to; ++i) {
      if (std::bit_cast<std::uint32_t>(results[i]) != std::bit_cast<std::uint32_t>(expected(inputs[i]))) return false;
    }
    return true;
  };
  return (all([&](float) { return results[from]; }) || all([](float x) { return x; }) ||
          all([](float x) { return x / 2 * 2 == x ? x / 2 : NAN; })) &&
         judge(first, results[from], definition).error <= kTolerance &&
         judge(last, results[to - 1], definition).error <= kTolerance;
}

// JSON has no infinity, but JSON.parse reads 1e999 as one.
std::string number(double x) {
  std::ostringstream text;
  text.precision(std::numeric_limits<double>::max_digits10);
  text << x;
  return std::isinf(x) ? "1e999" : text.str();
}

void check(const Inputs& inputs, const std::vector<float>& results, bool default_parameters, auto definition) {
  Summary summary;
  Bins bins(1);
  std::uint64_t proven = 0;
  std::uint64_t lost_nan = 0;
  std::uint64_t lost_sign = 0;  // zeros of the other sign: not correct, but without an error in ulp
  for (std::size_t from = 0; from < results.size(); from += kChunk) {
    const std::size_t to = std::min(from + kChunk, results.size());
    if (default_parameters && proven_by_ends(inputs, results.data(), from, to, definition)) {
      proven += to - from;
      continue;
    }
    for (std::size_t i = from; i < to; ++i) {
      const float x = inputs[i];
      if (std::isnan(x)) {
        lost_nan += !std::isnan(results[i]);
        continue;
      }
      Verdict verdict = judge(x, results[i], definition);
      lost_sign += verdict.lost_sign;
      if (verdict.lost_sign) verdict.error = 0;
      summary.add(x, results[i], verdict);
      const std::size_t bin = ((inputs.first + i * inputs.stride) >> kBinBits) - (inputs.first >> kBinBits);
      bins.resize(std::max(bins.size(), bin + 1));
      bins[bin] = std::max(bins[bin], verdict.error);
    }
  }
  std::cout << R"({"count": )" << summary.count + proven << R"(, "proven": )" << proven << R"(, "by700bits": )"
            << decided_by_mpfr << R"(, "correct": )" << summary.correct + proven << R"(, "lostNan": )" << lost_nan
            << R"(, "lostSign": )" << lost_sign << R"(, "wrong": )" << summary.wrong << R"(, "sum": )"
            << number(summary.sum) << R"(, "worst": )" << number(summary.worst) << R"(, "at": )"
            << std::bit_cast<std::uint32_t>(summary.at) << R"(, "got": )" << std::bit_cast<std::uint32_t>(summary.got)
            << R"(, "hash": ")" << std::hex << hash(results.data(), results.size(), kHashStart) << R"(", "bins": [)";
  for (std::size_t bin = 0; bin < bins.size(); ++bin) std::cout << (bin > 0 ? ", " : "") << number(bins[bin]);
  std::cout << "]}\n";
}

template <class A>
void run(const std::string& what, bool gradient, const Inputs& inputs, const std::vector<double>& parameters) {
  if (what == "check") {
    std::vector<float> results(inputs.count);
    if (std::fread(results.data(), sizeof(float), inputs.count, stdin) != inputs.count) {
      std::cerr << "expected " << inputs.count << " results on standard input\n";
      std::exit(1);
    }
    const bool default_parameters = parameters == defaults<A>();
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      if (gradient) {
        check(inputs, results, default_parameters, [&](auto x) { return Reference<A>::slope(x, parameters[I]...); });
      } else {
        check(inputs, results, default_parameters, [&](auto x) { return Reference<A>::value(x, parameters[I]...); });
      }
    }
    (std::make_index_sequence<A::info.parameters.size()>{});
    return;
  }
  std::uint64_t state = kHashStart;
  std::vector<float> x(kChunk);
  for (std::uint64_t from = 0; from < inputs.count; from += kChunk) {
    x.resize(std::min<std::uint64_t>(kChunk, inputs.count - from));
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = inputs[from + i];
    const auto results = apply(gradient ? gradient_kernel<A> : value_kernel<A>, x, parameters);
    state = hash(results.data(), results.size(), state);
  }
  std::cout << R"({"hash": ")" << std::hex << state << "\"}\n";
}

}  // namespace

int main(int count, char** words) {
  if (count < 7) {
    std::cerr << "usage: " << words[0] << " check|hash NAME value|gradient FIRST STRIDE COUNT [PARAMETER ...]\n";
    return 2;
  }
  const std::string what = words[1];
  const std::string name = words[2];
  const Inputs inputs{std::strtoull(words[4], nullptr, 10), std::strtoull(words[5], nullptr, 10),
                      std::strtoull(words[6], nullptr, 10)};
  std::vector<double> parameters;
  std::transform(words + 7, words + count, std::back_inserter(parameters),
                 [](const char* word) { return std::strtod(word, nullptr); });
  bool found = false;
  Activations::each([&]<class A> {
    if constexpr (Elementwise<A>) {
      if (A::info.name != name || A::info.parameters.size() != parameters.size()) return;
      found = true;
      run<A>(what, std::strcmp(words[3], "gradient") == 0, inputs, parameters);
    }
  });
  if (!found) std::cerr << "no elementwise activation " << name << " with " << parameters.size() << " parameters\n";
  return found ? 0 : 2;
}
