import { errors } from "playwright-core";

/** How long a part of VS Code may take to answer before it is asked again. */
export const attemptMs = 2000;

/** Whether what is waited for comes before its time limit. */
export async function happens(awaited: Promise<void>): Promise<boolean> {
  try {
    await awaited;
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}
