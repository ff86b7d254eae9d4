package ai.vivace.tax;

import ai.vivace.tax.law.Citation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a line has its value.
 *
 * @param rule the rule in a few words, as a computation
 * @param sentence what happened, in plain words
 * @param figures the numbers used, in the order of the rule
 * @param citation where the law's numbers among them are from; none where the line only adds others up
 */
public record Reason(String rule, String sentence, List<Figure> figures, Optional<Citation> citation) {
    public Reason {
        figures = List.copyOf(figures);
    }

    /** A reason without numbers of the law. */
    static Reason of(String rule, String sentence) {
        return new Reason(rule, sentence, List.of(), Optional.empty());
    }

    /** A reason by numbers of the law. */
    static Reason of(Citation citation, String rule, String sentence) {
        return new Reason(rule, sentence, List.of(), Optional.of(citation));
    }

    /** The same with one more number. */
    Reason with(String name, BigDecimal value) {
        List<Figure> more = new ArrayList<>(figures);
        more.add(new Figure(name, value));
        return new Reason(rule, sentence, more, citation);
    }
}
