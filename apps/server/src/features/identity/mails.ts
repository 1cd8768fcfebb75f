/** What is written to people about their accounts. */
export interface MailText {
  readonly subject: string
  readonly text: string
}

export function confirmAddress(name: string, link: string): MailText {
  return {
    subject: 'Confirm your address for QuizMentor',
    text: [
      `Hello ${name},`,
      'somebody, probably you, made a QuizMentor account with this address. To use it, open:',
      link,
      'The link works for a day. If it was not you, do nothing: there will be no account.',
    ].join('\n\n'),
  }
}

export function addressIsKnown(name: string, signIn: string, reset: string): MailText {
  return {
    subject: 'You already have a QuizMentor account',
    text: [
      `Hello ${name},`,
      'somebody, probably you, tried to make a QuizMentor account with this address. You have one:',
      `Sign in: ${signIn}`,
      `If you forgot your password: ${reset}`,
      'If it was not you, do nothing: nothing was changed.',
    ].join('\n\n'),
  }
}

export function resetPassword(name: string, link: string): MailText {
  return {
    subject: 'Set a new password for QuizMentor',
    text: [
      `Hello ${name},`,
      'to set a new password for your QuizMentor account, open:',
      link,
      'The link works once, for 30 minutes. If you did not ask for it, do nothing.',
    ].join('\n\n'),
  }
}

export function invitation(inviter: string, workspace: string, link: string): MailText {
  return {
    subject: 'You are invited to QuizMentor',
    text: [
      'Hello,',
      `${inviter} invites you to the workspace "${workspace}" on QuizMentor. To join, open:`,
      link,
      'The link works once, for seven days.',
    ].join('\n\n'),
  }
}
