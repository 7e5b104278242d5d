// Functions of embind's JavaScript without their checks, and without what bindings of numbers do not need. A build with
// assertions keeps embind's own.
addToLibrary({
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

  // Arguments are numbers, which WebAssembly converts by itself: the C++ function is called without embind's invoker.
  $craftInvokerFunction: (_name, [returnType], _class, _invoker, target) => {
    const call = wasmTable.get(target);
    return returnType.isVoid ? call : (...args) => returnType['fromWireType'](call(...args));
  },
  $craftInvokerFunction__deps: [],
  $exposePublicSymbol: (_name, _value) => {},
  $exposePublicSymbol__deps: [],
  $replacePublicSymbol: (name, value) => {
    Module[name] = value;
  },
  $replacePublicSymbol__deps: [],

  // No number is read from memory.
  $floatReadValueFromPointer: (_name, _width) => undefined,
  $integerReadValueFromPointer: (_name, _width, _signed) => undefined,
});
