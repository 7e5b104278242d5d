// As in Electron's main process, or in any program that is CommonJS still.
async function main() {
  const { load } = await import('kassei');
  const javascript = await import('kassei/js');
  const { compute } = await import('./program.js');
  console.log(JSON.stringify({ kassei: compute(await load()), 'kassei/js': compute(await javascript.load()) }));
}

main();
