import type { Common } from '../en/common.ts'
import { pluralIn } from '../plural.ts'

const plural = pluralIn('de')

export const common: Common = {
  product: 'QuizMentor',
  skipToContent: 'Zum Inhalt springen',
  nav: {
    main: 'Hauptmenü',
    home: 'Üben',
    history: 'Verlauf',
    games: 'Live-Spiele',
    bank: 'Fragenkatalog',
    admin: 'Verwaltung',
    gamesShort: 'Live',
    bankShort: 'Fragen',
    adminShort: 'Admin',
    account: 'Konto',
    join: 'Mitspielen',
    signIn: 'Anmelden',
    signUp: 'Konto anlegen',
    signOut: 'Abmelden',
    more: 'Mehr',
    workspace: 'Arbeitsbereich',
    newWorkspace: 'Neuer Arbeitsbereich',
    topics: 'Themen',
  },
  roles: {
    learner: 'Lernende',
    host: 'Spielleitung',
    author: 'Autorin oder Autor',
    admin: 'Verwaltung',
    owner: 'Inhaber',
  },
  actions: {
    save: 'Speichern',
    saving: 'Wird gespeichert …',
    saved: 'Gespeichert',
    cancel: 'Abbrechen',
    close: 'Schließen',
    delete: 'Löschen',
    remove: 'Entfernen',
    undo: 'Rückgängig',
    edit: 'Bearbeiten',
    back: 'Zurück',
    next: 'Weiter',
    tryAgain: 'Noch einmal versuchen',
    reload: 'Neu laden',
    showMore: 'Mehr anzeigen',
    copy: 'Kopieren',
    copied: 'Kopiert',
    search: 'Suchen',
    goHome: 'Zur Startseite',
  },
  palette: {
    title: 'Gehe zu',
    open: 'Gehe zu … (Strg K)',
    placeholder: 'Seite oder Aktion',
    nothing: 'Nichts mit diesem Namen. Versuch ein anderes Wort.',
  },
  theme: { label: 'Farben', light: 'Hell', dark: 'Dunkel', system: 'Wie das Gerät' },
  language: 'Sprache',
  loading: 'Wird geladen',
  optional: 'freiwillig',
  offline:
    'Du bist offline. Deine Antworten bleiben hier und gehen hinaus, sobald die Verbindung wieder da ist.',
  backOnline: 'Du bist wieder online.',
  update: { text: 'Es gibt eine neue Version von QuizMentor.', action: 'Jetzt verwenden' },
  notFound: {
    title: 'Diese Seite gibt es nicht',
    detail: 'Vielleicht hat die Adresse einen Tippfehler, oder was hier stand, ist weg.',
  },
  broken: {
    title: 'Diese Seite ist gestolpert',
    detail:
      'In der App selbst ist etwas schiefgegangen. Lade sie neu; was gespeichert war, ist noch da.',
  },
  problems: {
    network: 'Der Server ist nicht zu erreichen. Prüf deine Verbindung und versuch es noch einmal.',
    unknown:
      'Etwas ist schiefgegangen. Versuch es noch einmal; wenn es so bleibt, sag es denen, die diesen Server betreiben.',
    requestId: (id) => `Kennung: ${id}`,
    fields: 'Sieh dir die markierten Felder an.',
  },
  password: {
    show: 'Passwort zeigen',
    hide: 'Passwort verbergen',
  },
  shortcuts: { title: 'Tasten' },
  count: {
    questions: plural({ one: '# Frage', other: '# Fragen' }),
    answers: plural({ one: '# Antwort', other: '# Antworten' }),
    topics: plural({ one: '# Thema', other: '# Themen' }),
    minutes: plural({ one: '# Minute', other: '# Minuten' }),
  },
}
