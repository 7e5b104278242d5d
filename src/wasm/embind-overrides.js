// Part of the binding: what of embind's own JavaScript is replaced.
addToLibrary({
  // Where the memory may be larger than 2 GiB Emscripten wraps functions with a pointer in their signature, and such a
  // wrapper makes arrays of its arguments in every call. WebAssembly takes any address modulo 2^32, so the functions
  // themselves serve as well.
  $embind__requireFunction: (_signature, rawFunction) => wasmTable.get(rawFunction),

  // What JavaScript may call takes and returns numbers: embind's types for everything else are left out.
  _embind_register_std_string: (_type, _name) => {},
  _embind_register_std_string__deps: [],
  _embind_register_std_wstring: (_type, _size, _name) => {},
  _embind_register_std_wstring__deps: [],
  _embind_register_memory_view: (_type, _element, _name) => {},
  _embind_register_memory_view__deps: [],
  _embind_register_emval: (_type) => {},
  _embind_register_emval__deps: [],
});
