// As a program that is CommonJS throughout. program.cjs is program.js as a compiler makes it.
const { load } = require('kassei');
const javascript = require('kassei/js');
const { loadSync } = require('kassei/wasm');
const { compute } = require('./program.cjs');

exports.computeAll = async () => ({
  kassei: compute(await load()),
  'kassei/js': compute(await javascript.load()),
  'kassei/wasm': compute(loadSync()),
});
