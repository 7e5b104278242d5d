// Prints the list of activations with their metadata as JSON: the only way that it leaves C++. 1e999 reads as Infinity.
#include <cmath>
#include <cstdio>
#include <string>
#include <string_view>

#include "activations.hpp"

namespace {

using namespace kassei;

std::string text(std::string_view raw) {
  std::string quoted = "\"";
  for (const char c : raw) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

std::string number(double value) {
  if (std::isinf(value)) return value > 0 ? "1e999" : "-1e999";
  char digits[32];
  std::snprintf(digits, sizeof digits, "%.17g", value);
  return digits;
}

std::string pair(Interval interval) { return "[" + number(interval.low) + ", " + number(interval.high) + "]"; }

std::string array(const auto& items, auto&& print) {
  std::string list;
  for (const auto& item : items) list += (list.empty() ? "" : ", ") + print(item);
  return "[" + list + "]";
}

std::string describe(const Parameter& p) {
  return "{\"keras\": " + text(p.name) + ", \"symbol\": " + text(p.symbol) + ", \"text\": " + text(p.text) +
         ", \"default\": " + number(p.standard) + ", \"minimum\": " + number(p.allowed.low) +
         ", \"maximum\": " + number(p.allowed.high) + ", \"slider\": " + pair(p.slider) + "}";
}

std::string describe(const Kink& kink) { return "{\"at\": " + text(kink.at) + ", \"slope\": " + text(kink.slope) + "}"; }

std::string describe(const Info& info) {
  const auto nested = [](const auto& item) { return describe(item); };
  return "{\"name\": " + text(info.name) + ", \"kind\": \"elementwise\", \"title\": " + text(info.title) +
         ", \"aliases\": " + array(info.aliases, text) + ", \"source\": " + text(info.source) +
         ",\n   \"formula\": " + text(info.formula) + ",\n   \"derivative\": " + text(info.derivative) +
         ",\n   \"range\": " + text(info.range) + ", \"limits\": [" + text(info.at_minus_infinity) + ", " +
         text(info.at_plus_infinity) + "],\n   \"parameters\": " + array(info.parameters, nested) +
         ",\n   \"kinks\": " + array(info.kinks, nested) + ", \"plot\": " + pair(info.plot) +
         ",\n   \"error\": {\"value\": " + number(info.ulp.value) + ", \"gradient\": " + number(info.ulp.slope) + "}}";
}

}  // namespace

int main() {
  std::string list;
  Activations::each([&]<class A> { list += (list.empty() ? " " : ",\n ") + describe(A::info); });
  std::printf("[%s]\n", list.c_str());
}
