import { computeBoth } from '../../both.js';

export const runtime = 'edge';

export const GET = async () => Response.json(await computeBoth());
