// Runs in every page, in any browser: does the task that the server gave, and goes where that sends it next.
const { kept } = globalThis;

/** Each in a module of its own, which only its page can run. */
const tasks = {
  plots: async () => (await import('./plots.mjs')).plots(),
  functions: async () => (await import('./functions.mjs')).functions(),
  comparison: async () => (await import('./comparison.mjs')).comparison(),
  learning: async () => (await import('./learning.mjs')).learning(),
  pictures: async () => (await import('./plots.mjs')).pictures(),
  links: async () => (await import('./links.mjs')).links(),
  restored: async () => (await import('./links.mjs')).restored(),
};

async function result() {
  const agent = navigator.userAgent;
  const task = sessionStorage.getItem('task');
  if (!task) return { agent };
  const done = {};
  try {
    done.found = await tasks[task]();
  } catch (error) {
    done.error = `${error}\n${error?.stack}`;
  }
  const still = document.documentElement.classList.contains('still');
  return { ...done, still, complaints: kept.complaints, said: [...kept.said] };
}

const answer = await fetch('/result', { method: 'POST', body: JSON.stringify(await result()) });
const { address, task } = await answer.json();
sessionStorage.setItem('task', task);
location.assign(address);
