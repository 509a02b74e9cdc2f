import path from 'node:path';
import { type Import, isTest, type Source } from './read-source.ts';

/** Every import belongs to an area: a folder of the project, `node` or `npm:<package>`. */
type Rule = {
  readonly areas: readonly string[];
  /** Areas of which only types may be imported: they are erased when compiled. */
  readonly types?: readonly string[];
  /** npm packages, or a test of their name. */
  readonly packages: readonly string[] | ((name: string) => boolean);
  readonly node: boolean;
};

const PURE_PACKAGES = ['zod', 'cborg', 'fflate', '@noble/curves', '@noble/hashes', 'libphonenumber-js'];
const UI_PACKAGES = [
  'react',
  'react-dom',
  '@conform-to/dom',
  '@conform-to/zod',
  '@remix-run/node',
  '@remix-run/react',
  '@remix-run/server-runtime',
  'zod',
];
/** A provider's client, the framework and drawing stay behind their ports; services and queries speak SQL only. */
const NOT_IN_USE_CASES =
  /^(@remix-run\/|react|stripe$|lucia$|nodemailer$|sharp$|pdf-lib$|@signpdf\/|node-forge$|qrcode$|hono$|postgres$|graphile-worker$|@node-rs\/|vite$)/;
const useCasePackages = (name: string) => !NOT_IN_USE_CASES.test(name);
const anything = () => true;

/** Which area may import which: the layers of the house. */
export const RULES: Readonly<Record<string, Rule>> = {
  domain: { areas: ['domain'], packages: PURE_PACKAGES, node: false },
  pdf: {
    areas: ['pdf', 'domain', 'i18n'],
    packages: ['pdf-lib', '@pdf-lib/fontkit', 'qrcode', 'harfbuzzjs', 'bidi-js', 'zod'],
    node: false,
  },
  'pdf.server': { areas: ['pdf', 'domain'], packages: [], node: true },
  db: { areas: ['db', 'domain'], packages: anything, node: true },
  adapters: { areas: ['adapters', 'domain', 'db'], packages: anything, node: true },
  // Messages are written in their reader's language: a service needs the catalogues.
  services: {
    areas: ['services', 'domain', 'db', 'i18n'],
    types: ['adapters'],
    packages: useCasePackages,
    node: true,
  },
  queries: {
    areas: ['queries', 'domain', 'db'],
    types: ['services', 'adapters'],
    packages: useCasePackages,
    node: true,
  },
  i18n: { areas: ['i18n', 'domain'], packages: ['i18next', 'react', 'zod'], node: false },
  components: {
    areas: ['components', 'http', 'domain', 'i18n', 'styles'],
    types: ['queries'],
    packages: UI_PACKAGES,
    node: false,
  },
  // Scripts of pages that do without React: what they check, the domain checks on the server too.
  browser: { areas: ['browser', 'domain'], types: ['components'], packages: ['zxing-wasm'], node: false },
  http: {
    areas: ['http', 'services', 'queries', 'domain', 'i18n', 'db', 'components'],
    types: ['adapters'],
    packages: anything,
    node: true,
  },
  routes: {
    areas: ['services', 'queries', 'http', 'components', 'domain', 'i18n', 'styles', 'browser'],
    packages: UI_PACKAGES,
    node: false,
  },
  root: {
    areas: ['root', 'services', 'queries', 'http', 'components', 'domain', 'i18n', 'styles'],
    packages: anything,
    node: true,
  },
  jobs: { areas: ['jobs', 'services', 'adapters', 'domain'], packages: useCasePackages, node: true },
  entrypoints: {
    areas: [
      'entrypoints',
      'root',
      'services',
      'queries',
      'adapters',
      'jobs',
      'http',
      'components',
      'domain',
      'i18n',
      'db',
      'pdf',
      'fakes',
    ],
    types: [],
    packages: anything,
    node: true,
  },
};

/** The area of a file of the project, or null for what no rule governs (tests, fonts' own tools). */
export function areaOf(file: string): string | null {
  if (file.startsWith('tests/fakes/')) return 'fakes';
  if (isTest(file)) return 'tests';
  if (file.startsWith('pdf-templates/')) {
    if (/^pdf-templates\/(testing|fonts)\//.test(file)) return 'tools';
    return file.includes('.server.') ? 'pdf.server' : 'pdf';
  }
  if (file.startsWith('db/')) return 'db';
  const folder = /^app\/([^/]+)\//.exec(file)?.[1];
  if (folder) return folder;
  return file.startsWith('app/') ? 'root' : null;
}

/** The project file that an import names, or null for a package. */
function resolveInProject(from: string, specifier: string): string | null {
  const alias = /^#(app|db|pdf|tests)\/(.*)$/.exec(specifier);
  if (alias) return `${alias[1] === 'pdf' ? 'pdf-templates' : alias[1]}/${alias[2]}`;
  if (specifier.startsWith('.'))
    return path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier));
  return null;
}

export function findForbiddenImports(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const area = areaOf(source.path);
    return source.imports.flatMap((item) => {
      const problem = judge(source.path, area, item);
      return problem ? [`${source.path} imports ${item.specifier}: ${problem}`] : [];
    });
  });
}

function judge(file: string, area: string | null, item: Import): string | null {
  const target = resolveInProject(file, item.specifier);
  const targetArea = target === null ? null : areaOf(target);
  // A loader's own test calls it; a journey goes through the address like everyone else.
  if (targetArea === 'routes' && (!isTest(file) || file.startsWith('tests/e2e/')))
    return 'nothing imports routes';
  if (target?.startsWith('..')) return 'it lies outside the project';
  const rule = area === null ? undefined : RULES[area];
  if (!rule)
    return area !== null && /^(tests|fakes|tools)$/.test(area)
      ? null
      : `${area ?? 'this folder'} has no rule yet`;
  if (targetArea !== null) return judgeArea(area ?? '', rule, targetArea, item.typeOnly);
  if (target !== null) return null;
  if (item.specifier.startsWith('node:'))
    return rule.node || item.typeOnly ? null : `${area} uses nothing of Node’s`;
  return judgePackage(area ?? '', rule, item.specifier);
}

function judgeArea(area: string, rule: Rule, target: string, typeOnly: boolean): string | null {
  const named = target === 'pdf.server' ? 'pdf' : target;
  if (rule.areas.includes(named)) return null;
  if (rule.types?.includes(named)) return typeOnly ? null : `${area} may import only types of ${named}`;
  return `${area} may not import ${named}`;
}

function judgePackage(area: string, rule: Rule, specifier: string): string | null {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  const allowed = typeof rule.packages === 'function' ? rule.packages(name) : rule.packages.includes(name);
  return allowed ? null : `${area} may not use the package ${name}`;
}
