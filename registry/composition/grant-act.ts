/** What a partner may be allowed to do with another's type or field, as the contract has it. */
export const GRANT_ACTS = [
  'OVERRIDE',
  'REQUIRES',
  'KEY',
  'PROVIDES',
  'FROM_CONTEXT',
  'SHAREABLE',
  'INTERFACE_OBJECT',
  'PROTECTION',
  'INACCESSIBLE',
  'DEFINITION',
] as const;
export type GrantAct = (typeof GRANT_ACTS)[number];
