// Times evaluate and differentiate of <kassei/kassei.hpp> beside the kernels that they call, over 16 384 elements, in
// rounds that take turns. Prints nanoseconds per element and, as the median over the rounds, the ratio of both.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "kassei/kassei.hpp"

namespace {

using namespace kassei;

constexpr std::size_t kLength = 16384;
constexpr int kRounds = 41;
constexpr double kSample = 2e5;  // nanoseconds
constexpr double kBar = 1.03;

double nanoseconds(std::size_t repetitions, auto run) {
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < repetitions; ++i) run();
  const std::chrono::duration<double, std::nano> elapsed = std::chrono::steady_clock::now() - start;
  return elapsed.count() / static_cast<double>(repetitions);
}

double median(std::vector<double> numbers) {
  std::ranges::nth_element(numbers, numbers.begin() + kRounds / 2);
  return numbers[kRounds / 2];
}

struct Result {
  double kernel, library, ratio;
};

Result compare(auto kernel, auto library) {
  const auto repetitions = 1 + static_cast<std::size_t>(kSample / nanoseconds(3, kernel));
  std::vector<double> kernels;
  std::vector<double> libraries;
  std::vector<double> ratios;
  for (int round = 0; round < kRounds; ++round) {
    const bool kernel_first = round % 2 == 0;
    const double first = kernel_first ? nanoseconds(repetitions, kernel) : nanoseconds(repetitions, library);
    const double second = kernel_first ? nanoseconds(repetitions, library) : nanoseconds(repetitions, kernel);
    kernels.push_back((kernel_first ? first : second) / kLength);
    libraries.push_back((kernel_first ? second : first) / kLength);
    ratios.push_back(libraries.back() / kernels.back());
  }
  return {median(kernels), median(libraries), median(ratios)};
}

}  // namespace

int main() {  // NOLINT(bugprone-exception-escape): ends the program
  std::vector<float> x(kLength);
  std::vector<float> upstream(kLength);
  std::vector<float> out(kLength);
  for (std::size_t i = 0; i < kLength; ++i) {
    x[i] = static_cast<float>(6 * std::sin(0.37 * static_cast<double>(i)));
    upstream[i] = static_cast<float>(std::cos(0.73 * static_cast<double>(i)));
  }
  double largest = 0;
  double logarithms = 0;
  int count = 0;
  const auto print = [&](const std::string& name, const Result& result) {
    std::printf("%-20s kernel %.3f ns  library %.3f ns  ratio %.3f\n", name.c_str(), result.kernel, result.library,
                result.ratio);
    largest = std::max(largest, result.ratio);
    logarithms += std::log(result.ratio);
    ++count;
  };
  Activations::each([&]<class A> {
    if constexpr (Elementwise<A>) {
      const Parameters<A> parameters = kDefaults<A>.value_or(Parameters<A>{});
      const A activation = with_parameters<A>(parameters.data());
      const auto run = [&](Kernel kernel, const float* factors) {
        kernel({.x = x.data(),
                .upstream = factors,
                .out = out.data(),
                .vectors = kLength / kLanes,
                .parameters = parameters.data()});
      };
      const std::string name(A::info.name);
      print(name, compare([&] { run(value_kernel<A>, nullptr); }, [&] { evaluate(activation, x, out); }));
      print(name + "'", compare([&] { run(gradient_kernel<A>, upstream.data()); },
                                [&] { differentiate(activation, x, upstream, out); }));
    }
  });
  std::printf("geometric mean %.3f, largest %.3f, bar %.2f\n", std::exp(logarithms / count), largest, kBar);
}
