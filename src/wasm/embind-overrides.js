// Replacements for functions of embind's own JavaScript.
addToLibrary({
  // For a memory that may exceed 2 GiB, Emscripten wraps every function with a pointer in its signature, and such a
  // wrapper makes arrays of its arguments in every call. The functions themselves do as well, because WebAssembly takes
  // any address modulo 2^32.
  $embind__requireFunction: (_signature, rawFunction) => wasmTable.get(rawFunction),

  // Every type is registered, so that no name of a missing one is looked up.
  $throwUnboundTypeError: (_message, _types) => {},
  $throwUnboundTypeError__deps: ['$getTypeName'],

  // The bindings take and return only numbers: embind's other types are left out.
  _embind_register_std_string: (_type, _name) => {},
  _embind_register_std_string__deps: [],
  _embind_register_std_wstring: (_type, _size, _name) => {},
  _embind_register_std_wstring__deps: [],
  _embind_register_memory_view: (_type, _element, _name) => {},
  _embind_register_memory_view__deps: [],
  _embind_register_emval: (_type) => {},
  _embind_register_emval__deps: [],
});
