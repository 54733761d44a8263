/** What has the gateway send plan and trace with an answer, where it may. */
export const TRACE_HEADERS: Readonly<Record<string, string>> = {
  'apollo-expose-query-plan': 'true',
  'joinery-trace': 'true',
};
