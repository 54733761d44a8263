import { hash } from 'node:crypto';

/** Remembers keys in 16 to 32 bytes each, however long they are. */
export interface SeenKeys {
  /** Whether this is the first time that the key is added. */
  add(key: string): boolean;
}

const FIRST_CAPACITY = 4_096;

/**
 * A set of texts that stays small with millions of them: it keeps 64 bits of each one's hash, so that two of a million
 * texts are taken for the same with a chance of one in thirty million.
 */
export function createSeenKeys(): SeenKeys {
  let places = new BigUint64Array(FIRST_CAPACITY);
  let count = 0;
  return {
    add(key) {
      const bits = fingerprint(key);
      const place = placeOf(places, bits);
      if (places[place] === bits) return false;
      places[place] = bits;
      if (++count * 2 > places.length) places = enlarged(places);
      return true;
    },
  };
}

/** Zero stands for an empty place. */
function fingerprint(key: string): bigint {
  return hash('md5', key, 'buffer').readBigUInt64LE() || 1n;
}

function placeOf(places: BigUint64Array, bits: bigint): number {
  const mask = places.length - 1;
  let place = Number(bits & BigInt(mask));
  while (places[place] !== 0n && places[place] !== bits) place = (place + 1) & mask;
  return place;
}

function enlarged(places: BigUint64Array): BigUint64Array<ArrayBuffer> {
  const larger = new BigUint64Array(places.length * 2);
  for (const bits of places) if (bits !== 0n) larger[placeOf(larger, bits)] = bits;
  return larger;
}
