import { load } from 'kassei';
import { compute } from '../program.js';
import { Client } from './client.js';

// At each request, not when the page is built.
export const dynamic = 'force-dynamic';

export default async function Page() {
  return <Client server={compute(await load())} />;
}
