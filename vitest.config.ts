import { defineConfig } from 'vitest/config';

/**
 * Unit and architecture tests share nothing; database tests share one PostgreSQL and clone a template per file. Files of
 * one worker share their modules, so that each is loaded once: a module may keep no state that a test depends on.
 */
export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{app,db,pdf-templates,tests}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.ts', 'tests/e2e/**', '**/node_modules/**'],
          testTimeout: 30_000,
          isolate: false,
        },
      },
      {
        test: {
          name: 'db',
          include: ['{app,db,tests}/**/*.db.test.ts'],
          globalSetup: ['tests/setup/global-database.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          isolate: false,
        },
      },
    ],
  },
});
