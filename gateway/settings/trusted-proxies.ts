import { isIP } from 'node:net';
import { z } from 'zod';

/** Who is believed when it says for whom it asks. */
export const trustedProxies = z.strictObject({
  addresses: z.array(z.string().refine(isNetwork, 'must be an address or a network as 10.0.0.0/8')).default([]),
  header: z.enum(['x-forwarded-for', 'forwarded']).default('x-forwarded-for'),
});

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
