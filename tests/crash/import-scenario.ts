import { fileSpreadsheets } from '#app/adapters/spreadsheet/file-spreadsheets.server.ts';
import { createFileStorage } from '#app/adapters/storage/file-storage.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { checkImport } from '#app/services/imports/check-import.server.ts';
import { enterImportRows } from '#app/services/imports/enter-import-rows.server.ts';
import type { Scenario } from './kill-at-each-step.ts';
import { workOffJobs } from './work-off-jobs.ts';

export type ImportInput = { readonly batchId: string; readonly folder: string };

/** What the worker does for a list: its rows checked, or its good rows entered, whichever job waits. */
export const scenario: Scenario<ImportInput> = {
  async run(ctx, { batchId, folder }) {
    const reading = { ...ctx, adapters: withFiles(ctx, folder) };
    await workOffJobs(reading, batchId, { 'check-import': checkImport, 'commit-import': enterImportRows });
  },
};

/** Not spread: touching an adapter that the scenario lacks fails. */
function withFiles({ adapters }: Ctx, folder: string): Ctx['adapters'] {
  const files = { storage: createFileStorage(folder), spreadsheets: fileSpreadsheets };
  return new Proxy(adapters, {
    get: (target, name) => (name in files ? Reflect.get(files, name) : Reflect.get(target, name)),
  });
}
