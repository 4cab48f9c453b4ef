/** A picture from a file, made small enough to travel inside the map. */

/** In bytes. The kernel takes 400,000 characters; a data URI has four for three bytes. */
const LARGEST = 280_000;

/**
 * Ask for a file and return it as a data URI no larger than `side` pixels; null when the
 * person changed their mind. Throws when the file is no picture the browser can draw.
 */
export async function choosePicture(side: number, largest = LARGEST): Promise<string | null> {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = "image/png,image/jpeg,image/webp,image/gif";
  const file = await new Promise<File | null>((done) => {
    input.addEventListener("change", () => done(input.files?.[0] ?? null));
    input.addEventListener("cancel", () => done(null));
    input.click();
  });
  return file && (await shrink(file, side, largest));
}

/** Scale a picture down, and lower its quality until it fits. */
export async function shrink(file: Blob, side: number, largest = LARGEST): Promise<string> {
  const bitmap = await createImageBitmap(file);
  let scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  for (;;) {
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    for (const quality of [0.86, 0.7]) {
      const uri = canvas.toDataURL("image/webp", quality);
      if (uri.length < (largest * 4) / 3) {
        bitmap.close();
        return uri;
      }
    }
    scale *= 0.7;
  }
}
