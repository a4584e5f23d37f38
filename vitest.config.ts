import { defineConfig } from 'vitest/config';

/** What reads hostile bytes, in percent of lines. The kernel runs as WebAssembly, where V8 sees no lines. */
const LINES = { lines: 95 };

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/kernel.setup.ts',
    testTimeout: 60_000,
    coverage: {
      include: ['src/{capture,wire,tally}/**/*.ts'],
      exclude: ['src/tally/kernel/**'],
      reporter: [['text', { skipFull: true }]],
      thresholds: { 'src/capture/**': LINES, 'src/wire/**': LINES, 'src/tally/**': LINES },
    },
  },
});
