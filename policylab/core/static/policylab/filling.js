/* A question that hangs on another of its page is shown once that one is replied to so; without this its condition stands in words. */
(() => {
  "use strict";
  const questions = [...document.querySelectorAll(".question[data-when]")];
  const met = (question) => {
    const inputs = [...document.querySelectorAll(`input[name="${CSS.escape(question.dataset.when)}"]:checked`)];
    const wanted = question.dataset.any.split(" ");
    return inputs.some((input) => wanted.includes(input.value) && !input.closest(".question[hidden]"));
  };
  const look = () => questions.forEach((question) => (question.hidden = !met(question)));
  questions.forEach((question) => question.querySelectorAll(".when-said").forEach((words) => (words.hidden = true)));
  document.addEventListener("change", look);
  addEventListener("pageshow", look);
  look();
})();
