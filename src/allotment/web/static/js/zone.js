/* Suggests the time zone that the browser lives in to somebody who makes the place theirs. */

const zones = document.querySelector("form[data-zone] select[name=time_zone]");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

if (zones?.value === "UTC" && [...zones.options].some((zone) => zone.value === here)) zones.value = here;
