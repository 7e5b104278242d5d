// Random calls of every kernel under sanitizers: fuzz [--seed N] [--seconds S]. Arrays end where a kernel must stop
// reading or writing, so that a sanitizer reports any access beyond. Each number, or block of rows, must give the same
// result alone.
// Each case has its own seed, one more than that of the case before; a failure prints the seed.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#endif

#include "kassei/tables.hpp"
#include "random.hpp"

namespace {

using namespace kassei;
using namespace kassei::test;

std::uint64_t seed;     // of the current case
std::string_view name;  // of its activation

void print_case() {
  std::printf("%.*s; repeat with --seed %llu --seconds 0\n", static_cast<int>(name.size()), name.data(),
              static_cast<unsigned long long>(seed));
  std::fflush(stdout);
}

void require(bool truth, const char* what) {
  if (truth) return;
  std::printf("%s: ", what);
  print_case();
  std::exit(1);
}

bool same(float a, float b) {
  return std::isnan(a) ? std::isnan(b) : std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
}

// An array of exactly the content's length and the padding, aligned to no more than a float.
class Array {
 public:
  Array(const std::vector<float>& content, std::size_t padding, Wild& wild)
      : offset_(wild.below(4)), content_(offset_ + content.size() + padding) {
    std::copy(content.begin(), content.end(), content_.begin() + static_cast<std::ptrdiff_t>(offset_));
    for (std::size_t i = offset_ + content.size(); i < content_.size(); ++i) content_[i] = wild.number();
    padding_.assign(content_.end() - static_cast<std::ptrdiff_t>(padding), content_.end());
  }
  float* begin() { return content_.data() + offset_; }
  float operator[](std::size_t i) const { return content_[offset_ + i]; }
  // Whether the padding still has its random numbers.
  bool untouched() const {
    return std::equal(padding_.begin(), padding_.end(), content_.end() - static_cast<std::ptrdiff_t>(padding_.size()),
                      same);
  }

