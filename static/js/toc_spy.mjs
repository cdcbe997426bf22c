// [data-toc]: marks the entry of the section that is being read.
function watch(toc) {
  const links = new Map([...toc.querySelectorAll('a[href^="#"]')].map((link) => [link.hash.slice(1), link]));
  const sections = [...links.keys()].map((id) => document.getElementById(decodeURIComponent(id))).filter(Boolean);
  const mark = (id) => {
    for (const [key, link] of links) {
      if (key === id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const observer = new IntersectionObserver((entries) => {
    const seen = entries.find((entry) => entry.isIntersecting);
    if (seen) mark(encodeURIComponent(seen.target.id));
  }, { rootMargin: "-10% 0px -75% 0px" });
  sections.forEach((section) => observer.observe(section));
}
document.querySelectorAll("[data-toc]").forEach(watch);
