/** Strings of signing in and up, invitations, the account. */
export const identity = {
  landing: {
    headline: ['Know it.', 'Not just for tonight.'],
    lead: 'QuizMentor asks you the question you need next, brings back what you forget, and turns any quiz into a live game on the big screen. On your own server.',
    start: 'Make an account',
    join: {
      title: 'Somebody is hosting?',
      label: 'Game code',
      action: 'Join',
      hint: 'Six digits. No account needed.',
    },
    points: [
      {
        title: 'Practise',
        text: 'Questions neither too easy nor too hard, each with an explanation and its source. What you got wrong comes back until it stays.',
      },
      {
        title: 'Play live',
        text: 'A code on the big screen, phones in hand, one clock for all. A reload or a dead spot costs nobody a point.',
      },
      {
        title: 'Keep a bank',
        text: 'Eight kinds of question with formulas, code and images; every version kept, every answer counted.',
      },
    ],
  },
  fields: {
    name: 'Name',
    nameHint: 'As others should see it.',
    email: 'E-mail address',
    password: 'Password',
    newPassword: 'New password',
    currentPassword: 'Current password',
    passwordHint: 'At least 10 characters. Several words are fine.',
  },
  signIn: {
    title: 'Sign in',
    action: 'Sign in',
    forgot: 'Forgot your password?',
    noAccount: 'No account yet?',
    signUp: 'Make one',
  },
  signUp: {
    title: 'Make an account',
    action: 'Make the account',
    haveAccount: 'Have an account already?',
    signIn: 'Sign in',
    checkMail: {
      title: 'Look into your mail',
      detail: (email: string) =>
        `We have written to ${email}. Open the link in that mail to go on; if it doesn’t come, look into the spam folder. If you have an account already, sign in with its password.`,
    },
  },
  forgot: {
    title: 'Set a new password',
    lead: 'Give the address of your account. We’ll mail you a link that works for 30 minutes.',
    action: 'Send the link',
    sent: {
      title: 'Look into your mail',
      detail: (email: string) =>
        `If ${email} has an account here, a link is on its way. It works once, for 30 minutes.`,
    },
    backToSignIn: 'Back to signing in',
  },
  reset: {
    title: 'Choose a new password',
    lead: 'You’ll be signed out everywhere else.',
    action: 'Set the password',
    done: { title: 'The new password is set', detail: 'Sign in with it now.' },
  },
  verify: {
    title: 'Confirming your address',
    done: { title: 'Your address is confirmed', detail: 'Sign in now.' },
    failed: 'That didn’t work',
  },
  setup: {
    title: 'Make this server yours',
    lead: 'The account you make now owns everything here. The link works only once.',
    action: 'Make the owner’s account',
  },
  invite: {
    gone: 'This invitation doesn’t hold',
    title: (workspace: string) => `You’re invited to ${workspace}`,
    as: (role: string, until: string) =>
      `You’d join as ${role}. The invitation is open until ${until}.`,
    accept: 'Accept the invitation',
    signInFirst: 'Sign in, or make an account, to accept it.',
    signedInAs: (name: string) => `You’re signed in as ${name}.`,
    useAnother: 'Use another account',
  },
  account: {
    title: 'Account',
    you: 'You',
    appearance: 'Language and colours',
    password: {
      title: 'Password',
      action: 'Change the password',
      done: 'The password is changed. Other devices were signed out.',
    },
    workspaces: {
      title: 'Workspaces',
      current: 'open now',
      open: 'Open',
      none: 'You’re in no workspace yet.',
    },
  },
  newWorkspace: {
    title: 'New workspace',
    lead: 'A workspace has its own questions, members and games. You’ll own it.',
    name: 'Name of the workspace',
    action: 'Make the workspace',
    none: 'You’re in no workspace yet. Make one, or ask somebody for an invitation link.',
  },
}

export type Identity = typeof identity
