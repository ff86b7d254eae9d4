package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A part of a text: words that are drawn as they are, or a value of the picture. */
public sealed interface TemplatePart {
    /** What is drawn for a picture. */
    String text(PlaceholderValues values, Consumer<String> notes);

    /**
     * Words.
     *
     * @param text drawn as it is
     */
    record Words(String text) implements TemplatePart {
        @Override
        public String text(PlaceholderValues values, Consumer<String> notes) {
            return text;
        }
    }

    /**
     * A value.
     *
     * @param placeholder which
     * @param tag the Exif tag, for {@link Placeholder#EXIF}; else empty
     * @param format digits or a pattern of dates; empty for the usual one
     */
    record Value(Placeholder placeholder, String tag, String format) implements TemplatePart {
        private static final Pattern DIGITS = Pattern.compile("0[1-9]\\d?");
        private static final Pattern TAG = Pattern.compile("[A-Za-z0-9]{1,64}");
        private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");
        private static final String EXIF_DATE = "yyyy:MM:dd HH:mm:ss";
        private static final LocalDateTime SOME_DATE = LocalDateTime.of(2026, 11, 23, 10, 15, 30);

        /** @throws InputException when tag or format do not fit the placeholder */
        public Value {
            String given = tag;
            InputException.require(
                    placeholder == Placeholder.EXIF ? TAG.matcher(given).matches() : given.isEmpty(),
                    () -> "An Exif placeholder names a tag, such as {exif:DateTimeOriginal}, but came {exif:" + given
                            + "}.");
            requireFormat(placeholder, format);
        }

        /** Reads what stands between braces. */
        static Value parse(String text) {
            String[] parts = text.split(":", 2);
            Placeholder placeholder = named(parts[0].strip());
            String rest = parts.length == 1 ? "" : parts[1];
            if (placeholder != Placeholder.EXIF) {
                return new Value(placeholder, "", rest);
            }
            String[] tagAndFormat = rest.split(":", 2);
            return new Value(placeholder, tagAndFormat[0].strip(), tagAndFormat.length == 1 ? "" : tagAndFormat[1]);
        }

        private static Placeholder named(String word) {
            for (Placeholder each : Placeholder.values()) {
                if (each.word().equalsIgnoreCase(word)) {
                    return each;
                }
            }
            throw new InputException(Spelling.unknown("placeholder", "{" + word + "}", Placeholder.braced())
                    + " Write {{ to draw a brace itself.");
        }

        private static void requireFormat(Placeholder placeholder, String format) {
            if (format.isEmpty()) {
                return;
            }
            String written = "{" + placeholder.word() + ":" + format + "}";
            if (placeholder.isNumber()) {
                InputException.require(
                        DIGITS.matcher(format).matches(),
                        () -> written + ": expected a number of digits such as {n:04}.");
            } else if (placeholder == Placeholder.DATE || placeholder == Placeholder.EXIF) {
                requirePattern(written, format);
            } else {
                throw new InputException(
                        written + ": this placeholder has no format. Write {" + placeholder.word() + "}.");
            }
        }

        private static void requirePattern(String written, String format) {
            try {
                formatter(format).formatTo(SOME_DATE, new StringBuilder());
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new InputException(
                        written + ": expected a pattern of dates such as yyyy-MM-dd, but it is none: " + e.getMessage()
                                + ".",
                        e);
            }
        }

        private static DateTimeFormatter formatter(String format) {
            return DateTimeFormatter.ofPattern(format, Locale.ENGLISH);
        }

        @Override
        public String text(PlaceholderValues values, Consumer<String> notes) {
            return CONTROLS.matcher(value(values, notes)).replaceAll(" ").strip();
        }

        private String value(PlaceholderValues values, Consumer<String> notes) {
            return switch (placeholder) {
                case FILENAME -> values.fileName();
                case NAME -> values.fileName().substring(0, point(values.fileName()));
                case EXTENSION -> extension(values.fileName());
                case DATE -> formatter(format.isEmpty() ? "yyyy-MM-dd" : format).format(values.date());
                case N -> digits(values.number());
                case WIDTH -> digits(values.width());
                case HEIGHT -> digits(values.height());
                case CAMERA -> camera(values, notes);
                case EXIF -> exif(values, notes);
            };
        }

        private static int point(String name) {
            int point = name.lastIndexOf('.');
            return point <= 0 ? name.length() : point;
        }

        private static String extension(String name) {
            return name.substring(Math.min(name.length(), point(name) + 1));
        }

        private String digits(long number) {
            return format.isEmpty() ? Long.toString(number) : String.format(Locale.ROOT, "%" + format + "d", number);
        }

        private static String camera(PlaceholderValues values, Consumer<String> notes) {
            String maker = values.exif("Make").orElse("").strip();
            String model = values.exif("Model").orElse("").strip();
            if (maker.isEmpty() && model.isEmpty()) {
                notes.accept("The picture does not say its camera; {camera} is left empty.");
            }
            // Most cameras repeat their maker in the model.
            String firstWord = maker.split(" ", 2)[0].toLowerCase(Locale.ROOT);
            boolean repeated = model.toLowerCase(Locale.ROOT).startsWith(firstWord);
            return repeated ? model : maker + " " + model;
        }

        private String exif(PlaceholderValues values, Consumer<String> notes) {
            Optional<String> value = values.exif(tag);
            if (value.isEmpty()) {
                notes.accept("The picture has no Exif tag " + tag + "; its place is left empty.");
                return "";
            }
            if (format.isEmpty()) {
                return value.get();
            }
            try {
                return formatter(format).format(LocalDateTime.parse(value.get().strip(), formatter(EXIF_DATE)));
            } catch (DateTimeException e) {
                notes.accept(
                        "The Exif tag " + tag + " is no date, but \"" + value.get() + "\"; its place is left empty.");
                return "";
            }
        }
    }
}
