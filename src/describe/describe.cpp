// Prints the activations' metadata as JSON, the only form in which it leaves C++. JSON.parse reads 1e999 as Infinity.
#include <cmath>
#include <iomanip>
#include <iostream>
#include <limits>

#include "activations.hpp"

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

std::ostream& operator<<(std::ostream& to, Json<double> number) {
  if (std::isnan(number.value)) return to << "null";
  if (std::isinf(number.value)) return to << (number.value > 0 ? "1e999" : "-1e999");
  return to << number.value;
}

std::ostream& operator<<(std::ostream& to, Json<Interval> interval) {
  return to << '[' << Json{interval.value.low} << ", " << Json{interval.value.high} << ']';
}

constexpr std::string_view kTypes[] = {"number", "boolean", "axis", "floats", "mask"};
constexpr std::string_view kFamilies[] = {"rectifiers", "exponential", "sigmoid-like",
                                          "gated",      "shrinkage",   "row-wise"};
constexpr std::string_view kFrameworks[] = {"keras2", "keras3", "pytorch", "jax", "tensorflowjs", "onnx", "webnn"};

template <class E, std::size_t kCount>
Json<std::string_view> name(const std::string_view (&names)[kCount], E value) {
  return Json{names[static_cast<std::size_t>(value)]};
}

std::ostream& operator<<(std::ostream& to, Json<Parameter> parameter) {
  const Parameter& p = parameter.value;
  return to << R"({"keras": )" << Json{p.name} << R"(, "type": )" << name(kTypes, p.type) << R"(, "symbol": )"
            << Json{p.symbol} << R"(, "text": )" << Json{p.text} << R"(, "default": )" << Json{p.default_value}
            << R"(, "minimum": )" << Json{p.allowed.low} << R"(, "maximum": )" << Json{p.allowed.high}
            << R"(, "slider": )" << Json{p.slider} << '}';
}

std::ostream& operator<<(std::ostream& to, Json<Kink> kink) {
  return to << R"({"at": )" << Json{kink.value.at} << R"(, "slope": )" << Json{kink.value.slope} << '}';
}

std::ostream& operator<<(std::ostream& to, Json<Default> other) {
  return to << R"({"keras": )" << Json{other.value.parameter} << R"(, "value": )" << Json{other.value.value} << '}';
}

std::ostream& operator<<(std::ostream& to, Json<Dialect> dialect);

template <class T, std::size_t kCapacity>
std::ostream& operator<<(std::ostream& to, Json<Few<T, kCapacity>> few) {
  to << '[';
  const char* separator = "";
  for (const T& item : few.value) {
    to << separator << Json{item};
    separator = ", ";
  }
  return to << ']';
}

std::ostream& operator<<(std::ostream& to, Json<Dialect> dialect) {
  const Dialect& d = dialect.value;
  return to << R"({"framework": )" << name(kFrameworks, d.framework) << R"(, "names": )" << Json{d.names}
            << R"(, "defaults": )" << Json{d.defaults} << R"(, "kinks": )" << Json{d.kinks} << '}';
}

template <class A>
constexpr std::string_view kKind = Elementwise<A> ? "elementwise"
                                   : Rowwise<A>   ? "rowwise"
                                                  : "channelwise";

void print(const Info& info, std::string_view kind) {
  std::cout << R"({"name": )" << Json{info.name} << R"(, "kind": )" << Json{kind} << R"(, "family": )"
            << name(kFamilies, info.family) << R"(, "title": )" << Json{info.title} << R"(, "aliases": )"
            << Json{info.aliases} << R"(, "source": )" << Json{info.source} << R"(, "formula": )" << Json{info.formula}
            << R"(, "derivative": )" << Json{info.derivative} << R"(, "range": )" << Json{info.range}
            << R"(, "limits": [)" << Json{info.at_minus_infinity} << ", " << Json{info.at_plus_infinity}
            << R"(], "parameters": )" << Json{info.parameters} << R"(, "kinks": )" << Json{info.kinks}
            << R"(, "plot": )" << Json{info.plot} << R"(, "error": {"value": )" << Json{info.ulp.value}
            << R"(, "gradient": )" << Json{info.ulp.slope} << R"(}, "halves": )" << (info.halves ? "true" : "false")
            << R"(, "frameworks": )" << Json{info.frameworks} << '}';
}

}  // namespace

int main() {
  std::cout << std::setprecision(std::numeric_limits<double>::max_digits10);
  const char* separator = "[";
  Activations::each([&]<class A> {
    std::cout << separator;
    print(A::info, kKind<A>);
    separator = ",\n ";
  });
  std::cout << "]\n";
}
