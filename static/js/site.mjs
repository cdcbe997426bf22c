// One module, one behaviour; each finds its elements by data-* and also serves what htmx swaps in.
import "./display_mode.mjs";
import "./loading.mjs";
import "./failure.mjs";
import "./autosave.mjs";
import "./dialog.mjs";
import "./toc_spy.mjs";
import "./copy.mjs";
import "./counter.mjs";
import "./unsaved.mjs";
import "./back_to_top.mjs";
import "./disclosure.mjs";
import "./session.mjs";
import "./reorder.mjs";
import "./print.mjs";
