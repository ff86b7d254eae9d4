package ai.vivace.watermark.mark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a text may say of each picture, between braces. A doubled brace stands for the brace itself. */
public enum Placeholder {
    /** The file's name, with its extension: {@code {filename}}. */
    FILENAME,
    /** The file's name without its extension: {@code {name}}. */
    NAME,
    /** The extension without the point: {@code {extension}}. */
    EXTENSION,
    /** The day of the run: {@code {date}} is 2026-11-23; {@code {date:yyyy}} and any other pattern of {@link java.time.format.DateTimeFormatter}. */
    DATE,
    /** Which picture of the batch it is, from 1 on: {@code {n}}; {@code {n:04}} has four digits. */
    N,
    /** The width as it is shown, in pixels: {@code {width}}; digits as for {@link #N}. */
    WIDTH,
    /** The height as it is shown, in pixels: {@code {height}}; digits as for {@link #N}. */
    HEIGHT,
    /** The camera's maker and model: {@code {camera}}. */
    CAMERA,
    /** What an Exif tag says: {@code {exif:ISOSpeedRatings}}; a date in a pattern: {@code {exif:DateTimeOriginal:yyyy}}. */
    EXIF;

    /** The word between the braces. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All words in their braces. */
    static List<String> braced() {
        return Arrays.stream(values()).map(each -> "{" + each.word() + "}").toList();
    }

    /** Whether it is a whole number, which may have a number of digits. */
    boolean isNumber() {
        return this == N || this == WIDTH || this == HEIGHT;
    }
}
