/** Whether a trainer was asked to stop; it looks between steps. */
export class StopSignal {
  private asked = false;

  isRequested(): boolean {
    return this.asked;
  }

  request(): void {
    this.asked = true;
  }
}
