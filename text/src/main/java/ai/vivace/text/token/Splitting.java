package ai.vivace.text.token;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts text at what matches, or at what does not.
 *
 * @param matching finds places
 * @param at whether the text is cut at them or at what stands between
 * @param delimiter what becomes of that
 */
record Splitting(Matching matching, At at, Delimiter delimiter) implements PreTokenizer {
    /** What text is cut at. */
    enum At {
        MATCHES,
        REST
    }

    /** What becomes of what text is cut at; the names are those of tokenizer.json. */
    enum Delimiter {
        /** It is left out. */
        REMOVED,
        /** Each is a piece. */
        ISOLATED,
        /** Neighbours are one piece. */
        CONTIGUOUS,
        /** It ends the piece before it. */
        MERGED_WITH_PREVIOUS,
        /** It begins the piece after it. */
        MERGED_WITH_NEXT
    }

    /** Finds places, from left to right. */
    @FunctionalInterface
    interface Matching {
        /** Hands on the beginning and end of each. */
        void find(String text, Found found);

        /** Every single character of a kind. */
        static Matching characters(IntPredicate kind) {
            return (text, found) -> {
                for (int i = 0; i < text.length(); ) {
                    int codePoint = text.codePointAt(i);
                    int end = i + Character.charCount(codePoint);
                    if (kind.test(codePoint)) {
                        found.at(i, end);
                    }
                    i = end;
                }
            };
        }

        /** Every match of a regular expression that is not empty. */
        static Matching of(Pattern pattern) {
            return (text, found) -> {
                try {
                    Matcher matcher = pattern.matcher(text);
                    while (matcher.find()) {
                        if (matcher.end() > matcher.start()) {
                            found.at(matcher.start(), matcher.end());
                        }
                    }
                } catch (StackOverflowError e) {
                    throw new InputException(
                            "The tokenizer's regular expression " + pattern + " needs too much memory for a text of "
                                    + text.length() + " characters. Give shorter texts.",
                            e);
                }
            };
        }
    }

    /** Takes a place. */
    @FunctionalInterface
    interface Found {
        void at(int from, int to);
    }

    /** A part of a text, and whether the text is cut at it. */
    private record Segment(int from, int to, boolean cuts) {}

    @Override
    public void split(AlignedText text, Consumer<AlignedText> pieces) {
        List<Segment> segments = segments(text.text());
        int count = segments.size();
        int from = 0;
        for (int i = 0; i < count; i++) {
            Segment now = segments.get(i);
            boolean cutsNext = i + 1 < count && segments.get(i + 1).cuts;
            boolean ends = i + 1 == count
                    || switch (delimiter) {
                        case REMOVED, ISOLATED -> true;
                        case CONTIGUOUS -> now.cuts != cutsNext;
                        case MERGED_WITH_PREVIOUS -> now.cuts || !cutsNext;
                        case MERGED_WITH_NEXT -> !now.cuts || cutsNext;
                    };
            if (ends) {
                if (delimiter != Delimiter.REMOVED || !now.cuts) {
                    PreTokenizer.hand(text, from, now.to, pieces);
                }
                from = now.to;
            }
        }
    }

    private List<Segment> segments(String text) {
        List<Segment> segments = new ArrayList<>();
        int[] end = new int[1];
        boolean matchesCut = at == At.MATCHES;
        matching.find(text, (from, to) -> {
            if (from > end[0]) {
                segments.add(new Segment(end[0], from, !matchesCut));
            }
            segments.add(new Segment(from, to, matchesCut));
            end[0] = to;
        });
        if (end[0] < text.length()) {
            segments.add(new Segment(end[0], text.length(), !matchesCut));
        }
        return segments;
    }
}
