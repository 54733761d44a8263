import { describe, expect, test } from '@jest/globals';
import { callerName } from './caller-name.js';

const nobodyAt = (address: string | null) => callerName({ caller: null, context: { address } as never });

describe('callerName() of nobody in particular', () => {
  test.each([
    ['203.0.113.7', 'address 203.0.113.7'],
    ['2001:db8:1:2::7', 'address 2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff:ffff:ffff:ffff', 'address 2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002:0:0:0:9', 'address 2001:db8:1:2::/64'],
    ['2001:db8::1:0:0:0:9', 'address 2001:db8:0:1::/64'],
    ['::1', 'address 0:0:0:0::/64'],
    ['fe80::1%eth0', 'address fe80:0:0:0::/64'],
    ['64:ff9b::203.0.113.7', 'address 64:ff9b:0:0::/64'],
  ])('at %s is %s', (address, name) => {
    expect(nobodyAt(address)).toBe(name);
  });

  test('is null without an address', () => {
    expect(nobodyAt(null)).toBeNull();
  });
});
