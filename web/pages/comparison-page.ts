import { load } from 'kassei';
import { start } from '../comparison/sortable-table.ts';
import { open } from './every-page.ts';

open(async () => {
  const kassei = await load();
  start();
  const measure = document.querySelector('#speed button') as HTMLButtonElement;
  measure.disabled = false;
  measure.addEventListener('click', async () => (await import('../comparison/speed.ts')).press(kassei));
});
