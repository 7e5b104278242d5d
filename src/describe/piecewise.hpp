// The formula of an activation as TeX, with the conditions of its pieces.
#pragma once

#include <algorithm>
#include <optional>
#include <sstream>
#include <string>

#include "kassei/info.hpp"

namespace kassei {

// TeX of a constant, or of a parameter by its symbol.
inline std::string tex(const Info& info, const Quantity& quantity) {
  std::ostringstream text;
  if (quantity.parameter.empty()) {
    text << quantity.factor;
    return text.str();
  }
  if (quantity.factor == -1) text << '-';
  text << std::ranges::find(info.parameters, quantity.parameter, &Parameter::name)->symbol;
  return text.str();
}

// TeX of where a piece is in force.
inline std::string condition(const Info& info, const Case& piece) {
  std::string inner = piece.scale.parameter.empty() ? "x" : tex(info, piece.scale) + " x";
  if (!piece.offset.parameter.empty()) inner += " + " + tex(info, piece.offset);
  const auto less = [](bool included) { return included ? R"( \le )" : " < "; };
  if (piece.low && piece.high) {
    return tex(info, *piece.low) + less(piece.includes_low) + inner + less(piece.includes_high) +
           tex(info, *piece.high);
  }
  if (piece.low) return inner + (piece.includes_low ? R"( \ge )" : " > ") + tex(info, *piece.low);
  if (piece.high) return inner + less(piece.includes_high) + tex(info, *piece.high);
  return R"(\text{otherwise})";
}

// TeX of f(x).
inline std::string formula(const Info& info) {
  if (info.cases.size() == 0) return std::string(info.formula);
  std::string pieces;
  for (const Case& piece : info.cases) {
    pieces += (pieces.empty() ? "" : R"( \\ )") + std::string(piece.value) + " & " + condition(info, piece);
  }
  return R"(\begin{cases} )" + pieces + R"( \end{cases})";
}

}  // namespace kassei
