/* Passkeys: the only forms that cannot work without JavaScript. allauth's webauthn-json.js speaks to the browser.
   <form data-passkey="create|get|sign-in" data-options="{…}"> with a hidden field "credential" and an element [data-failed]. */
(() => {
  "use strict";
  const optionsOf = async (form) => {
    if (form.dataset.passkey !== "sign-in") return JSON.parse(form.dataset.options);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).request_options;
  };
  const alone = (form, options) => {
    const box = form.querySelector("[name=passwordless]");
    const wish = options.publicKey.authenticatorSelection;
    if (!box || !wish) return options;
    wish.residentKey = box.checked ? "required" : "discouraged";
    wish.requireResidentKey = box.checked;
    if (box.checked) wish.userVerification = "required";
    return options;
  };
  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    if (!window.PublicKeyCredential || !window.webauthnJSON) return;
    form.hidden = false;
    const failed = form.querySelector("[data-failed]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      event.stopPropagation();
      if (failed) failed.hidden = true;
      try {
        const options = alone(form, await optionsOf(form));
        const key = form.dataset.passkey === "create" ? await webauthnJSON.create(options) : await webauthnJSON.get(options);
        form.querySelector("[name=credential]").value = JSON.stringify(key);
        form.submit();
      } catch {
        if (failed) failed.hidden = false;
      }
    });
  });
})();
