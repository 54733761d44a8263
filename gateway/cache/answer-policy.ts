/** How long a client may use an answer again. */
export interface AnswerPolicy {
  /** Seconds from when it was made, rounded up. */
  readonly maxAgeSeconds: number;
  /** The same moment exactly, in milliseconds since 1970. */
  readonly freshUntilMs: number;
  /** Seconds since it was made. */
  readonly ageSeconds: number;
  /** Whether it is for one caller alone. */
  readonly isPrivate: boolean;
  /** Names of the headers of requests that it depends on. */
  readonly vary: string;
}

const policies = new WeakMap<object, AnswerPolicy>();

/** Says how long an answer may be used again; of what is not said nothing may. */
export function setPolicy(answer: object, policy: AnswerPolicy): void {
  if (policy.maxAgeSeconds > policy.ageSeconds) policies.set(answer, policy);
}

export function policyOf(answer: object): AnswerPolicy | undefined {
  return policies.get(answer);
}
