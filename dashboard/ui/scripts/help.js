// What Streamlit leaves undone for the keyboard and for screen readers, put right in the reader's browser.
(() => {
  if (window.scorecardHelps) return;
  window.scorecardHelps = true;
  document.documentElement.lang = "en-GB";
  const FRAMES = 60;

  const one = (part, more = "") => document.querySelector(`[data-testid="${part}"]${more}`);

  // A popover is written at the end of the page, and its button keeps the keyboard, which would come to it last of
  // all; the phone's menu takes its button away. Focus goes into what was opened, as soon as it is there.
  const enter = (part, tries = FRAMES) => {
    const opened = one(part);
    if (opened?.checkVisibility({ visibilityProperty: true })) {
      if (!opened.hasAttribute("href")) opened.tabIndex = -1;
      opened.focus();
    }
    if (document.activeElement !== opened && tries) requestAnimationFrame(() => enter(part, tries - 1));
  };
  const opens = { stPopoverButton: "stPopoverBody", stExpandSidebarButton: "stSidebarNavLink" };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-testid]");
    const part = button && opens[button.dataset.testid];
    if (part && button.ariaExpanded !== "true") enter(part);
  }, true);

  // Names and roles: the menu's button is called what is written on it, a file's box is no presentation.
  const name = () => {
    one("stExpandSidebarButton", '[aria-label="Expand sidebar"]')?.setAttribute("aria-label", "Menu");
    one("stSidebarCollapseButton", ' [aria-label="Collapse sidebar"]')?.setAttribute("aria-label", "Close menu");
    one("stSidebar", '[aria-label="Sidebar"]')?.setAttribute("aria-label", "Menu");
    one("stFileUploaderDropzone", '[role="presentation"]')?.setAttribute("role", "group");
  };
  new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
  name();
})();