 private:
  std::size_t offset_;
  std::vector<float> content_;
  std::vector<float> padding_;
};

template <Elementwise A>
void fuzz(Wild& wild) {
  const std::vector<double> parameters = wild.parameters<A>();
  const std::size_t length = whole_blocks(wild.length());
  const bool gradient = wild.one_in(2);
  const bool with_upstream = gradient && wild.one_in(2);
  const bool with_kinks = gradient && Kinked<A> && wild.one_in(2);
  const Kinks slopes{wild.number(), wild.one_in(2) ? std::nullopt : std::optional(wild.number())};
  const auto run = [&](const float* x, const float* upstream, float* out, std::size_t vectors) {
    const Call call{.x = x, .upstream = upstream, .out = out, .vectors = vectors, .parameters = parameters.data()};
    if (with_kinks)
      gradient_with_kinks(kKinkedGradients[kNumbers<A>.with_kinks], call, slopes);
    else
      kKernels[gradient ? kNumbers<A>.gradient : kNumbers<A>.value](call);
  };
  const std::vector<float> inputs = wild.numbers(length);
  Array x(inputs, 0, wild);
  Array upstream(wild.numbers(length), 0, wild);
  Array other(std::vector<float>(length), 0, wild);
  Array& out = wild.one_in(2) ? x : other;
  run(x.begin(), with_upstream ? upstream.begin() : nullptr, out.begin(), length / kLanes);
  for (std::size_t i = 0; i < length; ++i) {
    const std::vector<float> alone(whole_blocks(1), inputs[i]);
    const std::vector<float> scale(whole_blocks(1), upstream[i]);
    std::vector<float> result(whole_blocks(1));
    run(alone.data(), with_upstream ? scale.data() : nullptr, result.data(), 1);
    require(same(out[i], result[0]), "a result depends on its place");
    require(!std::isnan(inputs[i]) || std::isnan(out[i]), "NaN in did not give NaN out");
  }
}

template <Rowwise A>
void fuzz(Wild& wild) {
  const std::size_t halves = A::info.halves ? 2 : 1;
  const std::size_t outer = 1 + wild.below(wild.one_in(5) ? 40 : 4);
  const std::size_t length = halves * (1 + wild.below(wild.one_in(10) ? 900 : 40));
  const std::size_t inner = wild.one_in(2) ? 1 : 1 + wild.below(11);
  const std::size_t size = outer * length * inner;
  const bool gradient = wild.one_in(2);
  const std::size_t out_size = gradient ? size : size / halves;
  const std::vector<float> inputs = wild.numbers(size);
  const std::vector<float> factors = wild.numbers(size / halves);
  // The result for `count` blocks from block `first` on, in separate arrays.
  const auto stretch = [&](std::size_t first, std::size_t count) {
    const auto part = [&](const std::vector<float>& all) {
      const auto block = static_cast<std::ptrdiff_t>(all.size() / outer);
      const auto from = all.begin() + static_cast<std::ptrdiff_t>(first) * block;
      return Array(std::vector<float>(from, from + static_cast<std::ptrdiff_t>(count) * block), 0, wild);
    };
    Array x = part(inputs);
    Array upstream = part(factors);
    Array out(std::vector<float>(out_size / outer * count), 0, wild);
    const RowFunction function = kRowFunctions[gradient ? kNumbers<A>.gradient : kNumbers<A>.value];
    run(function, {.x = x.begin(),
                   .upstream = upstream.begin(),
                   .out = out.begin(),
                   .outer = count,
                   .length = length,
                   .inner = inner});
    require(out.untouched(), "something was written behind the end");
    return out;
  };
  const Array together = stretch(0, outer);
  const std::size_t block = out_size / outer;
  for (std::size_t i = 0; i < outer; ++i) {
    const Array alone = stretch(i, 1);
    for (std::size_t j = 0; j < block; ++j)
      require(same(together[i * block + j], alone[j]), "a block depends on its place");
  }
}

float prelu_value(float x, float slope) {
  if (x > 0) return x;
  return slope == 0 && !std::isnan(x) ? 0 : slope * x + 0.0F;
}

float prelu_derivative(float x, float slope, float at_zero) {
  if (std::isnan(x)) return x;
  return x > 0 ? 1 : x < 0 ? slope : at_zero;
}

template <Channelwise A>
void fuzz(Wild& wild) {
  const std::size_t channels = 1 + wild.below(9);
  const std::size_t inner = wild.one_in(2) ? 1 : 1 + wild.below(9);
  const std::size_t length = wild.length();
  Array x(wild.numbers(length), 0, wild);
  Array upstream(wild.numbers(length), 0, wild);
  Array out(std::vector<float>(length), 0, wild);
  Array slopes(wild.numbers(channels), 0, wild);
  Channels call{.x = x.begin(),
                .upstream = wild.one_in(2) ? upstream.begin() : nullptr,
                .out = out.begin(),
                .slopes = slopes.begin(),
                .channels = channels,
                .inner = inner,
                .channel = wild.below(channels),
                .offset = wild.below(inner),
                .length = length,
                .at_zero = wild.one_in(2) ? std::nullopt : std::optional(wild.number())};
  const bool gradient = wild.one_in(2);
  kChannelKernels[gradient ? kNumbers<A>.gradient : kNumbers<A>.value](call);
  require(out.untouched(), "something was written behind the end");
  for (std::size_t i = 0; i < length; ++i) {
    const float slope = slopes[(call.channel + (call.offset + i) / inner) % channels];
    const float derivative = prelu_derivative(x[i], slope, call.at_zero.value_or(slope));
    const float scaled = call.upstream ? upstream[i] * derivative : derivative;
    require(same(out[i], gradient ? scaled : prelu_value(x[i], slope)), "wrong result");
  }
  std::vector<double> sums(kLanes * channels);
  call.sums = sums.data();
  call.upstream = upstream.begin();
  A::slope_sums(call);
  Array gradients(std::vector<float>(channels), 0, wild);
  call.out = gradients.begin();
  A::slope_gradient(call);
}

void run_case() {
  Wild wild(seed);
  const std::size_t chosen = wild.below(Activations::kElementwise + Activations::kRowwise + Activations::kChannelwise);
  std::size_t place = 0;
  Activations::each([&]<class A> {
    if (place++ == chosen) {
      name = A::info.name;
      fuzz<A>(wild);
    }
  });
}

}  // namespace

int main(int count, char** words) {
#ifdef __SANITIZE_ADDRESS__
  __sanitizer_set_death_callback(print_case);
#endif
  double seconds = 10;
  seed = std::random_device{}();
  for (int i = 1; i + 1 < count; i += 2) {
    if (std::strcmp(words[i], "--seed") == 0) seed = std::strtoull(words[i + 1], nullptr, 10);
    if (std::strcmp(words[i], "--seconds") == 0) seconds = std::strtod(words[i + 1], nullptr);
  }
  std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
  std::fflush(stdout);
  const auto start = std::chrono::steady_clock::now();
  std::size_t cases = 0;
  do {
    run_case();
    ++cases;
    ++seed;
  } while (std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() < seconds);
  std::printf("%zu cases passed\n", cases);
}
