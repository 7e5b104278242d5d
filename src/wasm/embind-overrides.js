// Replacements for functions of embind's own JavaScript.
addToLibrary({
  // For a memory that may exceed 2 GiB, Emscripten wraps every function with a pointer in its signature, and such a
  // wrapper makes arrays of its arguments in every call. The functions themselves do as well, because WebAssembly takes
  // any address modulo 2^32.
  $embind__requireFunction: (_signature, rawFunction) => wasmTable.get(rawFunction),

  // Every type is registered, so that no name of a missing one is looked up.
  $throwUnboundTypeError: (_message, _types) => {},
  $throwUnboundTypeError__deps: ['$getTypeName'],

  // Types are registered once, and before the functions that need them.
  $registerType: (rawType, registeredInstance) => {
    registeredTypes[rawType] = registeredInstance;
  },
  $registerType__deps: ['$registeredTypes'],
  $whenDependentTypesAreResolved: (_types, dependentTypes, getTypeConverters) =>
    getTypeConverters(dependentTypes.map((type) => registeredTypes[type])),
  $whenDependentTypesAreResolved__deps: ['$registeredTypes'],
  $readLatin1String: (pointer) => {
    let text = '';
    while (HEAPU8[pointer]) text += String.fromCharCode(HEAPU8[pointer++]);
    return text;
  },
  $readLatin1String__deps: [],

  $getFunctionName: (signature) => signature.split('(')[0],

  // No function has two signatures, and none has arguments to clean up. An invoker is named by what it returns and by its number of arguments.
  $craftInvokerFunction: (name, argTypes, _class, invoker, target) =>
    InvokerFunctions[`f${argTypes[0].isVoid ? 'f' : 't'}f${'n'.repeat(argTypes.length - 2)}`](
      name,
      undefined,
      invoker,
      target,
      undefined,
      ...argTypes,
    ),
  $craftInvokerFunction__deps: ['$InvokerFunctions'],
  $exposePublicSymbol: (_name, _value) => {},
  $exposePublicSymbol__deps: [],
  $replacePublicSymbol: (name, value) => {
    Module[name] = value;
  },
  $replacePublicSymbol__deps: [],

  // No number is read from memory.
  $floatReadValueFromPointer: (_name, _width) => undefined,
  $integerReadValueFromPointer: (_name, _width, _signed) => undefined,

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
