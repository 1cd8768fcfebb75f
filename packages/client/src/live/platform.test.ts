import { afterEach, describe, expect, test, vi } from 'vitest'
import { thisPlatform } from './platform.ts'

/** The page as far as it wakes: its window, document and network, as a browser has them. */
function page() {
  const window = new EventTarget()
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  const connection = new EventTarget()
  vi.stubGlobal('window', window)
  vi.stubGlobal('document', document)
  vi.stubGlobal('navigator', { connection })
  return { window, document, connection }
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('a device wakes', () => {
  test('when it is online again, looked at again, brought back, or on another network', () => {
    const { window, document, connection } = page()
    const woken = vi.fn()
    const stop = thisPlatform.onWake(woken)
    const happen = () => {
      window.dispatchEvent(new Event('online'))
      window.dispatchEvent(new Event('pageshow'))
      document.dispatchEvent(new Event('visibilitychange'))
      connection.dispatchEvent(new Event('change'))
    }
    happen()
    expect(woken).toHaveBeenCalledTimes(4)
    stop()
    happen()
    expect(woken).toHaveBeenCalledTimes(4)
  })

  test('not while nobody looks at it', () => {
    const { window, document } = page()
    const woken = vi.fn()
    thisPlatform.onWake(woken)
    document.visibilityState = 'hidden'
    document.dispatchEvent(new Event('visibilitychange'))
    window.dispatchEvent(new Event('online'))
    expect(woken).not.toHaveBeenCalled()
  })

  test('never, where there is no page', () => {
    expect(() => thisPlatform.onWake(() => {})()).not.toThrow()
  })
})

test('what is put off and cancelled does not happen', async () => {
  const happened: string[] = []
  thisPlatform.after(1, () => happened.push('cancelled'))()
  await new Promise<void>((resolve) => thisPlatform.after(2, resolve))
  expect(happened).toEqual([])
})
