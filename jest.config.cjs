const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');

const TEST = '<rootDir>/force-app/test';
const MOCKS = `${TEST}/jest-mocks`;

module.exports = {
  ...jestConfig,
  roots: ['<rootDir>/force-app'],
  setupFiles: [...(jestConfig.setupFiles ?? []), `${TEST}/jest-setup.js`],
  testMatch: ['**/lwc/**/__tests__/**/*.test.js'],
  moduleNameMapper: {
    ...jestConfig.moduleNameMapper,
    // Bundles that are a style sheet alone; the resolver of sfdx-lwc-jest looks for scripts and templates only.
    '^c/(chipStyles|listenStyles)$': '<rootDir>/force-app/main/default/lwc/$1/$1.css',
    // The stubs of sfdx-lwc-jest lack these, or give no way to see what a component asked for.
    '^lightning/actions$': `${MOCKS}/lightning/actions`,
    '^lightning/navigation$': `${MOCKS}/lightning/navigation`,
    '^lightning/platformShowToastEvent$': `${MOCKS}/lightning/platformShowToastEvent`,
  },
};
