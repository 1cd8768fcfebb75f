import type { QuestionInView, ScreenView } from '@quizmentor/engine/live/types'
import { useEffect, useRef } from 'react'
import { readQuestionClock } from '../live/question-clock.ts'
import { podiumAfterMs } from './podium-times.ts'
import { followSoundSetting, sounds } from './sounds.ts'

/** Lets the game be heard, where sound is on. */
export function useGameSounds({ screen, playerCount }: ScreenView, serverNow: () => number): void {
  useEffect(followSoundSetting, [])

  const { name } = screen
  const place = 'question' in screen ? screen.question.index : null
  const isFirst = useRef(true)
  useEffect(() => {
    // A screen that is opened or reloaded in mid-game doesn't begin with a bang.
    if (isFirst.current) {
      isFirst.current = false
      return
    }
    if (name === 'question_open') sounds.question()
    if (name === 'question_closed') sounds.closed()
    if (name === 'revealed') sounds.reveal()
    if (name === 'leaderboard') sounds.leaderboard()
    if (name === 'finished') return podiumSounds()
    return undefined
  }, [name, place])

  const open = screen.name === 'question_open' ? screen.question : null
  useEffect(() => (open === null ? undefined : clockSounds(open, serverNow)), [open, serverNow])

  const before = useRef(playerCount)
  useEffect(() => {
    if (name === 'lobby' && playerCount > before.current) sounds.joined()
    before.current = playerCount
  }, [name, playerCount])
}

const tickedFrom = 5

/** Answers open; the last seconds tick. */
function clockSounds(question: QuestionInView, serverNow: () => number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let stage = readQuestionClock(question, serverNow()).stage
  const wait = () => {
    const { changesIn } = readQuestionClock(question, serverNow())
    if (changesIn !== null) timer = setTimeout(sound, changesIn)
  }
  const sound = () => {
    const clock = readQuestionClock(question, serverNow())
    if (stage === 'preview' && clock.stage === 'open') sounds.open()
    else if (clock.stage === 'open' && clock.seconds !== null && clock.seconds <= tickedFrom)
      sounds.tick()
    stage = clock.stage
    wait()
  }
  wait()
  return () => clearTimeout(timer)
}

function podiumSounds(): () => void {
  const [winner, ...others] = podiumAfterMs
  const timers = [
    setTimeout(sounds.winner, winner),
    ...others.map((afterMs) => setTimeout(sounds.place, afterMs)),
  ]
  return () => {
    for (const timer of timers) clearTimeout(timer)
  }
}
