import { soundSetting, subscribeToSound } from '../live/sound-setting.ts'

interface Desk {
  readonly context: AudioContext
  readonly master: GainNode
}

let desk: Desk | null = null

/** The sound desk; made when there is something to hear, since browsers want a tap or a key first. */
function openDesk(): Desk | null {
  const { on, volume } = soundSetting()
  if (!on) return null
  if (desk === null) {
    const context = new AudioContext()
    const master = context.createGain()
    const softener = context.createDynamicsCompressor()
    master.connect(softener).connect(context.destination)
    desk = { context, master }
  }
  desk.master.gain.value = volume * volume
  void desk.context.resume().catch(() => undefined)
  return desk
}

/** Follows the setting: silence is immediate, in the middle of a sound too. */
export function followSoundSetting(): () => void {
  const wake = () => void openDesk()
  addEventListener('pointerdown', wake)
  addEventListener('keydown', wake)
  const unsubscribe = subscribeToSound(() => {
    if (openDesk() === null && desk !== null) desk.master.gain.value = 0
  })
  return () => {
    removeEventListener('pointerdown', wake)
    removeEventListener('keydown', wake)
    unsubscribe()
  }
}

interface Note {
  /** Seconds from now. */
  readonly at: number
  readonly hertz: number
  readonly seconds: number
  readonly loud: number
  readonly shape?: OscillatorType
  /** Where the pitch slides to. */
  readonly slide?: number
}

// One scale for everything, so that no two effects can clash: D major without its fourth and seventh.
const D4 = 293.66
const scale = [0, 2, 4, 7, 9].flatMap((step) => [step, step + 12]).toSorted((a, b) => a - b)
const pitch = (step: number) => D4 * 2 ** ((scale[step] ?? 0) / 12)

/** The sounds of a game: short, soft, made here. */
export const sounds = {
  joined: () => {
    const step = 4 + Math.floor(Math.random() * 5)
    play([{ at: 0, hertz: pitch(step), seconds: 0.18, loud: 0.22, shape: 'triangle' }])
  },
  question: () => {
    play([
      { at: 0, hertz: pitch(0) / 2, seconds: 0.5, loud: 0.4, shape: 'triangle' },
      { at: 0.16, hertz: pitch(3) / 2, seconds: 0.7, loud: 0.4, shape: 'triangle' },
    ])
  },
  open: () => {
    play([0, 2, 3, 5].map((step, index) => arpeggio(step, index * 0.07)))
  },
  tick: () => {
    play([{ at: 0, hertz: 1_250, seconds: 0.05, loud: 0.2, shape: 'sine', slide: 700 }])
  },
  closed: () => {
    play([
      { at: 0, hertz: pitch(0) / 4, seconds: 1.6, loud: 0.55, shape: 'sine' },
      { at: 0, hertz: (pitch(0) / 4) * 2.76, seconds: 0.9, loud: 0.14, shape: 'sine' },
    ])
  },
  reveal: () => {
    play([0, 2, 3, 5].map((step, index) => ({ ...arpeggio(step, index * 0.04), seconds: 1.1 })))
  },
  leaderboard: () => {
    play([0, 1, 2, 3, 4, 5].map((step, index) => arpeggio(step, index * 0.09)))
  },
  place: () => {
    play([
      { at: 0, hertz: pitch(0) / 2, seconds: 0.6, loud: 0.5, shape: 'triangle' },
      { at: 0, hertz: pitch(3) / 2, seconds: 0.6, loud: 0.3, shape: 'triangle' },
    ])
  },
  winner: () => {
    const fanfare = [0, 0, 0, 3, 5].map((step, index) => ({
      ...arpeggio(step, [0, 0.16, 0.32, 0.48, 0.72][index] ?? 0),
      loud: 0.34,
    }))
    const chord = [0, 2, 3, 5, 7].map((step) => ({ ...arpeggio(step, 0.72), seconds: 2.2 }))
    play([...fanfare, ...chord])
  },
}

function arpeggio(step: number, at: number): Note {
  return { at, hertz: pitch(step), seconds: 0.45, loud: 0.24, shape: 'triangle' }
}

function play(notes: readonly Note[]): void {
  const open = openDesk()
  if (open === null || open.context.state !== 'running') return
  for (const note of notes) sound(open, note)
}

function sound({ context, master }: Desk, note: Note): void {
  const from = context.currentTime + note.at
  const until = from + note.seconds
  const voice = context.createOscillator()
  const envelope = context.createGain()
  voice.type = note.shape ?? 'sine'
  voice.frequency.setValueAtTime(note.hertz, from)
  if (note.slide !== undefined) voice.frequency.exponentialRampToValueAtTime(note.slide, until)
  envelope.gain.setValueAtTime(0, from)
  envelope.gain.linearRampToValueAtTime(note.loud, from + 0.008)
  envelope.gain.exponentialRampToValueAtTime(0.0001, until)
  voice.connect(envelope).connect(master)
  voice.start(from)
  voice.stop(until)
}
