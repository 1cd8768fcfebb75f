import type { Join } from '../en/join.ts'

export const join: Join = {
  product: 'QuizMentor',
  pageTitle: 'Mitspielen',
  loading: 'Wird geladen',
  code: {
    title: 'Mitspielen',
    label: 'Spielcode',
    hint: 'Sechs Ziffern. Sie stehen auf der Leinwand.',
    action: 'Weiter',
    incomplete: 'Ein Code hat sechs Ziffern. Schau noch einmal auf die Leinwand.',
    unknown: 'Kein Spiel hat diesen Code. Vergleich jede Ziffer mit der Leinwand.',
    finished: 'Dieses Spiel ist vorbei. Frag die Spielleitung nach dem nächsten Code.',
    locked:
      'Die Spielleitung hat die Tür zugemacht. Bitte sie, das Spiel zu öffnen, und versuch es noch einmal.',
    full: 'Dieses Spiel ist voll. Frag die Spielleitung nach einem zweiten, oder schau auf der Leinwand zu.',
    guessing:
      'Von hier kamen zu viele falsche Codes. Warte eine Minute und versuch es noch einmal.',
    crowded:
      'Aus diesem Netz kann niemand mehr dazukommen. Nimm mobile Daten, oder schau auf der Leinwand zu.',
    removed:
      'Die Spielleitung hat dich aus diesem Spiel genommen. Sprich sie an, wenn du das für einen Irrtum hältst.',
  },
  resume: {
    title: 'Du spielst schon mit',
    detail: (nickname, title) => `Als ${nickname} in „${title}“`,
    action: 'Zurück ins Spiel',
  },
  nickname: {
    title: 'Wie sollen wir dich nennen?',
    label: 'Spitzname',
    hint: 'Alle im Raum sehen ihn.',
    action: 'Mitspielen',
    drawn: 'Dein Name in diesem Spiel',
    another: 'Anderen Namen ziehen',
    missing: 'Schreib einen Namen, damit die anderen wissen, wer du bist.',
    tooLong: (most) => `Höchstens ${most} Zeichen.`,
    taken:
      'So oder ganz ähnlich heißt hier schon jemand. Häng einen Buchstaben an oder nimm einen anderen.',
    unfit: 'Dieser Name kann nicht auf der Leinwand stehen. Nimm einen anderen.',
    otherCode: 'Anderer Code',
  },
  problems: {
    network: 'Der Server ist nicht zu erreichen. Prüf deine Verbindung und versuch es noch einmal.',
    busy: 'Gerade kommen sehr viele herein. Versuch es gleich noch einmal.',
    unknown:
      'Etwas ist schiefgegangen. Versuch es noch einmal; wenn es so bleibt, sag es der Spielleitung.',
    notHere:
      'Dieses Gerät ist nicht in dem Spiel. Gib den Code von der Leinwand ein, um mitzuspielen.',
    broken: 'Diese Seite ist gestolpert. Deine Antworten sind sicher.',
    reload: 'Neu laden',
  },
  settings: {
    title: 'Einstellungen',
    open: 'Einstellungen',
    close: 'Schließen',
    vibration: 'Vibrieren, wenn ich tippe und wenn die Lösung kommt',
    language: 'Sprache',
    colours: 'Farben',
    light: 'Hell',
    dark: 'Dunkel',
    system: 'Wie das Gerät',
  },
  connection: {
    connecting: 'Verbindung wird aufgebaut …',
    lost: 'Die Verbindung ist weg. Wir versuchen es weiter; deine Punkte sind sicher.',
  },
}
