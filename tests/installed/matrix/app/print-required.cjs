require('./required.cjs')
  .computeAll()
  .then((result) => console.log(JSON.stringify(result)));
