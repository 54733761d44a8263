/** Hive Gateway with nothing shared between requests under way. */
export const gatewayConfig = {
  logging: 'error',
  transportEntries: { '*.http': { options: { deduplicateInflightRequests: false } } },
};
