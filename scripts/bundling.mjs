/** Options of the bundler that hold for all that is built. */
export const COMMON = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  // Folds the constants of one module into the others: field offsets become literals in the packet path (docs/performance.md).
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'warning',
};
