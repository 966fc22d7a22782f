/* Small comforts on a ballot; it is filled in, cast and kept without them. Nothing is stored here. */
(() => {
  "use strict";
  // The sum of a budget, as boxes are ticked, written as the page writes amounts.
  const sum = document.querySelector("[data-sum]");
  if (sum) {
    const boxes = [...document.querySelectorAll("input[data-cost]")];
    const how = document.getElementById("sum").dataset;
    const written = (value) => {
      const [whole, rest] = value.toFixed(how.places).split(".");
      const spaced = whole.length < how.from ? whole : whole.replace(/\B(?=(\d{3})+$)/g, how.thousands);
      return Number(rest || 0) ? spaced + how.decimal + rest : spaced;
    };
    const add = () => {
      const total = boxes.reduce((all, box) => all + (box.checked ? Number(box.dataset.cost) : 0), 0);
      sum.textContent = sum.textContent.replace(/\d(.*\d)?/, written(total));
    };
    document.addEventListener("change", add);
    addEventListener("pageshow", add);
    document.querySelectorAll("button[value=sum]").forEach((button) => (button.hidden = true));
  }
  // A ranking by dragging, beside its buttons; where a line is let go, the page is asked for again as after a press.
  const ranked = document.querySelector(".ranked");
  const lines = () => [...ranked.children];
  const dragged = (line, again) => {
    const before = lines(), over = new AbortController();
    const move = ({clientY}) => {
      const next = lines().find((one) => one !== line && clientY < one.getBoundingClientRect().top + one.offsetHeight / 2);
      if (next !== line.nextElementSibling) ranked.insertBefore(line, next || null);
    };
    const end = ({type}) => {
      over.abort();
      line.classList.remove("held");
      if (type !== "pointerup") return ranked.append(...before);
      if (lines().every((one, place) => one === before[place])) return;
      const ask = Object.assign(document.createElement("button"), {formAction: again, hidden: true});
      ranked.append(ask);
      ask.click();
    };
    line.classList.add("held");
    // Of the whole page: a line that is moved loses the pointer it had caught.
    document.addEventListener("pointermove", move, {signal: over.signal});
    for (const how of ["pointerup", "pointercancel"]) document.addEventListener(how, end, {signal: over.signal});
  };
  if (ranked && ranked.children.length > 1) {
    for (const line of lines()) {
      const grip = Object.assign(document.createElement("span"), {className: "grip", ariaHidden: "true"});
      grip.addEventListener("pointerdown", (event) => {
        if (event.button) return;
        event.preventDefault();
        dragged(line, line.querySelector("button[name=press]").formAction);
      });
      line.prepend(grip);
    }
  }
  // The receipt as a picture, drawn here: it is sent nowhere.
  document.querySelectorAll("button[data-picture]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const canvas = Object.assign(document.createElement("canvas"), {width: 1080, height: 540});
      const draw = canvas.getContext("2d");
      const code = document.querySelector(button.dataset.picture).textContent.trim();
      const write = (text, size, top, family) => {
        draw.font = `600 ${size}px ${family}`;
        draw.fillText(text, 540, top, 1000);
      };
      draw.fillStyle = "#fffdf8";
      draw.fillRect(0, 0, 1080, 540);
      draw.fillStyle = "#0e3143";
      draw.textAlign = "center";
      draw.direction = document.documentElement.dir;
      write(button.dataset.title, 40, 130, "sans-serif");
      write(button.dataset.label, 34, 220, "sans-serif");
      draw.direction = "ltr";
      write(code, 76, 340, "monospace");
      write(location.host, 30, 450, "sans-serif");
      canvas.toBlob((blob) => {
        const link = Object.assign(document.createElement("a"), {href: URL.createObjectURL(blob), download: "receipt.png"});
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      });
    });
  });
})();
