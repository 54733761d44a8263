/** Hive Gateway with nothing shared between requests under way. */
export const gatewayConfig = {
  logging: false,
  transportEntries: { '*.http': { options: { deduplicateInflightRequests: false } } },
};
