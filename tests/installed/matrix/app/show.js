/** Writes what a promise gives into the page, for the test to read. */
export function show(promise) {
  const write = (result) => {
    document.querySelector('#result').textContent = JSON.stringify(result);
  };
  promise.then(write, (error) => write({ error: String(error?.stack ?? error) }));
}
