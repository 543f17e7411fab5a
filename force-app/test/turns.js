/** Lets what waits go on, so many turns long: reading files, the database and rendering each take some of their own. */
export async function turns(count) {
  if (count === 0) return;
  await new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
  await turns(count - 1);
}
