import type { Calibration } from '../en/calibration.ts'
import { pluralIn } from '../plural.ts'

const plural = pluralIn('de')

export const calibration: Calibration = {
  title: 'Kalibrierung',
  lead: 'Wie schwer jede Frage wirklich ist und wie gut sie trennt, wer etwas weiß und wer nicht: errechnet aus dem, was geantwortet wird. Das geschieht von selbst, jede Stunde, sobald genug Neues da ist.',
  now: 'Jetzt kalibrieren',
  running:
    'Es wird kalibriert. Das dauert Sekunden, bei sehr vielen Antworten Minuten; du kannst diese Seite verlassen.',
  failed:
    'Die angeforderte Kalibrierung ist nicht gelungen, und nichts wurde geändert. Versuch es noch einmal. Bleibt es dabei, findet, wer diesen Server betreibt, den Grund im Protokoll des Servers.',
  made: (answers) => `Kalibriert aus ${answers}.`,
  nothingNew: 'Seit der letzten Kalibrierung ist keine Antwort neu, also bleibt alles, wie es ist.',
  list: 'Kalibrierungen, neueste zuerst',
  kept: 'Die letzten 30 werden aufgehoben.',
  empty: 'Noch ist nichts kalibriert',
  emptyDetail:
    'Es beginnt von selbst, wenn 20 Antworten da sind. Bis dahin ist jede Frage so schwer, wie geschätzt wurde, als sie geschrieben wurde.',
  states: { in_force: 'In Kraft', replaced: 'Abgelöst', taken_back: 'Zurückgenommen' },
  takenBackAt: (when) => `zurückgenommen ${when}`,
  methods: {
    '2PL': { name: '2PL', hint: 'alle Antworten zusammen' },
    rating: { name: 'Wertung', hint: 'Antwort für Antwort' },
  },
  facts: {
    method: 'Verfahren',
    people: 'Personen',
    answers: 'Antworten',
    logLikelihood: 'Log-Likelihood',
    converged: 'Schätzung',
  },
  converged: { yes: 'konvergiert', no: 'nicht konvergiert: mit Vorsicht zu lesen' },
  questions: 'Ihre Fragen',
  takeBack: 'Zurücknehmen',
  takeBackTitle: 'Diese Kalibrierung zurücknehmen?',
  takeBackDetail: (when) =>
    `Jede Frage bekommt die Schwierigkeit und die Trennschärfe, die sie vor dem ${when} hatte. Keine Antwort geht verloren: „Jetzt kalibrieren“ rechnet sie neu.`,
  takeBackAction: 'Zurücknehmen',
  takenBack: 'Zurückgenommen. Alle Fragen sind wie davor.',
  meaning: {
    title: 'Was die Wörter heißen',
    words: [
      {
        word: 'Was zählt',
        means:
          'Die erste Antwort jeder Person auf eine Frage, ohne Tipps, gleich ob beim Üben, in einer Prüfung oder live, und gegeben auf das, was die Frage heute fragt. Wer ihren Text, ihre Auswahl oder ihren Schlüssel ändert, lässt frühere Antworten nicht mehr zählen; eine neue Erklärung oder ein neuer Tipp ändert nichts.',
      },
      {
        word: 'Verfahren',
        means:
          'Bei weniger als 50 Personen oder 1.000 Antworten rückt jede Antwort die Schwierigkeit einer Frage ein wenig von ihrer ersten Schätzung weg (Wertung). Bei mehr werden alle Fragen zusammen berechnet (2PL, das zweiparametrische logistische Modell).',
      },
      {
        word: 'Schwierigkeit b',
        means:
          'Die Fähigkeit, bei der die Hälfte richtig antwortet. 0 ist die Fähigkeit der durchschnittlichen Lernenden; die meisten Fragen liegen zwischen −3 (sehr leicht) und 3 (sehr schwer).',
      },
      {
        word: 'Trennschärfe a',
        means:
          'Wie scharf eine Frage Könnende von weniger Könnenden trennt. Etwa 1 ist üblich; unter 0,4 trennt sie kaum.',
      },
      {
        word: '±',
        means:
          'Der Standardfehler. Der wahre Wert liegt in 19 von 20 Fällen höchstens doppelt so weit von der Zahl entfernt.',
      },
      {
        word: 'Infit und Outfit',
        means:
          'Ob so geantwortet wird, wie das Modell erwartet: 1 ist wie erwartet. Über 1,3 überraschen die Antworten, Könnende liegen falsch oder weniger Könnende richtig; unter 0,7 sind sie zu vorhersehbar. Outfit sieht auf alle Antworten gleich, Infit mehr auf die von Personen, für die die Frage etwa passend schwer ist.',
      },
      {
        word: 'Korrelation r',
        means:
          'Ob, wer andere Fragen gut beantwortet, auch diese gut beantwortet. Unter 0 ist es umgekehrt, und oft ist der Schlüssel falsch.',
      },
      {
        word: 'Log-Likelihood',
        means:
          'Wie wahrscheinlich die Antworten nach diesen Zahlen sind, als Logarithmus. Sie vergleicht Kalibrierungen derselben Antworten: je näher an 0, desto besser passen sie.',
      },
    ],
  },
  detail: {
    title: (when) => `Kalibrierung vom ${when}`,
    back: 'Alle Kalibrierungen',
    lead: 'Die Fragen, die am schlechtesten passen, stehen oben. Sieh dir die markierten an: Ein falscher Schlüssel, eine unklare Formulierung oder eine Antwort, die sich selbst verrät, zeigt sich hier.',
    leadRating:
      'Für ein Urteil, wie gut jede Frage passt, sind es noch zu wenige Antworten. Die Schwierigkeiten sind Wertungen, die noch nahe an der ersten Schätzung liegen.',
    list: 'Fragen, am schlechtesten passende zuerst',
    empty: 'In dieser Kalibrierung ist keine Frage',
    emptyDetail: 'Die Fragen, um die es ging, gibt es nicht mehr.',
    flags: {
      negative_discrimination:
        'Negative Trennschärfe: Wer andere Fragen gut beantwortet, liegt hier öfter falsch. Prüf den Schlüssel.',
      surprising:
        'Die Antworten überraschen mehr, als sie sollten. Prüf, ob die Formulierung klar ist.',
      too_predictable:
        'Die Antworten sind vorhersehbarer, als sie sollten. Vielleicht wiederholt sie eine andere Frage oder verrät ihre Antwort.',
    },
    few: 'Weniger als 30 Antworten: für ein Urteil zu früh.',
    edited: 'Seither geändert: Diese Zahlen gelten für das, was sie vorher fragte.',
    reset: 'Geändert und seither nicht beantwortet: wieder bei ihrer ersten Schätzung.',
    difficulty: 'Schwierigkeit b',
    discrimination: 'Trennschärfe a',
    answers: 'Antworten',
    fit: 'Infit / Outfit',
    correlation: 'Korrelation r',
    before: (value) => `vorher ${value}`,
  },
  answersOf: plural({ one: '# Antwort', other: '# Antworten' }),
}
