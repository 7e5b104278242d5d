'use client';
import { load } from 'kassei';
import { useEffect, useState } from 'react';
import { compute } from '../program.js';

/** Shows what the server has computed, and the same computed here. */
export function Client({ server }) {
  const [client, setClient] = useState();
  useEffect(() => {
    load().then((k) => setClient(compute(k)));
  }, []);
  return <pre id="result">{client && JSON.stringify({ server, client })}</pre>;
}
