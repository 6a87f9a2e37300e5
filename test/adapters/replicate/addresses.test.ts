import { describe, expect, test } from 'vitest';
import { serviceAt } from '../../../adapters/replicate/api/service.ts';
import { publicHttps } from '../../../adapters/replicate/copy/address-policy.ts';
import { isPublicAddress } from '../../../adapters/replicate/copy/public-address.ts';

describe('public addresses', () => {
  test.each([
    '8.8.8.8',
    '104.18.1.1',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.0.1',
    '223.255.255.255',
    '2606:4700::1111',
    '2a00:1450:4001::1',
  ])('%s is one', (address) => expect(isPublicAddress(address)).toBe(true));

  test.each([
    ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.9.9.9'],
    ...['169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.2.1', '192.168.0.1', '198.18.0.1'],
    ...['198.51.100.1', '203.0.113.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
    ...[
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '::ffff:7f00:1',
      '::127.0.0.1',
      '64:ff9b::7f00:1',
      '64:ff9b::a00:1',
    ],
    ...['fc00::1', 'fd12:3456::1', 'fe80::1', 'fe80::1%eth0', '2606:4700::1%lo', 'fec0::1', 'ff02::1', '100::1'],
    ...['2001::1', '2001:db8::1', '2002:7f00:1::', '3fff::1'],
    ...['', 'localhost', '127.1', '0x7f.0.0.1', '2130706433', '8.8.8.8.', '[::1]'],
  ])('%s is none', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('the address policy', () => {
  const strict = publicHttps(undefined);

  test.each([
    ['https://replicate.delivery/pbxt/x/out-0.jpg', undefined],
    ['https://8.8.8.8/x.jpg', undefined],
    ['https://[2606:4700::1111]:8443/x.jpg', undefined],
    ['http://replicate.delivery/x.jpg', 'is not https'],
    ['ftp://replicate.delivery/x.jpg', 'is not https'],
    ['https://user@replicate.delivery/x.jpg', 'carries a name or password'],
    ['https://:pass@replicate.delivery/x.jpg', 'carries a name or password'],
    ['https://127.0.0.1/x.jpg', 'is not on the public internet'],
    ['https://127.0.0.1./x.jpg', 'is not on the public internet'],
    ['https://１２７.0.0.1/x.jpg', 'is not on the public internet'],
    ['https://017700000001/x.jpg', 'is not on the public internet'],
    ['https://0x7f000001/x.jpg', 'is not on the public internet'],
    ['https://127.1/x.jpg', 'is not on the public internet'],
    ['https://[::ffff:169.254.169.254]/x.jpg', 'is not on the public internet'],
    ['https://[fe80::1]/x.jpg', 'is not on the public internet'],
  ])('of %s: %s', (address, objection) => expect(strict.objection(new URL(address))).toBe(objection));

  test('asks of a name only what it resolves to', () => {
    const url = new URL('https://localhost/x.jpg');
    expect(strict.objection(url)).toBeUndefined();
    expect(strict.allows('127.0.0.1', url)).toBe(false);
    expect(strict.allows('8.8.8.8', url)).toBe(true);
  });

  describe('with a stand-in on this machine', () => {
    const { loopbackOrigin } = serviceAt('http://127.0.0.1:4711/v1');
    const lenient = publicHttps(loopbackOrigin);

    test.each(['http://127.0.0.1:4711/x.jpg', 'http://0x7f.1:4711/x.jpg'])('lets %s through', (address) => {
      const url = new URL(address);
      expect(lenient.objection(url)).toBeUndefined();
      expect(lenient.allows('127.0.0.1', url)).toBe(true);
    });

    test.each([
      'http://127.0.0.1:4712/x.jpg',
      'http://127.0.0.1/x.jpg',
      'https://127.0.0.1:4711/x.jpg',
      'http://127.0.0.2:4711/x.jpg',
      'http://localhost:4711/x.jpg',
      'http://[::1]:4711/x.jpg',
      'http://a@127.0.0.1:4711/x.jpg',
      'http://example.com:4711/x.jpg',
    ])('lets nothing else through: %s', (address) => {
      expect(lenient.objection(new URL(address))).toBeTypeOf('string');
    });

    test('a name for this machine that resolves elsewhere is not followed there', () => {
      const named = publicHttps(serviceAt('http://localhost:4711/v1').loopbackOrigin);
      const url = new URL('http://localhost:4711/x.jpg');
      expect(named.allows('127.0.0.1', url)).toBe(true);
      expect(named.allows('::1', url)).toBe(true);
      expect(named.allows('192.168.1.5', url)).toBe(false);
      expect(named.allows('8.8.8.8', url)).toBe(false);
    });
  });

  test.each(['https://api.replicate.com/v1', 'https://localhost/v1', undefined])(
    'an API at %s makes no exception',
    (baseUrl) => expect(serviceAt(baseUrl).loopbackOrigin).toBeUndefined(),
  );
});
