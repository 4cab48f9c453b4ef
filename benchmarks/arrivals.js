// Runs before the page's own scripts: notes when the next message of a widget has arrived, and
// counts the frames until what it brought is drawn.
(() => {
  const decoder = new TextDecoder();
  const words = (data) => (typeof data === "string" ? data : decoder.decode(data));
  let waiting = null;

  window.WebSocket = class extends window.WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        if (waiting && words(data).includes("comm_msg")) waiting();
      });
    }
  };

  window.arrivals = {
    /** From the next message of a widget to the frame that shows other marks than before. */
    redrawn(selector) {
      const marks = () =>
        [...document.querySelectorAll(selector)]
          .map((mark) => `${mark.getAttribute("d")}${mark.getAttribute("transform")}`)
          .join();
      const before = marks();
      return new Promise((done) => {
        waiting = () => {
          waiting = null;
          const arrived = performance.now();
          let frames = 0;
          const look = () => {
            frames += 1;
            const now = marks();
            if (!now || now === before) return requestAnimationFrame(look);
            done({ frames, ms: performance.now() - arrived });
          };
          requestAnimationFrame(look);
        };
      });
    },
  };
})();
