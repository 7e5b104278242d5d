import { computeBoth } from './both.js';

test('Kassei', async () => {
  const wanted = JSON.parse(process.env.WANTED);
  expect(await computeBoth()).toEqual(wanted);
});
