import type { Transporter } from 'nodemailer'
import type { Carrier } from './mail.ts'

/** Carries mail to the server of SMTP_URL. */
export function smtpCarrier(url: string, from: string): Carrier {
  // Loaded with the first mail.
  let transport: Promise<Transporter> | undefined
  const open = async () => {
    const { createTransport } = await import('nodemailer')
    return createTransport({ url, connectionTimeout: 10_000, socketTimeout: 30_000 })
  }
  const { hostname } = new URL(url)
  return async ({ id, to, subject, text }) => {
    transport ??= open()
    await (
      await transport
    ).sendMail({
      from,
      // An object, so that an address is never read as a list of several.
      to: { name: '', address: to },
      subject,
      text,
      // The same id at each try, so that a mail that arrives twice is seen as one.
      messageId: `<${id}@${hostname}>`,
    })
  }
}
