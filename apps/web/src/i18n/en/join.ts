/** Strings of the players’ page up to the game: code, nickname, settings. */
export const join = {
  product: 'QuizMentor',
  pageTitle: 'Join a game',
  loading: 'Loading',
  code: {
    title: 'Join a game',
    label: 'Game code',
    hint: 'Six digits. They are on the big screen.',
    action: 'Go on',
    incomplete: 'A code has six digits. Look at the big screen again.',
    unknown: 'No game has this code. Compare each digit with the big screen.',
    finished: 'That game is over. Ask the host for the code of the next one.',
    locked: 'The host has closed the door. Ask them to unlock the game, then try again.',
    full: 'That game is full. Ask the host whether there is another one, or watch the big screen.',
    guessing: 'Too many wrong codes came from here. Wait a minute, then try again.',
    crowded:
      'No more players can join from this network. Use mobile data, or watch the big screen.',
    removed: 'The host has taken you out of this game. Ask them if you think that was a mistake.',
  },
  resume: {
    title: 'You are in a game already',
    detail: (nickname: string, title: string) => `As ${nickname} in “${title}”`,
    action: 'Go back to it',
  },
  nickname: {
    title: 'What do we call you?',
    label: 'Nickname',
    hint: 'Everybody in the room sees it.',
    action: 'Join the game',
    drawn: 'Your name for this game',
    another: 'Draw another name',
    missing: 'Type a name, so that the others know who you are.',
    tooLong: (most: number) => `At most ${most} characters.`,
    taken:
      'Somebody here has that name, or one that looks like it. Add a letter or choose another.',
    unfit: 'That name can’t stand on the big screen. Choose another.',
    otherCode: 'Another code',
  },
  problems: {
    network: 'The server can’t be reached. Check your connection, then try again.',
    busy: 'Many people are joining just now. Try again in a moment.',
    unknown: 'Something went wrong. Try again; if it stays, tell the host.',
    notHere: 'This device isn’t in that game. Type the code from the big screen to join.',
    broken: 'This page stumbled. Your answers are safe.',
    reload: 'Reload it',
  },
  settings: {
    title: 'Settings',
    open: 'Settings',
    close: 'Close',
    vibration: 'Vibrate when I tap and when the answer comes',
    language: 'Language',
    colours: 'Colours',
    light: 'Light',
    dark: 'Dark',
    system: 'Like the device',
  },
  connection: {
    connecting: 'Connecting …',
    lost: 'The connection is gone. We keep trying; your points are safe.',
  },
}

export type Join = typeof join
