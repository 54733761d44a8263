/** What can go wrong before or outside a request. `exitCode` is what the command ends with. */
export const ERRORS = {
  CONFIG_INVALID: { exitCode: 1, message: 'The configuration is not valid' },
  NODE_TOO_OLD: { exitCode: 1, message: 'This Node.js is too old' },
  PORT_IN_USE: { exitCode: 1, message: 'The port is taken' },
  ADDRESS_UNAVAILABLE: { exitCode: 1, message: 'The address cannot be listened on' },
  DATA_FOLDER_UNUSABLE: { exitCode: 1, message: 'The data folder cannot be used' },
  DATABASE_UNREACHABLE: { exitCode: 1, message: 'The database cannot be reached' },
  DATABASE_UNREADABLE: { exitCode: 1, message: 'The database file cannot be read' },
  DATABASE_TOO_NEW: { exitCode: 1, message: 'The database was written by a newer version' },
  DATABASE_NOT_MIGRATED: { exitCode: 1, message: 'The database has not been migrated' },
  DATABASE_NOT_EMPTY: { exitCode: 1, message: 'The database holds data already' },
  DISK_FULL: { exitCode: 1, message: 'There is no room left' },
  SUPERGRAPH_INVALID: { exitCode: 1, message: 'The supergraph cannot be used' },
  SUBGRAPH_SCHEMA_INVALID: { exitCode: 1, message: 'The schema of the subgraph cannot be used' },
  REGISTRY_UNUSABLE: { exitCode: 1, message: 'The registry gives no supergraph' },
  REGISTRY_UNREACHABLE: { exitCode: 1, message: 'The registry cannot be reached' },
  REGISTRY_ANSWER_INVALID: { exitCode: 1, message: 'What answers is no registry' },
  VERSION_QUARANTINED: { exitCode: 2, message: 'It is not live' },
  VERSION_REFUSED: { exitCode: 3, message: 'It takes what belongs to another partner' },
  VERSION_BREAKING: { exitCode: 4, message: 'It breaks what clients may use' },
  SIGNATURE_INVALID: { exitCode: 1, message: 'The supergraph is not what the registry signed' },
  SUBGRAPH_UNREADABLE: { exitCode: 1, message: 'The subgraph does not tell its schema' },
  LINT_FAILED: { exitCode: 2, message: 'The schema should be better' },
  NOT_CONFIRMED: { exitCode: 1, message: 'Nothing was done' },
  AUDIT_LOG_CHANGED: { exitCode: 2, message: 'The audit log is not as it was written' },
  COMPOSITION_FAILED: { exitCode: 2, message: 'The schemas do not compose' },
  SUBGRAPH_NOT_CONFORMING: { exitCode: 4, message: 'The subgraph does not keep the contract' },
  OPERATION_INVALID: { exitCode: 1, message: 'An operation cannot be used' },
  OPERATION_NOT_SURVIVED: { exitCode: 4, message: 'An operation does not survive what it should' },
  NOT_HEALTHY: { exitCode: 1, message: 'The service is not healthy' },
  FILE_UNREADABLE: { exitCode: 1, message: 'The file cannot be read' },
  FILE_UNWRITABLE: { exitCode: 1, message: 'The file cannot be written' },
  FILE_WRONG_FORMAT: { exitCode: 1, message: 'The file is of another format' },
  IMPORT_REFUSED: { exitCode: 1, message: 'The import was refused' },
  NOTHING_TO_EXPORT: { exitCode: 1, message: 'There is nothing to export' },
  STOPPED: { exitCode: 130, message: 'Stopped before the end' },
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** An error whose code, message and advice may be shown to whoever runs the command. */
export class JoineryError extends Error {
  readonly code: ErrorCode;
  readonly exitCode: number;
  /** What is wrong now and what to do about it. */
  readonly detail: string;

  /**
   * @param code Stable code, listed in `docs/errors.md`.
   * @param detail One sentence each.
   */
  constructor(code: ErrorCode, detail: string, options?: ErrorOptions) {
    super(`${ERRORS[code].message}: ${detail}`, options);
    this.name = 'JoineryError';
    this.code = code;
    this.detail = detail;
    this.exitCode = ERRORS[code].exitCode;
  }
}
