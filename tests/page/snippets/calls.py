"""Prints what Python code calls, as JSON: of each text from standard input, the names with their keyword arguments."""

import ast
import json
import sys


def name(node):
    if isinstance(node, ast.Attribute):
        return f"{name(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def calls(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            called = name(node.func)
            # For ONNX the operator counts.
            operator = node.args[0].value if called == "helper.make_node" else called
            yield operator, [keyword.arg for keyword in node.keywords]


print(json.dumps([list(calls(text)) for text in json.load(sys.stdin)]))
