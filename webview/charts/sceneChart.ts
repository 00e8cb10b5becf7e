import { paintScene } from "./paintScene.js";
import type { Palette } from "./palette.js";
import type { Scene } from "./scene.js";

/** A drawing on a canvas as wide as its host, drawn anew when its width or theme changes. */
export class SceneChart {
  private readonly canvas = document.createElement("canvas");
  private width = 0;
  private pending = 0;

  constructor(
    host: HTMLElement,
    private palette: Palette,
    private readonly sceneOf: (width: number) => Scene | undefined,
  ) {
    this.canvas.className = "scene";
    host.append(this.canvas);
    new ResizeObserver(([entry]) => {
      this.width = Math.floor(entry?.contentRect.width ?? 0);
      this.redraw();
    }).observe(host);
  }

  setPalette(palette: Palette): void {
    this.palette = palette;
    this.redraw();
  }

  /** Draws with the next frame of the screen. */
  redraw(): void {
    if (this.pending !== 0) return;
    this.pending = requestAnimationFrame(() => {
      this.pending = 0;
      this.draw();
    });
  }

  private draw(): void {
    const scene = this.width > 0 ? this.sceneOf(this.width) : undefined;
    this.canvas.hidden = !scene;
    const context = this.canvas.getContext("2d");
    if (!scene || !context) return;
    this.canvas.width = Math.round(scene.width * devicePixelRatio);
    this.canvas.height = Math.round(scene.height * devicePixelRatio);
    this.canvas.style.height = `${scene.height}px`;
    paintScene(context, scene, this.palette, devicePixelRatio);
  }
}
