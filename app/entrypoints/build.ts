import { pathToFileURL } from 'node:url';
import { buildApp } from './build-app.ts';

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildApp();
