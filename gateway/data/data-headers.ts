/** Headers of every answer below `/data`: nothing of it runs, and no page of another site may use it. */
export const DATA_HEADERS: Readonly<Record<string, string>> = Object.freeze({
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'accept-ranges': 'none',
  vary: 'accept, authorization',
});

/** What a caller may keep: it is asked again whether it still holds, and no cache between gives it to others. */
export const KEEP_PRIVATELY = 'private, no-cache';
