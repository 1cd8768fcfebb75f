import type { Identity } from '../en/identity.ts'

export const identity: Identity = {
  landing: {
    headline: ['Wissen, das bleibt.', 'Nicht nur bis morgen.'],
    lead: 'QuizMentor stellt dir die Frage, die dich jetzt weiterbringt, holt zurück, was du vergisst, und macht aus jedem Quiz ein Live-Spiel auf der Leinwand. Auf deinem eigenen Server.',
    start: 'Konto anlegen',
    join: {
      title: 'Es läuft ein Spiel?',
      label: 'Spielcode',
      action: 'Mitspielen',
      hint: 'Sechs Ziffern. Ganz ohne Konto.',
    },
    points: [
      {
        title: 'Üben',
        text: 'Fragen, weder zu leicht noch zu schwer, jede mit Erklärung und Quelle. Was falsch war, kommt wieder, bis es sitzt.',
      },
      {
        title: 'Live spielen',
        text: 'Ein Code auf der Leinwand, Handys in der Hand, eine Uhr für alle. Neu laden oder ein Funkloch kostet niemanden Punkte.',
      },
      {
        title: 'Fragen sammeln',
        text: 'Acht Fragetypen mit Formeln, Code und Bildern; jede Fassung bleibt erhalten, jede Antwort zählt.',
      },
    ],
  },
  fields: {
    name: 'Name',
    nameHint: 'So, wie andere ihn sehen sollen.',
    email: 'E-Mail-Adresse',
    password: 'Passwort',
    newPassword: 'Neues Passwort',
    currentPassword: 'Aktuelles Passwort',
    passwordHint: 'Mindestens 10 Zeichen. Gern mehrere Wörter.',
  },
  signIn: {
    title: 'Anmelden',
    action: 'Anmelden',
    forgot: 'Passwort vergessen?',
    noAccount: 'Noch kein Konto?',
    signUp: 'Leg eins an',
  },
  signUp: {
    title: 'Konto anlegen',
    action: 'Konto anlegen',
    haveAccount: 'Du hast schon ein Konto?',
    signIn: 'Melde dich an',
    checkMail: {
      title: 'Sieh in deine Mails',
      detail: (email) =>
        `Wir haben an ${email} geschrieben. Öffne den Link in der Mail; wenn sie nicht kommt, sieh im Spam-Ordner nach. Hast du schon ein Konto, melde dich mit dessen Passwort an.`,
    },
  },
  forgot: {
    title: 'Neues Passwort setzen',
    lead: 'Gib die Adresse deines Kontos an. Wir schicken dir einen Link, der 30 Minuten gilt.',
    action: 'Link schicken',
    sent: {
      title: 'Sieh in deine Mails',
      detail: (email) =>
        `Wenn es hier ein Konto mit ${email} gibt, ist ein Link unterwegs. Er gilt einmal, 30 Minuten lang.`,
    },
    backToSignIn: 'Zurück zur Anmeldung',
  },
  reset: {
    title: 'Wähl ein neues Passwort',
    lead: 'Überall sonst wirst du abgemeldet.',
    action: 'Passwort setzen',
    done: { title: 'Das neue Passwort gilt', detail: 'Melde dich jetzt damit an.' },
  },
  verify: {
    title: 'Deine Adresse wird bestätigt',
    done: { title: 'Deine Adresse ist bestätigt', detail: 'Melde dich jetzt an.' },
    failed: 'Das hat nicht geklappt',
  },
  setup: {
    title: 'Mach diesen Server zu deinem',
    lead: 'Dem Konto, das du jetzt anlegst, gehört hier alles. Der Link gilt nur einmal.',
    action: 'Konto anlegen',
  },
  invite: {
    gone: 'Diese Einladung gilt nicht',
    title: (workspace) => `Du bist zu ${workspace} eingeladen`,
    as: (role, until) => `Deine Rolle: ${role}. Die Einladung gilt bis ${until}.`,
    accept: 'Einladung annehmen',
    signInFirst: 'Melde dich an oder leg ein Konto an, um sie anzunehmen.',
    signedInAs: (name) => `Du bist als ${name} angemeldet.`,
    useAnother: 'Anderes Konto nehmen',
  },
  account: {
    title: 'Konto',
    you: 'Du',
    appearance: 'Sprache und Farben',
    password: {
      title: 'Passwort',
      action: 'Passwort ändern',
      done: 'Das Passwort ist geändert. Andere Geräte wurden abgemeldet.',
    },
    workspaces: {
      title: 'Arbeitsbereiche',
      current: 'gerade offen',
      open: 'Öffnen',
      none: 'Du bist noch in keinem Arbeitsbereich.',
    },
  },
  newWorkspace: {
    title: 'Neuer Arbeitsbereich',
    lead: 'Ein Arbeitsbereich hat eigene Fragen, Mitglieder und Spiele. Er gehört dann dir.',
    name: 'Name des Arbeitsbereichs',
    action: 'Arbeitsbereich anlegen',
    none: 'Du bist noch in keinem Arbeitsbereich. Leg einen an, oder lass dir einen Einladungslink geben.',
  },
}
