import type { Play } from '../en/play.ts'
import { pluralIn } from '../plural.ts'

const plural = pluralIn('de')

export const play: Play = {
  bar: {
    points: plural({ one: '# Punkt', other: '# Punkte' }),
    question: (place, of) => `Frage ${place} von ${of}`,
  },
  lobby: {
    title: 'Du bist dabei',
    detail:
      'Dein Name steht auf der Leinwand. Die erste Frage kommt, wenn die Spielleitung beginnt.',
  },
  round: {
    title: (place) => `Runde ${place}`,
    detail: 'Gleich kommt die nächste Frage.',
  },
  question: {
    opensIn: (seconds) => `Antworten in ${seconds}`,
    ready: 'Lies die Frage auf der Leinwand.',
    look: 'Die Frage steht auf der Leinwand.',
    one: 'Wähl eine Antwort.',
    several: 'Wähl alles, was stimmt, und schick es ab.',
    number: 'Gib eine Zahl ein und schick sie ab.',
    true: 'Wahr',
    false: 'Falsch',
    answer: (letter) => `Antwort ${letter}`,
    send: 'Abschicken',
    chosen: plural({ one: '# Antwort abschicken', other: '# Antworten abschicken' }),
    numberLabel: 'Deine Zahl',
    notANumber: 'Das ist keine Zahl. Schreib sie wie 1234,5.',
    unit: 'Einheit',
    deleteDigit: 'Letzte Ziffer löschen',
    minus: 'Plus oder minus',
    point: 'Komma',
    secondsLeft: plural({ one: 'Noch # Sekunde', other: 'Noch # Sekunden' }),
    timeIsUp: 'Die Zeit ist um.',
    paused: 'Die Spielleitung macht Pause',
    pausedDetail: 'Die Uhr steht. Es geht nichts verloren.',
  },
  status: {
    waiting: 'Wartet auf die Verbindung und geht hinaus, sobald sie wieder da ist.',
    sent: 'Abgeschickt …',
    received: 'Angekommen',
    tooLate: 'Das kam zu spät und zählt nicht mehr.',
    already: 'Deine erste Antwort zählt.',
    refused: 'Diese Antwort konnte nicht gezählt werden.',
  },
  closed: {
    title: 'Keine Antworten mehr',
    none: 'Diesmal hast du keine Antwort gegeben.',
    received: 'Deine Antwort ist da',
    reveal: 'Was sie wert ist, siehst du bei der Auflösung.',
  },
  result: {
    right: 'Richtig',
    partly: 'Teilweise richtig',
    wrong: 'Nicht richtig',
    none: 'Keine Antwort',
    points: plural({ one: '+# Punkt', other: '+# Punkte' }),
    noPoints: 'Keine Punkte',
    streak: plural({ one: '# Richtige in Folge', other: '# Richtige in Folge' }),
    rank: (rank, of) => `${rank}. von ${of}`,
    gap: plural({
      one: '# Punkt bis zum nächsten Platz',
      other: '# Punkte bis zum nächsten Platz',
    }),
    lead: 'Vor dir ist niemand.',
    allZero: 'Noch hat niemand Punkte. Alles ist offen.',
    rightAnswer: 'Richtige Antwort',
    rightAnswers: 'Richtige Antworten',
    yours: 'Deine Antwort',
    tolerance: (margin) => `plus oder minus ${margin}`,
  },
  leaderboard: {
    title: 'Rangliste',
    you: 'du',
    rank: (rank) => `${rank}.`,
    up: plural({ one: '# Platz gewonnen', other: '# Plätze gewonnen' }),
    down: plural({ one: '# Platz verloren', other: '# Plätze verloren' }),
  },
  finished: {
    title: 'Das war’s',
    rank: (rank, of) => `${rank}. von ${of}`,
    podium: ['Gewonnen', 'Zweiter Platz', 'Dritter Platz'],
    nobody: 'Niemand hat Punkte geholt. Beim nächsten Mal.',
    points: plural({ one: 'mit # Punkt', other: 'mit # Punkten' }),
    practise: 'Weiter üben',
    practiseDetail: 'Was heute danebenging, ist einen zweiten Blick wert.',
    signUp: 'Konto anlegen',
    signUpDetail: 'Mit einem Konto kannst du allein weiterüben und behältst, was du lernst.',
    anotherGame: 'In ein anderes Spiel',
  },
  ended: {
    removed: {
      title: 'Du bist nicht mehr im Spiel',
      detail:
        'Die Spielleitung hat dich herausgenommen. Wenn sie dich lässt, komm mit dem Code wieder.',
      action: 'Noch einmal mitspielen',
    },
    replaced: {
      title: 'Das Spiel läuft in einem anderen Tab',
      detail: 'Du spielst immer nur an einer Stelle: dort, wo du zuletzt geöffnet hast.',
      action: 'Hier spielen',
    },
    gone: {
      title: 'Dieses Spiel ist nicht mehr offen',
      detail:
        'Es ist vorbei, oder die Spielleitung hat es geschlossen. Frag nach einem neuen Code.',
      action: 'In ein anderes Spiel',
    },
    unauthorized: {
      title: 'Dieses Gerät ist nicht im Spiel',
      detail:
        'Was es sich gemerkt hat, passt nicht mehr. Komm mit dem Code von der Leinwand wieder.',
      action: 'Noch einmal mitspielen',
    },
    outdated: {
      title: 'QuizMentor wurde erneuert',
      detail: 'Diese Seite ist von einer anderen Version. Lade sie neu; deine Punkte bleiben.',
      action: 'Neu laden',
    },
  },
}
