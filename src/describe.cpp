// Prints the list of activations with their metadata as JSON: the only way that it leaves C++. 1e999 reads as Infinity.
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
  if (std::isinf(number.value)) return to << (number.value > 0 ? "1e999" : "-1e999");
  return to << number.value;
}

std::ostream& operator<<(std::ostream& to, Json<Interval> interval) {
  return to << '[' << Json{interval.value.low} << ", " << Json{interval.value.high} << ']';
}

std::ostream& operator<<(std::ostream& to, Json<Parameter> parameter) {
  const Parameter& p = parameter.value;
  return to << R"({"keras": )" << Json{p.name} << R"(, "symbol": )" << Json{p.symbol} << R"(, "text": )" << Json{p.text}
            << R"(, "default": )" << Json{p.standard} << R"(, "minimum": )" << Json{p.allowed.low} << R"(, "maximum": )"
            << Json{p.allowed.high} << R"(, "slider": )" << Json{p.slider} << '}';
}

std::ostream& operator<<(std::ostream& to, Json<Kink> kink) {
  return to << R"({"at": )" << Json{kink.value.at} << R"(, "slope": )" << Json{kink.value.slope} << '}';
}

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

std::ostream& operator<<(std::ostream& to, Json<Info> activation) {
  const Info& info = activation.value;
  return to << R"({"name": )" << Json{info.name} << R"(, "kind": "elementwise", "title": )" << Json{info.title}
            << R"(, "aliases": )" << Json{info.aliases} << R"(, "source": )" << Json{info.source} << R"(, "formula": )"
            << Json{info.formula} << R"(, "derivative": )" << Json{info.derivative} << R"(, "range": )"
            << Json{info.range} << R"(, "limits": [)" << Json{info.at_minus_infinity} << ", "
            << Json{info.at_plus_infinity} << R"(], "parameters": )" << Json{info.parameters} << R"(, "kinks": )"
            << Json{info.kinks} << R"(, "plot": )" << Json{info.plot} << R"(, "error": {"value": )"
            << Json{info.ulp.value} << R"(, "gradient": )" << Json{info.ulp.slope} << "}}";
}

}  // namespace

int main() {
  std::cout << std::setprecision(std::numeric_limits<double>::max_digits10);
  const char* separator = "[";
  Activations::each([&]<class A> {
    std::cout << separator << Json{A::info};
    separator = ",\n ";
  });
  std::cout << "]\n";
}
