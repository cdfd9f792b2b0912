// A count that changes while one looks: the server sends the whole of it each time. Without this script
// the page shows the count as it was when it was asked for.

class LiveTally extends HTMLElement {
  connectedCallback() {
    if (!this.dataset.source) return;
    this.source = new EventSource(this.dataset.source);
    this.source.onmessage = ({ data }) => this.show(JSON.parse(data));
  }

  disconnectedCallback() {
    this.source?.close();
  }

  show({ revision, over, words, bars }) {
    // What comes late from before a reconnect is older.
    if (revision < (this.revision ?? 0)) return;
    this.revision = revision;
    for (const [name, word] of words) {
      for (const element of document.querySelectorAll(`[data-word="${name}"]`)) {
        if (element.textContent !== word) element.textContent = word;
      }
    }
    for (const [name, value] of bars) {
      for (const element of this.querySelectorAll(`[data-bar="${name}"]`)) element.value = value;
    }
    this.dataset.live = String(revision);
    if (over) {
      this.source.close();
      location.reload();
    }
  }
}

customElements.define("live-tally", LiveTally);
