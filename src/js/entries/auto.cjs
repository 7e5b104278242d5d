// What require('kassei/auto') gives: CommonJS cannot wait.
throw new Error(
  "kassei/auto: an ES module only, because it waits for WebAssembly; write import('kassei/auto'), or require('kassei') and call load() or loadSync()",
);
