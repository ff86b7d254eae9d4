package ai.vivace.text.explain;

import ai.vivace.plot.TerminalStyle;
import java.util.List;
import java.util.Locale;

/** How a text is written with what its words add: those for the answer green, those against it red, the stronger the fuller. */
public enum RelevanceWriting {
    /** Coloured for a terminal that knows 24-bit ANSI colours. */
    ANSI {
        @Override
        public String write(TextRelevance relevance) {
            return body(
                    relevance,
                    (word, value, share) -> {
                        int pale = (int) Math.round(255 * (1 - Math.abs(share)));
                        String colour = share >= 0 ? pale + ";255;" + pale : "255;" + pale + ";" + pale;
                        return "\u001b[30;48;2;" + colour + "m" + word + "\u001b[0m";
                    },
                    Part::plain);
        }
    },
    /** Each word with its number, such as {@code great(+0.42)}; those of less than a twentieth of the strongest have none. */
    PLAIN {
        @Override
        public String write(TextRelevance relevance) {
            return body(
                    relevance,
                    (word, value, share) ->
                            Math.abs(share) < FAINT ? word : word + String.format(Locale.ROOT, "(%+.2f)", value),
                    Part::plain);
        }
    },
    /** A page of its own, which needs no other file; what the text has of HTML is shown, not obeyed. */
    HTML {
        @Override
        public String write(TextRelevance relevance) {
            String content = body(
                    relevance,
                    (word, value, share) -> String.format(
                            Locale.ROOT,
                            "<span style=\"background:rgba(%s,%.3f)\" title=\"%+.4f\">%s</span>",
                            share >= 0 ? "0,160,60" : "220,40,40",
                            Math.abs(share),
                            value,
                            Html.escaped(word)),
                    Html::escaped);
            String title = Html.escaped(relevance.label()) + String.format(Locale.ROOT, ": %.3f", relevance.answer());
            return Html.page(title, "<p style=\"white-space:pre-wrap;line-height:1.8\">" + content + "</p>");
        }
    };

    private static final double FAINT = 0.05;

    /** How a word is written. */
    @FunctionalInterface
    private interface Word {
        /**
         * Writes it.
         *
         * @param share its value over that of the strongest word, -1 to 1
         */
        String write(String word, double value, double share);
    }

    /** How what stands between words is written. */
    @FunctionalInterface
    private interface Part {
        String write(String blanks);

        static String plain(String blanks) {
            return blanks;
        }
    }

    /** Coloured where the console is a terminal that shows colours, as {@link TerminalStyle#detect} finds it, else plain. */
    public static RelevanceWriting ofConsole() {
        return TerminalStyle.detect().colour() == TerminalStyle.Colour.ON ? ANSI : PLAIN;
    }

    /** A text with what its words add. */
    public abstract String write(TextRelevance relevance);

    private static String body(TextRelevance relevance, Word words, Part blanks) {
        List<TextRelevance.Word> all = relevance.words();
        double strongest =
                all.stream().mapToDouble(word -> Math.abs(word.value())).max().orElse(0);
        StringBuilder body = new StringBuilder();
        int at = 0;
        for (TextRelevance.Word word : all) {
            double share = strongest == 0 ? 0 : word.value() / strongest;
            body.append(blanks.write(relevance.text().substring(at, word.from())))
                    .append(words.write(relevance.text().substring(word.from(), word.to()), word.value(), share));
            at = word.to();
        }
        return body.append(blanks.write(relevance.text().substring(at))).toString();
    }
}
