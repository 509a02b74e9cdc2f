import { measureImports } from './bulk-import.ts';

await measureImports((l) => console.log(l), process.argv.slice(2).map(Number));
