import { useEffect, useState } from 'react'
import { Icon } from '../design/icon.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { toggleFullScreen } from '../live/full-screen.ts'
import { setSound, toggleSound, useSound } from '../live/sound-setting.ts'

const stayMs = 3_000

/** What belongs to the display, not to the game: sound and full screen. Comes with the pointer. */
export function StageTools() {
  const { screen: t } = useStrings('host')
  const sound = useSound()
  const isShown = usePointerMoves()
  return (
    <div
      className="stage-tools flex items-center gap-1 bg-ink px-2 text-paper"
      data-shown={isShown ? '' : undefined}
    >
      <button
        type="button"
        aria-pressed={sound.on}
        aria-label={t.sound}
        title={sound.on ? t.soundOn : t.soundOff}
        onClick={toggleSound}
        className="grid size-11 place-items-center text-lg"
      >
        <Icon name={sound.on ? 'sound' : 'mute'} />
      </button>
      <input
        type="range"
        min="0"
        max="1"
        step="0.05"
        value={sound.volume}
        aria-label={t.volume}
        onChange={(event) => setSound({ volume: event.target.valueAsNumber, on: true })}
        className="w-28 accent-paper"
      />
      <button
        type="button"
        aria-label={t.fullScreen}
        onClick={toggleFullScreen}
        className="grid size-11 place-items-center text-lg"
      >
        <Icon name="fullScreen" />
      </button>
    </div>
  )
}

function usePointerMoves(): boolean {
  const [moves, setMoves] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const onMove = () => {
      setMoves(true)
      clearTimeout(timer)
      timer = setTimeout(() => setMoves(false), stayMs)
    }
    addEventListener('pointermove', onMove)
    return () => {
      clearTimeout(timer)
      removeEventListener('pointermove', onMove)
    }
  }, [])
  return moves
}
