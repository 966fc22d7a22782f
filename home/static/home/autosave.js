/* Wagtail 7.4 takes the form as saved in the state it has when the answer comes: what was typed since it was sent is neither
   saved nor asked about on leaving. Here the state that was sent counts, so the next check finds the rest and saves it. */
(() => {
  const watcher = (form) => window.wagtail?.app?.getControllerForElementAndIdentifier(form, "w-unsaved");
  const sent = new WeakMap();
  document.addEventListener("w-autosave:save", ({ target }) => {
    const unsaved = watcher(target);
    if (unsaved) sent.set(target, unsaved.formData);
  });
  document.addEventListener("w-autosave:success", ({ target }) => {
    const unsaved = watcher(target);
    if (unsaved && sent.has(target)) unsaved.initialFormData = unsaved.previousFormData = sent.get(target);
  });
})();
