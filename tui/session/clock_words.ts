/** Months as they stand before a day. */
const MONTHS = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
];

/**
 * When something was, as clocks show it here: `14:05`; of another day, `Nov 21 14:05`.
 *
 * @param at milliseconds since 1970, as `now`.
 */
export function clockWords(at: number, now: number): string {
  const then = new Date(at);
  const two = (number: number) => String(number).padStart(2, "0");
  const clock = `${two(then.getHours())}:${two(then.getMinutes())}`;
  const isToday = then.toDateString() === new Date(now).toDateString();
  return isToday
    ? clock
    : `${MONTHS[then.getMonth()]} ${then.getDate()} ${clock}`;
}
