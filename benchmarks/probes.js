// Runs in the page. Times are in milliseconds of this page's clock unless they say otherwise.
(() => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  // A task posted from a frame runs when that frame has been painted.
  const painted = async () => {
    const start = await frame();
    await new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(null);
    });
    return { start, end: performance.now() };
  };
  const inked = (element) => {
    if (element.tagName !== "CANVAS") return true;
    if (!element.width || !element.height) return false;
    const { width, height } = element;
    const data = element.getContext("2d").getImageData(0, 0, width, Math.min(height, 60)).data;
    return data.some((value, index) => index % 4 < 3 && data[index - (index % 4) + 3] && value < 120);
  };
  const until = async (test, timeout) => {
    const deadline = performance.now() + timeout;
    while (performance.now() < deadline) {
      if (test()) return (await painted()).end;
      await frame();
    }
    return null;
  };

  window.probe = {
    /** From running the cell to its last part painted. */
    async mount(run, selector, timeout = 120000) {
      const start = performance.now();
      run();
      const drawn = () => [...document.querySelectorAll(selector)].some(inked);
      const end = await until(drawn, timeout);
      return end === null ? null : end - start;
    },
    /** When a text that Python wrote was painted, as Python's clock has it. */
    async seen(source, value, timeout) {
      window.paintedBefore = window.painted;
      const test = new Function("value", `return ${source}`);
      const end = await until(() => test(value), timeout);
      return end === null ? null : performance.timeOrigin + end;
    },
    keys: [],
    /** For each key: until it is painted, and the part of that spent working, not waiting. */
    watchKeys() {
      window.probe.keys = [];
      const watch = async (event) => {
        const began = performance.now();
        await Promise.resolve();
        const handled = new Promise((done) => setTimeout(() => done(performance.now())));
        const { start, end } = await painted();
        const busy = Math.min(await handled, start) - began;
        window.probe.keys.push({ latency: end - event.timeStamp, work: busy + end - start });
      };
      window.addEventListener("keydown", watch, { capture: true });
      window.probe.unwatchKeys = () => window.removeEventListener("keydown", watch, true);
    },
    frames: [],
    watchFrames() {
      window.probe.frames = [];
      window.probe.watching = true;
      let last = performance.now();
      const tick = (now) => {
        window.probe.frames.push(now - last);
        last = now;
        if (window.probe.watching) requestAnimationFrame(tick);
      };
      requestAnimationFrame((now) => {
        last = now;
        requestAnimationFrame(tick);
      });
    },
  };

  // A canvas has no text to look for: what is drawn on it is noted.
  const { fillText } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
    if (String(text).startsWith("seen ")) window.painted = text;
    return fillText.call(this, text, ...rest);
  };
})();
