const { computeAll } = require('./required.cjs');

test('Kassei', async () => {
  expect(await computeAll()).toEqual(JSON.parse(process.env.WANTED));
});
