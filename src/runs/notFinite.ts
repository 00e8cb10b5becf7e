/** What the message of a run says that failed because its training left the numbers. */
export const notFinite = "is not a finite number";
