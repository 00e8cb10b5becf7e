/** Between a sign of life and the next question for one. */
const everyMs = 10_000;
/** A host that takes longer is taken for dead; another extension may have blocked it. */
const patienceMs = 10_000;

/** What is asked of a document. */
interface SeenPage {
  readonly visibilityState: string;
  addEventListener(type: "visibilitychange", listener: () => void): void;
}

/**
 * Asks the extension host for a sign of life, again and again while the page can be seen, and tells when
 * none comes, and when one comes after all. A host that is silent is asked no more: it owes an answer.
 *
 * @param ask settles when the host answers, whatever it says
 */
export function watchHost(
  ask: () => Promise<void>,
  onChange: (isAlive: boolean) => void,
  page: SeenPage,
): void {
  let isDue = false;
  let isAlive = true;

  const tell = (now: boolean) => {
    if (now !== isAlive) onChange(now);
    isAlive = now;
  };
  const question = async () => {
    isDue = false;
    const patience = setTimeout(() => {
      tell(false);
    }, patienceMs);
    await ask().catch(() => undefined);
    clearTimeout(patience);
    tell(true);
    setTimeout(() => {
      isDue = true;
      questionIfSeen();
    }, everyMs);
  };
  const questionIfSeen = () => {
    if (isDue && page.visibilityState === "visible") void question();
  };
  page.addEventListener("visibilitychange", questionIfSeen);
  void question();
}
