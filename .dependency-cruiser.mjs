// Who may import whom. Dependencies point inward; docs/adr/0016-layers-and-their-boundary.md says why.
// `npm run boundaries` checks it, and test/architecture/boundaries.test.ts plants a violation of each kind.

/** Each layer and the layers it may import, itself included. */
const MATRIX = {
  '^shared/domain/': ['^shared/domain/'],
  '^shared/sources/': ['^shared/domain/', '^shared/runtime/auth/', '^shared/sources/'],
  '^shared/ports/': ['^shared/domain/', '^shared/ports/'],
  '^shared/channels/': [
    '^shared/domain/',
    '^shared/ports/(mailer|notifier)\\.ts$',
    '^shared/runtime/(auth/|pages/html\\.ts$)',
    '^shared/channels/',
  ],
  '^shared/use-cases/': ['^shared/domain/', '^shared/ports/', '^shared/use-cases/'],
  '^shared/runtime/': ['^shared/domain/', '^shared/ports/(bad-cursor|store-error)\\.ts$', '^shared/runtime/'],
  '^shared/api/': [
    '^shared/domain/',
    '^shared/ports/',
    '^shared/channels/',
    '^shared/use-cases/',
    '^shared/runtime/http/',
    '^shared/api/',
  ],
  '^shared/adapters/': [
    '^shared/domain/',
    '^shared/sources/',
    '^shared/channels/',
    '^shared/ports/',
    '^shared/use-cases/deps\\.ts$',
    '^shared/runtime/auth/',
    '^shared/adapters/',
  ],
  '^shared/simulation/': [
    '^shared/domain/',
    '^shared/ports/',
    '^shared/use-cases/',
    '^shared/adapters/',
    '^shared/simulation/',
  ],
  '^functions/': ['^shared/(?!simulation/)', '^functions/'],
  '^infra/constructs/': [
    '^infra/constructs/',
    '^infra/(environment|environments|project-root|tables)\\.ts$',
    '^shared/runtime/',
    '^shared/domain/',
  ],
  '^infra/capabilities/': [
    '^infra/(constructs|capabilities)/',
    '^infra/(environment|environments|published-events)\\.ts$',
    '^shared/(api|runtime|domain)/',
    '^shared/use-cases/(subscriptions|nurture/recycling-run)\\.ts$',
  ],
  '^infra/local/': ['^infra/local/', '^infra/(environment|environments|outputs|project-root|tables)\\.ts$'],
  '^cli/': [
    '^cli/',
    '^shared/',
    '^infra/local/',
    '^infra/(environment|environments|outputs|project-root|tables)\\.ts$',
  ],
  '^bench/': [
    '^infra/constructs/function-code\\.ts$',
    '^bench/',
    '^cli/',
    '^shared/',
    '^infra/local/',
    '^infra/(environment|environments|outputs|project-root|published-events|tables)\\.ts$',
  ],
};

/** Packages and Node modules that a layer may use; a layer that is not listed may use any that package.json names. */
const PACKAGES = {
  '^shared/domain/': ['i18n-iso-countries', 'libphonenumber-js', 'temporal-polyfill', 'tldts', 'yaml', 'zod'],
  '^shared/sources/': ['node:crypto'],
  '^shared/channels/': [],
  '^shared/ports/': [],
  '^shared/use-cases/': [],
  '^shared/api/': [],
  '^shared/simulation/': [],
};

/** Returns where a package's files are; Node's own modules are named without `node:`. */
const toPackagePath = (name) =>
  name.startsWith('node:') ? `^(node:)?${name.slice('node:'.length)}$` : `(^|/)node_modules/${name}/`;

const isOurs = '^(shared|functions|infra|cli|bench|test)/';

const layers = Object.entries(MATRIX).map(([layer, allowed]) => ({
  name: `layer ${layer.replaceAll(/[\^\\]|\/$/g, '')}`,
  comment: `May import only: ${allowed.join('  ')}`,
  severity: 'error',
  from: { path: layer },
  to: { path: isOurs, pathNot: allowed },
}));

const packages = Object.entries(PACKAGES).map(([layer, allowed]) => ({
  name: `packages of ${layer.replaceAll(/[\^\\]|\/$/g, '')}`,
  comment: `May use only: ${allowed.join(', ') || 'none'}`,
  severity: 'error',
  from: { path: layer },
  to: {
    dependencyTypesNot: ['local', 'type-only'],
    pathNot: [isOurs, ...allowed.map(toPackagePath)],
  },
}));

export default {
  forbidden: [
    ...layers,
    ...packages,
    {
      name: 'only infra knows CDK',
      severity: 'error',
      from: { path: '^(shared|functions|cli)/' },
      to: { path: 'node_modules/(aws-cdk-lib|constructs)/' },
    },
    {
      name: 'a function builds no schema before it needs one',
      comment: 'Import shared/domain/lazy-zod.ts: docs/adr/0037-cold-starts.md',
      severity: 'error',
      from: { path: '^(shared|functions)/', pathNot: '^shared/domain/lazy-zod\\.ts$' },
      to: { path: ['^zod$', toPackagePath('zod')], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'a function imports no other function',
      severity: 'error',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^functions/', pathNot: ['^functions/$1/', '^functions/wiring/'] },
    },
    {
      name: 'the product imports no test',
      severity: 'error',
      from: { path: '^(shared|functions|infra|cli|bench)/' },
      to: { path: '^test/' },
    },
    { name: 'no cycle of files', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no cycle of folders', scope: 'folder', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node'],
    },
  },
};
