import { contentTopic, type ContentQuestion } from '@quizmentor/contract/starter-content'

/** Every question of the starter content. */
export const starterQuestions: readonly ContentQuestion[] = Object.values(
  import.meta.glob<unknown>(
    ['../../../../../content/*/*.json', '!../../../../../content/*/collection.json'],
    { eager: true, import: 'default' },
  ),
).flatMap((file) => contentTopic.parse(file).questions)
