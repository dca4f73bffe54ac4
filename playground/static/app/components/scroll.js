/**
 * Holds a column of messages still while it changes: at the bottom it stays at the bottom, anywhere else the first
 * visible message stays where it is, whether older ones come in above, one is edited, or a picture gets its size.
 */

const NEAR = 40;

export class Keeper {
  /** `area` scrolls, `column` is its only child, `onMove({atBottom, atTop})` is told after each scroll. */
  constructor(area, column, onMove) {
    Object.assign(this, { area, column, onMove, atBottom: true, anchor: null });
    this.watcher = new ResizeObserver(() => this.settle());
    this.watcher.observe(area);
    this.watcher.observe(column);
    this.moved = () => this.note();
    area.addEventListener('scroll', this.moved, { passive: true });
  }

  stop() {
    this.watcher.disconnect();
    this.area.removeEventListener('scroll', this.moved);
  }

  note() {
    const { scrollHeight, scrollTop, clientHeight } = this.area;
    this.atBottom = scrollHeight - scrollTop - clientHeight < NEAR;
    this.anchor = this.findAnchor();
    this.onMove({ atBottom: this.atBottom, atTop: scrollTop < clientHeight });
  }

  findAnchor() {
    const edge = this.area.getBoundingClientRect().top;
    const children = this.column.children;
    let [low, high] = [0, children.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (children[middle].getBoundingClientRect().bottom > edge) high = middle;
      else low = middle + 1;
    }
    // Days and the way to older messages are made anew as messages come in; only messages can be held on to.
    while (children[low] && !children[low].dataset.id) low += 1;
    const element = children[low];
    return element ? { element, top: element.getBoundingClientRect().top - edge } : null;
  }

  settle() {
    if (this.atBottom) this.toBottom();
    else this.restore();
    this.note();
  }

  restore() {
    if (!this.anchor?.element.isConnected) return;
    const edge = this.area.getBoundingClientRect().top;
    const shift = this.anchor.element.getBoundingClientRect().top - edge - this.anchor.top;
    if (Math.abs(shift) >= 1) this.area.scrollTop += shift;
  }

  toBottom() {
    this.atBottom = true;
    this.area.scrollTop = this.area.scrollHeight;
  }

  /** Scrolls so that an element is seen; `block` as in `scrollIntoView`. */
  show(element, block) {
    this.atBottom = false;
    element.scrollIntoView({ block });
    this.note();
  }
}
