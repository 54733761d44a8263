/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: [
    '<rootDir>/kit',
    '<rootDir>/gateway',
    '<rootDir>/registry',
    '<rootDir>/subgraphs',
    '<rootDir>/studio',
    '<rootDir>/partner',
    '<rootDir>/cli',
    '<rootDir>/deploy',
    '<rootDir>/test',
  ],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  globalSetup: '<rootDir>/test/support/jest-setup.js',
  globalTeardown: '<rootDir>/test/support/jest-teardown.js',
  maxWorkers: 2,
  testTimeout: 300_000,
};
