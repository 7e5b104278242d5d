// As in Electron's main process, or in any program that is CommonJS still.
async function main() {
  const { load } = await import('kassei');
  const { compute } = await import('./program.js');
  console.log(JSON.stringify(compute(await load())));
}

main();
