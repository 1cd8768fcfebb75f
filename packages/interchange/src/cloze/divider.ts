/** What stands before each question where a file has several; Moodle shows nothing of it. */
export const divider = '<!-- question -->'
