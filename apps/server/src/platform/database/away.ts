/** No server that takes writes answers. What was asked may have been done, as after any lost line. */
export class DatabaseAway extends Error {
  override readonly name = 'DatabaseAway'

  constructor() {
    super('the database is out of reach')
  }
}
