// Builds main.js by the webpack in that folder, without configuration and without its command line.
const webpack = require(process.argv[2]);

webpack({ mode: 'production', entry: './main.js', context: __dirname }, (error, stats) => {
  if (error) throw error;
  const complaints = stats.toString({ all: false, errors: true, warnings: true });
  if (complaints) throw new Error(complaints);
});
