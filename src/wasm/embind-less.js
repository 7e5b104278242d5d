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

  // No function has two signatures, and none has arguments to clean up. An invoker is named by what it returns and by
  // its number of arguments.
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
});
