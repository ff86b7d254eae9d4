package ai.vivace.text.token;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What web pages and data sets leave in texts. The list of remnants is fastai's; references such as <code>&amp;eacute;</code> are read as
 * HTML 5 says, as Python's html.unescape does.
 */
final class Markup {
    /** One after the other, as a later one may come of an earlier one. */
    private static final List<Remnant> REMNANTS = List.of(
            new Remnant("#39;", "'"),
            new Remnant("amp;", "&"),
            new Remnant("#146;", "'"),
            new Remnant("nbsp;", " "),
            new Remnant("#36;", "$"),
            new Remnant("\\n", "\n"),
            new Remnant("quot;", "'"),
            new Remnant("<br />", "\n"),
            new Remnant("\\\"", "\""),
            new Remnant("<unk>", SpecialToken.UNKNOWN.text()),
            new Remnant(" @.@ ", "."),
            new Remnant(" @-@ ", "-"),
            new Remnant("...", " …"));

    private static final int LONGEST_NAME = 32;

    /** What numbers 128 to 159 stand for: windows-1252, and themselves where that has nothing. */
    private static final String WINDOWS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

    private Markup() {}

    private record Remnant(String written, String meant) {}

    static AlignedText fix(AlignedText text) {
        AlignedText fixed = text;
        for (Remnant remnant : REMNANTS) {
            fixed = replace(fixed, remnant.written, remnant.meant);
        }
        return unescape(fixed);
    }

    /** Every occurrence of some characters replaced, from left to right. */
    static AlignedText replace(AlignedText text, String written, String meant) {
        String now = text.text();
        int at = now.indexOf(written);
        if (at < 0) {
            return text;
        }
        AlignedText.Edit edit = text.edit();
        while (at >= 0) {
            int end = at + written.length();
            edit.keepTo(at).replaceTo(end, meant);
            at = now.indexOf(written, end);
        }
        return edit.done();
    }

    private static AlignedText unescape(AlignedText text) {
        String now = text.text();
        int at = now.indexOf('&');
        if (at < 0) {
            return text;
        }
        AlignedText.Edit edit = text.edit();
        while (at >= 0) {
            edit.keepTo(at);
            int end = now.startsWith("&#", at) ? number(edit, now, at + 2) : name(edit, now, at + 1);
            at = now.indexOf('&', Math.max(end, at + 1));
        }
        return edit.done();
    }

    /** Replaces a reference by number that has its digits from a place on; gives where it ends. */
    private static int number(AlignedText.Edit edit, String now, int from) {
        boolean hexadecimal = from < now.length() && (now.charAt(from) | 32) == 'x';
        int radix = hexadecimal ? 16 : 10;
        int start = hexadecimal ? from + 1 : from;
        int end = start;
        int value = 0;
        while (end < now.length() && now.charAt(end) < 128 && Character.digit(now.charAt(end), radix) >= 0) {
            value = Math.min(value * radix + Character.digit(now.charAt(end), radix), Character.MAX_CODE_POINT + 1);
            end++;
        }
        if (end == start) {
            return from;
        }
        end += end < now.length() && now.charAt(end) == ';' ? 1 : 0;
        edit.replaceTo(end, character(value));
        return end;
    }

    private static String character(int number) {
        if (number == 0 || number > Character.MAX_CODE_POINT || (number >= 0xD800 && number <= 0xDFFF)) {
            return "\uFFFD";
        }
        if (number >= 0x80 && number <= 0x9F) {
            return WINDOWS.substring(number - 0x80, number - 0x7F);
        }
        boolean control = (number < 32 && number != 9 && number != 10 && number != 12 && number != 13) || number == 127;
        boolean none = number == 11 || (number >= 0xFDD0 && number <= 0xFDEF) || (number & 0xFFFE) == 0xFFFE;
        return control || none ? "" : Character.toString(number);
    }

    /** Replaces the longest known name from a place on; gives where it ends. */
    private static int name(AlignedText.Edit edit, String now, int from) {
        int end = from;
        while (end < now.length() && end < from + LONGEST_NAME && "\t\n\f <&#;".indexOf(now.charAt(end)) < 0) {
            end++;
        }
        if (end == from) {
            return from;
        }
        end += end < now.length() && now.charAt(end) == ';' ? 1 : 0;
        for (int length = end - from; length >= 2; length--) {
            String meant = Names.KNOWN.get(now.substring(from, from + length));
            if (meant != null) {
                edit.replaceTo(from + length, meant);
                return from + length;
            }
        }
        return from;
    }

    /** Read when the first reference comes. */
    private static final class Names {
        private static final Map<String, String> KNOWN = read();

        private static Map<String, String> read() {
            Map<String, String> names = new HashMap<>();
            try (InputStream in = Objects.requireNonNull(Markup.class.getResourceAsStream("entities.txt"));
                    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.startsWith("#")) {
                        String[] parts = line.split(" ", -1);
                        StringBuilder meant = new StringBuilder();
                        for (int i = 1; i < parts.length; i++) {
                            meant.appendCodePoint(Integer.parseInt(parts[i], 16));
                        }
                        names.put(parts[0], meant.toString());
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Map.copyOf(names);
        }
    }
}
