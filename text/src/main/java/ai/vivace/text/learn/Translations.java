package ai.vivace.text.learn;

import ai.vivace.text.PairEncoder;
import ai.vivace.text.generate.Generated;
import ai.vivace.text.model.Translator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Texts that a model answers.
 *
 * @param model answers tokens
 * @param encoder how texts become tokens, and answers texts
 * @param longest the most tokens of a text; longer ones are cut
 */
record Translations(Translator model, PairEncoder encoder, int longest) {
    private static final int TEXTS_AT_A_TIME = 64;

    /** The answers in the texts' order. */
    List<String> of(List<String> texts, TranslationSearch search) {
        String[] answers = new String[texts.size()];
        List<int[]> all = encoder.all(texts).stream().map(this::cut).toList();
        for (List<Integer> places : byLength(all).values()) {
            for (int from = 0; from < places.size(); from += TEXTS_AT_A_TIME) {
                List<Integer> some = places.subList(from, Math.min(places.size(), from + TEXTS_AT_A_TIME));
                List<Generated> written = search.answers(
                        model, encoder, some.stream().map(all::get).toList());
                for (int i = 0; i < some.size(); i++) {
                    answers[some.get(i)] = encoder.decode(written.get(i).tokens());
                }
            }
        }
        return Arrays.asList(answers);
    }

    /** Texts of one length need no padding, which would move positions. */
    private static Map<Integer, List<Integer>> byLength(List<int[]> texts) {
        Map<Integer, List<Integer>> places = new TreeMap<>();
        for (int i = 0; i < texts.size(); i++) {
            places.computeIfAbsent(texts.get(i).length, length -> new ArrayList<>())
                    .add(i);
        }
        return places;
    }

    private int[] cut(int[] text) {
        if (text.length <= longest) {
            return text;
        }
        int[] cut = Arrays.copyOf(text, longest);
        cut[cut.length - 1] = encoder.end();
        return cut;
    }
}
