// A code after the `#` of the link goes into the form and is sent by it; the address forgets it at once.
"use strict";
const back = document.getElementById("come-back"), code = location.hash.slice(1);
if (back && code) {
  history.replaceState(null, "", location.pathname);
  back.elements.code.value = decodeURIComponent(code);
  back.submit();
}
