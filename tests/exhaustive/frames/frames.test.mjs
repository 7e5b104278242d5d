// Work of the page's main thread for each frame while two networks learn.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enter, field, until } from '../../page/learning/lab.mjs';
import { visit } from '../../page/site.mjs';

/** Milliseconds of work that half of the frames may have at most, so that others get time too. */
const BAR = 8;
/** Milliseconds for nearly all frames, so that none is left out at 60 a second. */
const FRAME = 1000 / 60;
const SECONDS = 6;

const windows = {
  'a wide window': { viewport: { width: 1280, height: 900 } },
  'a phone': { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
};

/**
 * Milliseconds of work between one frame's callback and the next one's: scripts, styles, layout and paint. It is the time
 * of the thread, which does not run while other programs have the processor.
 */
function workOf({ traceEvents }) {
  const frames = traceEvents.filter(({ name }) => name === 'FireAnimationFrame').sort((a, b) => a.ts - b.ts);
  const [{ pid, tid }] = frames;
  const tasks = traceEvents.filter(
    (event) => event.name === 'RunTask' && event.ph === 'X' && event.pid === pid && event.tid === tid,
  );
  return frames.slice(1).map(({ ts: next }, i) => {
    const { ts: start } = frames[i];
    return tasks.reduce((sum, { ts, tdur }) => sum + (ts >= start && ts < next ? tdur : 0), 0) / 1000;
  });
}

for (const [title, options] of Object.entries(windows)) {
  test(`at most ${BAR} ms of work a frame in ${title}`, (t) =>
    visit(
      'learning.html',
      async (page) => {
        await enter(page, 'training');
        await field(page, 'run').click();
        await until(page, 30);
        const browser = page.context().browser();
        await browser.startTracing(page, {
          categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'],
        });
        await page.waitForTimeout(1000 * SECONDS);
        const work = workOf(JSON.parse(await browser.stopTracing())).sort((a, b) => a - b);
        const [median, most] = [0.5, 0.95].map((share) => work[Math.floor(share * work.length)]);
        t.diagnostic(
          `${title}: ${work.length} frames, median ${median.toFixed(1)} ms, 95 of 100 within ${most.toFixed(1)} ms`,
        );
        assert.ok(work.length > 20 * SECONDS, `${work.length} frames in ${SECONDS} s`);
        assert.ok(median > 0 && median <= BAR, `${median} ms`);
        assert.ok(most <= FRAME, `${most} ms`);
      },
      options,
    ));
}
