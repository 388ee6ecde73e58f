// A page that was opened from a disk may start no worker, since browsers take each of its files for another site. What the
// search of these pages would do in one is done in a frame of the page's own instead, which may load scripts from there.
"use strict";

if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    onmessage = null;
    onerror = null;

    constructor(address) {
      super();
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.body.append(this.frame);
      this.inside = this.frame.contentWindow;
      this.inside.postMessage = (data) => this.#tell(new MessageEvent("message", { data }));
      this.inside.importScripts = async (...names) => {
        for (const name of names) await this.#load(name);
      };
      this.ready = this.#load(address);
      this.ready.catch((error) => this.#tell(new ErrorEvent("error", { error, message: String(error) })));
    }

    postMessage(data) {
      const event = new MessageEvent("message", { data: structuredClone(data) });
      this.ready.then(() => this.inside.dispatchEvent(event), () => {});
    }

    terminate() {
      this.frame.remove();
    }

    #load(name) {
      return new Promise((done, failed) => {
        const script = this.inside.document.createElement("script");
        script.src = name;
        script.onload = done;
        script.onerror = () => failed(new Error(`${name} can't be loaded`));
        this.inside.document.body.append(script);
      });
    }

    #tell(event) {
      this.dispatchEvent(event);
      this[`on${event.type}`]?.(event);
    }
  };
}
