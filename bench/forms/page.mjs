// Runs in the browser: measures the cells that the address asks for and sends what it finds to the server.
import everywhere from '../peers/everywhere.mjs';
import { measure } from '../runner.mjs';

const send = (message) => fetch('/', { method: 'POST', body: JSON.stringify(message) });

try {
  const settings = JSON.parse(new URLSearchParams(location.search).get('settings'));
  const peers = everywhere.filter(({ name }) => settings.peers.includes(name));
  await measure(
    { ...settings, peers },
    { say: (line) => send({ line }), record: (results) => send({ results }), interrupted: () => false },
  );
  await send({ agent: navigator.userAgent });
} catch (error) {
  await send({ error: String(error?.stack ?? error) });
}
