// Prints the largest errors of this build's float64 kernels, a line of JSON for each activation; progress on standard
// error.
//   random COUNT SEED [NAME [PARAMETER ...]]       COUNT stratified inputs, with these or the default parameters
//   sets   SETS COUNT SEED [NAME]                  COUNT stratified inputs for each of SETS random sets of parameters
//   floats FIRST STRIDE COUNT [NAME [PARAMETER ...]]  the float32 numbers with the bit patterns FIRST, FIRST + STRIDE,
//   ...
// Without NAME all activations are measured.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <limits>
#include <string>
#include <vector>

#include "float64/judge64.hpp"
#include "float64/strata.hpp"

namespace {

using namespace kassei;
using namespace kassei::test;

constexpr std::size_t kChunk = 1 << 16;

std::string number(double x) {
  char text[32];
  std::snprintf(text, sizeof text, "%.17g", x);
  return std::isinf(x) ? x > 0 ? "1e999" : "-1e999" : std::isnan(x) ? "null" : text;  // JSON.parse reads 1e999
}

std::string largest(const Largest& error) {
  return R"({"worst": )" + number(error.worst) + R"(, "at": )" + number(error.at) + R"(, "got": )" + number(error.got) +
         "}";
}

// Measures the inputs that `next` gives, so many at a time.
template <class A>
void run(std::uint64_t count, const std::vector<double>& parameters, Errors& errors, auto next) {
  for (std::uint64_t done = 0; done < count;) {
    const std::size_t chunk = std::min<std::uint64_t>(count - done, kChunk);
    measure<A>(next(done, chunk), parameters, errors);
    done += chunk;
    std::fprintf(stderr, "\r%.*s %.1f %% value %.4f slope %.4f ", static_cast<int>(A::info.name.size()),
                 A::info.name.data(), 100.0 * static_cast<double>(done) / static_cast<double>(count),
                 errors.value.worst, errors.slope.worst);
  }
}

template <class A>
void run_random(std::uint64_t count, std::uint64_t seed, const std::vector<double>& parameters, Errors& errors) {
  Strata random(seed, parameters);
  random.add_places(turning_points<A>(parameters));
  measure<A>(specials64(), parameters, errors);
  run<A>(count, parameters, errors, [&](std::uint64_t, std::size_t chunk) { return random.numbers(chunk); });
}

struct Options {
  std::string what, name;
  std::vector<std::uint64_t> numbers;
  std::vector<double> parameters;
};

template <class A>
void measure_activation(const Options& options) {
  const std::vector<std::uint64_t>& numbers = options.numbers;
  const std::vector<double> parameters = options.parameters.empty() ? defaults<A>() : options.parameters;
  Errors errors;
  if (options.what == "random") {
    run_random<A>(numbers[0], numbers[1], parameters, errors);
  } else if (options.what == "sets") {
    Wild wild(numbers[2]);
    for (std::uint64_t set = 0; set < numbers[0]; ++set)
      run_random<A>(numbers[1], numbers[2] + set, wild.parameters<A>(), errors);
  } else {
    run<A>(numbers[2], parameters, errors, [&](std::uint64_t done, std::size_t chunk) {
      std::vector<double> inputs(chunk);
      for (std::size_t i = 0; i < chunk; ++i)
        inputs[i] = std::bit_cast<float>(static_cast<std::uint32_t>(numbers[0] + (done + i) * numbers[1]));
      return inputs;
    });
  }
  std::fprintf(stderr, "\n");
  std::printf(R"({"name": "%.*s", "inputs": %llu, "value": %s, "slope": %s})"
              "\n",
              static_cast<int>(A::info.name.size()), A::info.name.data(),
              static_cast<unsigned long long>(errors.value.count), largest(errors.value).c_str(),
              largest(errors.slope).c_str());
  std::fflush(stdout);
}

}  // namespace

int main(int count, char** words) {
  const std::vector<std::string> arguments(words + 1, words + count);
  const std::string what = arguments.empty() ? "" : arguments[0];
  const std::size_t numbers = what == "random" ? 2 : what == "sets" || what == "floats" ? 3 : 0;
  if (numbers == 0 || arguments.size() <= numbers) {
    std::fprintf(stderr,
                 "usage: random COUNT SEED, sets SETS COUNT SEED or floats FIRST STRIDE COUNT; then [NAME ...]\n");
    return 2;
  }
  Options options{.what = what, .name = {}, .numbers = {}, .parameters = {}};
  for (std::size_t i = 1; i <= numbers; ++i)
    options.numbers.push_back(std::strtoull(arguments[i].c_str(), nullptr, 10));
  if (arguments.size() > numbers + 1) options.name = arguments[numbers + 1];
  for (std::size_t i = numbers + 2; i < arguments.size(); ++i)
    options.parameters.push_back(std::strtod(arguments[i].c_str(), nullptr));
  bool found = false;
  bool complete = true;
  Activations::each([&]<class A> {
    if constexpr (Elementwise<A, double>) {
      if (!options.name.empty() && options.name != A::info.name) return;
      found = true;
      if (!options.parameters.empty() && options.parameters.size() != kMembers<A>)
        complete = false;
      else
        measure_activation<A>(options);
    }
  });
  if (!found) std::fprintf(stderr, "no elementwise activation \"%s\"\n", options.name.c_str());
  if (!complete) std::fprintf(stderr, "each parameter of %s must be given, or none\n", options.name.c_str());
  return found && complete ? 0 : 2;
}
