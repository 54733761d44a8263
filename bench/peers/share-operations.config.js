/** Hive Gateway with identical fetches and whole identical operations under way shared. */
export const gatewayConfig = {
  logging: 'error',
  inboundInflightRequestDeduplication: true,
  transportEntries: { '*.http': { options: { deduplicateInflightRequests: true } } },
};
