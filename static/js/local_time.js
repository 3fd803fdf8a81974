// Says an event's time by the visitor's own clock, where that clock shows another than the page.
// The page gives the moments in <time datetime>, with the offset of the event's zone.

const moment = (part) => part?.getAttribute("datetime");

// "2026-10-28T18:00:00-04:00": the offset behind the time, in minutes as Date has it
function offset(text) {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(text) ?? [];
  return sign ? -Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) : 0;
}

const isOther = (text) => new Date(text).getTimezoneOffset() !== offset(text);

for (const when of document.querySelectorAll("[data-when]")) {
  const place = when.querySelector("[data-your-time]");
  const starts = moment(when.querySelector("[data-starts]"));
  const ends = moment(when.querySelector("[data-ends]"));
  if (place && starts && ends && (isOther(starts) || isOther(ends))) {
    const format = new Intl.DateTimeFormat("en-US", {
      weekday: "long",
      month: "long",
      day: "numeric",
      hour: "numeric",
      minute: "2-digit",
      timeZoneName: "short",
    });
    place.textContent = `Your time: ${format.formatRange(new Date(starts), new Date(ends))}`;
  }
}
