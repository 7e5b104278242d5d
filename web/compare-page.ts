import { load } from 'kassei';
import { start } from './compare.ts';
import { open } from './frame.ts';

open(async () => {
  const kassei = await load();
  start();
  const measure = document.querySelector('#speed button') as HTMLButtonElement;
  measure.disabled = false;
  measure.addEventListener('click', async () => (await import('./speed.ts')).press(kassei));
});
