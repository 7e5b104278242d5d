import { load } from 'kassei';
import { makeSortable } from '../comparison/sortable-table.ts';
import { openPage } from './every-page.ts';

openPage(async () => {
  const kassei = await load();
  makeSortable();
  const measure = document.querySelector('#speed button') as HTMLButtonElement;
  measure.disabled = false;
  measure.addEventListener('click', async () => (await import('../comparison/speed.ts')).toggleMeasurement(kassei));
});
