// Prints the activations' metadata as JSON, the only form in which it leaves C++. JSON.parse reads 1e999 as Infinity.
#include <cmath>
#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <limits>
#include <string>

#include "at_defaults.hpp"
#include "kassei/tables.hpp"
#include "piecewise.hpp"

namespace {

using namespace kassei;

// A value, or a list or record of values, printed as JSON.
template <class T>
struct Json {
  const T& value;
};
template <class T>
Json(const T&) -> Json<T>;

std::ostream& operator<<(std::ostream& to, Json<std::string_view> text) { return to << std::quoted(text.value); }

std::ostream& operator<<(std::ostream& to, Json<bool> truth) { return to << (truth.value ? "true" : "false"); }

std::ostream& operator<<(std::ostream& to, Json<double> number) {
  if (std::isinf(number.value)) return to << (number.value > 0 ? "1e999" : "-1e999");
  return to << number.value;
}

std::ostream& operator<<(std::ostream& to, Json<Interval> interval) {
  return to << '[' << Json{interval.value.low} << ", " << Json{interval.value.high} << ']';
}

std::ostream& operator<<(std::ostream& to, Json<Quantity> quantity) {
  const auto& [factor, parameter] = quantity.value;
  if (parameter.empty()) return to << Json{factor};
  return to << R"({"keras": )" << Json{parameter} << R"(, "factor": )" << Json{factor} << '}';
}

template <class T>
std::ostream& operator<<(std::ostream& to, Json<std::optional<T>> optional) {
  return optional.value ? to << Json{*optional.value} : to << "null";
}

std::ostream& operator<<(std::ostream& to, Json<Case> piece) {
  const Case& c = piece.value;
  return to << R"({"scale": )" << Json{c.scale} << R"(, "offset": )" << Json{c.offset} << R"(, "low": )" << Json{c.low}
            << R"(, "high": )" << Json{c.high} << R"(, "includesLow": )" << Json{c.includes_low}
            << R"(, "includesHigh": )" << Json{c.includes_high} << '}';
}

std::ostream& operator<<(std::ostream& to, Json<Kink> kink) {
  return to << R"({"at": )" << Json{kink.value.at} << R"(, "slope": )" << Json{kink.value.slope} << '}';
}

std::ostream& operator<<(std::ostream& to, Json<KinkAtDefaults> kink) {
  return to << R"({"x": )" << Json{kink.value.x} << R"(, "gradient": )" << Json{kink.value.gradient} << '}';
}

std::ostream& operator<<(std::ostream& to, Json<Default> other) {
  return to << R"({"keras": )" << Json{other.value.parameter} << R"(, "value": )" << Json{other.value.value} << '}';
}

std::ostream& operator<<(std::ostream& to, Json<Dialect> dialect);

template <class List>
std::ostream& print_list(std::ostream& to, const List& list) {
  to << '[';
  const char* separator = "";
  for (const auto& item : list) {
    to << separator << Json{item};
    separator = ", ";
  }
  return to << ']';
}

template <class T, std::size_t kCapacity>
std::ostream& operator<<(std::ostream& to, Json<Few<T, kCapacity>> few) {
  return print_list(to, few.value);
}

std::ostream& operator<<(std::ostream& to, Json<Dialect> dialect) {
  const Dialect& d = dialect.value;
  return to << R"({"framework": )" << Json{name_of(d.framework)} << R"(, "names": )" << Json{d.names}
            << R"(, "defaults": )" << Json{d.defaults} << R"(, "kinks": )" << Json{d.kinks} << '}';
}

std::ostream& operator<<(std::ostream& to, Json<AtDefaults> numbers) {
  to << R"({"range": )" << Json{numbers.value.range} << R"(, "limits": )" << Json{numbers.value.limits}
     << R"(, "kinks": )";
  return print_list(to, numbers.value.kinks) << '}';
}

// The parameters with their defaults: those of the members, or the last axis; none for what must be given or left out.
template <class A>
void print_parameters() {
  const char* separator = "[";
  for (std::size_t i = 0; i < A::info.parameters.size(); ++i) {
    const Parameter& p = A::info.parameters[i];
    std::optional<double> standard;
    if constexpr (kMembers < A >> 0) {
      if (i < kMembers<A> && kDefaults<A>) standard = (*kDefaults<A>)[i];
    }
    if (p.type == Type::kAxis || p.type == Type::kAxes) standard = kLastAxis;
    std::cout << separator << R"({"keras": )" << Json{p.name} << R"(, "type": )" << Json{name_of(p.type)}
              << R"(, "symbol": )" << Json{p.symbol} << R"(, "text": )" << Json{p.text} << R"(, "default": )"
              << Json{standard} << R"(, "minimum": )" << Json{p.allowed.low} << R"(, "maximum": )"
              << Json{p.allowed.high} << R"(, "slider": )" << Json{p.slider};
    if (p.smallest > 0) std::cout << R"(, "smallest": )" << Json{p.smallest};
    std::cout << '}';
    separator = ", ";
  }
  std::cout << (A::info.parameters.size() == 0 ? "[]" : "]");
}

template <class A>
void print_kernels() {
  const auto& [value, gradient, with_kinks, slope_sums, slope_gradient] = kNumbers<A>;
  std::cout << R"({"value": )" << value << R"(, "gradient": )" << gradient;
  if (Kinked<A>) std::cout << R"(, "withKinks": )" << with_kinks;
  if (A::info.masked != 0) std::cout << R"(, "masked": )" << Json{A::info.masked};
  if (Channelwise<A>) std::cout << R"(, "slopeSums": )" << slope_sums << R"(, "slopeGradient": )" << slope_gradient;
  std::cout << '}';
}

template <class A>
constexpr std::string_view kKind = Elementwise<A> ? "elementwise"
                                   : Rowwise<A>   ? "rowwise"
                                                  : "channelwise";

template <class A>
void print() {
  constexpr const Info& kInfo = A::info;
  const std::string tex = formula(kInfo);
  std::cout << R"({"name": )" << Json{kInfo.name} << R"(, "kind": )" << Json{kKind<A>} << R"(, "family": )"
            << Json{name_of(kInfo.family)} << R"(, "title": )" << Json{kInfo.title} << R"(, "aliases": )"
            << Json{kInfo.aliases} << R"(, "source": )" << Json{kInfo.source} << R"(, "formula": )"
            << Json<std::string_view>{tex} << R"(, "cases": )" << Json{kInfo.cases} << R"(, "derivative": )"
            << Json{kInfo.derivative} << R"(, "range": )" << Json{kInfo.range} << R"(, "limits": [)"
            << Json{kInfo.at_minus_infinity} << ", " << Json{kInfo.at_plus_infinity} << R"(], "parameters": )";
  print_parameters<A>();
  std::cout << R"(, "kinks": )" << Json{kInfo.kinks} << R"(, "atDefaults": )" << Json{at_defaults<A>()}
            << R"(, "plot": )" << Json{kInfo.plot} << R"(, "error": {"value": )" << Json{kInfo.ulp.value}
            << R"(, "gradient": )" << Json{kInfo.ulp.slope} << R"(}, "halves": )" << Json{kInfo.halves}
            << R"(, "frameworks": )" << Json{kInfo.frameworks} << R"(, "kernels": )";
  print_kernels<A>();
  std::cout << '}';
}

}  // namespace

int main() {
  std::cout << std::setprecision(std::numeric_limits<double>::max_digits10);
  const char* separator = "[";
  Activations::each([&]<class A> {
    std::cout << separator;
    print<A>();
    separator = ",\n ";
  });
  std::cout << "]\n";
}
