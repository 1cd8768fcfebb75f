import { describe, expect, test } from 'vitest'
import { inNetworks, isLoopback, limitKey } from './network.ts'

describe('networks', () => {
  const trusted = inNetworks(['10.0.0.0/8', '2001:db8::/32', '192.0.2.7', 'loopback'])

  test.each(['10.1.2.3', '::ffff:10.1.2.3', '2001:db8::1', '192.0.2.7', '127.0.0.9', '::1'])(
    '%s is in them',
    (address) => expect(trusted(address)).toBe(true),
  )

  test.each(['11.0.0.1', '192.0.2.8', '2001:db9::1', '', 'unix', '10.0.0.0.1'])(
    '%j is not',
    (address) => expect(trusted(address)).toBe(false),
  )

  test('what is no network is named', () => {
    expect(() => inNetworks(['example.org'])).toThrow('example.org is neither')
  })

  test('loopback is this machine, however it is written', () => {
    expect(['127.0.0.1', '::1', '::ffff:127.0.0.1'].map(isLoopback)).toEqual([true, true, true])
    expect(isLoopback('128.0.0.1')).toBe(false)
  })
})

describe('what limits count by', () => {
  test.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s counts as %s', (address, key) => expect(limitKey(address)).toBe(key))
})
