// The form that measures all peers in Node.

import { machine, say, versionsOf, write } from '../output.mjs';
import { measure } from '../runner.mjs';
import { verdictLines, verdicts } from '../verdicts/bars.mjs';
import { markdown } from '../verdicts/report.mjs';

export async function run(options, signal) {
  const results = [];
  const record = (cell) => results.push(...cell);
  const running = await measure(options, { say, record, interrupted: () => signal.aborted });
  if (!results.length) return say('nothing was measured');
  const largest = Math.max(...results.map(({ n }) => n));
  const leftOut = running.filter(({ upTo }) => upTo < largest).map(({ name, upTo }) => ({ name, upTo }));
  const complete = options.whole && !signal.aborted;
  const about = { machine: machine(), versions: versionsOf(running), rounds: options.rounds, complete, leftOut };
  const judged = verdicts(results);
  const table = markdown(results, judged, about);
  write('bench', { ...about, verdicts: judged, results }, table, { complete, json: options.json });
  console.log([table, ...verdictLines(judged)].join('\n'));
}
