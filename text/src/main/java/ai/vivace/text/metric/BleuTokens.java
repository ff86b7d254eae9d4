package ai.vivace.text.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What BLEU counts as words; the cuts are sacreBLEU's, so that numbers can be compared. */
public enum BleuTokens {
    /**
     * Those of WMT's evaluation script mteval-v13a: punctuation apart, periods and commas only beside what is no digit. For languages with spaces
     * between words.
     */
    MTEVAL_13A("13a") {
        @Override
        String spaced(String text) {
            String line = text.replace("<skipped>", "").replace("-\n", "").replace('\n', ' ');
            if (line.indexOf('&') >= 0) {
                line = line.replace("&quot;", "\"")
                        .replace("&amp;", "&")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">");
            }
            line = PUNCTUATION.matcher(" " + line + " ").replaceAll(" $1 ");
            line = POINT_BEHIND_OTHERS.matcher(line).replaceAll("$1 $2 ");
            line = POINT_BEFORE_OTHERS.matcher(line).replaceAll(" $1 $2");
            return DASH_BEHIND_DIGIT.matcher(line).replaceAll("$1 $2 ");
        }
    },
    /** Each character, spaces aside: for Japanese and Chinese. */
    CHARACTERS("char") {
        @Override
        String spaced(String text) {
            StringBuilder spaced = new StringBuilder();
            text.codePoints().forEach(point -> spaced.appendCodePoint(point).append(' '));
            return spaced.toString();
        }
    },
    /** What stands between spaces: for texts that are cut already. */
    SPACES("none") {
        @Override
        String spaced(String text) {
            return text;
        }
    };

    private static final Pattern PUNCTUATION = Pattern.compile("([{-~\\[-` -&(-+:-@/])");
    private static final Pattern POINT_BEHIND_OTHERS = Pattern.compile("([^0-9])([.,])");
    private static final Pattern POINT_BEFORE_OTHERS = Pattern.compile("([.,])([^0-9])");
    private static final Pattern DASH_BEHIND_DIGIT = Pattern.compile("([0-9])(-)");

    private final String label;

    BleuTokens(String label) {
        this.label = label;
    }

    /** sacreBLEU's name of it. */
    public String label() {
        return label;
    }

    abstract String spaced(String text);

    /** The words of a text. */
    public List<String> cut(String text) {
        return words(spaced(text.stripTrailing()));
    }

    /** What stands between blanks of any kind, as Python's split. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (!isBlank(point)) {
                word.appendCodePoint(point);
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        });
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    private static boolean isBlank(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0x85;
    }
}
