import { pluralIn } from '../plural.ts'

const plural = pluralIn('en')

/** Strings by keys that come from the server; languages may have different ones. */
function sayings(byKey: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return byKey
}

/** Words that every part of the app uses. */
export const common = {
  product: 'QuizMentor',
  skipToContent: 'Skip to the content',
  nav: {
    main: 'Main',
    home: 'Practise',
    history: 'History',
    games: 'Live games',
    bank: 'Question bank',
    admin: 'Administration',
    gamesShort: 'Live',
    bankShort: 'Bank',
    adminShort: 'Admin',
    account: 'Account',
    join: 'Join a game',
    signIn: 'Sign in',
    signUp: 'Sign up',
    signOut: 'Sign out',
    more: 'More',
    workspace: 'Workspace',
    newWorkspace: 'New workspace',
    topics: 'Topics',
  },
  roles: {
    learner: 'Learner',
    host: 'Host',
    author: 'Author',
    admin: 'Admin',
    owner: 'Owner',
  },
  actions: {
    save: 'Save',
    saving: 'Saving…',
    saved: 'Saved',
    cancel: 'Cancel',
    close: 'Close',
    delete: 'Delete',
    remove: 'Remove',
    undo: 'Undo',
    edit: 'Edit',
    back: 'Back',
    next: 'Next',
    tryAgain: 'Try again',
    reload: 'Reload',
    showMore: 'Show more',
    copy: 'Copy',
    copied: 'Copied',
    search: 'Search',
    goHome: 'Go to the start page',
  },
  palette: {
    title: 'Go to',
    open: 'Go to … (Ctrl K)',
    placeholder: 'Page or action',
    nothing: 'Nothing of that name. Try another word.',
  },
  theme: { label: 'Colours', light: 'Light', dark: 'Dark', system: 'Like the device' },
  language: 'Language',
  loading: 'Loading',
  optional: 'optional',
  offline: 'You are offline. What you answer is kept here and sent when the connection is back.',
  backOnline: 'You are online again.',
  update: { text: 'There is a new version of QuizMentor.', action: 'Use it now' },
  notFound: {
    title: 'There is no such page',
    detail: 'The address may be mistyped, or what was here is gone.',
  },
  broken: {
    title: 'This page stumbled',
    detail: 'Something went wrong in the app itself. Reload it; nothing that was saved is lost.',
  },
  problems: {
    network: 'The server can’t be reached. Check your connection and try again.',
    unknown: 'Something went wrong. Try again; if it stays, tell whoever runs this server.',
    requestId: (id: string) => `Reference: ${id}`,
    fields: 'Check the marked fields.',
    /** By the problem's code, or `code:status`; what isn’t here is said in the server’s words. */
    byCode: sayings({}),
    /** What is wrong with a field, by `field:code` or the code alone. */
    byFault: sayings({
      'email:invalid_format': 'That isn’t an e-mail address. Check it for a typing error.',
      too_small: 'This is too short, or too small.',
      'name:too_small': 'Fill this in.',
      'title:too_small': 'Fill this in.',
      'email:too_small': 'Fill this in.',
      'password:too_small': 'Use at least 10 characters.',
      'current:too_small': 'Fill this in.',
      too_big: 'This is too long, or too large.',
      invalid_type: 'Fill this in.',
      invalid_format: 'This isn’t in the form it should have.',
    }),
  },
  password: {
    show: 'Show the password',
    hide: 'Hide the password',
  },
  shortcuts: { title: 'Keys' },
  count: {
    questions: plural({ one: '# question', other: '# questions' }),
    answers: plural({ one: '# answer', other: '# answers' }),
    topics: plural({ one: '# topic', other: '# topics' }),
    minutes: plural({ one: '# minute', other: '# minutes' }),
  },
}

export type Common = typeof common
