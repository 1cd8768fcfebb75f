import { serve } from '../serve.ts'
import type { Command } from './command.ts'

/** `quizmentor serve` */
export const serveCommand: Command = {
  summary: 'run the program until it is told to stop, as npm start does',
  usage: '',
  options: {},
  async run() {
    await serve()
    return { text: '', json: {}, failed: process.exitCode === 1 }
  },
}
