package ai.vivace.cli;

import ai.vivace.store.Prediction;
import ai.vivace.store.Prediction.Ranked;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How answers with classes, or with numbers, are told.
 *
 * @param top how many of the likeliest classes
 */
record ClassPredictions(int top) {
    /** An answer in a line. */
    String words(Prediction prediction) {
        if (prediction.ranking().isEmpty()) {
            return prediction.values().stream().map(String::valueOf).collect(Collectors.joining("  "));
        }
        String others = prediction.ranking().stream()
                .limit(top)
                .skip(1)
                .map(ClassPredictions::text)
                .collect(Collectors.joining(", "));
        return text(prediction.ranking().get(0)) + (others.isEmpty() ? "" : "  (" + others + ")");
    }

    /** The likeliest class with its probability, or the numbers. */
    static String caption(Prediction prediction) {
        return new ClassPredictions(1).words(prediction);
    }

    private static String text(Ranked ranked) {
        return String.format(Locale.ROOT, "%s %.1f %%", ranked.label(), 100 * ranked.probability());
    }

    /** An answer for programs. */
    Map<String, Object> facts(Prediction prediction) {
        Map<String, Object> facts = new LinkedHashMap<>();
        if (prediction.ranking().isEmpty()) {
            facts.put("values", prediction.values());
        } else {
            List<Ranked> ranking = prediction.ranking().stream().limit(top).toList();
            facts.put("label", prediction.label());
            facts.put("probability", prediction.probability());
            facts.put("ranking", ranking);
        }
        return facts;
    }
}
