/** Hive Gateway with identical fetches under way shared. */
export const gatewayConfig = {
  logging: 'error',
  transportEntries: { '*.http': { options: { deduplicateInflightRequests: true } } },
};
