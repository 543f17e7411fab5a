import { createRequire } from 'node:module';

import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import globals from 'globals';
import tseslint from 'typescript-eslint';

import { roomZones } from './scripts/checks/rooms.ts';

const require = createRequire(import.meta.url);
const lwcRecommended = require('@salesforce/eslint-config-lwc/recommended');
const lwcRecommendedTypeScript = require('@salesforce/eslint-config-lwc/recommended-ts');

const onlyIn = (files, configurations) => configurations.map((configuration) => ({ ...configuration, files }));
const LWC = 'force-app/**/lwc';
const NODE_TYPESCRIPT = ['middleware/**/*.ts', 'scripts/**/*.ts', 'test/**/*.ts'];

export default [
  { ignores: ['**/node_modules/**', '.build/**', '.data/**', 'coverage/**', '**/staticresources/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  ...onlyIn(NODE_TYPESCRIPT, tseslint.configs.strict),
  {
    files: NODE_TYPESCRIPT,
    languageOptions: { parser: tseslint.parser, globals: globals.node },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/ignore': ['node_modules'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.json'] })],
    },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      complexity: ['error', 15],
      'max-lines': ['error', { max: 320, skipBlankLines: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { zones: roomZones('middleware/src') }],
      'import-x/no-unresolved': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['middleware/src/**/*.ts', 'scripts/workbench/**/*.ts'],
    ignores: ['**/*.test.ts', '**/testing/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['**/testing/**'], message: 'Only tests use what stands in testing/.' }] },
      ],
    },
  },
  {
    // Command lines speak to a person through the terminal; tests may be as long as their tables.
    files: ['middleware/src/{extract,org-keys}.ts', 'scripts/**/*.ts', 'test/benchmark/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.test.ts'],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },

  // The JavaScript beside a component is what its TypeScript emits (decision 8); only the tests are written in it.
  { ignores: [`${LWC}/*/*.js`] },
  ...onlyIn([`${LWC}/**/*.js`, 'force-app/test/jest-mocks/**/*.js'], lwcRecommended),
  ...onlyIn([`${LWC}/**/*.ts`], [...lwcRecommendedTypeScript, ...tseslint.configs.recommended]),
  {
    files: [`${LWC}/**/*.ts`],
    languageOptions: { parser: tseslint.parser },
    rules: {
      // What the compiler knows better than these rules of plain JavaScript.
      'consistent-return': 'off',
      'default-case': 'off',
      'dot-notation': 'off',
      'no-use-before-define': ['error', { functions: false }],
      'no-void': ['error', { allowAsStatement: true }],
      'max-lines': ['error', { max: 320, skipBlankLines: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: [`${LWC}/**/__tests__/**`],
    languageOptions: { globals: { ...globals.node, ...globals.jest } },
    rules: {
      '@lwc/lwc/no-unexpected-wire-adapter-usages': 'off',
      'max-lines': 'off',
      'max-lines-per-function': 'off',
    },
  },
  {
    files: [`${LWC}/**`, 'force-app/test/jest-mocks/**'],
    rules: {
      // lightning/*, c/* and @salesforce/* exist on the platform, not on disk.
      'import/no-unresolved': 'off',
      // Polling a capture and saving after a pause in typing need timers.
      '@lwc/lwc/no-async-operation': 'off',
    },
  },
];
